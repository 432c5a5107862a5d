from __future__ import annotations

from envdoctor.check import Finding, Fix, Tell, anchor, check

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Verdicts
    from envdoctor.facts import Snapshot
    from envdoctor.facts.machine import Environment


@check("warning", fixable="tell", machine=True)
def environment_of_another_project(snap: Snapshot) -> Verdicts:
    """Another environment is active than the project's own."""
    if not snap.shell.interactive:
        return  # CI, hooks, editors and image builds call the interpreter by its path
    if snap.host.sudo_user or (snap.host.container and not snap.activation.housed):
        return  # sudo has replaced PATH; an image brings its environment, and the one in the project is the host's
    if snap.project.runs_itself:
        return  # `uv run`, `poetry run` and their like find the environment without activation
    seen = snap.environments
    active, project = seen.active, seen.project
    if active is None or active.root or project is None or project.problem:
        return  # none is active, or only conda's base; or the project has none that works
    if project.identity in {active.identity, seen.own}:
        return  # it is the project's own; or envdoctor was started by that one's path
    if snap.activation.shared:
        return  # the project's files speak of this one too, or it lies in the project
    python = snap.shell.python
    if snap.activation.stale or snap.activation.shadowed(snap.shell) or python is None:
        return  # the variables and PATH disagree: activating the project's own mends both, and another check says so
    from envdoctor import words

    yield Finding(
        message=f"{active.name} is active, but the project has an environment of its own, {project.name}",
        detail=f"What you run and install now uses {words.python(snap, python)}, not the project's packages.",
        location=anchor(snap),
        fixes=(Fix("activates the project's own", (Tell(_switch(snap, active, project)),)),),
        subject=active.name,
    )


def _switch(snap: Snapshot, active: Environment, project: Environment) -> str:
    from envdoctor import shells

    command = shells.activate(snap.shell, project)
    if active.kind == "venv" and project.kind == "conda":  # conda leaves a venv in front of what it activates
        return shells.join(snap.shell.kind, "deactivate", command)
    return command
