from __future__ import annotations

from envdoctor.check import Finding, anchor, check

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Verdicts
    from envdoctor.facts import Snapshot

SHOWN = 2  # tags of a wheel that are named


@check("error", fixable="tell", together="{count} packages are built for another platform or Python", machine=True)
def platform_unsupported(snap: Snapshot) -> Verdicts:
    """An installed package was built for another platform or another Python, so importing it fails."""
    environment = snap.environments.judged
    wrong = snap.records.other_platform
    if environment is None or not wrong:
        return  # there is no environment to look into, or all packages were built for it
    from envdoctor.cures.misfits import anew

    for one in wrong:
        tags = one.wants.split()
        built = " and ".join(tags) if len(tags) <= SHOWN else f"{tags[0]} and {len(tags) - 1} others"
        yield Finding(
            message=f"{one.name} {one.version} is built for {built}, which {environment.name} cannot use: it runs "
            f"Python {environment.python} on {SYSTEMS[snap.host.system]}",
            detail="It was copied from another machine, or downloaded for one.",
            location=anchor(snap),
            subject=one.name,
            row=(f"{one.name} {one.version}", built),
            fixes=anew(snap, environment, wrong),
        )


SYSTEMS = {"linux": "Linux", "macos": "macOS", "windows": "Windows"}
