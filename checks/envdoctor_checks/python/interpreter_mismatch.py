from __future__ import annotations

from envdoctor.check import Finding, Fix, Tell, check
from envdoctor.mismatch import mismatches
from envdoctor.record import Unknown
from envdoctor.versions import minor, within

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Verdicts
    from envdoctor.facts import Snapshot
    from envdoctor.facts.machine import Environment
    from envdoctor.facts.python import Declaration


@check("error", fixable="tell", together="{count} declarations in one file ask for another Python")
def interpreter_mismatch(snap: Snapshot) -> Verdicts:
    """The environment's Python is not one that the project's files ask for."""
    for file in snap.declared.unread:
        yield Unknown(f"{file.path}: {file.reason}")
    for mismatch in mismatches(snap):
        one, version = mismatch.declaration, mismatch.version
        if _contradicted(snap, one, version):
            continue  # no Python suits this and another declaration: that is to be decided first, as its check says
        elsewhere = one.kind == "pin" and one.deployment and _let_in(snap, version)
        if elsewhere and snap.project.package:
            continue  # a package is for every Python of its range: an image is one of many places
        fixes, missing = _cure(snap, mismatch.environment, one, version)
        yield Finding(
            message=f"{mismatch.subject}, but {one.asked(version)}",
            location=one.location,
            source=one.source,
            subject=f"{one.what} {one.specifier}",
            detail=snap.declared.contradiction(one) or one.hint(version) or missing,
            fixes=fixes,
            row=(one.text, mismatch.subject),
            # a platform's pin is no word about the machines of those who work on the project
            severity="note" if elsewhere else "warning" if mismatch.close or one.what == "runtime.txt" else "",
        )


def _let_in(snap: Snapshot, version: str) -> bool:
    """Say whether the project itself says that it works with a version."""
    ranges = [one for one in snap.declared.declarations if one.kind == "range" and one.decides]
    return bool(ranges) and all(within(version, one.specifier) is True for one in ranges)


def _contradicted(snap: Snapshot, one: Declaration, version: str) -> bool:
    """Say whether another declaration that has a say here rules out every Python that this one asks for."""
    declared = snap.declared_everywhere if snap.declared.wider else snap.declared
    against = [other for pair in declared.contradictions() if one in pair for other in set(pair) - {one} or pair]
    # what a service builds with has no say, unless the environment follows it
    return any(other.decides and (other.kind != "deployed" or within(version, other.specifier)) for other in against)


def _cure(
    snap: Snapshot, environment: Environment | None, one: Declaration, version: str
) -> tuple[tuple[Fix, ...], str]:
    """Tell how to make the environment with a Python that suits all declarations, or why that cannot be told."""
    from envdoctor.cures.recreate import ABOVE, exact, recreate, shared

    number = snap.declared.suiting(one)
    if not number:
        return (), ""  # Python 2, with which nothing makes environments; or one that another declaration forbids
    release = snap.declared.exactly(one, number)
    if release and exact(snap, environment, one, release):
        number = release
    if number == minor(version):
        return (), ""  # the command would find the same again
    command = recreate(snap, environment, number)
    if not command and environment and shared(snap, environment):
        return (
            (),
            ABOVE,
        )
    if not command:
        return (), f"There is no Python {number} on this machine yet, and no tool that is known to install one."
    return (Fix(f"makes the environment with Python {number}", (Tell(command),)),), ""
