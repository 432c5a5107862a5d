"""Which declared versions the Python at hand does not meet; whether each of them can be met is another question."""

from __future__ import annotations

import re

from envdoctor.record import CannotKnow, Record
from envdoctor.versions import minor, within

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from envdoctor.facts import Snapshot
    from envdoctor.facts.machine import Environment
    from envdoctor.facts.python import Declaration


class Mismatch(Record):
    """A declaration that the Python at hand does not meet."""

    declaration: Declaration
    version: str  # of the Python at hand, as far as it is known for certain
    subject: str  # ".venv runs Python 3.12.4"
    environment: Environment | None  # whose Python it is; None: this shell's
    close: bool  # only the last number differs


def mismatches(snap: Snapshot) -> Iterator[Mismatch]:
    """Give the declarations that the environment's Python, or without one this shell's, does not meet."""
    # a variable of this shell that chooses another Python than a file names does so on purpose
    declarations = [one for one in snap.declared.declarations if one.decides]
    if not declarations:
        return  # nothing says which Python it should be
    environment = _judged(snap)
    if environment:
        if environment.problem or not environment.python:
            return  # it does not run, which another check says; or no file tells its version
        version = _certain(environment)
        subject = f"{environment.name} runs Python {version}"
    else:
        python = snap.shell.python
        if python is None or not python.version:
            return  # there is no Python that anybody would use, or no file tells its version
        if not snap.shell.interactive:
            return  # in CI, a hook or an image build, the first Python is the tools' one: the project's may come later
        if snap.project.managers:
            return  # the manager picks a Python that fits when it makes the environment
        version = python.version
        subject = f"this shell's Python, {python.path}, is {version}"
    used = _in_use(snap, environment)
    for one in declarations:
        if one.kind == "pin" and snap.host.ci:
            continue  # a CI matrix runs on other Pythons than the pinned one: that is what it is for
        if one.what == "environment.yml" and environment and environment.kind != "conda":
            continue  # conda makes one of its own from that file: where people may choose, this one is pip's
        if one.deployment and not environment:
            continue  # the Python of an image or a platform; whoever has no environment here may run it only there
        if within(version, one.specifier) is not False:
            continue  # it agrees; or only more than is known about the version could tell
        if used and (within(used, one.specifier) is not False or (one.kind == "pin" and one.near(used))):
            continue  # the environment that is in use agrees: the other one is left from before, or is for other things
        close = one.kind == "pin" and one.near(version)
        if close and (one.deployment or not _one_of_several(environment, version)):
            continue  # packages are built for the minor version; which last number is at hand, each machine decides
        yield Mismatch(one, version, subject, environment, close)


def at_hand(snap: Snapshot) -> tuple[str, str]:
    """Give the name of the environment to judge and its Python's version; empty where there is none that tells much."""
    try:
        environment = None if snap.host.ci else _judged(snap)  # each job of a CI matrix has a Python of its own
    except CannotKnow:
        return "", ""
    if environment is None or environment.problem or not environment.python:
        return "", ""
    return environment.name, _certain(environment)


def _certain(environment: Environment) -> str:
    """Give the version of an environment's Python, as far as it is known for certain."""
    # without its base, the version is a note from the day it was made: updates change the last number
    known = environment.base or environment.kind == "conda"
    return environment.python if known else minor(environment.python)


def _judged(snap: Snapshot) -> Environment | None:
    """Give the environment to judge: the project's own, or the one that is active."""
    seen = snap.environments
    if seen.project or seen.active is None or seen.active.root:
        return seen.project  # conda's base, active in every shell, is no project's
    # in CI or a hook, an active environment that is not the project's may be that of a tool
    return seen.active if snap.shell.interactive else None


def _in_use(snap: Snapshot, judged: Environment | None) -> str:
    """Give the Python of an active environment that is another than the one to judge; empty where none counts.

    Conda's base is no project's, nor is the one that envdoctor was installed into, unless it lies in the project.
    """
    seen, active = snap.environments, snap.environments.active
    if active is None or judged is None or active.identity == judged.identity or active.root or active.problem:
        return ""
    inside = active.path.removeprefix(snap.project.root)[1:] == active.name
    return active.python if inside or active.identity != seen.own else ""


def _one_of_several(environment: Environment | None, version: str) -> bool:
    """Say whether a version manager keeps this very version among others: a pin then means another Python.

    pyenv has versions/3.12.4, asdf and mise have installs/python/3.12.4, uv has cpython-3.12.4-linux-…; Homebrew's
    python@3.12/3.12.4 is the only 3.12 that it has.
    """
    base = environment.base if environment else ""
    return re.search(rf"[/\\](?:(?:versions|python)[/\\]{version}[/\\]|cpython-{version}-)", base) is not None
