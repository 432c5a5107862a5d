from __future__ import annotations

from envdoctor.check import Finding, anchor, check

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Verdicts
    from envdoctor.facts import Snapshot


@check("warning", fixable="tell", together="{count} pairs of packages overwrite each other", machine=True)
def files_clobbered(snap: Snapshot) -> Verdicts:
    """Two installed packages own the same files, so that each overwrites the other."""
    environment = snap.environments.judged
    if environment is None:
        return  # there is none to look into
    for one in snap.records.shared:
        from envdoctor.cures.alternatives import one_alone  # a clean run needs none of it

        first, second = (f"{name} {version}" for name, version in zip(one.names, one.versions, strict=True))
        same = f"the same file in {environment.name}, {one.sample}"
        if one.files > 1:
            same = f"the same {one.files} files in {environment.name}, {one.sample} among them"
        whose = f" The one that is there now is that of {one.now}." if one.now else ""
        fixes, advice = one_alone(snap, environment, one)
        said = "Whichever was installed last has overwritten the other; taking one away breaks the one that stays."
        yield Finding(
            message=f"{first} and {second} own {same}",
            detail=f"{said}{whose} {advice}".rstrip(),
            location=anchor(snap),
            subject=" ".join(sorted(one.names)),
            row=(f"{first}, {second}", f"{one.differ} of {one.files} shared files differ", one.sample),
            fixes=fixes,
        )
