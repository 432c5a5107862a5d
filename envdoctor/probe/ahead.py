"""What takes long begins before anybody asks for it, and works on another core while Python imports and judges."""

from __future__ import annotations

from envdoctor.probe import files

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container

    from envdoctor.facts import Snapshot
    from envdoctor.system import System

MANY = 100  # distributions: fewer are passed over before a copy of the process would be there


def begin(system: System, snap: Snapshot, families: Container[str]) -> None:
    """Begin what the checks of these families will ask for: git, and the pass over a large environment."""
    files.begin(system, snap.aim.root)
    if system.copies and "installed" in families:
        _sites(system, snap)


def _sites(system: System, snap: Snapshot) -> None:
    from envdoctor.probe.dists import passing, reading
    from envdoctor.probe.dists.sites import sites

    try:
        judged = snap.environments.judged
        for site in sites(system, judged) if judged and not judged.problem else ():
            entries = reading.entries(system, site)
            if len(entries) > MANY:
                passing.begin(system, site, entries)
    except Exception:  # noqa: BLE001, S110 - whatever it is, it happens again where it is asked for, and is said there
        pass
