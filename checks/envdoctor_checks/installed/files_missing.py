from __future__ import annotations

from envdoctor.check import Finding, Fix, Tell, anchor, check

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Verdicts
    from envdoctor.facts import Snapshot
    from envdoctor.facts.damage import Lost
    from envdoctor.facts.machine import Environment


@check("error", fixable="tell", together="{count} packages have lost files", machine=True)
def files_missing(snap: Snapshot) -> Verdicts:
    """Files of an installed package are gone, though it still counts as installed."""
    environment = snap.environments.judged
    if environment is None:
        return  # there is none to look into
    lost = snap.records.lost
    for one in lost:
        yield Finding(
            message=_said(environment, one),
            detail="Installers take it for installed and leave it as it is, until they are told to install it anew.",
            location=anchor(snap),
            subject=one.key,
            row=(f"{one.name} {one.version}", f"{one.gone} of {one.of} files", one.sample),
            fixes=_anew(snap, environment, lost),
        )


def _said(environment: Environment, one: Lost) -> str:
    what = f"{one.name} {one.version}"
    if one.of == 1:
        return f"{one.sample}, all that there is of {what}, is gone from {environment.name}"
    if one.gone == 1:
        return f"{one.sample}, a file of {what}, is gone from {environment.name}"
    if one.gone == one.of:
        return f"all {one.of} files of {what} are gone from {environment.name}: it cannot be imported"
    return f"{one.gone} of {one.of} files of {what} are gone from {environment.name}, among them {one.sample}"


def _anew(snap: Snapshot, environment: Environment, lost: tuple[Lost, ...]) -> tuple[Fix, ...]:
    """Give one command for all that an index has."""
    from envdoctor.cures.installing import reinstall

    if any(one.key == "pip" for one in lost) and environment.pip:
        return _made_anew(snap, environment)
    # what came from a folder or a repository is installed from there, by a command that is not known
    known = [f"{one.name}=={one.version}" for one in lost if not one.url and one.version]
    if not known:
        return ()  # nothing that an index has
    return (Fix("installs the same versions anew", (Tell(reinstall(snap, environment, known)),)),)


def _made_anew(snap: Snapshot, environment: Environment) -> tuple[Fix, ...]:
    """Make the environment anew: without its pip nothing can be installed into it."""
    from envdoctor.cures.recreate import recreate
    from envdoctor.versions import minor

    line = recreate(snap, environment, minor(environment.python)) if environment.python else ""
    return (Fix("makes the environment anew", (Tell(line),)),) if line else ()
