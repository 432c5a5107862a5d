from __future__ import annotations

import re

from envdoctor.check import Finding, Fix, Tell, anchor, check

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Verdicts
    from envdoctor.facts import Snapshot
    from envdoctor.facts.distributions import Metadata
    from envdoctor.facts.machine import Environment


@check("error", fixable="tell", together="{count} packages have metadata that cannot be read", machine=True)
def metadata_unreadable(snap: Snapshot) -> Verdicts:
    """The metadata of an installed package is gone or damaged, so nothing can tell its name and version."""
    environment = snap.environments.judged
    broken = snap.distributions.unreadable
    if environment is None or not broken:
        return  # there is no environment to look into, or all metadata can be read
    for one in broken:
        folder = re.split(r"[/\\]", one.folder)[-1]
        yield Finding(
            message=f"{folder} in {environment.name} cannot be read as a package: {one.problem}",
            detail="No tool can tell which version is installed, so upgrades and checks of what needs it go wrong.",
            location=anchor(snap),
            subject=folder,
            row=(folder, one.problem),
            fixes=_again(snap, environment, broken),
        )


def _again(snap: Snapshot, environment: Environment, broken: tuple[Metadata, ...]) -> tuple[Fix, ...]:
    """Install the same once more, which writes the metadata anew."""
    from envdoctor.cures.installing import reinstall

    known = [f"{one.name}=={one.version}" for one in broken if one.version]
    if not known:
        return ()  # the name of the folder does not say which version it was
    return (Fix("installs the same versions anew", (Tell(reinstall(snap, environment, known)),)),)
