from __future__ import annotations

from envdoctor.check import Finding, anchor, check

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Verdicts
    from envdoctor.facts import Snapshot


@check("error", fixable="tell", machine=True)
def environment_copied(snap: Snapshot) -> Verdicts:
    """The environment is a copy, and its commands still belong to the original."""
    for one in snap.health.faulty("copied"):
        from envdoctor import words
        from envdoctor.cures import again

        environment = one.environment
        place = words.path(snap, one.recorded)
        yield Finding(
            message=f"{environment.name} is a copy of {place}, and its commands still belong to that",
            detail=f"Activating it activates {place}" + (", and its `pip` installs there." if environment.pip else "."),
            location=anchor(snap),
            fixes=again.cure(snap, environment),
            subject=environment.name,
        )
