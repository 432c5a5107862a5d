from __future__ import annotations

from envdoctor.check import Finding, anchor, check

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Verdicts
    from envdoctor.facts import Snapshot


@check(
    "error", fixable="tell", together="{count} packages are installed in versions that others cannot use", machine=True
)
def dependency_conflict(snap: Snapshot) -> Verdicts:
    """A package is installed in a version that another installed one does not work with."""
    environment = snap.environments.judged
    conflicts = [one for one in snap.distributions.unmet if one.found]
    if environment is None or not conflicts:
        return  # there is no environment to look into, or everything goes together
    from envdoctor.cures.dependencies import askers, by_name, cure, dependents, held

    for group in by_name(conflicts):
        first, who = group[0], dependents(group)
        wanted = " and ".join(dict.fromkeys(one.requirement for one in group))
        verb = "needs" if len(group) == 1 else "need"
        no_cure = "" if first.cure else f"No version of {first.name} suits all that is installed."
        yield Finding(
            message=f"{who} {verb} {wanted}, but {environment.name} has {first.name} {first.found}",
            detail=" ".join(filter(None, (no_cure, held(snap, group), askers(group)))),
            location=anchor(snap),
            subject=first.key,
            row=(f"{first.name} {first.found}", f"{who} {verb} {wanted}"),
            fixes=cure(snap, environment, conflicts),
        )
