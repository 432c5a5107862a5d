"""What the project's own files say about the versions of packages."""

from __future__ import annotations

from envdoctor.facts.demands import Demand, Demands
from envdoctor.facts.distributions import normal
from envdoctor.record import CannotKnow

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from envdoctor.facts import Snapshot
    from envdoctor.system import System

    Said = tuple[str, str, str, str, int]  # name, specifier, marker, path, line

# examples are for nobody's environment, and CI and the documentation have their own
ROLES = frozenset({"application", "development", "tests", "constraints", "source"})


def look(system: System, snap: Snapshot) -> Demands:
    """Read the requirements files that an environment of the project is made from, and pyproject.toml."""
    from envdoctor.requirements.markers import holds

    judged = snap.environments.judged
    python = judged.python if judged else ""
    found = [
        Demand(normal(name), specifier, path, line)
        for name, specifier, marker, path, line in (*_files(snap), *_project(system, snap))
        if _valid(specifier) and holds(marker, python, snap.host.system) is not False
    ]
    return Demands(tuple(dict.fromkeys(found)))


def _valid(specifier: str) -> bool:
    """Say whether something can be held against it: old versions are written as anybody liked."""
    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    try:
        return bool(SpecifierSet(specifier))
    except InvalidSpecifier:
        return False


def _files(snap: Snapshot) -> Iterator[Said]:
    try:
        files = snap.requirements.files
        pins = snap.pins
    except CannotKnow:  # then nothing is known of them
        return
    for file in files:
        if not file.judged or file.uninstalled or file.role not in ROLES:
            continue
        if file.path.rpartition("/")[0] not in {"", "requirements"}:
            continue  # those of a part of the project
        for pin in pins.of(file.path):
            yield pin.name, f"=={pin.version}", pin.marker, file.path, pin.line
        for one in file.requirements:
            if one.kind == "index" and not one.version:
                yield one.name, one.specifier, one.marker, file.path, one.location.line


def _project(system: System, snap: Snapshot) -> Iterator[Said]:
    from envdoctor.probe.declarations.toml import load
    from envdoctor.probe.wants.exact import parts
    from envdoctor.probe.wants.project import required

    try:
        data = load(system.read(system.path.join(snap.aim.root, "pyproject.toml")).decode())
    except (OSError, ValueError):  # there is none, or it is no TOML
        return
    for _, text in required(data):
        read = parts(text)
        if read:
            yield (*read, "pyproject.toml", 0)
