"""Whether environments are sound: what their own files say against the place they lie in and the Python they start."""

from __future__ import annotations

from envdoctor.record import Record


class Health(Record):
    """What was looked at: the judged environment, the project's own, and what VIRTUAL_ENV names."""
