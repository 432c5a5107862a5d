"""What a run came to: all that a renderer needs, as values."""

from __future__ import annotations

from envdoctor.check import SEVERITIES
from envdoctor.record import CannotKnow, Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Check, Finding
    from envdoctor.engine import Report
    from envdoctor.facts import Snapshot
    from envdoctor.repair import Held, Mended, Refused

OK, FOUND, USAGE, CRASHED = range(4)  # exit status


class Standing(Record):
    """Which environment is judged, and how it stands to this shell."""

    project: str  # as a person would write it
    path: str = ""  # of the environment; empty: there is none
    name: str = ""  # of it, as a person would write it
    python: str = ""  # version
    why: str = ""  # why this one
    active: bool = False
    reason: str = ""  # why the environment is not known; empty: it is


class Mending(Record):
    """What `--fix` did."""

    mended: tuple[Mended, ...] = ()
    held: tuple[Held, ...] = ()
    refused: tuple[Refused, ...] = ()
    files: tuple[str, ...] = ()  # that were changed


class Result(Record):
    """One run."""

    standing: Standing
    report: Report
    checks: tuple[Check, ...]
    status: int
    fail_on: str = "warning"
    exit_zero: bool = False
    unsafe: bool = False  # unsafe fixes are asked for
    seconds: float = 0.0
    mending: Mending | None = None  # None: it was not asked for
    notes: tuple[str, ...] = ()  # what else is to be said: an ignore that is over


def status_of(report: Report, fail_on: str, *, exit_zero: bool = False) -> int:
    """Give the exit status; the same whatever the format."""
    if report.failed:
        return CRASHED
    if exit_zero or fail_on == "never":
        return OK
    bad = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    return FOUND if any(finding.severity in bad for finding in report.found) else OK


def fixable(findings: tuple[Finding, ...], *, unsafe: bool) -> int:
    """Count the findings that `--fix` mends, or `--fix --unsafe-fixes`."""
    return sum(any(fix.edits and (unsafe or fix.safe) for fix in one.fixes) for one in findings)


def standing(snap: Snapshot) -> Standing:
    """Say which environment is judged; what cannot be known, or what a probe fails at, is said and disturbs nothing."""
    project = snap.aim.root
    try:
        project = snap.project.name
        return _known(snap, project)
    except CannotKnow as reason:
        return Standing(project=project, reason=str(reason))
    except Exception as error:  # noqa: BLE001 - a defect of a probe; the checks that need it say so, too
        return Standing(project=project, reason=f"{type(error).__name__}: {error}")


def _known(snap: Snapshot, project: str) -> Standing:
    found = snap.environments
    judged = found.judged
    if judged is None:
        python = snap.shell.python
        where = ""
        if python:
            from envdoctor.words import path

            where = path(snap, python.path)
        return Standing(project=project, name=where, python=found.python, why=found.why)
    return Standing(
        project=project,
        path=judged.path,
        name=judged.name,
        python=found.python,
        why=f"{found.why}; it does not work: {judged.problem}" if judged.problem else found.why,
        active=bool(found.active and found.active.identity == judged.identity),
    )
