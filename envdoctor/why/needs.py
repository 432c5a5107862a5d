"""What a module that is there needs besides, and what stands in its way: one step further than finding it."""

from __future__ import annotations

from envdoctor.facts.installed import normal
from envdoctor.why import owners, reach, remedies, standard, well_known
from envdoctor.why.answer import Cause
from envdoctor.why.finding import Found
from envdoctor.why.search_path import CURRENT, STANDARD

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.why.answer import Remedy
    from envdoctor.why.case import Case

    Verdict = tuple[bool | None, Cause, Remedy | None]


def look(case: Case, found: Found) -> Verdict | None:
    """Say what is missing or hidden, and whether the import fails for certain; None: nothing is."""
    if found.entry in {STANDARD, ""} and not hiding(case):
        return None
    hidden = {name: path for name, path in hiding(case).items() if name != case.top}
    trouble = reach.trouble(case.here, hidden)
    if trouble and trouble.origin:
        return False if trouble.certain else None, *_hidden(case, trouble)
    missing = _missing(case)
    if trouble:
        name = _name(case, trouble.name)
        if not missing or normal(name) in {normal(one) for one in missing}:
            return False, *_needs(case, name, trouble)
    if missing:
        return None, *_needs(case, missing[0], None, missing[1:])
    return None


def hiding(case: Case) -> dict[str, str]:
    """Give the modules of the standard library that a file beside the program stands before, each with that file."""
    first = next((one for one in case.here.paths.entries if one.what == CURRENT), None)
    if first is None:
        return {}
    found = {}
    for name in sorted(case.folders.names(first.path)):
        stem = name.removesuffix(".py")
        if stem not in standard.names(case.here.layout.minor):
            continue
        there = case.here.find(stem)
        if isinstance(there, Found) and there.entry == CURRENT and there.kind in {"module", "package"}:
            path = there.origin if there.kind == "module" else case.system.path.dirname(there.origin)
            found[stem] = path
    return found


def notes(case: Case) -> tuple[str, ...]:
    """Speak of those files, whatever is asked about."""
    return tuple(
        f"{case.shown(path)} hides the standard library's `{name}`: whatever imports that gets this file in its place."
        for name, path in hiding(case).items()
        if name != case.top
    )


def _hidden(case: Case, trouble: reach.Trouble) -> tuple[Cause, Remedy | None]:
    message = (
        f"`{case.module}` is there, but needs the standard library's `{trouble.name}`, and gets "
        f"{case.shown(trouble.origin)} in its place."
    )
    return Cause("hidden", message, _way(trouble)), remedies.rename(case, trouble.origin)


def _needs(
    case: Case, name: str, trouble: reach.Trouble | None, others: list[str] | tuple[str, ...] = ()
) -> tuple[Cause, Remedy | None]:
    also = f" (nor {'are' if len(others) > 1 else 'is'} {', '.join(others)})" if others else ""
    message = f"`{case.module}` is there, but needs {name}, which is not installed{also}."
    evidence = _way(trouble) if trouble else ()
    remedy = remedies.install(case, name, case.matching(name))
    return Cause("needs-missing", message, evidence), remedy


def _way(trouble: reach.Trouble) -> tuple[str, ...]:
    return (f"`{trouble.name}` is imported by " + ", that by ".join(f"`{one}`" for one in reversed(trouble.chain)),)


def _name(case: Case, module: str) -> str:
    """Give the distribution that a missing module comes from; the module itself where that is not known."""
    required = {normal(one): one for one in _required(case)}
    known = well_known.distribution(module) or module
    return required.get(normal(known)) or required.get(normal(module)) or known


def _required(case: Case) -> list[str]:
    """Give the names that the distribution requires of every Python, or of this one."""
    from packaging.requirements import InvalidRequirement, Requirement

    from envdoctor.probe.dists.markers import Markers
    from envdoctor.probe.dists.target import Target
    from envdoctor.probe.pythons import environment

    claim = case.here.owner()
    if claim is None:
        return []
    inside = environment.read(case.system, case.here.python.prefix, case.snap.aim.root)
    found = []
    for line in claim.metadata.requires:
        try:
            asked = Requirement(line)
        except InvalidRequirement:
            continue
        if asked.marker:
            text = str(asked.marker)
            if "extra" in text or inside is None:
                continue
            if not Markers(Target(case.system, inside, tuple(case.here.sites))).hold(text):
                continue
        found.append(asked.name)
    return found


def _missing(case: Case) -> list[str]:
    """Give what is required and neither listed as installed nor there as a module of that name."""
    from envdoctor.probe.dists.origin import installer

    claim = case.here.owner()
    if claim is None or case.here.paths.doubts or installer(case.system, claim.metadata.folder) == "conda":
        return []
    places = [one.path for one in case.here.paths.entries if one.what not in {STANDARD, CURRENT}]
    return [
        name
        for name in _required(case)
        if not any(owners.called(case.folders, place, name) for place in places)
        and not any(
            isinstance(case.here.find(module), Found)
            for module in (*well_known.imports(name), normal(name).replace("-", "_"))
        )
    ]
