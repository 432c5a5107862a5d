"""What tools are told in TOML: classifiers, target versions, and the Pythons of hatch's and pixi's environments."""

from __future__ import annotations

import re

from envdoctor.probe.declarations import toml
from envdoctor.probe.declarations.conda import specified
from envdoctor.probe.declarations.pins import pin
from envdoctor.probe.declarations.place import declare
from envdoctor.probe.declarations.words import target
from envdoctor.versions import OR

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from envdoctor.facts.python import Declaration

_CLASSIFIER = re.compile(r"Programming Language :: Python :: (3\.[0-9]+)")
_INI = re.compile(r"^\[mypy\][^\n]*\n(?:(?!\[)[^\n]*\n)*?python_version[ \t]*=[ \t]*(3\.[0-9]+)", re.MULTILINE)
_JSON = re.compile(r'"pythonVersion"\s*:\s*"(3\.[0-9]+)"')


def read_pyproject(text: str, path: str) -> list[Declaration]:
    """Read what pyproject.toml tells the tools."""
    data = toml.load(text)
    return [
        *_classified(text, path, data),
        *_targets(text, path, data),
        *_hatch(text, path, data, ("tool", "hatch")),
        *_pixi(text, path, data, ("tool", "pixi")),
    ]


def read_pixi(text: str, path: str) -> list[Declaration]:
    """Read pixi.toml."""
    return _pixi(text, path, toml.load(text), ())


def read_hatch(text: str, path: str) -> list[Declaration]:
    """Read hatch.toml."""
    return _hatch(text, path, toml.load(text), ())


def read_ruff(text: str, path: str) -> list[Declaration]:
    """Read ruff.toml."""
    return _told(text, path, toml.load(text), ("target-version",), "ruff")


def read_settings(text: str, path: str) -> list[Declaration]:
    """Read the version in mypy.ini, setup.cfg or pyrightconfig.json."""
    found = (_JSON if path.endswith(".json") else _INI).search(text)
    if not found:
        return []
    what = "pyright" if path.endswith(".json") else "mypy"
    return [_informed(text, path, found.span(1), what, (found[1], f">={found[1]}"))]


def _classified(text: str, path: str, data: Any) -> Iterator[Declaration]:
    for keys in (("project", "classifiers"), ("tool", "poetry", "classifiers")):
        listed = toml.at(data, *keys)
        named = [found[1] for one in listed if (found := _CLASSIFIER.fullmatch(str(one)))] if listed else []
        if named:
            place = toml.find(text, *keys, 0)
            yield _informed(
                text, path, place, "classifiers", (", ".join(named), OR.join(f"=={one}.*" for one in named))
            )


def _targets(text: str, path: str, data: Any) -> list[Declaration]:
    return [
        *_told(text, path, data, ("tool", "ruff", "target-version"), "ruff"),
        *_told(text, path, data, ("tool", "black", "target-version"), "black"),
        *_told(text, path, data, ("tool", "mypy", "python_version"), "mypy"),
        *_told(text, path, data, ("tool", "pyright", "pythonVersion"), "pyright"),
    ]


def _told(text: str, path: str, data: Any, keys: tuple[str, ...], what: str) -> list[Declaration]:
    value = toml.at(data, *keys)
    words = [word for word in (value if isinstance(value, list) else [value]) if isinstance(word, str)]
    if not words:
        return []
    specifiers = [target(word) or (f">={word}" if pin(word) else "") for word in words]
    specifier = OR.join(specifiers) if all(specifiers) else ""
    place = toml.find(text, *keys, *((0,) if isinstance(value, list) else ()))
    return [_informed(text, path, place, what, (", ".join(words), specifier))]


def _hatch(text: str, path: str, data: Any, above: tuple[str, ...]) -> list[Declaration]:
    found = []
    environments = toml.at(data, *above, "envs")
    for name, table in environments.items() if isinstance(environments, dict) else ():
        python = toml.at(table, "python")
        if isinstance(python, str):
            place = toml.find(text, *above, "envs", name, "python")
            said = {"what": "hatch", "kind": "tried", "text": python, "specifier": pin(python)}
            found.append(declare(text, path, place, **said))
        rows = toml.at(table, "matrix")
        for number, row in enumerate(rows if isinstance(rows, list) else ()):
            listed = toml.at(row, "python")
            words = [word for word in listed if isinstance(word, str)] if isinstance(listed, list) else []
            specifiers = list(map(pin, words))
            if words and all(specifiers):
                place = toml.find(text, *above, "envs", name, "matrix", number, "python", 0)
                said = {"what": "hatch", "kind": "tried", "text": ", ".join(words), "specifier": OR.join(specifiers)}
                found.append(declare(text, path, place, **said))
    return found


def _pixi(text: str, path: str, data: Any, above: tuple[str, ...]) -> list[Declaration]:
    value = toml.at(data, *above, "dependencies", "python")
    keys = (*above, "dependencies", "python")
    if isinstance(value, dict):
        value, keys = value.get("version"), (*keys, "version")
    if not isinstance(value, str) or value == "*":
        return []
    kind, specifier = specified(value)
    return [declare(text, path, toml.find(text, *keys), what="pixi", kind=kind, text=value, specifier=specifier)]


def _informed(text: str, path: str, span: tuple[int, int] | None, what: str, said: tuple[str, str]) -> Declaration:
    return declare(text, path, span, what=what, kind="informational", text=said[0], specifier=said[1])
