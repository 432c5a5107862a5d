"""Adds a line to .gitignore, one after the other: two rounds are needed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from envdoctor.check import Append, Finding, Fix, Location, check
from envdoctor.facts import Snapshot
from envdoctor.record import Unknown


@check("warning", fixable="safe")
def entry_missing(snap: Snapshot) -> Iterator[Finding | Unknown]:
    """The ignore file lacks an entry."""
    root = Path(snap.aim.root)
    lines = (root / ".gitignore").read_text().splitlines() if (root / ".gitignore").exists() else []
    for entry in ("one", "two"):
        if (root / entry).exists() and entry not in lines:
            fix = Fix(f"adds `{entry}`", (Append(".gitignore", (entry,)),))
            yield Finding(message=f"git would commit {entry}", location=Location(".gitignore"), fixes=(fix,))
            return
