"""What stands between the findings and the last line: what failed, was skipped, was mended, and how long it took."""

from __future__ import annotations

from envdoctor.render import safe
from envdoctor.render.cells import cells, pad
from envdoctor.render.summary import count
from envdoctor.repair import TOLD, UNSAFE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from envdoctor.render.layout import Line
    from envdoctor.result import Mending, Result


def sections(result: Result, *, quiet: bool, verbose: bool) -> Iterator[list[Line]]:
    """Give the sections; `quiet`: only what failed."""
    report = result.report
    if report.failed:
        yield [[("crashed: ", "error"), (safe.text(f"{one.check}: {one.error}"), "")] for one in report.failed]
    if quiet:
        return
    if verbose:
        if report.skipped:
            rows = [(one.check, one.reason) for one in report.skipped]
            yield _section("skipped", rows)
        if report.ignored:
            rows = [(one.finding.check, f"{one.finding.message} · {one.reason}") for one in report.ignored]
            yield _section("set aside", rows)
        times = sorted(report.times, key=lambda one: -one[1])
        yield _section("time", [(name, f"{seconds * 1000:6.1f} ms") for name, seconds in times])
    if result.mending:
        yield from _mending(result.mending)
    if result.notes:
        yield [[("note: ", "note"), (safe.text(note), "")] for note in result.notes]


def _section(title: str, rows: list[tuple[str, str]], style: str = "heading") -> list[Line]:
    size = max((cells(safe.text(name)) for name, _ in rows), default=0)
    lines: list[Line] = [[(title, style)]]
    for name, text in rows:
        lines.append([("  ", ""), (pad(safe.text(name), size), "place"), ("  " + safe.text(text), "")])
    return lines


def _mending(mending: Mending) -> Iterator[list[Line]]:
    if mending.mended:
        rows: dict[tuple[str, str], int] = {}
        for one in mending.mended:
            what = (", ".join(one.paths), one.title)
            rows[what] = rows.get(what, 0) + 1
        texts = [(path, title + (f" ({times} findings)" if times > 1 else "")) for (path, title), times in rows.items()]
        yield _section(f"mended {len(mending.mended)}", texts, "good")
    if mending.refused:
        yield _section("could not be written", [(one.path, one.reason) for one in mending.refused], "error")
    if mending.held:
        others = [(one.finding.check, one.reason) for one in mending.held if one.reason not in {UNSAFE, TOLD}]
        lines = _section(f"held back {len(mending.held)}", others)
        if unsafe := sum(one.reason == UNSAFE for one in mending.held):
            applies = f"--unsafe-fixes applies {'it' if unsafe == 1 else 'them'}"
            lines.append([(f"  {count(unsafe, 'unsafe fix', 'unsafe fixes')}: {applies}", "")])
        if told := sum(one.reason == TOLD for one in mending.held):
            lines.append([(f"  {count(told, 'command')} for you to run, shown above", "")])
        yield lines
