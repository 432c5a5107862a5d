"""What a Pipfile asks for without any condition."""

from __future__ import annotations

from envdoctor.facts.distributions import normal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from envdoctor.facts import Snapshot
    from envdoctor.probe.shortfall import Ask
    from envdoctor.system import System

SECTION = "packages"
_PLAIN = frozenset({"version", "extras", "index"})  # whatever else is said may be a condition, or another source


def asking(system: System, snap: Snapshot, have: Mapping[str, str]) -> dict[str, list[Ask]]:
    """Read what pipenv installs unasked, where nothing of it is there; of a file that is no TOML other checks tell."""
    from envdoctor.probe.declarations.toml import at, load

    try:
        data = load(system.read(system.path.join(snap.aim.root, "Pipfile")).decode())
    except (OSError, ValueError):
        return {}
    found = list(_names(at(data, SECTION)))
    if any(normal(name) in have for name in found):
        return {}
    return {f"Pipfile {SECTION}": [(name, "", "", (SECTION, name)) for name in found]}


def _names(packages: Any) -> Iterator[str]:
    for name, value in packages.items() if isinstance(packages, dict) else ():
        if isinstance(value, str) or (isinstance(value, dict) and _PLAIN.issuperset(value)):
            yield str(name)
