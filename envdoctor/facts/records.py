"""Whether the files of the judged environment are those that its distributions say they installed."""

from __future__ import annotations

from envdoctor.record import Record


class Records(Record):
    """What is gone, left over, or owned by two."""
