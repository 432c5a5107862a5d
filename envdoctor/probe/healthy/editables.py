"""Projects that are installed into an environment as they stand in their folders, and have no part in this one."""

from __future__ import annotations

import re

from envdoctor.facts.conditions import Editable
from envdoctor.facts.installed import normal
from envdoctor.probe.healthy import file_url

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from envdoctor.facts import Snapshot
    from envdoctor.facts.machine import Environment
    from envdoctor.system import System

_REQUIRES = re.compile(rb"^Requires-Dist:[ \t]*([A-Za-z0-9][A-Za-z0-9._-]*)", re.MULTILINE)
_EDITABLE = re.compile(rb'"editable"\s*:\s*true')
_URL = re.compile(rb'"url"\s*:\s*"(file:[^"]*)"')
# files that may name what the project needs
_DECLARING = re.compile(
    r"(?:^|\0)((?:[^\0/]+/)*(?:pyproject\.toml|setup\.(?:py|cfg)|Pipfile|uv\.lock|poetry\.lock|pdm\.lock|tox\.ini"
    r"|noxfile\.py|pixi\.toml|environment[^\0/]*\.ya?ml|[^\0/]*requirements[^\0/]*|[^\0/]*constraints[^\0/]*"
    r"|requirements/[^\0]+|Makefile|[Jj]ustfile|[^\0/]+\.(?:sh|md|rst|code-workspace)))(?=\0|$)"
)
MANY = 80


def others(system: System, snap: Snapshot, environment: Environment, site: str) -> tuple[Editable, ...]:
    """Give those that lie elsewhere, are there, and are named neither by the project nor by what is installed."""
    found = [one for one in _editables(system, site) if _foreign(system, snap, environment, one)]
    if not found:
        return ()
    texts = _declared(system, snap)
    needed = _needed(system, site)
    return tuple(one for one in found if normal(one.name) not in needed and not _named(one, texts))


def _editables(system: System, site: str) -> Iterator[Editable]:
    path = system.path
    try:
        entries = system.names(site) if site else []
    except OSError:
        return
    for entry in entries:
        where = path.join(site, entry)
        if entry.endswith(".egg-link"):
            folder = system.content(where).partition(b"\n")[0].strip()
            yield Editable(entry.removesuffix(".egg-link"), path.normpath(folder.decode("utf-8", "replace")))
        elif entry.endswith(".dist-info"):
            data = system.content(path.join(where, "direct_url.json"))
            if (url := _URL.search(data)) and _EDITABLE.search(data):
                yield Editable(entry.partition("-")[0], file_url.folder(system, url[1].decode("utf-8", "replace")))


def _foreign(system: System, snap: Snapshot, environment: Environment, one: Editable) -> bool:
    """Say whether it is there, and neither this project, nor above it, nor in one repository with it.

    What lies inside of the environment was checked out there by pip; and where the environment lies inside of the other
    project, it is that one's own, however it came to be used here.
    """
    if not one.folder or system.kind(one.folder) != "folder":
        return False
    here, there = system.identity(snap.project.root), system.identity(one.folder)
    own = environment.identity
    pairs = ((there, here), (here, there), (there, own), (own, there))
    inside = [_within(system, one, other) for one, other in pairs]
    return not any(inside) and _repository(system, snap.project.root) != _repository(system, one.folder)


def _within(system: System, path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(system.path.sep) + system.path.sep)


def _repository(system: System, folder: str) -> str:
    """Give the identity of the repository that a folder lies in, or of the folder itself."""
    at = folder
    while True:
        if system.kind(system.path.join(at, ".git")):
            return system.identity(at)
        above = system.path.dirname(at)
        if above == at:
            return system.identity(folder)
        at = above


def _needed(system: System, site: str) -> set[str]:
    """Give the normal names of all that any installed distribution requires."""
    found = set()
    for entry in system.names(site):
        if entry.endswith(".dist-info"):
            data = system.content(system.path.join(site, entry, "METADATA"))
            found |= {normal(name.decode()) for name in _REQUIRES.findall(data)}
    return found


def _declared(system: System, snap: Snapshot) -> str:
    names = snap.files.matching(_DECLARING)[:MANY]
    root = snap.project.root
    texts = (system.content(system.path.join(root, *name.split("/"))) for name in names)
    return "\n".join(text.decode("utf-8", "replace") for text in texts)


def _named(one: Editable, text: str) -> bool:
    """Say whether the project's files speak of it, by its name or that of its folder."""
    folder = re.split(r"[/\\]", one.folder)[-1]
    words = "|".join("[-_.]+".join(map(re.escape, re.split("[-_.]+", word))) for word in (one.name, folder) if word)
    return re.search(rf"(?<![A-Za-z0-9])(?:{words})(?![A-Za-z0-9])", text, re.IGNORECASE) is not None
