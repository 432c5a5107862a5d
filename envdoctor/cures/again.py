"""What findings about a broken environment share: where they stand, and the command that makes it again."""

from __future__ import annotations

from envdoctor.check import Fix, Tell
from envdoctor.record import CannotKnow
from envdoctor.versions import minor, within

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from envdoctor.facts import Snapshot
    from envdoctor.facts.machine import Environment


def listed(names: list[str]) -> str:
    """Write some names as a list; of many, the first."""
    if len(names) > 4:  # noqa: PLR2004 - more are not read
        return f"{', '.join(names[:3])} and {len(names) - 3} more"
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def ours(snap: Snapshot, environment: Environment) -> bool:
    """Say whether an environment is the one this project has: what another is made of, its own project says."""
    seen = snap.environments
    own = seen.project or seen.judged
    return own is not None and own.identity == environment.identity


def cure(snap: Snapshot, environment: Environment) -> tuple[Fix, ...]:
    """Tell how the environment is made again: with the Python that it has, if the project allows that one still."""
    from envdoctor.cures.recreate import recreate

    if not ours(snap, environment):
        return ()
    try:
        for number in _versions(snap, environment):
            command = recreate(snap, environment, number)
            if command:
                return (Fix(f"makes the environment again, with Python {number}", (Tell(command),)),)
    except CannotKnow:
        return ()  # what the project declares is not known; the finding stands all the same
    return ()


def _versions(snap: Snapshot, environment: Environment) -> Iterator[str]:
    """Give minor versions that suit the project: its present one, one that suits best, and any that is installed."""
    from envdoctor.cures import starting

    declared = snap.declared
    deciding = [one for one in declared.declarations if one.decides]
    now = minor(environment.python)
    if now and all(within(now, one.specifier) is not False for one in deciding):
        yield now
    for one in deciding[:1]:
        best = declared.suiting(one)
        if best:
            yield best
    known = starting.known(snap)
    for installed in known.bases("3") if known else ():
        number = minor(installed.version)
        if number and all(within(number, one.specifier) is not False for one in deciding):
            yield number
