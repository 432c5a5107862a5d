"""How the project's scripts, images and documents install."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts import Snapshot


def concerns(snap: Snapshot) -> bool:
    """Say whether anything installs in a way that a check has something to say of."""
    return bool(snap.commands.installs or snap.commands.unread)
