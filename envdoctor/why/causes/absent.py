"""Installed nowhere: declared or not, misspelt, or unknown."""

from __future__ import annotations

from envdoctor.why import owners, remedies, standard, well_known
from envdoctor.why.answer import Cause, Remedy
from envdoctor.why.finding import Found as Seen
from envdoctor.why.search_path import STANDARD

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.why.case import Case

    Found = tuple[Cause, Remedy | None] | None

_ENDINGS = (".py", ".so", ".pyd")


def not_installed(case: Case) -> Found:
    """It is known where it comes from; that is not installed."""
    name = case.distribution
    if not name:
        return None
    environment = case.home_environment
    where = f"in {environment.name}" if environment else "for this Python"
    where += ", the project's environment (which is not active either)" if case.inactive else ""
    declared = case.declared
    said = case.comes(name)
    if declared:
        also = ", which the project declares, " if said.endswith(case.top) else " the project declares, but which "
        message = f"{said}{also}is not installed {where}."
    else:
        message = f"{said} is not installed {where}, nor declared by the project."
    if case.module == "pip":
        return Cause("not-installed", message), remedies.bring_pip(case)
    return Cause("not-installed", message), remedies.install(case, name, declared)


def wrong_case(case: Case) -> Found:
    """It is there, but written with other capitals; or it is the distribution's name, and the module has another."""
    if case.home.lacking is None or case.home.lacking.parent:
        return None
    rest = case.module[len(case.top) :]
    then = "Then mend the name in the source."
    for name in _importable(case):
        if name.lower() == case.top.lower() and name != case.top:
            message = f"`{case.top}` is written `{name}`: Python tells capitals apart, on every system."
            return Cause("misspelt", message), Remedy(f"envdoctor why {name}{rest}", then)
    for site in case.home.sites:
        metadata = owners.called(case.folders, site, case.top)
        modules = owners.modules(case.folders, metadata) if metadata else []
        if metadata and modules and case.top not in modules and isinstance(case.home.find(modules[0]), Seen):
            message = f"{metadata.name} {metadata.version} is installed, and is imported as `{modules[0]}`."
            return Cause("misspelt", message), Remedy(f"envdoctor why {modules[0]}", then)
    return None


def misspelt(case: Case) -> Found:
    """A name that is very near to it exists."""
    near = nearest(case)
    if not near:
        return None
    there = case.home.find(near)
    what = "is importable" if isinstance(there, Seen) else "is a known module"
    message = f"No module `{case.top}` is known here; `{near}` {what}, and is written almost the same."
    rest = case.module[len(case.top) :]
    return Cause("misspelt", message), Remedy(f"envdoctor why {near}{rest}", "Then mend the name in the source.")


def nearest(case: Case) -> str:
    """Give the module whose name is nearest to the one that is asked for; empty: none is near."""
    known: dict[str, str] = {}
    for name in (*well_known.modules(), *standard.names(case.home.layout.minor), *_importable(case)):
        known[name.lower()] = name
    lower = case.top.lower()
    if lower in known:
        return known[lower] if known[lower] != case.top else ""
    slips = 1 if len(lower) < 8 else 2  # noqa: PLR2004 - in a short name, two slips make another word
    near = [(slip, name) for name in known if (slip := _slips(lower, name, slips)) <= slips]
    # of three letters, everything is near to everything
    return known[min(near)[1]] if near and len(lower) > 3 else ""  # noqa: PLR2004


def _slips(one: str, other: str, most: int) -> int:
    """Count the letters that are wrong, missing, too many or changed with their neighbour; no further than needed."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        last, before, row = before, row, [at]
        for position, wanted in enumerate(other, 1):
            cost = min(before[position] + 1, row[-1] + 1, before[position - 1] + (letter != wanted))
            if at > 1 and position > 1 and letter == other[position - 2] and one[at - 2] == wanted:
                cost = min(cost, last[position - 2] + 1)
            row.append(cost)
    return row[-1]


def _importable(case: Case) -> list[str]:
    """Give the top names on the search path, but for the standard library's."""
    names = []
    for entry in case.home.paths.entries:
        if entry.what == STANDARD:
            continue
        for name in case.folders.names(entry.path):
            stem, dot, _ = name.partition(".")
            if stem.isidentifier() and (name.endswith(_ENDINGS) or not dot):
                names.append(stem)
    return names


def unknown(case: Case) -> tuple[Cause, Remedy | None]:
    """Nothing here knows the name."""
    message = f"No Python that was found here has a module `{case.top}`, and the project's files do not name one."
    then = "It asks the index whether there is a distribution of that name; look at who made it before you install it."
    remedy = remedies.pip(case, "index", "versions", case.top.replace("_", "-"))
    return Cause("unknown", message), remedy.replace(then=then)
