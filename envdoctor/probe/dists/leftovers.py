"""What pip set aside under a name with a tilde, to take it away when all went well, and then did not."""

from __future__ import annotations

from envdoctor.facts.damage import Leftover

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from envdoctor.facts.distributions import Distributions
    from envdoctor.system import System


def find(system: System, found: Distributions, names: Mapping[str, Iterable[str]]) -> tuple[Leftover, ...]:
    """Give what is left over, by name; metadata tell which distribution it was."""
    left = []
    for site, here in names.items():
        for name in sorted(here):
            if not name.startswith("~"):
                continue
            path = system.path.join(site, name)
            folder = system.kind(path, follow=False) == "folder"
            if not name.endswith(".dist-info"):
                left.append(Leftover(path, folder))
                continue
            from envdoctor.facts.installed import normal
            from envdoctor.probe.dists.reading import name_and_version

            called, version = name_and_version(system, site, name)
            now = found.find(normal(called)) if called else None
            left.append(Leftover(path, folder, called, version, now.version if now else ""))
    return tuple(left)
