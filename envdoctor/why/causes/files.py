"""Files: gone, made for another Python, or never installed."""

from __future__ import annotations

import re

from envdoctor import shells
from envdoctor.facts.installed import normal
from envdoctor.why import owners, remedies
from envdoctor.why.answer import Cause, Remedy
from envdoctor.why.finding import Found as Seen
from envdoctor.why.retired import GONE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.why.case import Case
    from envdoctor.why.owners import Ownership

    Found = tuple[Cause, Remedy | None] | None

_FOR = re.compile(r"\.(?:cpython-|cp)(\d)(\d+)(t?)m?-?([\w-]*)\.(?:so|pyd)$")
_PYPY = re.compile(r"\.pypy(\d)(\d+)-")


def damaged(case: Case) -> Found:
    """It is installed, but its files are gone, its source has moved, or they were made for another Python."""
    lacking = case.home.lacking
    if lacking is None:
        return None
    claims = case.claims
    if lacking.unfit:
        return _unfit(case, lacking.unfit, claims)
    found = _editable(case)
    if found:
        return found
    for claim in claims:
        site = case.system.path.dirname(claim.metadata.folder)
        gone = [one for one in claim.files if not case.system.kind(case.system.path.join(site, *one.split("/")))]
        if claim.files and gone and _brings(claim, case.module):
            evidence: tuple[str, ...] = (f"gone: {case.shown(case.system.path.join(site, *gone[0].split('/')))}",)
            evidence += (f"and {len(gone) - 1} more files",) if len(gone) > 1 else ()
            metadata = claim.metadata
            message = f"{metadata.name} {metadata.version} is listed as installed, but its files are gone."
            return Cause("damaged", message, evidence), remedies.reinstall(case, metadata.name, metadata.version)
    return None


def _brings(claim: Ownership, module: str) -> bool:
    """Say whether the files that a distribution names include the module itself."""
    path = module.replace(".", "/")
    return any(one.startswith((path + "/", path + ".")) for one in claim.files)


def _unfit(case: Case, unfit: tuple[str, ...], claims: list[Ownership]) -> Found:
    evidence = tuple(f"{case.shown(one)} is made for {_made_for(one)}" for one in unfit[:3])
    version = ".".join(map(str, case.home.layout.minor))
    message = f"`{case.module}` is there, but compiled for another Python or system than this Python {version}."
    if not claims:
        return Cause("damaged", message, evidence), None
    metadata = claims[0].metadata
    return Cause("damaged", message, evidence), remedies.reinstall(case, metadata.name, metadata.version)


def _made_for(path: str) -> str:
    match = _FOR.search(path)
    if match is None:
        pypy = _PYPY.search(path)
        return f"PyPy {pypy[1]}.{pypy[2]}" if pypy else "another system"
    system = match[4].removesuffix("-gnu")
    return f"Python {match[1]}.{match[2]}{match[3]}" + (f" on {system}" if system else "")


def _editable(case: Case) -> Found:
    """Find the editable install whose folder is gone."""
    for name, place, file in case.home.paths.broken:
        site, own = case.system.path.split(file.rpartition(":")[0] if not name else file)
        metadata = owners.of_file(case.folders, site, own)
        called = metadata.name if metadata else ""
        if not _fits(case, name, place, called):
            continue
        message = f"`{case.top}` was installed to be edited in {case.shown(place)}, which is gone."
        remedy = None
        if case.own(called) or case.own(case.top):
            remedy = _renamed(case, case.system.path.dirname(place)) or remedies.install_project(case)
        elif called:
            then = f"Then install {called} again from where its source is now."
            remedy = remedies.pip(case, "uninstall", "--yes", called).replace(then=then)
        return Cause("damaged", message, (f"named in {case.shown(file)}",)), remedy
    return None


def editable_without(case: Case) -> Found:
    """It is installed to be edited, and the folder where its source is has no such module."""
    lacking = case.home.lacking
    if lacking is None or lacking.parent:
        return None
    for site in case.home.sites:
        metadata = owners.called(case.folders, site, case.top)
        claim = next((one for one in owners.claims(case.folders, site, case.top) if not one.files), None)
        metadata = metadata or (claim.metadata if claim else None)
        if metadata is None:
            continue
        for entry in case.home.paths.entries:
            file = entry.what.rpartition(":")[0]
            own = case.system.path.basename(file)
            if not file.endswith(".pth") or owners.of_file(case.folders, site, own) != metadata:
                continue
            message = (
                f"{metadata.name} {metadata.version} is installed to be edited: its source is in "
                f"{case.shown(entry.path)}, where no module is called `{case.top}`."
            )
            return Cause("damaged", message, (f"named in {case.shown(entry.what)}",)), _renamed(case, entry.path)
    return None


def _renamed(case: Case, folder: str) -> Remedy | None:
    """Ask for the only package that lies where the module should be: its folder may have another name now."""
    inside = (case.system.path.join(folder, one) for one in sorted(case.folders.names(folder)))
    packages = [case.system.path.basename(one) for one in inside if case.folders.file(one, "__init__.py")]
    found = [one for one in packages if one.isidentifier() and one not in {"docs", "examples", "test", "tests"}]
    if len(found) != 1 or found[0] == case.top:
        return None
    then = f"It is the only package in {case.shown(folder)}: mend the name in the source, or that of the folder."
    return Remedy(f"envdoctor why {found[0]}", then)


