"""The source files of the judged environment, held against the hashes in its RECORDs: every one of them is read.

Only source files: libraries are rewritten on purpose after they were installed (stripped, signed, given other paths),
and so is what installers and tools keep for themselves.
"""

from __future__ import annotations

from envdoctor.facts.alterations import Alterations
from envdoctor.facts.damage import Altered
from envdoctor.probe.dists.digest import agrees
from envdoctor.probe.dists.origin import origin
from envdoctor.probe.dists.recorded import OTHERS, files, foremost, site_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts import Snapshot
    from envdoctor.facts.distributions import Metadata
    from envdoctor.system import System


def look(system: System, snap: Snapshot) -> Alterations:
    """Read the source files of what pip, or another that keeps a RECORD, installed."""
    found = snap.distributions
    claims: dict[str, int] = {}
    named = {one.folder: files(system, one) for one in found.distributions}
    for one in found.distributions:
        for path in named[one.folder]:
            place = system.path.join(site_of(system, one), path)
            claims[place] = claims.get(place, 0) + 1
    # of a file that two own, one must be wrong
    altered = (_altered(system, one, named[one.folder], claims) for one in found.distributions)
    return Alterations(found.identity, tuple(one for one in altered if one))


def _altered(system: System, one: Metadata, named: dict[str, str], claims: dict[str, int]) -> Altered | None:
    source = origin(system, one.folder)
    if source.editable or source.installer in OTHERS:
        return None
    site = site_of(system, one)
    other = []
    for path, said in named.items():
        if path.endswith(".py") and said and claims[system.path.join(site, path)] == 1:
            place = system.path.join(site, *path.split("/"))
            try:
                data = system.read(place)
            except OSError:
                continue  # that it is gone is another matter
            # a link says where the file is; what it leads to is somebody else's
            if agrees(data, said) is False and not system.link(place):
                other.append(path)
    if not other:
        return None
    return Altered(one.name, one.key, one.version, len(other), foremost(other), source.url)
