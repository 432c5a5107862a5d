"""What git commits, and what it must not."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts import Snapshot


def concerns(snap: Snapshot) -> bool:
    """Say whether there is anything that no rule ignores, or that could not be judged."""
    return bool(snap.git.unignored or snap.git.unprepared or snap.git.doubts)
