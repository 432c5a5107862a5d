"""The files that the RECORDs of the judged environment name, held against those there are; and what wheels are for.

This happens on every run, and an environment may have fifty thousand files, so none of them is looked at. A file that
is taken out of a folder changes the folder's time, and installers write RECORD last: only where a folder is newer than
the RECORD is it listed. It is newer for harmless reasons too, say because Python put a `__pycache__` into it.
Of a large RECORD only the folders are taken that are packages: they are found in a tenth of the time of all.
Whatever looks wrong is looked at again, closely, by the modules in `dists`.
"""

from __future__ import annotations

from envdoctor.facts.records import Records
from envdoctor.probe.dists import passing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from envdoctor.facts import Snapshot
    from envdoctor.facts.distributions import Distributions, Metadata
    from envdoctor.system import System


def look(system: System, snap: Snapshot) -> Records:
    """Pass over all RECORDs once."""
    found = snap.distributions
    suspects: list[Metadata] = []
    pairs: list[tuple[Metadata, Metadata]] = []
    direct: list[Metadata] = []
    wrong: list[tuple[Metadata, Sequence[str]]] = []
    names: dict[str, list[str]] = {}
    for site in found.sites:
        start = site.rstrip(system.path.sep) + system.path.sep
        of = {one.folder[len(start) :]: one for one in found.distributions if one.folder.startswith(start)}
        lacking, sharing, placed, tagged, names[site] = passing.seen(system, site, list(of))
        suspects += [of[one] for one in lacking]
        pairs += [(of[one], of[other]) for one, other in sharing]
        direct += [of[one] for one in placed]
        if tagged:
            wrong += [(of[one], tags) for one, tags in _misfits(system, snap, found, tagged) if not of[one].problem]
    records = Records(identity=found.identity)
    if suspects:
        from envdoctor.probe.dists import losses

        records = records.replace(lost=losses.lost(system, suspects))
    if pairs:
        from envdoctor.probe.dists import overlaps

        records = records.replace(shared=overlaps.shared(system, pairs))
    if any(names.values()):
        from envdoctor.probe.dists import leftovers

        records = records.replace(leftovers=leftovers.find(system, found, names))
    if direct or any(names.values()):
        from envdoctor.probe.dists import editables

        records = records.replace(astray=editables.astray(system, direct, names))
    if wrong:
        from envdoctor.facts.unfit import Misfit

        misfits = [Misfit(one.name, one.version, " ".join(tags)) for one, tags in wrong]
        records = records.replace(other_platform=tuple(misfits))
    environment = snap.environments.judged
    if environment and environment.kind == "conda":
        from envdoctor.probe.dists import condas

        records = records.replace(overwritten=condas.overwritten(system, environment.path, found))
    return records


def _misfits(
    system: System, snap: Snapshot, found: Distributions, tagged: list[tuple[str, tuple[str, ...]]]
) -> Sequence[tuple[str, Sequence[str]]]:
    environment = snap.environments.judged
    if environment is None:
        return ()
    from envdoctor.probe.dists.target import Target
    from envdoctor.probe.dists.wheels import misfits

    return misfits(tagged, Target(system, environment, found.sites))
