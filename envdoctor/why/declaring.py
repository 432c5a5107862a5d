"""Where the project's files name a distribution: requirements files, and what each manager declares in."""

from __future__ import annotations

import re

from envdoctor.facts.installed import normal
from envdoctor.probe.declarations import toml
from envdoctor.probe.project import is_project
from envdoctor.record import CannotKnow
from envdoctor.toml_places import line_and_column, places
from envdoctor.why.answer import Naming

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from envdoctor.facts import Snapshot
    from envdoctor.facts.requirements import RequirementsFile
    from envdoctor.system import System

    Keys = tuple[str | int, ...]

_FOLDERS = frozenset({"requirements", "requirement", "reqs", "deps", "dependencies", "pip", "constraints"})
_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")
_CONDA = re.compile(r"^[ \t]*-[ \t]+[\"']?(?:[\w-]+::)?([A-Za-z0-9][\w.-]*)[^\n]*$", re.MULTILINE)
_STRING = re.compile(r"[\"']([A-Za-z0-9][A-Za-z0-9._-]*)(?:[ \t]*[\[=<>!~;@(][^\"'\n]*)?[\"'](?!\s*:)")


def namings(system: System, snap: Snapshot) -> Iterator[Naming]:
    """Give every line of the project's own files that names a distribution; what is no project declares nothing."""
    if not is_project(system, snap.aim.root):
        return
    yield from _requirements(system, snap)
    readers = (
        ("pyproject.toml", _pyproject), ("Pipfile", _pipfile), ("setup.cfg", _setup_cfg), ("setup.py", _setup_py),
        ("environment.yml", _conda), ("environment.yaml", _conda), ("pixi.toml", _pixi),
    )  # fmt: skip
    for name, reader in readers:
        try:
            text = system.read(system.path.join(snap.aim.root, name)).decode("utf-8", "replace")
            lines = text.splitlines()
            for named, at in reader(text):
                number, _ = line_and_column(text, at)
                yield Naming(name, number, lines[number - 1].strip().rstrip(","), named)
        except (OSError, ValueError, IndexError):
            continue  # it is not there, or its own tool could not read it either


def _requirements(system: System, snap: Snapshot) -> Iterator[Naming]:
    try:
        files = snap.requirements.files
        pins = {file.path: file.pins for file in snap.pins.files}
    except CannotKnow:
        return
    own = _own(files)
    for file in files:
        if file.uninstalled or file.path not in own:
            continue
        from envdoctor.requirements.text import decode

        try:
            lines = decode(system.read(system.path.join(snap.aim.root, file.path)))[0].splitlines()
        except (OSError, ValueError):
            lines = []
        named = {(one.location.line, one.name) for one in file.requirements if one.name}
        named |= {(pin.line, pin.name) for pin in pins.get(file.path, ())}
        for number, name in sorted(named):
            text = lines[number - 1].partition(" #")[0].strip() if number <= len(lines) else name
            yield Naming(file.path, number, _short(text), name)


def _own(files: tuple[RequirementsFile, ...]) -> set[str]:
    """Give the files that speak for the project as a whole, with what they include: not those of a folder of its own.

    They lie at its root, or in a folder that is called after them.
    """
    own = {
        file.path
        for file in files
        if file.judged
        and all(part.lower() in _FOLDERS for part in file.path.split("/")[:-1])
        and not file.path.startswith("/")
    }
    reached = set(own)
    by_path = {file.path: file for file in files}
    while reached:
        file = by_path.get(reached.pop())
        further = {one.path for one in file.includes} - own - {""} if file else set()
        own |= further
        reached |= further
    return own


def _short(text: str) -> str:
    from envdoctor.masking import starred

    return starred(text.partition(" --hash")[0].rstrip(" \\"))


def _pyproject(text: str) -> Iterator[tuple[str, int]]:
    data = toml.load(text)
    known = places(text)
    lists: list[Keys] = [("project", "dependencies")]
    tables: list[Keys] = [("tool", "poetry", "dependencies"), ("tool", "poetry", "dev-dependencies")]
    lists += [("project", "optional-dependencies", key) for key in _keys(data, "project", "optional-dependencies")]
    lists += [("dependency-groups", key) for key in _keys(data, "dependency-groups")]
    lists += [("tool", "pdm", "dev-dependencies", key) for key in _keys(data, "tool", "pdm", "dev-dependencies")]
    lists += [("tool", "uv", "dev-dependencies")]
    lists += [("tool", "hatch", "envs", key, "dependencies") for key in _keys(data, "tool", "hatch", "envs")]
    tables += [("tool", "poetry", "group", key, "dependencies") for key in _keys(data, "tool", "poetry", "group")]
    tables += [("tool", "pixi", "dependencies"), ("tool", "pixi", "pypi-dependencies")]
    yield from _listed(data, known, lists)
    yield from _tabled(data, known, tables)


def _pipfile(text: str) -> Iterator[tuple[str, int]]:
    yield from _tabled(toml.load(text), places(text), [("packages",), ("dev-packages",)])


def _pixi(text: str) -> Iterator[tuple[str, int]]:
    yield from _tabled(toml.load(text), places(text), [("dependencies",), ("pypi-dependencies",)])


def _keys(data: Any, *path: str) -> list[str]:
    found = toml.at(data, *path)
    return list(found) if isinstance(found, dict) else []


def _listed(data: Any, known: dict[Keys, int], lists: list[Keys]) -> Iterator[tuple[str, int]]:
    for path in lists:
        value = toml.at(data, *map(str, path))
        for number, one in enumerate(value if isinstance(value, list) else []):
            match = _NAME.match(one) if isinstance(one, str) else None
            at = known.get((*path, number))
            if match and at is not None:
                yield match[0], at


def _tabled(data: Any, known: dict[Keys, int], tables: list[Keys]) -> Iterator[tuple[str, int]]:
    for path in tables:
        for name in _keys(data, *map(str, path)):
            at = known.get((*path, name))
            if name != "python" and at is not None:
                yield name, at


def _setup_cfg(text: str) -> Iterator[tuple[str, int]]:
    """Read the lists of requirements: a name on each line that is set in below them."""
    inside = extras = False
    at = 0
    for line in text.splitlines(keepends=True):
        if line.startswith((" ", "\t")) and inside:
            match = _NAME.match(line.strip())
            if match:
                yield match[0], at
        elif line.strip():
            key = line.partition("=")[0].strip()
            section = line.startswith("[")
            if section:
                extras = "extras_require" in line
            inside = key in {"install_requires", "tests_require"} or (not section and "=" in line and extras)
        at += len(line)


def _setup_py(text: str) -> Iterator[tuple[str, int]]:
    """Read the strings in the literal lists behind `install_requires` and `extras_require`; nothing is run."""
    for match in re.finditer(r"(?:install_requires|extras_require|tests_require)\s*=\s*([\[{])", text):
        end = text.find("]" if match[1] == "[" else "}", match.end())
        for string in _STRING.finditer(text, match.end(), end if end > 0 else len(text)):
            yield string[1], string.start()


def _conda(text: str) -> Iterator[tuple[str, int]]:
    at = text.find("dependencies:")
    if at >= 0:
        for match in _CONDA.finditer(text, at):
            if match[1] not in {"pip", "python"} or not match[0].rstrip().endswith(":"):
                yield match[1], match.start(1)


def matching(found: list[Naming], names: list[str]) -> list[Naming]:
    """Give the lines that name one of some distributions."""
    keys = {normal(name) for name in names if name}
    return [one for one in found if normal(one.name) in keys]
