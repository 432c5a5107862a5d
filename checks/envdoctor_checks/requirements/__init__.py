"""Requirements files: what pip will make of them, today and tomorrow."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts import Snapshot


def concerns(snap: Snapshot) -> bool:
    """Say whether any file holds more than plain pins, or could not be read."""
    found = snap.requirements
    return bool(found.unread) or any(one.requirements or one.lines_refused for one in found.files)
