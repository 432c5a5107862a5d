"""The commands that make a project's environment for the first time, as its own manager would."""

from __future__ import annotations

from envdoctor import shells, words
from envdoctor.cures import flavours, starting
from envdoctor.cures.installing import foremost, synced
from envdoctor.facts.machine import Environment
from envdoctor.record import CannotKnow
from envdoctor.versions import within

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts import Snapshot
    from envdoctor.facts.activation import CondaFile

    Commands = tuple[tuple[str, ...], ...]

FOLDER = ".venv"
COMMANDS: dict[str, Commands] = {
    "uv": (("uv", "sync"),),
    "poetry": (("poetry", "install"),),
    "pdm": (("pdm", "install"),),
    "hatch": (("hatch", "env", "create"),),
    "pipenv": (("pipenv", "install", "--dev"),),
    "pixi": (("pixi", "install"),),
}
ACTIVATORS = ("activate", "activate.csh", "activate.fish", "Activate.ps1")  # what venv makes


def create(snap: Snapshot, declared: tuple[str, ...]) -> str:
    """Give a command line that makes the environment and installs what the files declare."""
    kind, root = snap.shell.kind, snap.project.root
    file = next((one for one in declared if one.startswith("environment.")), "")
    others = [one for one in declared if one != file]
    for manager, commands in COMMANDS.items():
        # uv alone also serves projects that it does not manage: those with nothing but requirements files
        if manager in snap.project.managers and (manager != "uv" or "pyproject.toml" in declared):
            several = synced(snap, manager) if manager == "poetry" else commands
            lines = [shells.command(kind, words) for words in several]
            break
    else:
        lines = [shells.command(kind, conda(snap, file))] if file and not others else _by_hand(snap, others)
    if snap.shell.cwd != root:
        lines.insert(0, shells.command(kind, ("cd", root)))
    return _joined(kind, lines)


def create_conda(snap: Snapshot, file: CondaFile) -> str:
    """Give a command line that makes the conda environment of a file, and activates it."""
    called = file.name or words.command(snap.project.root)
    path = file.path if snap.shell.cwd == snap.project.root else _below(snap, file.path)
    commands = (conda(snap, path, called, named=bool(file.name)), ("conda", "activate", called))
    return _joined(snap.shell.kind, [shells.command(snap.shell.kind, words) for words in commands])


def conda(snap: Snapshot, path: str, called: str = "", *, named: bool = True) -> tuple[str, ...]:
    """Give the command that makes the environment of a file: one that is there already is only updated.

    `named`: the file says what it is called; without `called` it is asked for that.
    """
    try:
        called = called or (snap.managing.conda.name if snap.managing.conda else "")
        there = {one.name for one in snap.interpreters.installations if one.manager == "conda" and called}
    except CannotKnow:  # then it is made, as for the first time
        there = set()
    name = () if named else ("-n", called)
    if called in there:
        return ("conda", "env", "update", *name, "-f", path, "--prune")
    return ("conda", "env", "create", "-f", path, *name)


def _below(snap: Snapshot, path: str) -> str:
    return snap.project.root + ("\\" if snap.host.system == "windows" else "/") + path


def _joined(kind: str, lines: list[str]) -> str:
    line = ""
    for one in reversed(lines):
        line = shells.join(kind, one, line) if line else one
    return line


def _by_hand(snap: Snapshot, declared: list[str]) -> list[str]:
    """Make it with venv, activate it, and install."""
    shell = snap.shell.replace(cwd=snap.project.root)
    file = foremost([one for one in declared if one.endswith((".txt", ".pip"))])
    made = [
        shells.command(shell.kind, (*_python(snap), "-m", "venv", *_clear(snap), FOLDER)),
        activation(snap, FOLDER),
    ]
    if not file and not snap.project.package:
        return made  # nothing builds it; what it asks for is told once there is something to install it into
    what = ("-r", file) if file else ("-e", ".")
    return [*made, shells.command(shell.kind, ("python", "-m", "pip", "install", *what))]


def _python(snap: Snapshot) -> tuple[str, ...]:
    """Give the words that start a Python which suits the project: the first on PATH, unless a file rules it out."""
    try:
        python = None if _leftover(snap) else snap.shell.python
    except CannotKnow:  # nothing says which one is first on PATH
        python = None
    deciding = [one for one in snap.declared.declarations if one.decides and not one.deployment]
    if python and python.version:
        own = starting.minor(python.version)
        numbers = [snap.declared.suiting(one) for one in deciding if within(python.version, one.specifier) is False]
        wanted = next((flavours.pinned(snap, number) for number in numbers if number), "")
        special = flavours.pinned(snap, own)  # which may be pinned as PyPy's, or without its lock
        if not wanted and flavours.parts(special)[1] != flavours.of(python.real, ""):
            wanted = special if special != own else ""
        start = starting.here(snap, wanted) if wanted else None
        if start:
            return start.python
        if wanted:
            plain = snap.host.system == "windows" and not flavours.parts(wanted)[1]
            return ("py", f"-{wanted}") if plain else (flavours.executable(wanted),)
    return (words.command(python.path) if python else "py" if snap.host.system == "windows" else "python3",)


def _leftover(snap: Snapshot) -> bool:
    """Say whether the first Python on PATH lies in what is left of an environment, and leaves PATH with it."""
    stale = snap.activation.stale
    return stale is not None and bool(stale.leftover)


def _clear(snap: Snapshot) -> tuple[str, ...]:
    """Have venv empty the folder first, where something is left in it."""
    stale = snap.activation.stale
    return ("--clear",) if stale is not None and not stale.gone and stale.name == FOLDER else ()


def activation(snap: Snapshot, folder: str) -> str:
    """Give the command that activates an environment which is made in the project's folder, or has a whole path."""
    windows = snap.host.system == "windows"
    slash = "\\" if windows else "/"
    root = snap.project.root
    path = folder if folder.startswith("/") or folder[1:2] == ":" else root + slash + folder
    made = Environment(
        path=path, identity="", name=folder, kind="venv", maker="venv", python="", base="", system_packages=False,
        pip=True, scripts=path + slash + ("Scripts" if windows else "bin"),
        activators=(*ACTIVATORS, "activate.bat") if windows else ACTIVATORS,
    )  # fmt: skip
    return shells.activate(snap.shell.replace(cwd=root), made)
