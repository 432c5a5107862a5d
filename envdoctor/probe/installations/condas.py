"""The Pythons of conda, mamba and micromamba: their base, and the environments that have one."""

from __future__ import annotations

from envdoctor.probe.installations.versions import executable
from envdoctor.probe.pythons import conda

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.probe.installations import Found
    from envdoctor.system import System


def look(system: System) -> Found:
    """Give the base of each installation, then the environments by name, then those that conda lists."""
    join = system.path.join
    for root in conda.roots(system):
        found = executable(system, root)
        if found and system.kind(join(root, "conda-meta")) == "folder":
            yield found, "conda", "base"
    for folder in conda.folders(system):
        for name in system.inside(folder):
            found = executable(system, join(folder, name))
            if found:
                yield found, "conda", name
    for folder in conda.listed(system):
        found = executable(system, folder)
        if found:
            yield found, "conda", folder
