"""A result as JSON: one object, for programs; every finding is its own, and nothing in it can reach a terminal."""

from __future__ import annotations

import re

from envdoctor.check import SEVERITIES, Append, Create, Replace, Run, Tell
from envdoctor.result import fixable
from envdoctor.version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from envdoctor.check import Finding, Fix, Location
    from envdoctor.result import Mending, Result

SCHEMA_VERSION = 1
_KIND = {Append: "append", Replace: "replace", Create: "create", Run: "run", Tell: "tell"}
# what json leaves as it is, though a terminal or a CI runner may act on it; JSON can write all of it as \uXXXX
_ACTIVE = re.compile(
    r"[\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
    r"|[\U000e0000-\U000e007f]|#(?=#(?:\[|vso\[|teamcity\[))",
    re.IGNORECASE,
)


def dump(data: Any) -> str:
    """Write any data as JSON that is safe to show."""
    import json

    return _ACTIVE.sub(_escaped, json.dumps(data, ensure_ascii=False, indent=2)) + "\n"


def _escaped(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))


def render(result: Result) -> str:
    """Give the object, as the documentation describes it."""
    report = result.report
    standing = result.standing
    data: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "envdoctor", "version": __version__},
        "project": standing.project,
        "environment": None
        if not standing.path
        else {"path": standing.path, "python": standing.python, "why": standing.why},
        "summary": _summary(result),
        "findings": _findings(report.found),
        "skipped": [{"check": one.check, "reason": one.reason} for one in report.skipped],
        "failed": [{"check": one.check, "error": one.error} for one in report.failed],
        "ignored": [
            {**data, "reason": one.reason}
            for one, data in zip(report.ignored, _findings(tuple(one.finding for one in report.ignored)), strict=True)
        ],
    }
    if result.mending:
        data["mending"] = _mending(result.mending)
    notes = [f"environment not known: {standing.reason}"] if standing.reason else []
    if notes or result.notes:
        data["notes"] = [*notes, *result.notes]
    return dump(data)


def _summary(result: Result) -> dict[str, Any]:
    report = result.report
    return {
        **{f"{severity}s": sum(one.severity == severity for one in report.found) for severity in SEVERITIES},
        "fixable": fixable(report.found, unsafe=False),
        "fixable_unsafe": fixable(report.found, unsafe=True),
        "checks": len(report.checks),
        "skipped": len({one.check for one in report.skipped}),
        "failed": len(report.failed),
        "ignored": len(report.ignored),
        "fail_on": result.fail_on,
        "exit_status": result.status,
    }


def _mending(mending: Mending) -> dict[str, Any]:
    return {
        "mended": [
            {"check": one.finding.check, "title": one.title, "paths": list(one.paths)} for one in mending.mended
        ],
        "held": [{"check": one.finding.check, "reason": one.reason} for one in mending.held],
        "refused": [{"path": one.path, "reason": one.reason} for one in mending.refused],
        "files": list(mending.files),
    }


def _findings(findings: tuple[Finding, ...]) -> list[dict[str, Any]]:
    seen: dict[tuple[str, str, str], int] = {}
    found = []
    for one in findings:
        path = one.location.path if one.location else ""
        subject = one.subject or one.message
        same = (one.check, path, subject)
        seen[same] = seen.get(same, 0) + 1
        found.append(
            {
                "check": one.check,
                "severity": one.severity,
                "message": one.message,
                "detail": one.detail,
                "location": _location(one.location),
                "related": [],
                "subject": one.subject,
                "fixes": [_fix(fix) for fix in one.fixes],
                "url": None,
                "fingerprint": fingerprint(one.check, path, subject, seen[same]),
            }
        )
    return found


def fingerprint(check: str, path: str, subject: str, occurrence: int) -> str:
    """Name a finding so that it keeps its name while lines move; the same on every machine."""
    from hashlib import sha256

    words = "|".join(("envdoctor/v1", check, path, subject, str(occurrence)))
    return sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _location(place: Location | None) -> dict[str, Any] | None:
    if not place:
        return None
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column or 1,
        "end_line": place.end_line or place.line,
        "end_column": place.end_column or place.column or 1,
    }


def _fix(fix: Fix) -> dict[str, Any]:
    steps = []
    for step in fix.steps:
        parts = {name: list(part) if isinstance(part, tuple) else part for name, part in step.fields().items()}
        steps.append({"kind": _KIND[type(step)], **parts})
    return {"title": fix.title, "safe": fix.safe, "steps": steps}
