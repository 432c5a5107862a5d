from __future__ import annotations

from envdoctor import words
from envdoctor.check import Finding, Fix, Tell, anchor, check
from envdoctor.record import CannotKnow

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Verdicts
    from envdoctor.facts import Snapshot
    from envdoctor.facts.damage import Astray
    from envdoctor.facts.machine import Environment


@check("error", fixable="tell", together="{count} editable packages lead to folders that are gone", machine=True)
def editable_target_missing(snap: Snapshot) -> Verdicts:
    """An editable package leads to a folder that is gone, so importing it fails."""
    environment = snap.environments.judged
    if environment is None:
        return  # there is none to look into
    for one in snap.records.astray:
        target = words.path(snap, one.target)
        own = _own(snap, one)
        where = "the folder of this project" if own else "where its folder is now"
        yield Finding(
            message=f"{one.name} is installed in {environment.name} as an editable package of {target}, which is gone",
            detail=f"Importing it fails until it is installed again from {where}; {one.file} names the old place.",
            location=anchor(snap),
            subject=one.key,
            row=(one.name, target),
            fixes=(_again(snap, environment) if own else _away(snap, environment, one),),
        )


def _own(snap: Snapshot, one: Astray) -> bool:
    try:
        return snap.wanted.project == one.key
    except CannotKnow:
        return False  # what this project is called cannot be read


def _again(snap: Snapshot, environment: Environment) -> Fix:
    from envdoctor.cures.installing import editable

    return Fix("installs this project from where it is", (Tell(editable(snap, environment)),))


def _away(snap: Snapshot, environment: Environment, one: Astray) -> Fix:
    from envdoctor.cures.installing import uninstall

    return Fix("takes it out, if it is not needed any more", (Tell(uninstall(snap, environment, one.name)),))
