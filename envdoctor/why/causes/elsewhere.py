"""Installed, but for another Python."""

from __future__ import annotations

from envdoctor import words
from envdoctor.record import CannotKnow
from envdoctor.why import remedies
from envdoctor.why.answer import Cause, Remedy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts.machine import Pip
    from envdoctor.why.case import Case

    Found = tuple[Cause, Remedy | None] | None


def pip_of_another(case: Case) -> Found:
    """What `pip` installs goes to another Python, and there it is."""
    if case.subject.chosen or case.anothers:
        return None
    pip = _pip(case)
    if pip is None or pip.python.identity in {case.here.python.identity, case.home.python.identity}:
        return None
    for _, look in case.spots:
        if look and look.python.identity == pip.python.identity:
            theirs = words.python(case.snap, pip.python)
            name = case.distribution or case.top
            message = f"`pip` installs into {theirs}, which has {name}, and not into this Python."
            evidence = (f"the first pip on PATH is {case.shown(pip.path)}",)
            remedy = remedies.install(case, name, case.declared)
            return Cause("pip-installs-elsewhere", message, evidence), remedy
    return None


def _pip(case: Case) -> Pip | None:
    try:
        return case.shell.pip or case.shell.pip3
    except CannotKnow:
        return None


def installed_elsewhere(case: Case) -> Found:
    """Other Pythons have it; this one does not see them."""
    spots = case.spots
    if not spots:
        return None
    name = case.distribution
    environment = case.home_environment
    where = f"not in {environment.name}" if environment else "not for this Python"
    also = ", the project's environment (which is not active either)" if case.inactive else ""
    message = f"{case.comes(name)} is installed for other Pythons, but {where}{also}."
    layout = case.home.layout
    unseen = layout.isolated and any(spot.origin.startswith(layout.user) for spot, _ in spots if layout.user)
    evidence = (f"this user's packages do not count: {layout.isolated}",) if unseen else ()
    remedy = remedies.install(case, name or case.top, case.declared)
    return Cause("installed-elsewhere", message, evidence), remedy
