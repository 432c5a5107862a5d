from __future__ import annotations

from envdoctor.check import Finding, Fix, Tell, anchor, check

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Verdicts
    from envdoctor.facts import Snapshot


@check("warning", fixable="tell", machine=True)
def environment_not_active(snap: Snapshot) -> Verdicts:
    """The project has a virtual environment, but this shell does not use it."""
    if not snap.shell.interactive:
        return  # CI, hooks, editors and image builds call the interpreter by its path
    if snap.host.sudo_user:
        return  # sudo has replaced PATH: what the person's own shell uses cannot be seen from here
    if snap.project.runs_itself:
        return  # `uv run`, `poetry run` and their like find the environment without activation
    environments = snap.environments
    project, active = environments.project, environments.active
    if project is None or project.problem:
        return  # there is nothing to activate, or nothing that would work
    if active is not None and not active.root:
        return  # it is active; or another one is, which may be meant: that is another check's question
    if snap.activation.stale or (snap.activation.conda and project.kind == "conda"):
        return  # a variable speaks of what is gone, or conda's base is in use: other checks ask to activate this one
    dead = snap.activation.dead
    python = None if dead else snap.shell.python
    if project.identity in {environments.own, python.identity if python else ""}:
        return  # envdoctor was started by this environment's own path, or `python` leads there all the same
    if snap.activation.shadowed(snap.shell):
        return  # a conda environment is active that PATH does not lead to, which another check says
    from envdoctor import words  # a shell in order needs none of it
    from envdoctor.shells import activate

    if dead:
        message = f"{project.name} is not active, and `python` does not start"
        detail = f"pyenv is told to use {dead}, which it has not installed. The environment has a Python of its own."
    elif python is None:
        message = f"{project.name} is not active: this shell finds no `python`"
        detail = "The project's packages are in the environment, and so is its Python."
    else:
        message = f"{project.name} is not active: `{words.command(python.path)}` is {words.path(snap, python.path)}"
        detail = f"What you run and install now uses {words.python(snap, python)}, not the project's packages."
    yield Finding(
        message=message,
        detail=detail,
        location=anchor(snap),
        fixes=(Fix("activates it", (Tell(activate(snap.shell, project)),)),),
        subject=project.name,
    )
