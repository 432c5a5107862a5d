from __future__ import annotations

from envdoctor.check import Finding, Fix, Tell, anchor, check
from envdoctor.record import CannotKnow

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Verdicts
    from envdoctor.facts import Snapshot
    from envdoctor.facts.damage import Shared
    from envdoctor.facts.machine import Environment


@check("warning", fixable="tell", together="{count} pairs of packages overwrite each other", machine=True)
def files_clobbered(snap: Snapshot) -> Verdicts:
    """Two installed packages own the same files, so that each overwrites the other."""
    environment = snap.environments.judged
    if environment is None:
        return  # there is none to look into
    for one in snap.records.shared:
        first, second = (f"{name} {version}" for name, version in zip(one.names, one.versions, strict=True))
        same = f"the same file in {environment.name}, {one.sample}"
        if one.files > 1:
            same = f"the same {one.files} files in {environment.name}, {one.sample} among them"
        whose = f" The one that is there now is that of {one.now}." if one.now else ""
        yield Finding(
            message=f"{first} and {second} own {same}",
            detail="Whichever was installed last has overwritten the other; taking one away breaks the one that stays."
            + whose,
            location=anchor(snap),
            subject=" ".join(sorted(one.names)),
            row=(f"{first}, {second}", f"{one.differ} of {one.files} shared files differ", one.sample),
            fixes=_one_alone(snap, environment, one),
        )


def _one_alone(snap: Snapshot, environment: Environment, one: Shared) -> tuple[Fix, ...]:
    """Keep the one that the project asks for; which it should be otherwise is not ours to say."""
    from envdoctor.cures.installing import reinstall, uninstall
    from envdoctor.facts.installed import normal
    from envdoctor.shells import join

    try:
        asked = [name for name in one.names if normal(name) in snap.wanted.names]
    except CannotKnow:
        return ()  # no file that can be read says which one is meant
    if len(asked) != 1:
        return ()  # both are asked for, or neither is
    kept = one.names.index(asked[0])
    away = uninstall(snap, environment, one.names[1 - kept])
    anew = reinstall(snap, environment, [f"{one.names[kept]}=={one.versions[kept]}"])
    line = join(snap.shell.kind, away, anew)
    return (Fix(f"leaves {asked[0]} alone, which the project asks for", (Tell(line),)),)
