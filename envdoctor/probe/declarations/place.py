"""From offsets in a text to a declaration with line, columns and source."""

from __future__ import annotations

from envdoctor.check import Location
from envdoctor.facts.python import Declaration

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def declare(text: str, path: str, span: tuple[int, int] | None, /, **words: Any) -> Declaration:
    """Make a declaration whose value stands at a span of the text; None: somewhere in the file."""
    if span is None:
        return Declaration(location=Location(path), source="", **words)
    start, end = span
    begin = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", start)
    source = text[begin : len(text) if stop < 0 else stop].rstrip("\r")
    line = text.count("\n", 0, start) + 1
    place = Location(path, line, start - begin + 1, line, min(end - begin, len(source)) + 1)
    return Declaration(location=place, source=source, **words)
