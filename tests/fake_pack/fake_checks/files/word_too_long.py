"""Speaks of a word that only an unsafe fix can cut, and that overlaps the other check's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from envdoctor.check import Finding, Fix, Location, Replace, check
from envdoctor.facts import Snapshot
from envdoctor.record import Unknown


@check("warning", fixable="unsafe")
def word_too_long(snap: Snapshot) -> Iterator[Finding | Unknown]:
    """A word of the notes is too long."""
    notes = Path(snap.aim.root, "notes.txt")
    for line in (notes.read_text("latin-1").splitlines() if notes.exists() else [])[:1]:
        if len(line) > 20:
            cut = Fix("cuts it", (Replace("notes.txt", 1, 1, line, line[:20]),), safe=False)
            yield Finding(message="The line is too long", location=Location("notes.txt"), fixes=(cut,))
