"""How findings are laid out for a person: lines of styled pieces, the same with and without a terminal."""

from __future__ import annotations

from envdoctor.render import safe
from envdoctor.render.cells import cells, pad, wrap
from envdoctor.render.fixes import fixes_of
from envdoctor.render.folding import budget, fold
from envdoctor.render.quoted import quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from envdoctor.check import Check, Finding

    Piece = tuple[str, str]  # text, style
    Line = list[Piece]

MANY = 50  # findings that are all shown; of more, the first ones of each check
FIRST = 10
GAP = 2  # columns between a sentence and the name of its check
UNWRAPPED = 120  # columns of a source line where nothing else is cut


def lay_out(
    findings: Iterable[Finding], checks: dict[str, Check], width: int = 80, *, wrapped: bool = False, most: int = 0
) -> Iterator[Line]:
    """Give the lines of the findings, an empty line between them; several of one check in one file become one.

    `wrapped`: sentences are broken at `width`, for a terminal; else only the names of the checks stand there, for
    what is piped. `most`: how many of each check are shown; 0 is all.
    """
    groups = fold(findings, checks)
    shown, left = budget(groups, most)
    first = True
    for number, group in enumerate(groups):
        if not shown[number]:
            continue
        if not first:
            yield []
        first = False
        check = checks[group[0].check]
        if len(group) == 1:
            yield from _one(group[0], check, width, wrapped=wrapped)
        else:
            yield from _several(group, shown[number], check, width, wrapped=wrapped)
        if number in left:
            yield _rest(left[number], check.name, width)


def _rest(left: tuple[int, int], check: str, width: int) -> Line:
    count, files = left
    text = f"  and {count} more" + (f" in {files} files" if files > 1 else "")
    room = width - len(text) - len(check) - 2
    return [(text, "dim"), (" " * max(GAP, room), ""), (f"[{check}]", "check")]


def _one(finding: Finding, check: Check, width: int, *, wrapped: bool) -> Iterator[Line]:
    place = finding.location
    where = ""
    if place and (place.column or not check.machine):  # what a finding about the machine is anchored to says nothing
        where = safe.text(f"{place.path}:{place.line}" if place.column else place.path)
    yield from _headline(finding.severity, finding.message, finding.check, width, where, wrapped=wrapped)
    if place and place.column and finding.source:
        yield from quoted(finding, place, width if wrapped else UNWRAPPED)
    if finding.detail:
        detail = safe.text(finding.detail)
        for line in wrap(detail, width - 2) if wrapped else [detail]:
            yield [("  ", ""), (line, "")]
    yield from fixes_of([finding], width if wrapped else 0)


def _several(group: list[Finding], count: int, check: Check, width: int, *, wrapped: bool) -> Iterator[Line]:
    first = group[0]
    yield from _headline(first.severity, check.together.format(count=len(group)), first.check, width, wrapped=wrapped)
    rows = [_row(one, machine=check.machine) for one in group[:count]]
    columns = max(map(len, rows))
    sizes = [max(cells(row[column]) if column < len(row) else 0 for row in rows) for column in range(columns)]
    fits = not wrapped or sum(sizes) + 2 * columns <= width
    for row in rows:
        if fits:
            padded = [pad(cell, size) for cell, size in zip(row, sizes, strict=False)]
            yield [("  ", ""), (padded[0], "place"), ("  " + "  ".join(padded[1:]).rstrip(), "")]
            continue
        yield [("  ", ""), (row[0], "place"), ("  " + row[1], "")]
        for line in wrap("  ".join(row[2:]), width - 6):
            yield [("      ", ""), (line, "")]
    yield from fixes_of(group, width if wrapped else 0)


def _row(finding: Finding, *, machine: bool) -> tuple[str, ...]:
    place = finding.location
    assert place  # noqa: S101 - what is folded has a place
    subject, *rest = map(safe.text, finding.row)
    if machine and not place.column:  # what a finding about the machine is anchored to says nothing
        return (subject, *rest)
    path = safe.text(place.path)
    return (f"{path}:{place.line}" if place.column else path, subject, *rest)


def _headline(severity: str, message: str, check: str, width: int, where: str = "", *, wrapped: bool) -> Iterator[Line]:
    """Give the sentence and the place below it; the check's name stands at the right end of the first that has room."""
    label, tag, message = f"{severity}:", f"[{check}]", safe.text(message)
    indent = len(label) + 1
    start = label
    lines: list[Line] = []
    for text in wrap(message, width - indent) if wrapped else [message]:
        lines.append([(start, severity), (" " + text, "bold")])
        start = " " * len(label)
    sentence = len(lines)
    if where:
        lines.append([("  ", ""), (where, "place")])
    for number, line in enumerate(lines, 1):
        room = width - sum(cells(text) for text, _ in line) - len(tag)
        if tag and number >= sentence and (room >= GAP or not wrapped):
            yield [*line, (" " * max(GAP, room), ""), (tag, "check")]
            tag = ""
        else:
            yield line
    if tag:
        yield [(" " * (width - len(tag)), ""), (tag, "check")]
