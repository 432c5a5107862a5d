"""Which environment this shell uses, and whether `python` and `pip` agree on it."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts import Snapshot

# pip's settings that send packages elsewhere than into the environment
_SETTINGS = ("user", "target", "prefix", "root")


def concerns(snap: Snapshot) -> bool:
    """Say whether any check of this family may have something to say: not in a shell whose parts all agree."""
    shell = snap.shell
    python, python3, pip, pip3 = shell.python, shell.python3, shell.pip, shell.pip3
    if python and pip and python.identity != pip.python.identity:
        return True
    if python and pip3 and (python3 or python).identity != pip3.python.identity:
        return True
    if not shell.interactive:
        return False  # only a `pip` that belongs to another Python is spoken of where nobody types
    said = snap.activation
    if said.elevation or said.home or said.search:
        return True
    active, project = snap.environments.active, snap.environments.project
    if active is None:
        quiet = snap.project.runs_itself and "conda" not in snap.project.managers
        return not quiet or said.claim is not None or bool(said.dependencies)
    if project is None or active.identity != project.identity or any(map(snap.pip_config.get, _SETTINGS)):
        return True
    # conda's base can be what a variable names while a venv is in front
    return active.root or said.claim is None or not said.claim.agreed
