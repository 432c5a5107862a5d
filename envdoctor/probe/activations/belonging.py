"""Whether the environment in use belongs to the project as well, though another one is the first that it leads to."""

from __future__ import annotations

from envdoctor.probe.pythons import places

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts import Snapshot
    from envdoctor.facts.machine import Environment
    from envdoctor.system import System


def shared(system: System, snap: Snapshot, active: Environment) -> bool:
    """Say whether an environment lies in the project or above it, or is one of those that its files speak of."""
    path, root = system.path, snap.aim.root
    if system.real(active.path).startswith(path.join(system.real(root), "")):
        return True
    # `.venv` of a repository's root serves all of its projects
    above = [system.identity(folder) for folder in places.upward(system, root)]
    if system.identity(path.dirname(active.path)) in above:
        return True
    found = places._places(system, snap)  # noqa: SLF001 - the places are one thing, the first of them another
    return any(system.identity(place) == active.identity for place, _ in found) or _named(system, snap, active)


def _named(system: System, snap: Snapshot, active: Environment) -> bool:
    """Say whether a conda environment file of the project, by whatever name, is of the active environment."""
    if active.kind != "conda":
        return False
    from envdoctor.probe.activations import conda_file

    names = {conda_file.named(system, snap, file) for file in conda_file.files(snap)}
    return system.path.basename(active.path) in names
