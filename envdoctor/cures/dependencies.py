"""What the findings about unmet requirements share: who requires it, and the command that meets it."""

from __future__ import annotations

from envdoctor.check import Fix, Tell
from envdoctor.cures.misfits import demanded
from envdoctor.facts.distributions import normal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from envdoctor.facts import Snapshot
    from envdoctor.facts.demands import Demand
    from envdoctor.facts.machine import Environment
    from envdoctor.facts.unfit import Unmet

NAMED = 3  # dependents that are named; of more, how many there are


def by_name(unmet: Iterable[Unmet]) -> list[list[Unmet]]:
    """Group by what is required, in the order of names."""
    groups: dict[str, list[Unmet]] = {}
    for one in sorted(unmet, key=lambda one: (one.key, one.dependent.lower())):
        groups.setdefault(one.key, []).append(one)
    return list(groups.values())


def dependents(group: list[Unmet]) -> str:
    """Name those who require it: "requests 2.32.3, botocore 1.34.0 and 4 others"."""
    names = list(dict.fromkeys(f"{one.who} {one.version}".strip() for one in group))
    if len(names) == 1:
        return names[0]
    if len(names) > NAMED:
        return f"{', '.join(names[: NAMED - 1])} and {len(names) - NAMED + 1} others"
    return f"{', '.join(names[:-1])} and {names[-1]}"


def askers(group: list[Unmet]) -> str:
    """Say who asks for the extras; empty: none is in play."""
    said = {f"{one.who} is asked for by {one.asked}": None for one in group if one.extra and one.asked}
    return "; ".join(said) + "." if said else ""


def cure(snap: Snapshot, environment: Environment, unmet: Iterable[Unmet]) -> tuple[Fix, ...]:
    """Give one command for all: the manager's own, where the project has one that keeps its environment."""
    from envdoctor.cures import installing

    for manager in installing.SYNC:
        if manager in snap.project.managers:
            line = installing.line(snap, installing.synced(snap, manager), root=True)
            return (Fix("installs what the lock file says", (Tell(line),)),)
    wanted = _wanted(snap, list(unmet))
    if not wanted:
        return ()
    return (Fix("installs what is required", (Tell(installing.install(snap, environment, *wanted)),)),)


def held(snap: Snapshot, group: Sequence[Unmet]) -> str:
    """Say what in the project's own files stands against a cure: the next installation would bring the fault back."""
    from envdoctor.cures import installing

    one = group[0]
    if not one.cure or any(manager in snap.project.managers for manager in installing.SYNC):
        return ""
    against = _against(snap, one)
    if against is None or _wanted(snap, group):
        return ""
    pins = {other.place: other for dependent in group for other in _pins(snap, normal(dependent.dependent))}
    theirs = "".join(f", and {place} {other.key}=={other.pin}" for place, other in pins.items())
    which = "one of them" if theirs else "that"
    return f"{against.place} asks for {one.name}{against.specifier}{theirs}: {which} has to be changed first."


def _wanted(snap: Snapshot, unmet: Sequence[Unmet]) -> list[str]:
    """Say what to install so that the project's own files agree.

    Where these rule out every version that is required, other versions of those who require it may do with theirs.
    """
    from packaging.specifiers import SpecifierSet

    wanted: set[str] = set()
    for one in unmet:
        if not one.cure:
            continue
        demands = demanded(snap, one.key)
        if not demands:
            wanted.add(one.cure)
        elif _against(snap, one) is None:
            pin = next((demand.specifier for demand in demands if demand.pin), "")
            required = one.cure[len(one.name) :]
            both = ",".join((required, *(demand.specifier for demand in demands)))
            wanted.add(f"{one.name}{pin or SpecifierSet(both)}")
        elif not _pins(snap, normal(one.dependent)):
            wanted.add(one.name + ",".join(demand.specifier for demand in demands))
            key = normal(one.dependent)
            wanted.add(one.dependent + ",".join(demand.specifier for demand in demanded(snap, key)))
    return sorted({normal(text): text for text in sorted(wanted, reverse=True)}.values())  # one spelling of each


def _against(snap: Snapshot, one: Unmet) -> Demand | None:
    """Give what the project asks for that no version which is required meets; None: nothing stands against it."""
    from packaging.specifiers import SpecifierSet

    required = one.cure[len(one.name) :]
    demands = demanded(snap, one.key)
    return next(
        (demand for demand in demands if SpecifierSet(f"{required},{demand.specifier}".strip(",")).is_unsatisfiable()),
        None,
    )


def _pins(snap: Snapshot, key: str) -> list[Demand]:
    return [one for one in demanded(snap, key) if one.pin]
