"""How a base Python of some version is started from this shell, and what has to be installed before it can be.

`python3.12` is promised only where PATH really leads to that version; a version manager may have it while no shim leads
there, and then its whole path is what works. What is wanted is a number, "3.12" or "3.12.4", or what a file pins that
is no plain CPython: "pypy3.10", "3.13t" (see `flavours`).
"""

from __future__ import annotations

from envdoctor.cures import flavours
from envdoctor.record import CannotKnow, Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts import Snapshot
    from envdoctor.facts.interpreters import Command, Installation, Interpreters
    from envdoctor.facts.machine import Environment

    Commands = tuple[tuple[str, ...], ...]


class Start(Record):
    """The words that start a Python, and the commands that install it first."""

    python: tuple[str, ...]
    before: Commands = ()
    under: tuple[str, ...] = ()  # what stands in front of another program, so that it finds that Python by its name
    bare: bool = False  # it makes no environments: Debian keeps what that needs in a package of its own


def minor(version: str) -> str:
    """Shorten a version to that of the language."""
    return ".".join(version.split(".")[:2])


def known(snap: Snapshot) -> Interpreters | None:
    """Give the Pythons of the machine; None: the snapshot does not say."""
    try:
        return snap.interpreters
    except CannotKnow:
        return None


def here(snap: Snapshot, wanted: str, environment: Environment | None = None) -> Start | None:
    """Say how an installed Python is started; None: there is none.

    The one that the environment was made from comes first: whoever made it chose that one.
    """
    found = known(snap)
    number, flavour = flavours.parts(wanted)
    name = flavours.executable(wanted)
    if found is None:
        return Start(("py", f"-{wanted}") if snap.host.system == "windows" else (name,))
    same = _base(environment, wanted) if environment else ""
    alone = not same or [one.python for one in found.bases(number)] == [same]
    if not flavour and alone and number in found.registered and found.tool("py"):
        return Start((found.tool("py"), f"-{number}"))
    bare = {one.identity for one in found.installations if not one.ensurepip}
    words = (name,) if flavour else (name, "python3", "python")
    first = [
        (command.python.real, Start((word,), bare=command.python.identity in bare))
        for word in words
        if (command := found.first(word)) and command.python and _fits(command, wanted) and not _within(snap, command)
    ]
    bases = [one for one in found.bases(number) if flavours.of(one.python, one.name) == flavour]
    starts = [start for real, start in first if real == same]
    if same and not starts:
        starts.append(Start((same,), bare=_bare(found, same, number)))
    starts += [start for _, start in first]
    starts += [Start((one.python,), bare=not one.ensurepip) for one in bases]
    return min(starts, key=lambda one: one.bare, default=None)


def _base(environment: Environment, wanted: str) -> str:
    """Give the Python that an environment was made from, if it is still there and is what is wanted."""
    number, flavour = flavours.parts(wanted)
    base = environment.base
    # what a package manager's links lead to has a number in its path, and is gone with the next update
    if not base or "Cellar" in base or "/nix/store/" in base:
        return ""
    if flavour and flavours.of(base, "") != flavour:
        return ""
    return base if f"{environment.python}.".startswith(f"{number}.") else ""


def bare(snap: Snapshot, environment: Environment) -> bool:
    """Say whether the Python that an environment was made from can bring it no pip."""
    found = known(snap)
    return found is not None and _bare(found, environment.base, environment.python)


def _bare(found: Interpreters, base: str, version: str) -> bool:
    return any(_owns(one, base, version) for one in found.installations if not one.ensurepip)


def _owns(one: Installation, base: str, version: str) -> bool:
    return base.startswith((one.prefix + "/bin/", one.prefix + "\\")) and minor(one.version) == minor(version)


def apt(snap: Snapshot, version: str) -> Commands:
    """Give the command that brings what Debian keeps apart; none: it is not Debian's tool that is here."""
    found = known(snap)
    if not found or not found.tool("apt"):
        return ()
    sudo = () if snap.host.superuser else ("sudo",)
    return ((*sudo, "apt", "install", f"python{minor(version)}-venv"),)


def fetched(snap: Snapshot, wanted: str) -> Start | None:
    """Say how a Python that is not here is installed by a tool that is, and started then; None: no tool can."""
    found = known(snap)
    number, flavour = flavours.parts(wanted)
    exact = number != minor(number) or bool(flavour)
    said = flavours.pinned_as(snap, wanted)  # version managers have names of their own: "pypy3.10-7.3.12"
    under: tuple[str, ...]
    for name in ("pyenv", "mise", "asdf", "brew", "pymanager"):
        tool = found.tool(name) if found else ""
        if not tool:
            continue
        if name == "pyenv" and snap.host.system != "windows":
            under = ("env", f"PYENV_VERSION={said}")
            return Start((*under, tool, "exec", "python"), ((tool, "install", said),), under)
        if name == "mise":
            under = (tool, "exec", f"python@{said}", "--")
            return Start((*under, "python"), (), under)
        if name == "asdf" and exact:
            under = ("env", f"ASDF_PYTHON_VERSION={said}")
            return Start((*under, tool, "exec", "python"), ((tool, "install", "python", said),), under)
        if name == "brew" and not exact:
            return Start((f"python{wanted}",), ((tool, "install", f"python@{wanted}"),))
        if name == "pymanager" and not exact:
            return Start(("py", f"-V:{wanted}"), ((tool, "install", wanted),))
    return None


def on_path(snap: Snapshot, wanted: str) -> bool:
    """Say whether the name of a Python is enough to start it."""
    found = known(snap)
    if found is None:
        return True
    command = found.first(flavours.executable(wanted))
    return _fits(command, wanted) and not (command and _within(snap, command))


def _fits(command: Command | None, wanted: str) -> bool:
    """Say whether a command starts that version, and no environment: it may be the one that is made anew."""
    python = command.python if command else None
    number, flavour = flavours.parts(wanted)
    if python is None or python.kind != "base" or not f"{python.version}.".startswith(f"{number}."):
        return False
    return flavours.of(python.real, "") == flavour


def _within(snap: Snapshot, command: Command) -> bool:
    """Say whether a command lies in an environment that passes for none, for want of its pyvenv.cfg."""
    try:
        seen = snap.environments
    except CannotKnow:
        return False
    folders = {one.scripts for one in (seen.active, seen.project, seen.judged) if one}
    return any(command.path.startswith((folder + "/", folder + "\\")) for folder in folders)
