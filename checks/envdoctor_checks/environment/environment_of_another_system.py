from __future__ import annotations

from envdoctor.check import Finding, anchor, check

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Verdicts
    from envdoctor.facts import Snapshot


@check("error", fixable="tell", machine=True)
def environment_of_another_system(snap: Snapshot) -> Verdicts:
    """The environment was made on another operating system, and nothing in it can start on this one."""
    for one in snap.health.faulty("foreign"):
        from envdoctor.cures import again

        environment = one.environment
        yield Finding(
            message=f"{environment.name} {environment.problem.removeprefix('it ')}: nothing in it can start here",
            detail="To keep it for the other side, make one under another name for this side; the command replaces it.",
            location=anchor(snap),
            fixes=again.cure(snap, environment),
            subject=environment.name,
        )
