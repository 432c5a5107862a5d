"""The standard library: taken out, not there yet, or left out of this build."""

from __future__ import annotations

from envdoctor.why import building, remedies, standard
from envdoctor.why.answer import Cause, Remedy
from envdoctor.why.declaring import matching
from envdoctor.why.parts import NEEDS, POSIX_ALONE, SPLIT, WINDOWS_ALONE
from envdoctor.why.retired import BACKPORTS, PYTHON2, REMOVED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.why.answer import Naming
    from envdoctor.why.case import Case

    Found = tuple[Cause, Remedy | None] | None

_INSTEAD = {"curses": "windows-curses", "_curses": "windows-curses", "readline": "pyreadline3"}


def _number(text: str) -> tuple[int, int]:
    major, _, minor = text.partition(".")
    return int(major), int(minor)


def _version(case: Case) -> str:
    return ".".join(map(str, case.home.layout.minor))


def removed(case: Case) -> Found:
    """A release took it out."""
    if case.home.lacking is None:
        return None
    name = case.module
    while name and name not in REMOVED:
        name = name.rpartition(".")[0]
    if not name or case.home.layout.minor < _number(REMOVED[name][0]):
        return None
    since, instead, brings = REMOVED[name]
    message = f"`{name}` was in the standard library until Python {since} took it out; this is Python {_version(case)}."
    evidence: tuple[str, ...] = (f"in its place: {instead}",) if instead else ()
    beside = case.beside.found if case.beside else None
    if beside and case.environment:
        number = ".".join(map(str, case.beside.layout.minor)) if case.beside else ""
        evidence = (
            f"{case.environment.name}, the project's environment, is of Python {number} and has it: it is not active",
        )
        return Cause("standard-library-removed", message, evidence), remedies.activate(case, case.environment)
    if name == "distutils":
        evidence += ("setuptools brings a distutils of its own",)
    if brings:
        return Cause("standard-library-removed", message, evidence), remedies.install(
            case, brings, _declared(case, brings)
        )
    return Cause("standard-library-removed", message, evidence), None


def _declared(case: Case, name: str) -> list[Naming]:
    return matching(case.namings, [name])


def python2(case: Case) -> Found:
    """It is the name that a module had in Python 2."""
    new = PYTHON2.get(case.top)
    if new is None or case.home.lacking is None:
        return None
    message = f"`{case.top}` is a name of Python 2; in Python 3 it is `{new}`."
    return Cause("standard-library-removed", message, (f"in its place: {new}",)), Remedy(
        f"envdoctor why {new}", "Then mend the name in the source."
    )


def newer(case: Case) -> Found:
    """It came with a later release."""
    since = standard.since(case.top)
    if case.home.lacking is None or not since or case.home.layout.minor >= _number(since):
        return None
    message = f"`{case.top}` came with Python {since}; this is Python {_version(case)}."
    if case.environment and case.beside and case.beside.found:
        note = f"{case.environment.name}, the project's environment, has it: it is not active"
        return Cause("standard-library-newer", message, (note,)), remedies.activate(case, case.environment)
    backport = BACKPORTS.get(case.top, "")
    if backport:
        note = f"{backport} brings the same to older Pythons"
        return Cause("standard-library-newer", message, (note,)), remedies.install(
            case, backport, _declared(case, backport)
        )
    return Cause("standard-library-newer", message), remedies.recreate(case, case.home_environment, since)


def incomplete(case: Case) -> Found:
    """This build lacks it: the library that it needs was not there when Python was built, or it is a package apart."""
    part = case.home.needed
    lacking = case.home.lacking
    if not part:
        top = lacking.name if lacking else ""
        if not top or not standard.among("ALL", top.partition(".")[0], case.home.layout.minor):
            return None
        split = case.top in SPLIT and case.home.layout.base == "/usr"
        if lacking and lacking.parent and lacking.name not in NEEDS and not split:
            return None
        part = top
    windows = case.system.name == "windows"
    if part in (POSIX_ALONE if windows else WINDOWS_ALONE) or (windows and part.partition(".")[0] in POSIX_ALONE):
        there = "POSIX systems" if windows else "Windows"
        message = f"`{case.module}` is a part of the standard library on {there} alone."
        brings = _INSTEAD.get(part, "") if windows else ""
        remedy = remedies.install(case, brings, _declared(case, brings)) if brings else None
        return Cause("standard-library-incomplete", message), remedy
    base = case.home.layout.base
    needs = f" (it needs `{part}`)" if part != case.module else ""
    message = f"`{case.module}` belongs to the standard library, but the Python in {case.shown(base)} lacks it{needs}."
    evidence, remedy = building.bring(case, part)
    return Cause("standard-library-incomplete", message, evidence), remedy
