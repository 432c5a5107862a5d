"""Which program changes an environment's packages: its own pip, uv, or a pip that has to be brought first."""

from __future__ import annotations

import re

from envdoctor import shells, words
from envdoctor.record import CannotKnow, Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts import Snapshot
    from envdoctor.facts.interpreters import Interpreters
    from envdoctor.facts.machine import Environment, Pip, Shell

    Commands = tuple[tuple[str, ...], ...]


class Way(Record):
    """The words around `install`, and the commands that have to run before."""

    start: tuple[str, ...]  # in front of `install`
    after: tuple[str, ...] = ()  # behind it
    before: Commands = ()
    uv: bool = False  # its options are called otherwise

    def commands(self, *several: tuple[str, ...]) -> Commands:
        """Give all commands: what comes first, and then what the words say."""
        return (*self.before, *((*self.start, one[0], *self.after, *one[1:]) for one in several))


def way(snap: Snapshot, environment: Environment, shell: Shell) -> Way:
    """Say how the packages of an environment are changed from the folder that this shell stands in."""
    target = shells.python(shell, environment)
    own = _first(shell, environment) or target
    if environment.pip:
        return Way((own, "-m", "pip"))
    from envdoctor.cures import starting

    found = starting.known(snap)
    if environment.kind == "conda":
        conda = ("pixi", "add") if environment.maker == "pixi" else ("conda", "install", "--prefix", environment.path)
        return Way((own, "-m", "pip"), before=((*conda, "pip"),))
    # who keeps the project with uv has it; others may have been given an environment that uv made
    uv = "uv" if found is None or "uv" in snap.project.managers else found.tool("uv")
    if uv:
        return Way((uv, "pip"), ("--python", target), uv=True)
    bring = (own, "-m", "ensurepip", "--upgrade", "--default-pip")  # without the last word it makes only `pip3`
    if not starting.bare(snap, environment):
        return Way((own, "-m", "pip"), before=(bring,))
    apt = starting.apt(snap, environment.python)
    if apt:
        return Way((own, "-m", "pip"), before=(*apt, bring))
    other = _elsewhere(found) if found else ""
    # without any of them uv has to be got first: there is no other way
    return Way((other, "--python", target)) if other else Way(("uv", "pip"), ("--python", target), uv=True)


def bring(snap: Snapshot, environment: Environment) -> Commands:
    """Give the commands that put pip into an environment which has none."""
    by = way(snap, environment, snap.shell)
    return by.before or by.commands(("install", "pip"))


def restore(snap: Snapshot, environment: Environment, pip: Pip) -> str:
    """Give the command after which `pip` is that of the active environment, which is first on PATH; empty: none is.

    `pip`: the one that is found in its place.
    """
    from envdoctor.cures import starting

    folder, word = re.split(r"[/\\](?=[^/\\]*$)", pip.path)
    found = starting.known(snap)
    mine = found and any(_in(environment, one.path) for one in found.commands if one.name == words.command(word))
    own = folder == environment.scripts
    if mine and not own:
        return shells.activate(snap.shell, environment)  # which puts its commands in front again
    path = snap.shell.path
    if own or (environment.scripts in path and folder in path[path.index(environment.scripts) :]):
        again = ("install", "--force-reinstall", "--no-deps", "pip")  # its commands are written anew
        return shells.command(snap.shell.kind, way(snap, environment, snap.shell).commands(again)[-1])
    return ""


def _in(environment: Environment, path: str) -> bool:
    return path.startswith((environment.scripts + "/", environment.scripts + "\\"))


def _first(shell: Shell, environment: Environment) -> str:
    """Give the word that starts the environment's Python; empty: only its path does."""
    try:
        python = shell.python
    except CannotKnow:  # nothing says which one is first on PATH
        return ""
    return shells.pip(shell)[0] if python is not None and python.prefix == environment.path else ""


def _elsewhere(found: Interpreters) -> str:
    """Give a pip on PATH, which can be told to install for another Python."""
    return next((one.name for one in found.commands if one.name in {"pip", "pip3"} and one.python), "")
