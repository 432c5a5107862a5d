"""Folders of the project that are built into packages."""

from __future__ import annotations

from envdoctor.facts.packages import Packages

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts import Snapshot
    from envdoctor.system import System

MARKS = ("setup.py", "setup.cfg", "pyproject.toml")


def look(system: System, snap: Snapshot) -> Packages:
    """Find setup.py, setup.cfg, and pyproject.toml files with a build system."""
    found: dict[str, None] = {}
    for name in snap.files.containing(*MARKS):
        folder, _, mark = name.rpartition("/")
        if mark in MARKS and (mark != "pyproject.toml" or _builds(system, system.path.join(snap.aim.root, name))):
            found[folder] = None
    return Packages(folders=tuple(sorted(found)))


def _builds(system: System, path: str) -> bool:
    try:
        return b"[build-system]" in system.read(path)
    except OSError:
        return False
