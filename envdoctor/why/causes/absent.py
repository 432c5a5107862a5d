"""Installed nowhere: declared or not, misspelt, or unknown."""

from __future__ import annotations

from envdoctor.why import owners, places, remedies, retired, standard, well_known
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


def own_name(case: Case) -> Found:
    """It is what the project calls itself, and no folder of the project has a module of that name."""
    lacking = case.home.lacking
    if lacking is None or lacking.parent or not case.own(case.top):
        return None
    root = case.shown(case.snap.aim.root)
    message = f"`{case.top}` is what this project calls itself, but nothing in {root} is a module of that name."
    note = f"what an index has as {case.project_name} is another project's"
    return Cause("project-not-installed", message, (note,)), None


def other_release(case: Case) -> Found:
    """The distribution that it comes from is installed, in a release that does not have it."""
    name = well_known.distribution(case.module)
    if not name or case.home.lacking is None or case.home.lacking.parent:
        return None
    for site in case.home.sites:
        metadata = owners.called(case.folders, site, name)
        if metadata is None:
            continue
        message = f"{metadata.name} {metadata.version} is installed, but this version has no module `{case.top}`."
        had = retired.GONE.get(case.top)
        if had:
            evidence = (f"{had[0]}{had[1]} has it",)
            return Cause("other-release", message, evidence), remedies.requirement(case, had[0] + had[1])
        then = "It lists the releases; one of them may have it."
        remedy = remedies.pip(case, "index", "versions", metadata.name)
        return Cause("other-release", message), remedy.replace(then=then)
    return None


def distribution_name(case: Case) -> Found:
    """It is a distribution's name; what that gives is imported by another."""
    modules = well_known.imports(case.top)
    if not modules or "." in case.module or well_known.distribution(case.top):
        return None
    message = f"`{case.top}` is the name of a distribution, and is imported as `{modules[0]}`."
    return Cause("misspelt", message), Remedy(f"envdoctor why {modules[0]}", "Then mend the name in the source.")


def part_of_shared(case: Case) -> Found:
    """It is a part of a package that many distributions share, and not known which brings it."""
    if not case.shared and case.top not in well_known.SHARED:
        return None
    known = well_known.parts(case.module)
    message = f"`{case.module}` is not installed; `{case.top}` is shared by many distributions, each with a part of it."
    evidence = tuple(f"{name} comes from {distribution}" for name, distribution in known[:3])
    if known or "." not in case.module:
        return Cause("unknown", message, evidence), None
    then = "It asks the index for a distribution called after the module; look at who made it before you install it."
    remedy = remedies.pip(case, "index", "versions", case.module.replace(".", "-").replace("_", "-"))
    return Cause("unknown", message), remedy.replace(then=then)


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
    where = _where(case, near)
    message = f"No module `{case.top}` is known here; `{near}` is written almost the same, and {where}."
    rest = case.module[len(case.top) :]
    return Cause("misspelt", message), Remedy(f"envdoctor why {near}{rest}", "Then mend the name in the source.")


def _where(case: Case, near: str) -> str:
    """Say where the module is that was probably meant."""
    if isinstance(case.here.find(near), Seen):
        return "can be imported"
    if case.inactive and case.environment and isinstance(case.home.find(near), Seen):
        return f"is installed in the project's environment, {case.environment.name}, which is not active"
    for spot, _ in places.elsewhere(case.folders, case.snap, near, [case.here.python.identity]):
        return f"is installed in {spot.shown}, but not for this Python"
    return "is a known module, though not installed for this Python"


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
    message = f"No Python that was found here has a module `{case.module}`, and the project's files do not name one."
    then = "It asks the index whether there is a distribution of that name; look at who made it before you install it."
    remedy = remedies.pip(case, "index", "versions", case.top.replace("_", "-"))
    return Cause("unknown", message), remedy.replace(then=then)
