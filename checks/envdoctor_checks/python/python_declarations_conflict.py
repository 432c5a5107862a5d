from __future__ import annotations

from envdoctor.check import Finding, check
from envdoctor.mismatch import mismatches
from envdoctor.record import Unknown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Verdicts
    from envdoctor.facts import Snapshot


@check("error", together="{count} declarations in one file contradict others")
def python_declarations_conflict(snap: Snapshot) -> Verdicts:
    """Two of the project's files ask for Pythons of which none suits both."""
    for file in snap.declared.unread:
        yield Unknown(f"{file.path}: {file.reason}")
    declared = snap.declared_everywhere if snap.declared.wider else snap.declared
    conflicts = declared.conflicts()
    if not conflicts:
        return  # some Python suits each two of them
    # the Python at hand meets at most one of two: where a check says so, it names the other one as well
    told = {one.declaration for one in mismatches(snap)}
    for one, other in conflicts:
        if one in told or other in told:
            continue  # one cause is told once
        both_pins = one.kind == other.kind == "pin"
        yield Finding(
            message=f"{other.place} {other.says} and {one.place} {one.says}: no Python suits both"
            if one is not other
            else f"{one.place} {one.says}: there is no such Python",
            location=one.location,
            source=one.source,
            subject=f"{one.what} {one.specifier} {other.what} {other.specifier}",
            row=(one.text, f"{other.place} {other.says}"),
            # a platform's pin is no word about the machines of those who work on the project
            severity="warning" if both_pins and "runtime.txt" in {one.what, other.what} else "",
        )
