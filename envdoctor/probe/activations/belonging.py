"""Whether the environment in use belongs to the project as well, though another one is the first that it leads to."""

from __future__ import annotations

from envdoctor.probe.pythons import places

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts import Snapshot
    from envdoctor.facts.machine import Environment
    from envdoctor.system import System


# what a folder has that is a project
_PROJECT = ("pyproject.toml", "requirements.txt", "setup.py", "setup.cfg", "Pipfile", ".git")


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


def housed(system: System, snap: Snapshot, active: Environment) -> bool:
    """Say whether an environment in a container is another project's, and not what the image brings.

    An image may keep its environment beside a copy of a project's files (`/app/.venv`): that is told from a project
    that somebody works on by where it lies, by its repository, or by the prompt, which only activating sets.
    """
    path = system.path
    folder = path.dirname(active.path)
    if active.kind != "venv" or path.dirname(folder) == folder or folder == snap.host.home:
        return False
    if not any(system.kind(path.join(folder, name)) for name in _PROJECT):
        return False
    beside = system.identity(path.dirname(folder)) == system.identity(path.dirname(snap.aim.root))
    return beside or bool(system.env.get("VIRTUAL_ENV_PROMPT")) or bool(system.kind(path.join(folder, ".git")))


def _named(system: System, snap: Snapshot, active: Environment) -> bool:
    """Say whether a conda environment file of the project, by whatever name, is of the active environment."""
    if active.kind != "conda":
        return False
    from envdoctor.probe.activations import conda_file

    names = {conda_file.named(system, snap, file) for file in conda_file.files(snap)}
    return system.path.basename(active.path) in names
