"""Which environment is in use, which is the project's own, and which one is judged; never envdoctor's own as such."""

from __future__ import annotations

from envdoctor.facts.machine import Environments
from envdoctor.probe.project import short
from envdoctor.probe.pythons import environment, launcher, places
from envdoctor.record import CannotKnow

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts import Snapshot
    from envdoctor.facts.machine import Environment, Interpreter
    from envdoctor.system import System


def look(system: System, snap: Snapshot) -> Environments:
    """Recover what the user has active from what the launcher of envdoctor left of it, and find the project's own."""
    kind = launcher.classify(system, system.prefix)
    python = _first(snap)
    active = _active(system, snap, python)
    named = snap.aim.environment
    project = _named(system, snap.aim.root, named) if named else places.own(system, snap, active)
    if named:
        judged, why = project, "named in [tool.envdoctor]"
    elif active and not (active.root and project):
        judged, why = active, "active in this shell"
    elif project:
        judged, why = project, "the project's own environment" + _instead(system, snap, python)
    else:
        judged, why = None, "the first python on PATH; the project has no environment"
        if python is None:
            why = "the project has no environment, and there is no python on PATH"
    return Environments(
        launcher=kind,
        active=active,
        project=project,
        judged=judged,
        why=why,
        python=judged.python if judged else python.version if python else "",
        own=system.identity(system.prefix) if kind == "venv" else "",
    )


def _first(snap: Snapshot) -> Interpreter | None:
    try:
        return snap.shell.python
    except CannotKnow:
        return None


def _active(system: System, snap: Snapshot, python: Interpreter | None) -> Environment | None:
    """Give what VIRTUAL_ENV names, unless that is a tool's own or no environment any more; else what PATH leads to."""
    root = snap.aim.root
    on_path = python.prefix if python and python.kind != "base" else ""
    said = system.env.get("VIRTUAL_ENV", "")
    folder = system.path.normpath(system.path.join(system.cwd, said)) if said else ""
    # where conda's variable is set too, PATH decides between the two
    conda = python is not None and python.kind == "conda" and "CONDA_PREFIX" in system.env
    if folder and folder != on_path and not conda and not launcher.isolated(system, folder):
        found = environment.read(system, folder, root)
        if found:
            return found
    return environment.read(system, on_path, root) if on_path else None


def _named(system: System, root: str, said: str) -> Environment:
    """Read the environment that the configuration names: its folder, or the Python in it.

    Raises:
        CannotKnow: there is no environment of that name.
    """
    path = system.path
    home = system.env.get("HOME") or system.env.get("USERPROFILE") or ""
    place = home + said[1:] if home and said.startswith(("~/", "~\\")) else path.join(root, said)
    place = path.normpath(place)
    if system.kind(place) == "file":
        place = path.dirname(path.dirname(place))
    found = environment.read(system, place, root)
    if found is None:
        what = "is no environment" if system.kind(place) else "does not exist"
        raise CannotKnow(f"[tool.envdoctor] names {said} as the project's environment, but that {what}")
    return found


def _instead(system: System, snap: Snapshot, python: Interpreter | None) -> str:
    """Say what the person's shell uses instead of the project's environment."""
    if not snap.shell.interactive or python is None:
        return ""
    return f"; this shell ({snap.shell.kind}) uses {short(system, python.path)}"
