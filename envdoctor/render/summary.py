"""The last line of a report: it fits the exit status."""

from __future__ import annotations

from envdoctor.check import SEVERITIES
from envdoctor.result import CRASHED, FOUND, OK, fixable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from envdoctor.render.layout import Line
    from envdoctor.result import Result


def summary(result: Result, *, verbose: bool) -> Iterator[Line]:
    """Give the segments of the line."""
    report = result.report
    yield _verdict(result)
    if mends := _mends(result):
        yield [(mends, "dim")]
    run = count(len(report.checks), "check")
    if skipped := len({one.check for one in report.skipped}):
        run += f", {skipped} skipped" + ("" if verbose else " (-v says why)")
    if report.ignored:
        run += f", {count(len(report.ignored), 'finding')} set aside"
    yield [(run, "dim")]
    seconds = result.seconds
    yield [(f"{seconds:.1f} s" if seconds >= 1 else f"{seconds * 1000:.0f} ms", "dim")]


def _verdict(result: Result) -> Line:
    found, failed = result.report.found, result.report.failed
    harmless = not found or (result.fail_on != "note" and all(finding.severity == "note" for finding in found))
    parts = [(f"{count(len(failed), 'check')} crashed", "error")] if failed else []
    if result.status != CRASHED and harmless:
        parts.append(("nothing wrong", "good"))
    for severity in SEVERITIES:
        number = sum(finding.severity == severity for finding in found)
        if number:
            parts.append((count(number, severity), severity))
    if result.status == OK and not harmless:
        why = "--exit-zero" if result.exit_zero else f"fail-on is {result.fail_on}"
        parts.append((f"exit status 0 ({why})", ""))
    if result.status == FOUND and harmless:
        refused = result.mending and result.mending.refused
        why = "a file could not be written" if refused else "--exit-non-zero-on-fix"
        parts.append((f"exit status 1 ({why})", ""))
    line: Line = []
    for part in parts:
        line += [(", ", ""), part] if line else [part]
    return line


def _mends(result: Result) -> str:
    found = result.report.found
    number = fixable(found, unsafe=result.unsafe)
    if result.mending or not found:
        return ""
    option = "--fix --unsafe-fixes" if result.unsafe else "--fix"
    if not number:
        number, option = fixable(found, unsafe=True), "--fix --unsafe-fixes"
    if not number:
        return ""
    if number == len(found):
        return f"{option} mends {'it' if number == 1 else 'them all'}"
    return f"{option} mends {number} of them"


def count(number: int, one: str, several: str = "") -> str:
    """Write a number and what is counted."""
    return f"{number} {one if number == 1 else several or one + 's'}"
