"""Speaks of each `teh` in notes.txt."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from envdoctor.check import Finding, Fix, Location, Replace, check
from envdoctor.facts import Snapshot
from envdoctor.record import Unknown


@check("error", fixable="safe", together="{count} words are misspelt")
def word_misspelt(snap: Snapshot) -> Iterator[Finding | Unknown]:
    """A word of the notes is misspelt."""
    notes = Path(snap.aim.root, "notes.txt")
    text = notes.read_bytes().decode("utf-8", "surrogateescape") if notes.exists() else ""
    for number, line in enumerate(text.splitlines(), 1):
        column = line.find("teh") + 1
        if column:
            yield Finding(
                message=f"`teh` is misspelt: {line}",
                location=Location("notes.txt", number, column, number, column + 3),
                source=line,
                row=("teh", "is no word", "→ the"),
                fixes=(Fix("spells it right", (Replace("notes.txt", number, column, "teh", "the"),)),),
            )
