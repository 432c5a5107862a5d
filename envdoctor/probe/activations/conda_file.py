"""The conda environment files of a project, and the environments they are of."""

from __future__ import annotations

import re

from envdoctor.facts.activation import CondaFile

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts import Snapshot
    from envdoctor.system import System

_FILE = re.compile(r"(?:^|/)[\w.-]*env(?:ironment)?[\w.-]*\.ya?ml$")
_NAME = re.compile(r"""^name:[ \t]*["']?([^"'#\r\n]+?)["']?[ \t]*(?:#.*)?\r?$""", re.MULTILINE)
_DEPENDENCIES = re.compile(r"^dependencies:", re.MULTILINE)
USUAL = ("environment.yml", "environment.yaml")


def look(system: System, snap: Snapshot) -> CondaFile | None:
    """Find the file at the project's root; one for the base environment is none of a project's own."""
    for name in USUAL:
        text = _text(system, snap, name)
        if _DEPENDENCIES.search(text):
            called = named(system, snap, name)
            return CondaFile(name, called) if called not in {"base", "root"} else None
    return None


def files(snap: Snapshot) -> list[str]:
    """Give all files that may be such, whatever they are for: environment-dev.yml, conda/env.yaml."""
    return [name for name in snap.files.containing(".yml", ".yaml") if _FILE.search(name)]


def named(system: System, snap: Snapshot, file: str) -> str:
    """Give the name of the environment; empty: the file says none."""
    found = _NAME.search(_text(system, snap, file))
    return found[1] if found else ""


def _text(system: System, snap: Snapshot, file: str) -> str:
    try:
        return system.head(system.path.join(snap.aim.root, *file.split("/")), 1 << 16).decode("utf-8", "replace")
    except OSError:
        return ""
