"""What the project tells its manager to install whatever the packages themselves require, or to leave out."""

from __future__ import annotations

from envdoctor.facts.distributions import normal
from envdoctor.probe.declarations import toml
from envdoctor.probe.pythons.managed_places import read
from envdoctor.probe.pythons.places import upward

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from envdoctor.facts import Snapshot
    from envdoctor.system import System

_ENDS = " ;<>=!~[@("  # where the name in a requirement ends


def overridden(system: System, snap: Snapshot) -> frozenset[str]:
    """Give the keys of distributions that the project decides about: with the versions of these, conflicts are meant.

    uv reads `override-dependencies` and `exclude-dependencies` at the root of a workspace, so the folders above count;
    pdm reads `[tool.pdm.resolution]`. pip and poetry have no such thing.
    """
    if {"uv", "pdm"}.isdisjoint(snap.project.managers):
        return frozenset()
    found: set[str] = set()
    for folder in upward(system, snap.aim.root):
        project = read(system, system.path.join(folder, "pyproject.toml"))
        own = read(system, system.path.join(folder, "uv.toml"))
        for settings in (toml.at(project, "tool", "uv"), own):
            for key in ("override-dependencies", "exclude-dependencies"):
                found.update(_names(toml.at(settings, key)))
        resolution = toml.at(project, "tool", "pdm", "resolution")
        found.update(_names(toml.at(resolution, "overrides")), _names(toml.at(resolution, "excludes")))
    return frozenset(found)


def _names(said: Any) -> Iterator[str]:
    """Read the names in a list of requirements, or the keys of a table."""
    for one in said if isinstance(said, (list, dict)) else ():
        name = str(one).strip()
        for end in _ENDS:
            name = name.partition(end)[0]
        yield normal(name)
