"""How findings are laid out for a person: lines of styled pieces, the same with and without a terminal."""

from __future__ import annotations

from envdoctor.check import Append, Create, Replace, Run, Tell

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from envdoctor.check import Check, Finding, Fix

    Piece = tuple[str, str]  # text, style
    Line = list[Piece]


def lay_out(findings: Iterable[Finding], checks: dict[str, Check], width: int = 80) -> Iterator[Line]:
    """Give the lines of the findings, an empty line between them; several of one check in one file become one."""
    first = True
    for group in fold(findings):
        if not first:
            yield []
        first = False
        if len(group) == 1:
            yield from _one(group[0], width)
        else:
            yield from _several(group, checks[group[0].check].together, width)


def fold(findings: Iterable[Finding]) -> list[list[Finding]]:
    """Group the findings of one check, file and severity that have rows; the first one's place is the group's."""
    groups: dict[object, list[Finding]] = {}
    for finding in findings:
        path = finding.location.path if finding.location else ""
        key = (finding.check, path, finding.severity) if finding.row else id(finding)
        groups.setdefault(key, []).append(finding)
    return list(groups.values())


def _one(finding: Finding, width: int) -> Iterator[Line]:
    yield _headline(finding.severity, finding.message, finding.check, width)
    place = finding.location
    if place and place.column:
        yield [(f"  {place.path}:{place.line}", "place")]
        number = f"{place.line:>6} "
        yield [(number, "gutter"), ("│ ", "gutter"), (finding.source, "source")]
        end = place.end_column if place.end_line in (0, place.line) else len(finding.source) + 1
        mark = "━" * max(1, min(end, len(finding.source) + 1) - place.column)
        yield [(" " * len(number), ""), ("│ ", "gutter"), (" " * (place.column - 1), ""), (mark, finding.severity)]
    elif place:
        yield [(f"  {place.path}", "place")]
    if finding.detail:
        yield [("  ", ""), (finding.detail, "")]
    for fix in finding.fixes:
        yield from _fix(fix)


def _several(group: list[Finding], together: str, width: int) -> Iterator[Line]:
    first = group[0]
    yield _headline(first.severity, together.format(count=len(group)), first.check, width)
    places = [f"{one.location.path}:{one.location.line}" for one in group if one.location]
    rows = [(place, *one.row) for place, one in zip(places, group, strict=True)]
    widths = [
        max(len(row[column]) if column < len(row) else 0 for row in rows) for column in range(max(map(len, rows)))
    ]
    for row in rows:
        cells = [cell.ljust(wide) for cell, wide in zip(row, widths, strict=False)]
        yield [("  ", ""), (cells[0], "place"), ("  " + "  ".join(cells[1:]).rstrip(), "")]
    fixed = [one.fixes[0] for one in group if one.fixes]
    if fixed:
        some = f" ({len(fixed)} of {len(group)})" if len(fixed) < len(group) else ""
        yield from _fix(fixed[0], some)


def _headline(severity: str, message: str, check: str, width: int) -> Line:
    room = width - len(severity) - 2 - len(message) - len(check) - 2
    return [(f"{severity}:", severity), (f" {message}", "bold"), (" " * max(2, room), ""), (f"[{check}]", "check")]


def _fix(fix: Fix, some: str = "") -> Iterator[Line]:
    applied = any(isinstance(step, (Append, Replace, Create, Run)) for step in fix.steps)
    if applied:
        label = "  fix  " if fix.safe else "  fix (unsafe)  "
        command = "envdoctor --fix" if fix.safe else "envdoctor --fix --unsafe-fixes"
        yield [(label, "fix"), (command, "command"), (f"   {fix.title}{some}", "")]
        return
    label = "  fix  "
    for step in fix.steps:
        if isinstance(step, Tell):
            yield [(label, "fix"), (step.command, "command")]
            label = " " * len(label)
