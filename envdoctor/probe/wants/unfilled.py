"""Whether an environment in which nothing is that the project requires was never filled, or is for something else."""

from __future__ import annotations

from envdoctor.facts.distributions import normal
from envdoctor.record import CannotKnow

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from envdoctor.facts import Snapshot
    from envdoctor.facts.machine import Environment
    from envdoctor.system import System

SEEDS = frozenset({"pip", "setuptools", "wheel"})  # who makes an environment puts them in
_APART = (b"skip-install", b"detached")  # hatch is told not to install the project, nor what it requires


def never(system: System, snap: Snapshot, environment: Environment, asked: Iterable[str]) -> bool:
    """Say whether an environment that has nothing of what is asked for has nothing else of the project, either.

    With its tools, the requirements of its documentation or the project itself in it, it is the way somebody wants it.
    """
    if not {"conda", "pixi"}.isdisjoint(snap.project.managers):
        return False  # these may have filled another environment, and may have other names for the packages
    try:
        wanted = snap.wanted
    except CannotKnow:
        return False
    others = {wanted.project, *wanted.names} - {normal(name) for name in asked} - SEEDS
    if any(one.key in others for one in snap.distributions.distributions):
        return False
    return environment.maker != "hatch" or not _apart(system, snap.aim.root)


def _apart(system: System, root: str) -> bool:
    for name in ("pyproject.toml", "hatch.toml"):
        try:
            data = system.read(system.path.join(root, name))
        except OSError:
            continue
        if any(word in data for word in _APART):
            return True
    return False
