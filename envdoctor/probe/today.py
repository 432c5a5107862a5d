"""The day on which envdoctor looks."""

from __future__ import annotations

from envdoctor.facts.machine import Today

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts import Snapshot
    from envdoctor.system import System


def look(system: System, _snap: Snapshot) -> Today:
    """Ask the clock."""
    return Today(system.today())
