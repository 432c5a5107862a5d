from __future__ import annotations

from envdoctor.check import Finding, anchor, check

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Verdicts
    from envdoctor.facts import Snapshot


@check("error", fixable="tell", together="{count} packages that others need are not installed", machine=True)
def dependency_missing(snap: Snapshot) -> Verdicts:
    """A package that an installed one needs is not installed, so using the one that needs it fails."""
    environment = snap.environments.judged
    missing = [one for one in snap.distributions.unmet if not one.found]
    if environment is None or not missing:
        return  # there is no environment to look into, or all that is needed is there
    from envdoctor.cures.dependencies import askers, by_name, cure, dependents

    for group in by_name(missing):
        first, who = group[0], dependents(group)
        name = first.requirement if len(group) == 1 else first.name
        verb = "needs" if len(group) == 1 else "need"
        yield Finding(
            message=f"{who} {verb} {name}, which is not installed in {environment.name}",
            detail=askers(group),
            location=anchor(snap),
            subject=first.key,
            row=(name, f"needed by {who}"),
            fixes=cure(snap, environment, missing),
        )
