"""What is installed in the judged environment, and in the project's own, as the names of metadata folders tell."""

from __future__ import annotations

from envdoctor.facts.installed import Contents, Distribution, Installed, normal
from envdoctor.probe.dists import naming, reading
from envdoctor.probe.dists.sites import sites
from envdoctor.record import CannotKnow

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from envdoctor.facts import Snapshot
    from envdoctor.facts.machine import Environment
    from envdoctor.system import System

SEEDS = frozenset({"pip", "setuptools", "wheel"})  # what virtualenv puts into an environment unasked


def look(system: System, snap: Snapshot) -> Installed:
    """List the folders of metadata; only one whose name is not plain is opened."""
    wanted = {one.identity: one for one in (snap.environments.judged, snap.environments.project) if one}
    if not wanted:
        raise CannotKnow("there is no environment to look into")
    return Installed(
        environments=tuple(Contents(identity, tuple(_distributions(system, one))) for identity, one in wanted.items())
    )


def _distributions(system: System, environment: Environment) -> Iterator[Distribution]:
    for site in sites(system, environment):
        try:
            entries = reading.entries(system, site)
        except OSError as error:
            raise CannotKnow(f"{site} cannot be read: {error.strerror}") from None
        for entry in entries:
            name, version = naming.called(entry)
            if not name:
                name, version = reading.name_and_version(system, site, entry)
            if not name or not version:
                continue  # a distribution that does not say what it is: nothing can be said of it either
            folder = system.path.join(site, entry)
            direct = system.kind(system.path.join(folder, "direct_url.json")) == "file" or naming.developed(entry)
            seed = normal(name) in SEEDS and not system.kind(system.path.join(folder, "REQUESTED"))
            yield Distribution(name, normal(name), version, folder, seed=seed, direct=direct)