def _fits(case: Case, name: str, place: str, called: str) -> bool:
    """Say whether what is gone was the module: by its name, its distribution's, or that of a folder."""
    if name:
        return name.partition(".")[0] == case.top
    parts = {normal(part) for part in re.split(r"[/\\]", place)}
    return normal(case.top) in parts or normal(called) == normal(case.top)


def no_such_submodule(case: Case) -> Found:
    """The package is there, but not that part of it: another version has it, or it is no module at all."""
    lacking = case.home.lacking
    parent = lacking.parent if lacking else None
    if lacking is None or parent is None:
        return None
    outer, _, name = lacking.name.rpartition(".")
    where = case.shown(parent.origin or (parent.inside[0] if parent.inside else ""))
    where = {"frozen": "a part of the interpreter itself", "built-in": "compiled into the interpreter"}.get(
        where, where
    )
    if not parent.inside:
        message = f"`{outer}` is one file and no package, so nothing can be imported below it."
        return Cause("no-such-submodule", message, (f"it is {where}",)), None
    text = case.folders.text(parent.origin) if parent.origin else ""
    if re.search(rf"^(?:class|def|async def) {name}\b|^{name}\s*[:=]|\b(?:import|as) {name}\b", text, re.MULTILINE):
        message = f"`{name}` is a name in `{outer}`, not a module: it is had by `from {outer} import {name}`."
        return Cause("no-such-submodule", message, (f"it stands in {where}",)), None
    if parent.kind == "namespace":
        return None  # each part of it is a distribution of its own
    near, remedy = _near(case, lacking.name, parent, text)
    evidence = (f"it is {where}", *near)
    claim = next(iter(case.home.claims(outer)), None)
    if claim is None:
        return Cause("no-such-submodule", f"`{outer}` has no module `{name}`.", evidence), remedy
    metadata = claim.metadata
    message = f"{metadata.name} {metadata.version} is installed, but has no module `{lacking.name}`."
    had = GONE.get(lacking.name)
    if had:
        return (
            Cause("other-release", message, (*evidence, f"{had[0]}{had[1]} has it")),
            remedies.requirement(case, had[0] + had[1]),
        )
    releases = [spot.release for spot, _ in case.spots if spot.release and spot.distribution == metadata.name]
    if releases:
        remedy = remedies.requirement(case, f"{metadata.name}=={releases[0]}")
    elif not near:
        then = "Whether a newer release has it cannot be known from here."
        remedy = remedies.upgrade(case, metadata.name).replace(then=then)
    return Cause("no-such-submodule", message, evidence), remedy


def _near(case: Case, asked: str, parent: Seen, text: str) -> tuple[tuple[str, ...], Remedy | None]:
    """Give what a package has that is written much the same: its modules, else the names in it."""
    from difflib import get_close_matches

    outer, _, name = asked.rpartition(".")
    stems = {one.partition(".")[0] for folder in parent.inside for one in case.folders.names(folder)}
    lower = {one.lower(): one for one in sorted(stems) if one.isidentifier() and not one.startswith("__")}
    modules = [lower[one] for one in get_close_matches(name.lower(), lower, n=2, cutoff=0.7)]
    modules = [one for one in modules if isinstance(case.home.find(f"{outer}.{one}"), Seen)]
    if modules:
        said = " and ".join(f"`{outer}.{one}`" for one in modules)
        remedy = Remedy(f"envdoctor why {outer}.{modules[0]}", "Then mend the name in the source.")
        return (f"written much the same: {said}",), remedy
    said_in = re.findall(r"^(?:class|def|async def) (\w+)|\b(?:import|as) (\w+)", text, re.MULTILINE)
    inner = {one.lower(): one for pair in said_in for one in pair if one and not one.startswith("_")}
    # what a star brings into a package stands in its modules
    for star in re.findall(r"^from \.(\w+) import \*", text, re.MULTILINE):
        for folder in parent.inside:
            source = case.folders.text(case.system.path.join(folder, star + ".py"))
            inner |= {one.lower(): one for one in re.findall(r"^(?:class|def) ([A-Za-z]\w*)", source, re.MULTILINE)}
    names = [inner[one] for one in get_close_matches(name.lower(), inner, n=3, cutoff=0.6)]
    said = " and ".join(f"`{outer}.{one}`" for one in names)
    return ((f"names in it that are written much the same: {said}",) if names else ()), None


def project_not_installed(case: Case) -> Found:
    """It is a package of the project itself, which is not where Python looks."""
    lacking = case.home.lacking
    if lacking is None or lacking.parent:
        return None
    root = case.snap.aim.root
    join = case.system.path.join
    for folder in (join(root, "src"), join(root, "lib"), join(root, "python"), root):
        inside = case.folders.folder(folder, case.top)
        file = case.folders.file(folder, case.top + ".py")
        if not file and not (inside and "__init__.py" in case.folders.names(inside)):
            continue
        place = case.shown(file or inside)
        if case.snap.project.package:
            message = f"{place} is the project's own, and the project is not installed in this Python."
            return Cause("project-not-installed", message), remedies.install_project(case)
        if folder == root:
            message = (
                f"{place} is the project's own, and Python finds it only where it is started in {case.shown(root)}."
            )
            return Cause("other-folder", message, (f"it starts in {case.shown(case.start)}",)), remedies.write(
                case, ("cd", root)
            )
        line = shells.set_variable(case.shell.kind, "PYTHONPATH", folder)
        message = f"{place} is the project's own, in a folder that Python does not look into."
        return Cause("other-folder", message), Remedy(line)
    return None
