"""What the findings about unmet requirements share: who requires it, and the command that meets it."""

from __future__ import annotations

from envdoctor.check import Fix, Tell

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from envdoctor.facts import Snapshot
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
    from envdoctor import shells
    from envdoctor.cures import installing

    for manager, words in installing.SYNC.items():
        if manager in snap.project.managers:
            line = shells.command(snap.shell.kind, words)
            if snap.shell.cwd != snap.project.root:
                line = shells.join(snap.shell.kind, shells.command(snap.shell.kind, ("cd", snap.project.root)), line)
            return (Fix("installs what the lock file says", (Tell(line),)),)
    wanted = sorted({one.cure for one in unmet if one.cure})
    if not wanted:
        return ()
    return (Fix("installs what is required", (Tell(installing.install(snap, environment, *wanted)),)),)
