from __future__ import annotations

from envdoctor.check import Finding, anchor, check

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Verdicts
    from envdoctor.facts import Snapshot
    from envdoctor.facts.conditions import Condition


@check("error", fixable="tell", machine=True)
def interpreter_missing(snap: Snapshot) -> Verdicts:
    """The Python that the environment was made from is gone: nothing in it can start."""
    for one in snap.health.faulty("missing"):
        from envdoctor.cures import again

        environment = one.environment
        yield Finding(
            message=f"{environment.name} cannot start: {environment.problem}",
            detail=_because(snap, one),
            location=anchor(snap),
            fixes=again.cure(snap, environment),
            subject=environment.name,
        )


def _because(snap: Snapshot, one: Condition) -> str:
    """Say what made it so, as far as the environment's own files tell."""
    from envdoctor import words

    if "from, /root/" in one.environment.problem and not snap.host.superuser:
        return "What lies below /root is for root alone: the environment was made with a Python of root's own."
    if one.recorded:
        place = words.path(snap, one.recorded)
        return f"Its own files say that it was made in {place}: elsewhere, on another machine or in a container."
    return "Its packages are still there, but they can only be used by a Python of the same version."
