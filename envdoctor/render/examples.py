"""The examples of a page, for a person: what differs from a healthy project, and what is then said."""

from __future__ import annotations

import re
import sys

from envdoctor.pages import examples
from envdoctor.render import safe
from envdoctor.render.cells import cells, wrap
from envdoctor.render.page import INDENT, code, paragraph

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from envdoctor.pages import Example
    from envdoctor.render.layout import Line

_GAP = re.compile(r" {3,}(?=\[[\w-]+\]$)")
_COMMAND = re.compile(r" *(?:fix|or|then|\d+ │|│) ")
_KINDS = {"Speaks": "It speaks", "Skips": "It cannot judge", "Silent": "It says nothing"}


def render(chapter: str, width: int, *, whole: bool) -> Iterator[Line]:
    """Give what speaks in full, and of what stays silent the titles; with `whole`, all."""
    try:
        found = examples(chapter)
    except ValueError:  # the page of a pack, which its author did not test
        from envdoctor.render.page import blocks

        yield from blocks(chapter, width)
        return
    yield [("Examples", "heading"), (" (each a healthy project but for what is shown)", "dim")]
    for one in found:
        if one.kind != "Silent" or whole:
            yield []
            yield from _example(one, width)
    silent = [one.title for one in found if one.kind == "Silent"]
    if silent and not whole:
        yield []
        yield [("It says nothing of", "heading"), (" (-v shows these examples)", "dim")]
        yield []
        yield from paragraph([f"- {title}" for title in silent], width)


def _example(one: Example, width: int) -> Iterator[Line]:
    for line in paragraph([f"{_KINDS[one.kind]}: {one.title}"], width):
        yield [(text, "heading") for text, _ in line]
    if one.changes.strip():
        yield []
        yield from _changes(one.changes)
    if one.output:
        yield []
        yield from code(_fitting(one.output, width - len(INDENT)) if width else one.output, "")
    for path, content in one.after:
        yield []
        yield [(f"{INDENT}{safe.text(path)} is then", "dim")]
        yield from _content(content)


def _fitting(text: str, width: int) -> str:
    """Break the lines of a report that are too wide for this terminal, but never a command."""
    lines: list[str] = []
    for line in text.split("\n"):
        indent = line[: len(line) - len(line.lstrip())]
        narrow = line if cells(line) <= width else _GAP.sub("  ", line)
        if cells(narrow) > width and not _COMMAND.match(narrow):
            lines += [indent + part for part in wrap(narrow.strip(), width - len(indent))]
        else:
            lines.append(narrow)
    return "\n".join(lines)


def _changes(toml: str) -> Iterator[Line]:
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    try:
        changes: dict[str, Any] = tomllib.loads(toml)
    except tomllib.TOMLDecodeError:
        yield from code(toml)
        return
    for key, value in _pairs(changes, "machine"):
        yield _line(_machine(key, value))
    for key, value in _pairs(changes, "env"):
        yield _line(f"{key} is not set" if value is False else f"{key}={value}")
    for key, value in _pairs(changes, "links"):
        yield _line(f"{key} is not there" if value is False else f"{key} → {value}", "place")
    for key, value in _pairs(changes, "files"):
        if value is False:
            yield _line(f"{key} is not there", "place")
        else:
            yield _line(key if value else f"{key} (empty)", "place")
            if value:
                yield from _content(str(value))


def _machine(key: str, value: Any) -> str:
    if key == "like":
        return "on " + {"windows": "Windows", "macos": "macOS", "linux": "Linux"}.get(str(value), str(value))
    if key == "terminal":
        return "in a terminal" if value else "not in a terminal"
    words = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    before, after = _SAID.get(key, (f"{key} = ", ""))
    return before + words + after


_SAID = {
    "ancestors": ("started from ", ""),
    "cwd": ("in the folder ", ""),
    "prefix": ("envdoctor itself is installed in ", ""),
    "tracked": ("git tracks ", ""),
    "unreadable": ("", " cannot be read"),
}


def _pairs(changes: dict[str, Any], table: str) -> list[tuple[str, Any]]:
    found = changes.get(table, {})
    return list(found.items()) if isinstance(found, dict) else []


def _line(text: str, style: str = "code") -> Line:
    return [(INDENT, ""), (safe.text(text), style)]


def _content(text: str) -> Iterator[Line]:
    for line in text.removesuffix("\n").split("\n"):
        yield [(INDENT, ""), ("  │ " if line else "  │", "gutter"), (safe.text(line, tabs="    "), "code")]
