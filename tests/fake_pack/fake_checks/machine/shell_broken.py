"""Off by default, and crashes."""

from __future__ import annotations

from collections.abc import Iterator

from envdoctor.check import Finding, check
from envdoctor.facts import Snapshot
from envdoctor.record import Unknown


@check("error", default=False)
def shell_broken(snap: Snapshot) -> Iterator[Finding | Unknown]:
    """The check itself is broken."""
    if snap.aim.root:
        raise ZeroDivisionError("of the \x1b check")
    yield Finding("never")
