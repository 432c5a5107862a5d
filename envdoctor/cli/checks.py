"""`envdoctor checks`: which checks there are, and which of them are on here, because of what."""

from __future__ import annotations

from envdoctor.cli.judge import chosen, known_checks, target
from envdoctor.config.selection import severities

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from envdoctor.cli.session import Session
    from envdoctor.config import Config
    from envdoctor.config.selection import Verdict
    from envdoctor.render.layout import Line

COLUMNS = ("check", "family", "severity", "fix", "here", "because of")


def run(session: Session) -> int:
    """Show the table."""
    known = known_checks(session)
    _, config = target(session)
    rows = [_row(verdict, config) for verdict in chosen(session, known, config)]
    if session.options.output_format == "json":
        from envdoctor.cli.output import write
        from envdoctor.render.json import SCHEMA_VERSION, dump

        write(session.stdout, dump({"schema_version": SCHEMA_VERSION, "checks": rows}), utf8=True)
    else:
        session.show(_table(rows))
    return 0


def _row(verdict: Verdict, config: Config) -> dict[str, Any]:
    source = verdict.source
    check = source.load()
    state, why = verdict.state, verdict.why
    if state == "default":
        state, why = ("on", "") if check.default else ("off", "its default")
    level = severities([source], config).get(source.name, "")
    return {
        "check": source.name,
        "family": source.family,
        "severity": level or check.severity,
        "fix": check.fixable,
        "state": state,
        "why": why,
        "reason": verdict.reason,
        "summary": check.summary,
    }


def _table(rows: list[dict[str, Any]]) -> Iterator[Line]:
    from envdoctor.render import safe
    from envdoctor.render.cells import cells, pad

    texts: list[tuple[str, ...]] = [COLUMNS]
    for row in rows:
        state = "set aside" if row["state"] == "aside" else row["state"]
        why = " · ".join(filter(None, (row["why"], row["reason"])))
        words = (row["check"], row["family"], row["severity"], row["fix"], state, why)
        texts.append(tuple(map(safe.text, words)))
    sizes = [max(cells(text[column]) for text in texts) for column in range(len(COLUMNS))]
    for number, text in enumerate(texts):
        padded = [pad(one, size) + "  " for one, size in zip(text, sizes, strict=True)]
        last = max(column for column, one in enumerate(text) if one)
        padded[last] = text[last]
        styles = ["heading"] * len(COLUMNS)
        if number:
            off = text[4] != "on"
            styles = ["dim" if off else "place", "dim", "dim" if off else text[2], "dim" if off else "fix", "", "dim"]
        yield list(zip(padded[: last + 1], styles[: last + 1], strict=True))
