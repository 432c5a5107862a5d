"""What of this machine is in the way of Python environments: drives, synced folders, policies, certificates."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts import Snapshot


def concerns(snap: Snapshot) -> bool:
    """Say whether anything is in the way, which the fact knows from a few cheap looks."""
    return not snap.platform.sound
