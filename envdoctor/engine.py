"""Run checks on a snapshot: `Report` is what came of it."""

from __future__ import annotations

from envdoctor.check import SEVERITIES
from envdoctor.record import CannotKnow, Record, Unknown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from envdoctor.check import Check, Finding
    from envdoctor.facts import Snapshot


class Skipped(Record):
    """A check that could not judge, or not judge everything, and why."""

    check: str
    reason: str


class Failed(Record):
    """A check that crashed: a defect of envdoctor or of a pack."""

    check: str
    error: str


class Ignored(Record):
    """A finding that the configuration ignores, and the reason it gives."""

    finding: Finding
    reason: str


def _discreet(finding: Finding) -> Finding:
    """Take passwords out of what is shown; what a fix compares with the file stays as it is."""
    shown = (finding.message, finding.detail, finding.source, finding.subject, *finding.row)
    if not any("://" in text and "@" in text for text in shown):
        return finding
    from envdoctor.masking import starred

    message, detail, source, subject, *row = map(starred, shown)
    return finding.replace(message=message, detail=detail, source=source, subject=subject, row=tuple(row))


class Report(Record):
    """What the checks said, worst first."""

    found: tuple[Finding, ...]
    skipped: tuple[Skipped, ...] = ()
    failed: tuple[Failed, ...] = ()
    ignored: tuple[Ignored, ...] = ()
    checks: tuple[str, ...] = ()  # names of the checks that were run
    times: tuple[tuple[str, float], ...] = ()  # seconds that each check took, with the facts it was first to ask for


def run(
    snapshot: Snapshot,
    checks: Iterable[Check],
    *,
    clock: Callable[[], float],
    severities: dict[str, str] | None = None,
    ignore: dict[str, str] | None = None,
) -> Report:
    """Run each check; one that crashes does not disturb the others.

    `severities` and `ignore` map a check's name to its severity, and to the reason it is ignored for. `clock` gives
    seconds, as `time.perf_counter` does.
    """
    severities, ignore = severities or {}, ignore or {}
    found: list[Finding] = []
    skipped: list[Skipped] = []
    failed: list[Failed] = []
    ignored: list[Ignored] = []
    names: list[str] = []
    machine: set[str] = set()
    times = []
    for check in checks:
        begin = clock()
        names.append(check.name)
        if check.machine:
            machine.add(check.name)
        try:
            for verdict in check.function(snapshot):
                if isinstance(verdict, Unknown):
                    skipped.append(Skipped(check.name, verdict.reason))
                    continue
                severity = severities.get(check.name) or verdict.severity or check.severity
                finding = _discreet(verdict.replace(check=check.name, severity=severity))
                if check.name in ignore:
                    ignored.append(Ignored(finding, ignore[check.name]))
                else:
                    found.append(finding)
        except CannotKnow as reason:
            skipped.append(Skipped(check.name, str(reason)))
        except Exception as error:  # noqa: BLE001 - whatever a check does wrong, the others still speak
            failed.append(Failed(check.name, f"{type(error).__name__}: {error}"))
        times.append((check.name, clock() - begin))

    def rank(finding: Finding) -> tuple[int, bool, str, int, int, str]:
        place = finding.location
        return (
            SEVERITIES.index(finding.severity),
            finding.check not in machine,
            place.path if place else "",
            place.line if place else 0,
            place.column if place else 0,
            finding.check,
        )

    return Report(
        found=tuple(sorted(found, key=rank)),
        skipped=tuple(skipped),
        failed=tuple(failed),
        ignored=tuple(ignored),
        checks=tuple(names),
        times=tuple(times),
    )
