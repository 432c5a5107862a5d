"""sys.path as a Python would have it: the current folder, PYTHONPATH, the standard library, packages, .pth files."""

from __future__ import annotations

from envdoctor.record import Record
from envdoctor.why import pth

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from envdoctor.why.folders import Folders
    from envdoctor.why.layout import Layout
    from envdoctor.why.pth import Mapped

# the customization of Debian and Homebrew, which does no more than their paths already say
_KNOWN_CUSTOM = ("apport_python_hook", "Homebrew")
SAFE_PATH = (3, 11)  # since then PYTHONSAFEPATH keeps the first entry away
CURRENT = "the current folder"
STANDARD = "the standard library"
USER = "the user's packages"


class PathEntry(Record):
    """One entry of sys.path."""

    path: str
    what: str  # "the current folder", "PYTHONPATH", "the standard library", "site-packages", "the user's packages"


class ImportPath(Record):
    """All that an import looks through, in its order."""

    entries: tuple[PathEntry, ...]
    mapped: tuple[Mapped, ...] = ()
    namespaces: tuple[Mapped, ...] = ()
    distutils: str = ""  # the folder of packages whose setuptools gives its own distutils
    doubts: tuple[str, ...] = ()
    broken: tuple[tuple[str, str, str], ...] = ()  # what .pth files name and is gone; see `pth.broken`


def build(folders: Folders, layout: Layout, start: str = "", *, variables: bool = True) -> ImportPath:
    """Give what a program would see whose first entry is the folder `start`; empty: it has no such entry."""
    system = folders.system
    building = _Building(folders)
    if layout.pth:
        return _said(building, layout)
    safe = variables and layout.minor >= SAFE_PATH and system.env.get("PYTHONSAFEPATH")
    if start and not safe:
        building.add(start, CURRENT)
    said = system.env.get("PYTHONPATH", "") if variables else ""
    if said:
        for one in said.split(";" if system.name == "windows" else ":"):
            building.add(system.path.normpath(system.path.join(system.cwd, one)), "PYTHONPATH")
    for one in layout.stdlib:
        building.add(one, STANDARD)
    environment = layout.prefix != layout.base
    if environment:  # its own packages come before the user's, those of its base after
        building.sites(layout.sites, "site-packages")
    if not layout.isolated and layout.user:
        building.sites((layout.user,), USER)
    if environment:
        building.sites(layout.beyond, "the base's packages")
    else:
        building.sites(layout.sites, "site-packages")
    return building.done(layout)


def _said(building: _Building, layout: Layout) -> ImportPath:
    """Follow a python312._pth, which leaves nothing to work out."""
    system = building.folders.system
    folder = system.path.dirname(layout.pth)
    for line in building.folders.text(layout.pth).removeprefix("\ufeff").splitlines():
        said = line.partition("#")[0].strip()
        if said == "import site":
            building.sites(layout.sites, "site-packages")
        elif said:
            building.add(system.path.normpath(system.path.join(folder, said)), f"{layout.pth}")
    return building.done(layout)


class _Building:
    def __init__(self, folders: Folders) -> None:
        self.folders = folders
        self.entries: list[PathEntry] = []
        self.mapped: list[Mapped] = []
        self.namespaces: list[Mapped] = []
        self.doubts: list[str] = []
        self.broken: list[tuple[str, str, str]] = []
        self.distutils = ""
        self.known: set[str] = set()
        self.front = 0  # where easy_install puts what it wants first

    def add(self, path: str, what: str, at: int | None = None) -> None:
        known = self.folders.system.path.normcase(path)
        if known not in self.known:
            self.known.add(known)
            self.entries.insert(len(self.entries) if at is None else at, PathEntry(path, what))
            if what == CURRENT:
                self.front = 1

    def sites(self, sites: Iterable[str], what: str) -> None:
        for site in sites:
            self.site(site, what)

    def site(self, site: str, what: str) -> None:
        """Add a folder of packages, and what its .pth files say."""
        system = self.folders.system
        if system.kind(site) != "folder":
            return
        self.add(site, what)
        files = pth.read(self.folders, site)
        for one in files.paths:
            if system.kind(one.path):
                self.add(one.path, f"{one.file}:{one.line}", self.front if one.front else None)
                self.front += one.front
        self.mapped += files.mapped
        self.namespaces += files.namespaces
        self.doubts += files.doubts
        self.broken += pth.broken(self.folders, files)
        wanted = system.env.get("SETUPTOOLS_USE_DISTUTILS", files.distutils)
        if files.distutils and wanted == "local" and not self.distutils:
            self.distutils = site
        for further in files.sites:
            self.site(further, f"{site} names it")

    def done(self, layout: Layout) -> ImportPath:
        self.custom(layout)
        return ImportPath(
            tuple(self.entries), tuple(self.mapped), tuple(self.namespaces), self.distutils,
            tuple(self.doubts), tuple(self.broken),
        )  # fmt: skip

    def custom(self, layout: Layout) -> None:
        """Find sitecustomize and usercustomize, which Python imports when it starts."""
        names = ["sitecustomize", *([] if layout.isolated else ["usercustomize"])]
        for name in names:
            for entry in self.entries:
                if entry.what == CURRENT:
                    continue  # it is put on the path when both have been imported
                file = self.folders.file(entry.path, name + ".py")
                if file:
                    text = self.folders.text(file)
                    if not any(word in text for word in _KNOWN_CUSTOM):
                        self.doubts.append(f"{file} is run when Python starts")
                    break
