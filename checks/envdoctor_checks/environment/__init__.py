"""Whether the project's environment, and the active one, are sound on disk."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts import Snapshot


def concerns(snap: Snapshot) -> bool:
    """Say whether something is not sound, which the fact knows from a glance at each environment."""
    return not snap.health.sound
