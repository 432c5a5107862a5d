"""The commands that replace packages which are wrong in an environment: not for its Python, or there twice."""

from __future__ import annotations

from envdoctor.check import Fix, Tell
from envdoctor.facts.distributions import normal
from envdoctor.record import CannotKnow
from envdoctor.versions import minor, within

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from envdoctor.facts import Snapshot
    from envdoctor.facts.demands import Demand
    from envdoctor.facts.distributions import Metadata
    from envdoctor.facts.doubles import Copy
    from envdoctor.facts.machine import Environment
    from envdoctor.facts.unfit import Misfit


def fitting(snap: Snapshot, environment: Environment, wrong: Sequence[Misfit]) -> tuple[Fix, ...]:
    """Let the installer choose: of what the project allows, it takes the newest that supports this Python.

    What the project pins would come back with the next installation: there another Python mends it, or a person.
    """
    from envdoctor.cures import installing

    manager = installing.locking(snap, {normal(one.name) for one in wrong})
    if manager:
        line = installing.line(snap, installing.synced(snap, manager), root=True)
        return (Fix("installs what the lock file says", (Tell(line),)),)
    if any(pinned(snap, one) for one in wrong):
        return _with_another_python(snap, environment, wrong)
    wanted = [one.name + ",".join(demand.specifier for demand in demanded(snap, normal(one.name))) for one in wrong]
    command = installing.reinstall(snap, environment, sorted(set(wanted), key=str.lower))
    return (Fix("installs the newest that support this Python", (Tell(command),)),)


def pinned(snap: Snapshot, one: Misfit) -> str:
    """Say where the project pins a distribution that does not fit; empty: it does not."""
    from envdoctor.cures import installing

    key = normal(one.name)
    if installing.locking(snap, {key}):
        return ""  # with a lock file, what is installed is not what it says
    found = next((demand for demand in demanded(snap, key) if demand.pin), None)
    return f"{found.place} pins {one.name}=={found.pin}" if found else ""


def demanded(snap: Snapshot, key: str) -> list[Demand]:
    """Give what the project's files say of the version of a distribution; nothing where that is not known."""
    try:
        return snap.demands.of(key)
    except CannotKnow:
        return []


def _with_another_python(snap: Snapshot, environment: Environment, wrong: Sequence[Misfit]) -> tuple[Fix, ...]:
    """Make the environment with a Python that all of them support, if one is here that is looked after."""
    from envdoctor.cures import again, starting
    from envdoctor.cures.recreate import recreate
    from envdoctor.lifetimes import maintained

    known = starting.known(snap)
    if known is None or not again.ours(snap, environment):
        return ()
    specifiers = [one.wants for one in wrong]
    specifiers += [one.specifier for one in snap.declared.declarations if one.decides]
    cared_for = maintained(snap.today.date)
    for base in known.bases("3"):
        number = minor(base.version)
        if number in cared_for and all(within(number, one) is True for one in specifiers):
            line = recreate(snap, environment, number)
            fix = Fix(f"makes the environment with Python {number}, which they support", (Tell(line),))
            return (fix,) if line else ()  # what lies above the project is not made anew for it alone
    return ()


def anew(snap: Snapshot, environment: Environment, wrong: Iterable[Misfit]) -> tuple[Fix, ...]:
    """Install the same versions here, where the installer takes what is built for this platform."""
    from envdoctor.cures.installing import reinstall

    wanted = sorted({f"{one.name}=={one.version}" for one in wrong}, key=str.lower)
    return (Fix("installs what is built for this platform", (Tell(reinstall(snap, environment, wanted)),)),)


def once(snap: Snapshot, environment: Environment, doubled: Sequence[Metadata]) -> tuple[Fix, ...]:
    """Take all that has one name out, and install the newest of it again.

    uv does so by itself, pip takes out one at a time, and whichever it finds first; what neither would take out,
    since its list of files is missing or is another's, goes first. The newest is put back, or what the project pins.
    """
    from envdoctor import shells
    from envdoctor.cures import installing
    from envdoctor.cures.pips import way

    name = doubled[0].name
    copies = _copies(snap, doubled[0].key)
    by = way(snap, environment, snap.shell)
    anew = ("--reinstall",) if by.uv else ()
    taken = sum(one.owned for one in copies) if copies else len(doubled)
    away = [("uninstall", "--yes", name)] * (0 if by.uv else taken)
    line = installing.line(
        snap, by.commands(*away, ("install", *anew, "--no-deps", f"{name}=={_meant(snap, doubled)}"))
    )
    lost = [one for one in copies if not one.owned]
    if lost:
        files = [one.folder for one in lost if one.file]
        folders = [one.folder for one in lost if not one.file]
        line = shells.join(snap.shell.kind, installing.remove(snap, files, folders), line)
    return (Fix("takes all of them out, and installs one again", (Tell(line),)),)


def _copies(snap: Snapshot, key: str) -> list[Copy]:
    try:
        return [one for one in snap.doubles.copies if one.key == key]
    except CannotKnow:
        return []


def _meant(snap: Snapshot, doubled: Sequence[Metadata]) -> str:
    """Give the version to keep: the newest that the project's files allow."""
    from packaging.specifiers import SpecifierSet
    from packaging.version import Version

    demands = demanded(snap, doubled[0].key)
    pin = next((one.pin for one in demands if one.pin), "")
    versions = sorted((one.version for one in doubled), key=Version)
    allowed = SpecifierSet(",".join(demand.specifier for demand in demands))
    return pin or ([one for one in versions if allowed.contains(one, prereleases=True)] or versions)[-1]
