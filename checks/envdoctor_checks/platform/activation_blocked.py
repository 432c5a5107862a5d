from __future__ import annotations

from envdoctor.check import Finding, Fix, Tell, anchor, check

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Verdicts
    from envdoctor.facts import Snapshot
    from envdoctor.facts.machine import Environment
    from envdoctor.facts.obstacles import ScriptPolicy

# these start the project's environment themselves
RUNNERS = {"uv", "poetry", "pdm", "hatch", "pipenv", "pixi"}
_SAID = {
    "": "So it is on every Windows where nothing else was set.",
    "MachinePolicy": "This computer's administrators have set it. Without activation, {python} works all the same.",
    "UserPolicy": "Administrators have set it for your account. Without activation, {python} works all the same.",
    "Process": "This PowerShell was started so, or it was set here alone.",
}


@check("error", fixable="tell", machine=True)
def activation_blocked(snap: Snapshot) -> Verdicts:
    """PowerShell's execution policy does not let the script run that activates the project's environment."""
    policy = snap.platform.scripts
    if policy is None:
        return  # scripts run, or this is no PowerShell on Windows, or which policy holds cannot be told
    environments, python = snap.environments, snap.shell.python
    project, active = environments.project, environments.active
    if project is None or project.problem or project.kind == "conda":
        return  # there is nothing to activate; conda comes with a function, which PowerShell has loaded or has not
    if RUNNERS.intersection(snap.project.managers):
        return  # `uv run`, `poetry run` and their like need no script
    if project.identity in {active.identity if active else "", environments.own, python.identity if python else ""}:
        return  # it is in use already, however that was done
    script = next((name for name in project.activators if name.casefold() == "activate.ps1"), "")
    if not script:
        return  # no script is there that would be refused
    from envdoctor import shells

    kind, starts = snap.shell.kind, shells.python(snap.shell, project)
    activate = shells.activate(snap.shell, project)
    refused = "runs no scripts" if policy.policy == "Restricted" else "runs signed scripts alone"
    yield Finding(
        message=f"`{activate}` will be refused: this PowerShell {refused} (its execution policy is {policy.policy})",
        detail=_SAID.get(policy.scope, "").format(python=f"`{shells.command(kind, [starts])}`"),
        location=anchor(snap),
        fixes=_allow(policy, project),
        subject=policy.policy,
    )


def _allow(policy: ScriptPolicy, project: Environment) -> tuple[Fix, ...]:
    if policy.scope in {"MachinePolicy", "UserPolicy"}:
        return ()  # what administrators have set wins over anything else
    scope = "Process" if policy.scope == "Process" else "CurrentUser"
    title = f"lets scripts of this machine run, such as that of {project.name}"
    return (Fix(title, (Tell(f"Set-ExecutionPolicy -Scope {scope} RemoteSigned"),)),)
