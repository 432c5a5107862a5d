from __future__ import annotations

from envdoctor.check import Finding, anchor, check

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Verdicts
    from envdoctor.facts import Snapshot


@check("error", fixable="tell", machine=True)
def environment_moved(snap: Snapshot) -> Verdicts:
    """The environment does not lie where it was made: its commands look for it in a place that is gone."""
    for one in snap.health.faulty("moved"):
        from envdoctor import words
        from envdoctor.cures import again

        environment = one.environment
        place = words.path(snap, one.recorded)
        yield Finding(
            message=f"{environment.name} was made in {place} and is not there any more: its commands still look there",
            detail="They do not start; activating it puts that folder on PATH, and `python` is the next one on it.",
            location=anchor(snap),
            fixes=again.cure(snap, environment),
            subject=environment.name,
        )
