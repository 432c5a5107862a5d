"""Facts, one module each: `probe/NAME.py` holds `look(system, snap) -> Fact`, called when `snap.NAME` is first read."""

from __future__ import annotations

from envdoctor.facts import Snapshot

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from envdoctor.facts.project import Aim
    from envdoctor.system import System


def look(system: System, aim: Aim) -> Snapshot:
    """Give the snapshot of a machine; nothing is read before a check asks for it."""

    def fact(name: str, snap: Snapshot) -> Any:
        module = __import__("envdoctor.probe." + name, fromlist=["look"])
        return module.look(system, snap)

    return Snapshot(fact, aim=aim)
