"""The environment: not active, broken, or a Python that cannot start."""

from __future__ import annotations

from envdoctor import shells
from envdoctor.check import Tell
from envdoctor.cures import again
from envdoctor.why import remedies
from envdoctor.why.answer import Cause, Remedy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.why.case import Case

    Found = tuple[Cause, Remedy | None] | None


def cannot_start(case: Case) -> Found:
    """The Python does not even start: PYTHONHOME leads it astray."""
    problem = case.here.layout.problem
    if not problem:
        return None
    message = f"This Python cannot start: {problem}."
    return Cause("python-cannot-start", message), Remedy(shells.unset_variable(case.shell.kind, "PYTHONHOME"))


def not_active(case: Case) -> Found:
    """The project's environment has it."""
    environment = case.environment
    if not case.inactive or environment is None or not case.home.found:
        return None
    claim = case.home.owner()
    who = case.comes(claim.metadata.name if claim else "")
    message = f"{who} is installed in the project's environment, {environment.name}; that is not active in this shell."
    return Cause("inactive-environment", message), remedies.activate(case, environment)


def broken(case: Case) -> Found:
    """The environment that it ought to be in cannot be used as it is."""
    environment = case.environment if case.environment and case.environment.problem else case.home_environment
    if environment is None or not environment.problem or case.home.lacking is None:
        return None
    role = "the project's environment" if case.environment is environment else "the environment in use"
    message = f"{environment.name}, {role}, does not work: {environment.problem}."
    for fix in again.cure(case.snap, environment):
        for step in fix.steps:
            if isinstance(step, Tell):
                return Cause("environment-broken", message), Remedy(step.command)
    number = ".".join((environment.python or case.here.layout.version).split(".")[:2])
    return Cause("environment-broken", message), remedies.recreate(case, environment, number)
