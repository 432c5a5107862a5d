"""A file or folder of the same name hides the module, or one that is needed."""

from __future__ import annotations

import re

from envdoctor import shells
from envdoctor.why import remedies, well_known
from envdoctor.why.answer import Cause, Remedy
from envdoctor.why.finding import Found as Seen
from envdoctor.why.looking import attempt
from envdoctor.why.search_path import CURRENT, STANDARD

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.why.case import Case

    Found = tuple[Cause, Remedy | None] | None


def hidden(case: Case) -> Found:
    """A file of the same name stands before the real one on sys.path."""
    look = case.home if case.home.lacking else case.here
    lacking = look.lacking
    shadow = lacking.parent if lacking else None
    if shadow is None or shadow.entry not in {CURRENT, "PYTHONPATH"}:
        return None
    return shadowed(case, shadow)


def shadowed(case: Case, shadow: Seen) -> Found:
    """Say what a found file hides; None: nothing."""
    start = "" if shadow.entry == CURRENT else case.start
    behind = attempt(case.folders, case.home.python, case.module, start, variables=shadow.entry == CURRENT)
    real = behind.found if behind else None
    if behind is None or real is None or _same(case, real, shadow) or real.kind == "namespace":
        return None
    claim = behind.owner()
    if claim and case.own(claim.metadata.name):
        return None  # the project itself is installed, too
    what = f"the distribution {claim.metadata.name} {claim.metadata.version}" if claim else f"`{case.top}`"
    if real.entry == STANDARD or real.kind in {"built-in", "frozen"}:
        what = "the standard library's module"
    file = shadow.origin or (shadow.inside[0] if shadow.inside else "")
    path = file if shadow.kind != "package" else case.system.path.dirname(file)
    how = "which Python looks into first" if shadow.entry == CURRENT else "which PYTHONPATH puts first"
    message = f"{case.shown(path)} hides {what} of that name: it lies in a folder {how}."
    return Cause("hidden", message, (f"behind it: {case.shown(real.origin)}",)), remedies.rename(case, path)


def folder_alone(case: Case, found: Seen) -> bool:
    """Say whether nothing but a folder beside the program has that name, which Python takes for a package."""
    return found.kind == "namespace" and [case.system.path.dirname(one) for one in found.inside] == [case.start]


def taken(case: Case, shadow: Seen) -> Found:
    """A file or folder of the project is taken for a well-known distribution that is not even installed."""
    name = well_known.distribution(case.top)
    if not name or case.own(name) or case.own(case.top):
        return None
    if shadow.kind == "namespace":
        path = case.shown(shadow.inside[0])
        message = f"Python takes the folder {path} for `{case.top}`: {name}, which that comes from, is not installed."
        note = "a folder without an __init__.py counts as a package, as long as nothing else has its name"
        return Cause("hidden", message, (note,)), remedies.install(case, name, case.matching(name))
    text = case.folders.text(shadow.origin)
    if not re.search(
        rf"^[ \t]*(?:from[ \t]+{case.top}\b[\w.]*[ \t]+import\b|import[ \t]+{case.top}\b)", text, re.MULTILINE
    ):
        return None  # it may well be meant to be called so
    path = shadow.origin if shadow.kind != "package" else case.system.path.dirname(shadow.origin)
    message = f"{case.shown(path)} imports itself: it stands before {name}, which `{case.top}` comes from elsewhere."
    rename = remedies.rename(case, path)
    install = remedies.install(case, name, case.matching(name))
    if install is None:
        return Cause("hidden", message), rename
    line = shells.join(case.shell.kind, rename.command, install.command)
    return Cause("hidden", message, (f"{name} is not installed either",)), Remedy(line)


def _same(case: Case, one: Seen, other: Seen) -> bool:
    return bool(one.origin) and case.system.identity(one.origin) == case.system.identity(other.origin)
