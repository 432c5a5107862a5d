"""What is installed in the judged environment, as the distributions themselves say, and whether it goes together."""

from __future__ import annotations

from envdoctor.facts.distributions import Distributions
from envdoctor.probe.dists import reading
from envdoctor.probe.dists.sites import sites
from envdoctor.record import CannotKnow

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from envdoctor.facts import Snapshot
    from envdoctor.facts.distributions import Metadata
    from envdoctor.facts.machine import Environment
    from envdoctor.facts.unfit import Misfit, Unmet
    from envdoctor.probe.dists.target import Target
    from envdoctor.system import System


def look(system: System, snap: Snapshot) -> Distributions:
    """Read all metadata; nothing is read of an environment that has to be made anew anyway."""
    judged = snap.environments.judged
    if judged is None or judged.problem:
        return Distributions("", (), ())
    where = sites(system, judged)
    found: list[Metadata] = []
    doubled: set[str] = set()
    for site in where:
        try:
            entries = reading.entries(system, site)
            here = reading.read_all(system, site, entries)
        except OSError as error:
            raise CannotKnow(f"{site} cannot be read: {error.strerror}") from None
        found += here
        doubled |= _doubled([one for one in here if not one.problem])
    readable = [one for one in found if not one.problem]
    facts = Distributions(
        identity=judged.identity,
        sites=where,
        distributions=tuple(found),
        other_python=_other_python(system, readable, judged),
        doubled=tuple(sorted(doubled)),
        unreadable=tuple([one for one in found if one.problem]),
    )
    if not any(one.requires for one in readable):
        return facts
    from envdoctor.probe.dists.target import Target

    unmet = _unmet(system, snap, found, Target(system, judged, where))
    return facts.replace(unmet=unmet) if unmet else facts


def _doubled(found: Iterable[Metadata]) -> set[str]:
    """Give the names that two metadata folders claim."""
    seen: set[str] = set()
    return {one.key for one in found if one.key in seen or seen.add(one.key)}  # type: ignore[func-returns-value]


def _other_python(system: System, found: Iterable[Metadata], judged: Environment) -> tuple[Misfit, ...]:
    from envdoctor.versions import within

    # without its base, the version is a note from the day it was made: updates change the last number
    known = judged.base or judged.kind == "conda"
    version = judged.python if known else ".".join(judged.python.split(".")[:2])
    verdicts = {wanted: within(version, wanted) for wanted in {one.python for one in found} if wanted and version}
    if False not in verdicts.values():
        return ()
    from envdoctor.facts.unfit import Misfit

    wrong = [one for one in found if verdicts.get(one.python) is False]
    # what stands behind a line that is no header is a header to nobody else
    wrong = [one for one in wrong if reading.exactly(system, one.folder)[2] == one.python]
    return tuple(Misfit(one.name, one.version, one.python) for one in wrong)


def _unmet(system: System, snap: Snapshot, found: list[Metadata], target: Target) -> tuple[Unmet, ...]:
    from envdoctor.probe.dists.needs import Needs

    needs = Needs(found, target)

    def asked() -> Iterable[tuple[str, str, str]]:
        from envdoctor.probe.dists.asked import extras

        return extras(system, snap, needs)

    suspects = list(needs.suspects(asked))
    if not suspects:
        return ()
    from envdoctor.probe.dists.unmet import unmet

    return tuple(unmet(system, snap, needs, suspects))
