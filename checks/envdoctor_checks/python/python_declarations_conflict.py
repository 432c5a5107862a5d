from __future__ import annotations

from envdoctor.check import Finding, check
from envdoctor.mismatch import at_hand
from envdoctor.record import Unknown
from envdoctor.versions import within

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Verdicts
    from envdoctor.facts import Snapshot
    from envdoctor.facts.python import Declaration


@check("error", together="{count} declarations in one file contradict others")
def python_declarations_conflict(snap: Snapshot) -> Verdicts:
    """Two of the project's files ask for Pythons of which none suits both."""
    for file in snap.declared.unread:
        yield Unknown(f"{file.path}: {file.reason}")
    declared = snap.declared_everywhere if snap.declared.wider else snap.declared
    conflicts = declared.conflicts()
    if not conflicts:
        return  # some Python suits each two of them
    for one, others in conflicts:
        other, *more = others or (one,)
        # a platform's pin is no word about the machines of those who work on the project
        platform = all(one.kind == each.kind == "pin" and "runtime.txt" in {one.what, each.what} for each in others)
        yield Finding(
            message=f"{other.place} {other.says} and {one.place} {one.says}: no Python suits both"
            if others
            else f"{one.place} {one.says}: there is no such Python",
            location=one.location,
            source=one.source,
            subject=f"{one.what} {one.specifier} {other.what} {other.specifier}",
            detail=" ".join(filter(None, (_too(more), _followed(snap, one, others)))),
            row=(one.text, f"{other.place} {other.says}"),
            severity="warning" if others and platform else "",
        )


def _too(others: list[Declaration]) -> str:
    """Name what else contradicts a declaration."""
    said = " and ".join(f"{one.place} {one.says}" for one in others)
    return f"{said}, which contradicts it, too." if said else ""


def _followed(snap: Snapshot, one: Declaration, others: tuple[Declaration, ...]) -> str:
    """Say which of them the environment follows; empty where that is not plain, or none helps."""
    name, version = at_hand(snap) if others else ("", "")
    if not name:
        return ""
    followed = [each.place for each in (one, *others) if within(version, each.specifier)]
    if followed:
        return f"{name} runs Python {version}, as {' and '.join(followed)} {'ask' if followed[1:] else 'asks'}."
    if any(each.near(version) for each in (one, *others)):
        return ""
    return f"{name} runs Python {version}, which suits none of them."
