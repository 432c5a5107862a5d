from __future__ import annotations

from envdoctor.check import Finding, Fix, Location, Tell, check

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Verdicts
    from envdoctor.facts import Snapshot


@check("warning", fixable="tell", machine=True)
def conda_base_active(snap: Snapshot) -> Verdicts:
    """The base environment of conda is in use, though the project has an environment file."""
    if not snap.shell.interactive:
        return  # CI, hooks and image builds choose their Python; many install into base on purpose
    if snap.host.sudo_user or snap.host.container:
        return  # root's shell is the question then; in a container, base is the environment
    if snap.project.runs_itself:
        return  # `pixi run`, `uv run` and their like find the environment without activation
    active, project = snap.environments.active, snap.environments.project
    if active is None or not active.root:
        return  # an environment is in use, and base at most lies behind it: so it is with most who use conda
    python = snap.shell.python
    if python is None or python.identity != active.identity:
        return  # a variable names base, but PATH does not lead there
    if snap.activation.conda is None or snap.activation.shadowed(snap.shell):
        return  # no file asks for an environment; or one is active behind base on PATH, which another check says
    if project is not None and project.kind != "conda":
        return  # it is worked on in a venv here, which another check asks to activate
    if project is not None and project.identity == active.identity:
        return  # the configuration names base as the project's environment
    from envdoctor import shells, words

    file = snap.activation.conda
    if project is not None:
        fix = Fix("activates the project's environment", (Tell(shells.activate(snap.shell, project)),))
    else:
        from envdoctor.cures.create import create_conda

        fix = Fix("makes the environment and activates it", (Tell(create_conda(snap, file)),))
    yield Finding(
        message=f"conda's base environment is in use, but {file.path} describes one for this project",
        detail=f"What you run and install now uses {words.path(snap, active.path)}, which conda itself runs in.",
        location=Location(file.path),
        fixes=(fix,),
        subject=file.path,
    )
