from __future__ import annotations

from envdoctor.check import Finding, anchor, check

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Verdicts
    from envdoctor.facts import Snapshot


@check("warning", fixable="tell", machine=True)
def environment_incomplete(snap: Snapshot) -> Verdicts:
    """The environment was never finished: it has a Python, but neither pip nor a script that activates it."""
    for one in snap.health.faulty("unfinished"):
        from envdoctor.cures import again
        from envdoctor.versions import minor

        environment = one.environment
        detail = "What made it stopped half-way, most often where pip was to be installed."
        if not one.ensurepip:
            package = f"python{minor(environment.python)}-venv"
            detail = f"The system's Python cannot give it a pip: what that takes is in the package {package}."
        yield Finding(
            message=f"{environment.name} {environment.problem.removeprefix('it ')}",
            detail=detail,
            location=anchor(snap),
            fixes=again.cure(snap, environment),
            subject=environment.name,
        )
