"""The names of everything that any file of the project asks for: who is not among them was installed by hand."""

from __future__ import annotations

from envdoctor.facts.distributions import normal
from envdoctor.facts.wanted import WantedNames
from envdoctor.probe.scope import in_scope
from envdoctor.probe.wants import exact, project
from envdoctor.record import CannotKnow

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from envdoctor.facts import Snapshot
    from envdoctor.system import System


def look(system: System, snap: Snapshot) -> WantedNames:
    """Read every file that names requirements."""
    root = snap.aim.root
    try:
        files = frozenset(in_scope(snap, system.names(root)))
    except OSError as error:
        raise CannotKnow(f"{root} cannot be read: {error.strerror}") from None
    data = _toml(system, snap, "pyproject.toml") if "pyproject.toml" in files else {}
    found = [*project.names(data), *_requirements(snap)]
    if "Pipfile" in files:
        pipfile = _toml(system, snap, "Pipfile")
        found += [str(name) for key in ("packages", "dev-packages") for name in pipfile.get(key, ())]
    called = _called(data)
    if not files.isdisjoint({"setup.py", "setup.cfg"}):
        from envdoctor.probe.wants import setuptools

        texts = [_text(system, snap, name) if name in files else "" for name in ("setup.cfg", "setup.py")]
        found += setuptools.names(*texts)
        called = called or setuptools.called(*texts)
    if not files.isdisjoint({"environment.yml", "environment.yaml"}):
        text = "".join(_text(system, snap, name) for name in sorted(files) if name.startswith("environment.y"))
        found += [exact.name(line.strip().lstrip("-")) for line in text.splitlines() if line.strip().startswith("-")]
    return WantedNames(project=normal(called), names=tuple(sorted({normal(name) for name in found if name})))


def _requirements(snap: Snapshot) -> Iterator[str]:
    """Give the names in all requirements files, of whatever role."""
    for file in snap.requirements.files:
        yield from (one.name for one in file.requirements if one.name)
        yield from (pin.name for pin in snap.pins.of(file.path))


def _called(data: dict[str, Any]) -> str:
    from envdoctor.probe.declarations.toml import at

    for keys in (("project", "name"), ("tool", "poetry", "name"), ("tool", "flit", "metadata", "dist-name")):
        name = at(data, *keys)
        if isinstance(name, str):
            return name
    return ""


def _toml(system: System, snap: Snapshot, name: str) -> dict[str, Any]:
    from envdoctor.probe.declarations import toml

    try:
        return toml.load(_text(system, snap, name))
    except ValueError as error:
        raise CannotKnow(f"{name}: {error}") from None


def _text(system: System, snap: Snapshot, name: str) -> str:
    try:
        return system.read(system.path.join(snap.aim.root, name)).decode()
    except (OSError, UnicodeDecodeError):
        raise CannotKnow(f"{name} cannot be read") from None
