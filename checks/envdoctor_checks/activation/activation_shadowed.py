from __future__ import annotations

from envdoctor.check import Finding, Fix, Tell, anchor, check
from envdoctor.record import CannotKnow

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Severity, Verdicts
    from envdoctor.facts import Snapshot
    from envdoctor.facts.machine import Interpreter, Shell


@check("error", fixable="tell", machine=True)
def activation_shadowed(snap: Snapshot) -> Verdicts:
    """An environment is active, but `python` or `python3` comes from somewhere else."""
    if not snap.shell.interactive:
        return  # hooks, editors and CI carry variables of shells that nobody types into
    if snap.host.sudo_user:
        return  # sudo keeps the variable and replaces PATH: that it is in use at all is what another check says
    shell, claim = snap.shell, snap.activation.claim
    word = snap.activation.shadowed(shell)
    if claim is None or claim.environment is None or not word:
        return  # no variable names an environment that works, or PATH leads to it
    from envdoctor import shells, words  # a shell in order needs none of it

    python = shell.python if word == "python" else shell.python3
    project = snap.environments.project
    chosen = claim.environment
    if chosen.kind == "conda":  # conda would put it back to where it stands on PATH
        chosen = chosen.replace(kind="venv", scripts=claim.scripts)
    if project and not project.problem and project.kind == "venv":
        chosen = project
    severity: Severity = "error"
    where = "is not on PATH"
    if claim.on_path and claim.in_front:
        where = f"comes after {words.path(snap, claim.in_front)} on PATH"
    detail = f"{words.path(snap, claim.scripts)} {where}."
    if python is None:
        message = f"{claim.name} is active in name only: this shell finds no `python`"
    elif project and python.identity == project.identity:
        severity = "warning"
        message = f"{claim.variable} names {claim.name}, but `{word}` is the Python of {project.name}"
        detail = "Tools that go by the variable, such as poetry and `uv pip`, work in the other environment."
    else:
        found = words.command(python.path)
        if word == "python":
            message = f"{claim.name} is active in name only: `{found}` is {words.path(snap, python.path)}"
        else:
            message = f"{claim.name} is active, but `{word}` is {words.path(snap, python.path)}"
        pip = ", and so does `pip`" if _pip_too(shell, python) else ""
        detail += f" What you run with `{found}` uses {words.python(snap, python)}{pip}."
    yield Finding(
        message=message,
        detail=detail,
        severity=severity,
        location=anchor(snap),
        fixes=(Fix(f"puts {chosen.name} first on PATH", (Tell(shells.activate(shell, chosen)),)),),
        subject=claim.name,
    )


def _pip_too(shell: Shell, python: Interpreter) -> bool:
    """Say whether `pip` installs for that Python as well."""
    try:
        return shell.pip is not None and shell.pip.python.identity == python.identity
    except CannotKnow:
        return False
