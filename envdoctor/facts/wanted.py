"""What the project is called, and the names of everything that any of its files asks to be installed."""

from __future__ import annotations

from envdoctor.record import Record


class WantedNames(Record):
    """Names in their normal form."""

    project: str  # empty: it has none
    names: tuple[str, ...]
