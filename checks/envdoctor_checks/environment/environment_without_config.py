from __future__ import annotations

from envdoctor.check import Finding, anchor, check

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Verdicts
    from envdoctor.facts import Snapshot


@check("error", fixable="tell", machine=True)
def environment_without_config(snap: Snapshot) -> Verdicts:
    """The environment has no pyvenv.cfg: its Python runs as the one it was made from."""
    for one in snap.health.faulty("unmarked"):
        from envdoctor import words
        from envdoctor.cures import again

        environment = one.environment
        base = words.path(snap, environment.base) if environment.base else "the one it was made from"
        yield Finding(
            message=f"{environment.name} has no pyvenv.cfg: its Python runs as {base}",
            detail="It sees none of the packages in the environment, and `pip install` installs beside that Python.",
            location=anchor(snap),
            fixes=again.cure(snap, environment),
            subject=environment.name,
        )
