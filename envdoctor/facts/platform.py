"""What about this machine itself gets in the way of Python environments."""

from __future__ import annotations

from envdoctor.record import Record


class Platform(Record):
    """What was found out about drives, synced folders, policies and certificates."""
