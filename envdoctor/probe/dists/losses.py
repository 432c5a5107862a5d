"""Distributions whose files are gone."""

from __future__ import annotations

from envdoctor.facts.damage import Lost
from envdoctor.probe.dists.origin import origin
from envdoctor.probe.dists.recorded import OTHERS, Looking, files, foremost, needed, site_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from envdoctor.facts.distributions import Metadata
    from envdoctor.system import System


def lost(system: System, suspects: Iterable[Metadata]) -> tuple[Lost, ...]:
    """Look at every file of those that seem to have lost some."""
    looking = Looking(system)
    found = (_lost(system, looking, one) for one in suspects)
    return tuple(one for one in found if one)


def _lost(system: System, looking: Looking, one: Metadata) -> Lost | None:
    source = origin(system, one.folder)
    if source.editable or source.installer in OTHERS:
        return None
    site = site_of(system, one)
    named = files(system, one)
    # what is linked into site-packages is kept elsewhere, by somebody who knows what belongs there
    linked = {top for top in {path.partition("/")[0] for path in named} if system.link(system.path.join(site, top))}
    gone = [
        path
        for path in named
        if path.partition("/")[0] not in linked and looking.gone(system.path.join(site, *path.split("/")))
    ]
    missed = [path for path in gone if needed(path)]
    if not missed and len(gone) < len(named):
        return None
    return (
        Lost(
            name=one.name,
            key=one.key,
            version=one.version,
            gone=len(gone),
            of=len(named),
            sample=foremost(missed or gone),
            url=source.url,
        )
        if gone
        else None
    )
