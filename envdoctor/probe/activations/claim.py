"""One variable that names an environment, where PATH and files do not simply agree with it."""

from __future__ import annotations

import re

from envdoctor.facts.activation import Claim
from envdoctor.probe.pythons import environment, launcher
from envdoctor.record import CannotKnow

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts import Snapshot
    from envdoctor.facts.machine import Environment
    from envdoctor.system import System

_WINDOWS = re.compile(r"[A-Za-z]:[\\/]|\\\\")


def look(system: System, snap: Snapshot, variable: str, said: str) -> Claim | None:
    """Look at the place that a variable names; None: it says nothing that could be right or wrong here."""
    windows = system.name == "windows"
    if bool(_WINDOWS.match(said)) != windows and (windows or _WINDOWS.match(said)):
        return None  # written by a shell of the other system: WSL, Git Bash
    place = _place(system, snap, said)
    if launcher.isolated(system, place):
        return None  # the tool that started envdoctor set it
    known = (snap.environments.active, snap.environments.project)
    found = next((one for one in known if one and one.path == place), None)
    found = found or environment.read(system, place, snap.aim.root)
    named = environment.named(system, place, snap.aim.root)
    if found is None:
        if _hidden(system, place) or (variable == "CONDA_PREFIX" and _no_packages(system, place)):
            return None  # nobody may look there; or it is the root of micromamba, which begins empty
        gone = not system.kind(place)
        moved = gone and _remembered(system, snap.environments.project, place)
        left = "" if gone else _leftover(system, snap, place)
        scripts = system.path.join(place, "Scripts" if windows else "bin")
        return Claim(variable, place, named, None, gone=gone, moved=moved, scripts=scripts, leftover=left)
    scripts = _scripts(system, found)
    front = {word: _entry(system, snap, word) for word in ("python", "python3")}
    own = system.identity(scripts)
    return Claim(
        variable,
        place,
        named,
        found,
        commands=tuple(word for word in front if _has(system, scripts, word)),
        scripts=scripts,
        on_path=any(system.identity(entry) == own for entry in snap.shell.path),
        in_front=next((entry for entry in front.values() if entry and system.identity(entry) != own), ""),
        shims=system.env.get("PYENV_VIRTUAL_ENV") == said,
    )


def _place(system: System, snap: Snapshot, said: str) -> str:
    """Give the folder; one that is written relative to the project may be read from elsewhere."""
    path = system.path
    place = path.normpath(path.join(system.cwd, said))
    inside = path.normpath(path.join(snap.aim.root, said))
    return inside if not system.kind(place) and system.kind(inside) else place


def _scripts(system: System, found: Environment) -> str:
    """Give the folder of the environment's Python: on Windows, conda's is the environment itself."""
    return found.path if found.kind == "conda" and system.name == "windows" else found.scripts


def _has(system: System, folder: str, word: str) -> bool:
    return system.kind(system.path.join(folder, word + (".exe" if system.name == "windows" else ""))) == "file"


def _entry(system: System, snap: Snapshot, word: str) -> str:
    """Give the entry of PATH that a command is found in, before any shim is followed."""
    from envdoctor.probe.shell import find

    for entry in snap.shell.path:
        try:
            if find(system, (entry,), word):
                return entry
        except CannotKnow:
            return entry
    return ""


def _leftover(system: System, snap: Snapshot, place: str) -> str:
    """Give the first Python on PATH, if it is one that was left behind at this place."""
    try:
        python = snap.shell.python
    except CannotKnow:
        return ""
    inside = python is not None and python.path.startswith(system.path.join(place, ""))
    return python.path if python and inside else ""


def _hidden(system: System, place: str) -> bool:
    """Say whether something may be there that this user is not allowed to see."""
    folder, path = place, system.path
    while not system.kind(folder):
        below, folder = folder, path.dirname(folder)
        if below == folder:
            return True  # not even its drive is there: it may be plugged in again
    if folder == place:
        return False
    try:
        return path.basename(below) in system.names(folder) and not system.link(below)
    except OSError:
        return True


def _no_packages(system: System, place: str) -> bool:
    """Say whether this is the root that micromamba or conda keeps its environments under."""
    roots = (system.env.get("MAMBA_ROOT_PREFIX", ""), system.env.get("_CONDA_ROOT", ""))
    return system.kind(place) == "folder" and place in map(system.path.normpath, filter(None, roots))


def _remembered(system: System, project: Environment | None, place: str) -> bool:
    """Say whether the project's environment was at that place when it was made."""
    if project is None:
        return False
    try:
        text = system.head(system.path.join(project.scripts, "activate"), 1 << 16)
    except OSError:
        return False
    return re.search(re.escape(place.encode("utf-8", "surrogateescape")) + rb"""["'\r\n]""", text) is not None
