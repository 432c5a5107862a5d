"""Speaks, is silent or skips as files of the project say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from envdoctor.check import Finding, Fix, Location, Tell, check
from envdoctor.facts import Snapshot
from envdoctor.record import CannotKnow, Unknown


@check("note", fixable="tell", machine=True)
def shell_odd(snap: Snapshot) -> Iterator[Finding | Unknown]:
    """The shell is odd."""
    root = Path(snap.aim.root)
    if (root / "unknown").exists():
        raise CannotKnow("no shell here")
    if (root / "odd").exists():
        yield Finding("The shell is odd", Location(".gitignore"), fixes=(Fix("", (Tell("exec bash"),)),))
