"""A line of a file, with the part that a finding is about underlined."""

from __future__ import annotations

from envdoctor.render import safe
from envdoctor.render.cells import widths, window

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from envdoctor.check import Finding, Location
    from envdoctor.render.layout import Line

GUTTER = 9  # columns in front of the line


def quoted(finding: Finding, place: Location, width: int) -> Iterator[Line]:
    """Give the line and the mark below it; a long line is cut around the part that is marked."""
    pieces = [safe.text(character, tabs="    ") for character in finding.source]
    begin = min(place.column - 1, len(pieces))
    end = place.end_column - 1 if place.end_line in (0, place.line) else len(pieces)
    end = min(max(end, begin), len(pieces))
    sizes = _sizes(pieces)
    low, high = 0, len(pieces)
    room = width - GUTTER
    if sum(sizes) > room:
        low, high = window(sizes, begin, end, room - 2)
    cut = "…" if low else ""
    number = f"{place.line:>6} "
    line = cut + "".join(pieces[low:high]).rstrip() + ("…" if high < len(pieces) else "")
    yield [(number, "gutter"), ("│ ", "gutter"), (line, "source")]
    before = " " * (len(cut) + sum(sizes[low:begin]))
    mark = "━" * max(1, sum(sizes[begin : min(end, high)]))
    yield [(" " * len(number), ""), ("│ ", "gutter"), (before, ""), (mark, finding.severity)]


def _sizes(pieces: list[str]) -> list[int]:
    """Give the cells of each character as it is shown; an emoji may be several characters and is measured whole."""
    if all(piece.isascii() for piece in pieces):
        return [len(piece) for piece in pieces]
    all_sizes = iter(widths("".join(pieces)))
    return [sum(next(all_sizes) for _ in piece) for piece in pieces]
