"""Which files of a project without an environment declare dependencies that one is missing for."""

from __future__ import annotations

import re

from envdoctor.facts.installed import normal
from envdoctor.probe.activations import elsewhere
from envdoctor.probe.declarations import toml

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from envdoctor.facts import Snapshot
    from envdoctor.system import System

    Names = set[str]

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_ITEM = re.compile(r"^[ \t]*-[ \t]*[\"']?(?:[\w./-]+::)?([A-Za-z0-9][\w.-]*)", re.MULTILINE)
_BLOCK = re.compile(r"^dependencies:[ \t]*\r?\n((?:(?:[ \t-][^\n]*)?(?:\n|\Z))+)", re.MULTILINE)
LIMIT = 1 << 20  # bytes


def look(system: System, snap: Snapshot) -> tuple[str, ...]:
    """Give the files, the most telling first; none where an environment may be somewhere after all."""
    if elsewhere.likely(system, snap):
        return ()
    found = {file: names for file, names in _declared(system, snap) if names}
    if not found or elsewhere.at_hand(system, snap, set().union(*found.values())):
        return ()
    return tuple(found)


def _declared(system: System, snap: Snapshot) -> Iterator[tuple[str, Names]]:
    """Give files, each with the normal names of what it asks for."""
    yield from _requirements(snap)
    for file, names in (
        ("pyproject.toml", _pyproject),
        ("setup.cfg", _setup_cfg),
        ("Pipfile", _pipfile),
        ("environment.yml", _conda),
        ("environment.yaml", _conda),
    ):
        try:
            text = system.read(system.path.join(snap.aim.root, file), LIMIT).decode()
            yield file, {normal(name) for name in names(text)}
        except (OSError, ValueError):
            continue  # it is not there, or no such file: whoever reads it says so


def _requirements(snap: Snapshot) -> Iterator[tuple[str, Names]]:
    """Read what an application is run with; files for tests, docs and examples are made environments for elsewhere."""
    # the one that everybody knows comes first
    for file in sorted(snap.requirements.files, key=lambda one: (one.path != "requirements.txt", one.path)):
        folder = file.path.rpartition("/")[0]
        if file.role != "application" or not file.judged or file.uninstalled or folder not in {"", "requirements"}:
            continue
        names = {one.name or one.text for one in file.requirements if not one.marker}
        names |= {pin.name for pin in snap.pins.of(file.path) if not pin.marker}
        yield file.path, {normal(name) for name in names}


def _pyproject(text: str) -> Iterator[str]:
    data = toml.load(text)
    said = toml.at(data, "project", "dependencies")
    yield from _plain(said if isinstance(said, list) else [])
    poetry = toml.at(data, "tool", "poetry", "dependencies")
    yield from (name for name in (poetry if isinstance(poetry, dict) else {}) if name.lower() != "python")


def _setup_cfg(text: str) -> Iterator[str]:
    import configparser

    parser = configparser.RawConfigParser()
    try:
        parser.read_string(text)
    except configparser.Error as error:
        raise ValueError(str(error)) from None
    yield from _plain(re.split(r"[\n;]", parser.get("options", "install_requires", fallback="")))


def _pipfile(text: str) -> Iterator[str]:
    data = toml.load(text)
    for table in ("packages", "dev-packages"):
        said = toml.at(data, table)
        yield from said if isinstance(said, dict) else ()


def _conda(text: str) -> Iterator[str]:
    if re.search(r"^name:[ \t]*[\"']?(?:base|root)\b", text, re.MULTILINE):
        return  # of conda's base environment, which is no project's
    block = _BLOCK.search(text)
    names = _ITEM.findall(block[1]) if block else []
    yield from (name for name in names if name not in {"python", "pip"})


def _plain(lines: list[object]) -> Iterator[str]:
    """Give the names of requirements; what asks for nothing on some machines is left out."""
    for line in lines:
        found = _NAME.match(line.strip()) if isinstance(line, str) and ";" not in line else None
        if found:
            yield found[0]
