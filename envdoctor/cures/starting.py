"""How a base Python of some version is started from this shell, and what has to be installed before it can be.

`python3.12` is promised only where PATH really leads to that version; a version manager may have it while no shim leads
there, and then its whole path is what works.
"""

from __future__ import annotations

from envdoctor.record import CannotKnow, Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts import Snapshot
    from envdoctor.facts.interpreters import Command, Interpreters

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


def here(snap: Snapshot, wanted: str) -> Start | None:
    """Say how an installed Python is started, "3.12" or "3.12.4"; None: there is none."""
    found = known(snap)
    name = f"python{minor(wanted)}"
    if found is None:
        return Start(("py", f"-{wanted}") if snap.host.system == "windows" else (name,))
    if wanted in found.registered and found.tool("py"):
        return Start((found.tool("py"), f"-{wanted}"))
    bare = {one.identity for one in found.installations if not one.ensurepip}
    starts = [
        Start((word,), bare=command.python.identity in bare)
        for word in (name, "python3", "python")
        if (command := found.first(word)) and command.python and _fits(command, wanted) and not _within(snap, command)
    ]
    starts += [Start((one.python,), bare=not one.ensurepip) for one in found.bases(wanted)]
    return min(starts, key=lambda one: one.bare, default=None)


def fetched(snap: Snapshot, wanted: str) -> Start | None:
    """Say how a Python that is not here is installed by a tool that is, and started then; None: no tool can."""
    found = known(snap)
    exact = wanted != minor(wanted)
    under: tuple[str, ...]
    for name in ("pyenv", "mise", "asdf", "brew", "pymanager"):
        tool = found.tool(name) if found else ""
        if not tool:
            continue
        if name == "pyenv" and snap.host.system != "windows":
            under = ("env", f"PYENV_VERSION={wanted}")
            return Start((*under, tool, "exec", "python"), ((tool, "install", wanted),), under)
        if name == "mise":
            under = (tool, "exec", f"python@{wanted}", "--")
            return Start((*under, "python"), (), under)
        if name == "asdf" and exact:
            under = ("env", f"ASDF_PYTHON_VERSION={wanted}")
            return Start((*under, tool, "exec", "python"), ((tool, "install", "python", wanted),), under)
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
    command = found.first(f"python{minor(wanted)}")
    return _fits(command, wanted) and not (command and _within(snap, command))


def _fits(command: Command | None, wanted: str) -> bool:
    """Say whether a command starts that version, and no environment: it may be the one that is made anew."""
    python = command.python if command else None
    return python is not None and python.kind == "base" and f"{python.version}.".startswith(f"{wanted}.")


def _within(snap: Snapshot, command: Command) -> bool:
    """Say whether a command lies in an environment that passes for none, for want of its pyvenv.cfg."""
    try:
        seen = snap.environments
    except CannotKnow:
        return False
    folders = {one.scripts for one in (seen.active, seen.project, seen.judged) if one}
    return any(command.path.startswith((folder + "/", folder + "\\")) for folder in folders)
