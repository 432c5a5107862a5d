from __future__ import annotations

from envdoctor.check import Finding, anchor, check

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Verdicts
    from envdoctor.facts import Snapshot


@check("error", fixable="tell", machine=True)
def interpreter_upgraded(snap: Snapshot) -> Verdicts:
    """The environment starts another version of Python than it was made with, and sees none of its packages."""
    for one in snap.health.faulty("upgraded"):
        from envdoctor import words
        from envdoctor.cures import again

        environment = one.environment
        yield Finding(
            message=f"{environment.name} {environment.problem.removeprefix('it ')}",
            detail=f"What it was made from now leads to {words.path(snap, environment.base)}.",
            location=anchor(snap),
            fixes=again.cure(snap, environment),
            subject=environment.name,
        )
