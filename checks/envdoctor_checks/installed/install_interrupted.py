from __future__ import annotations

from envdoctor.check import Finding, Fix, Tell, anchor, check

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Verdicts
    from envdoctor.facts import Snapshot
    from envdoctor.facts.damage import Leftover

NAMED = 2  # leftovers that are named one by one


@check("warning", fixable="tell", machine=True)
def install_interrupted(snap: Snapshot) -> Verdicts:
    """An interrupted pip left folders behind whose names begin with a tilde."""
    environment, left = snap.environments.judged, snap.records.leftovers
    if environment is None or not left:
        return  # there is none to look into, or nothing is left in it
    from envdoctor.cures.installing import remove

    names = [one.path.replace("\\", "/").rpartition("/")[2] for one in left]
    said = " and ".join(names) if len(names) <= NAMED else f"{len(names)} files and folders, {names[0]} among them,"
    files, folders = ([one.path for one in left if one.folder is folder] for folder in (False, True))
    yield Finding(
        message=f"an interrupted pip left {said} in {environment.name}",
        detail=_detail(left),
        location=anchor(snap),
        subject=environment.name,
        fixes=(Fix("takes away what is left over", (Tell(remove(snap, files, folders)),)),),
    )


def _detail(left: tuple[Leftover, ...]) -> str:
    known = [one for one in left if one.name]
    absent = list(dict.fromkeys(one.name for one in known if not one.installed))
    if absent:
        verb = "is" if len(absent) == 1 else "are"
        return f"What they were part of, {' and '.join(absent)}, {verb} not installed any more: it was not put back."
    now = "".join(f" {one.name} {one.installed} is installed." for one in known)
    them = "it" if len(left) == 1 else "them"
    return f"Nothing uses {them}, and pip warns of an invalid distribution whenever it runs.{now}"
