"""What the shell's variables say is active, held against PATH and the files; a shell in order is told apart quickly."""

from __future__ import annotations

from envdoctor.facts.activation import Activation, Claim
from envdoctor.record import CannotKnow, unknown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from envdoctor.facts import Snapshot
    from envdoctor.facts.machine import Environment
    from envdoctor.system import System


def look(system: System, snap: Snapshot) -> Activation:
    """Read the variables; the project's files only where something depends on them."""
    env, found = system.env, snap.environments
    parts: dict[str, Any] = {"claim": _claim(system, snap)}
    if env.get("PYTHONHOME"):
        from envdoctor.probe.activations import python_home

        parts["home"] = _attempt(python_home.look, system, snap)
    if "ython" in env.get("PYTHONPATH", "") or "-packages" in env.get("PYTHONPATH", ""):
        from envdoctor.probe.activations import search_path

        parts["search"] = _attempt(search_path.look, system, snap)
    if snap.host.sudo_user:
        from envdoctor.probe.activations import elevation

        parts["elevation"] = elevation.look(system, snap)
    active, project = found.active, found.project
    if active and project and active.identity != project.identity:
        from envdoctor.probe.activations import belonging

        parts["shared"] = belonging.shared(system, snap, active)
        parts["housed"] = bool(snap.host.container) and belonging.housed(system, snap, active)
    if project and active is None and _unknown(snap):
        from envdoctor.probe.activations import dead_shim

        parts["dead"] = dead_shim.look(system, snap)
    if (active is None or active.root) and snap.shell.interactive and not snap.host.container:
        from envdoctor.probe.activations import conda_file, dependencies

        parts["conda"] = conda_file.look(system, snap) if active else None
        makes_its_own = not {"uv", "hatch", "pixi"}.isdisjoint(snap.project.managers)
        if project is None and (not makes_its_own or parts["claim"]):
            parts["dependencies"] = _attempt(dependencies.look, system, snap)
    if active and any(map(snap.pip_config.get, ("target", "prefix", "root"))):
        from envdoctor.probe.activations import redirects

        parts["redirected"] = redirects.look(system, snap, active)
    return Activation(**parts)


def _claim(system: System, snap: Snapshot) -> Claim | None:
    """Give what the variables say; whatever is a tool's own, or written for another system, claims nothing."""
    for variable in ("VIRTUAL_ENV", "CONDA_PREFIX"):
        said = system.env.get(variable, "")
        if not said:
            continue
        folder = system.path.normpath(system.path.join(system.cwd, said))
        active = snap.environments.active
        if active and active.path == folder and _agreed(snap, active):
            return Claim(variable, folder, active.name, active, agreed=True, scripts=active.scripts)
        from envdoctor.probe.activations import claim

        found = claim.look(system, snap, variable, said)
        if found:
            return found
    return None


def _agreed(snap: Snapshot, active: Environment) -> bool:
    """Say whether both `python` and `python3`, where they are found, are of the active environment."""
    try:
        python, python3 = snap.shell.python, snap.shell.python3
    except CannotKnow:
        return False
    if python is None or python.identity != active.identity:
        return False
    return python3 is None or python3.identity == active.identity


def _unknown(snap: Snapshot) -> bool:
    """Say whether nothing tells what `python` starts."""
    try:
        snap.shell.python  # noqa: B018 - reading it is the question
    except CannotKnow:
        return True
    return False


def _attempt(part: Any, system: System, snap: Snapshot) -> Any:
    """Look for one part; what cannot be known must not hide the others."""
    try:
        return part(system, snap)
    except CannotKnow as reason:
        return unknown(str(reason))
