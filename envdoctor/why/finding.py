"""What an import finds on a search path, in the order in which Python looks: nothing is imported for it."""

from __future__ import annotations

import re

from envdoctor.record import Record
from envdoctor.why.compiled import inside, suffixes
from envdoctor.why.parts import POSIX_ALONE, WINDOWS_ALONE
from envdoctor.why.search_path import CURRENT, STANDARD
from envdoctor.why.standard import among

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from envdoctor.why.folders import Folders
    from envdoctor.why.layout import Layout
    from envdoctor.why.search_path import ImportPath, PathEntry

IMPLICIT = (3, 14)  # since then a folder in a zip archive need not be listed of its own
# modules that others put in place, so that no file of that name is there
_PLACED = frozenset({"os.path"})
# modules of packages that are frozen, or stand for one that is: since which release
_FROZEN_BELOW = {"importlib.util": (3, 11), "importlib.machinery": (3, 11), "collections.abc": (3, 13)}
_JOKES = frozenset({"__hello__", "__phello__"})  # frozen in every release, and its tests' own
_PARTS = re.compile(r"extend_path\(|declare_namespace\(")
_CHANGES = re.compile(r"sys\.modules|__path__|meta_path|sys\.path|lazy|__getattr__")


class Found(Record):
    """What an import gives."""

    origin: str  # the file; "built-in", "frozen"; empty for a namespace package
    kind: str  # "package", "module", "extension", "bytecode", "namespace", "built-in", "frozen", "editable"
    entry: str = ""  # what leads there: "site-packages", "the current folder", "PYTHONPATH" …
    site: str = ""  # that entry of sys.path
    inside: tuple[str, ...] = ()  # where a package's modules are looked for


class Lacking(Record):
    """Where an import fails."""

    name: str  # the first part that is not found: "a.b" of `import a.b.c`
    parent: Found | None = None  # what the part before it is
    unfit: tuple[str, ...] = ()  # files of that name that were compiled for another Python or system
    doubts: tuple[str, ...] = ()  # why it may be found all the same


class Finder:
    """Finds modules on one search path; what it has found it remembers."""

    def __init__(self, folders: Folders, layout: Layout, paths: ImportPath) -> None:
        self.folders, self.layout, self.paths = folders, layout, paths
        self.suffixes, patterns = suffixes(folders, layout)
        self.patterns = [re.compile(pattern) for pattern in patterns]
        self.minor = layout.minor
        self._known: dict[str, Found | Lacking] = {}
        self._read: dict[tuple[str, str], bool] = {}

    def find(self, module: str) -> Found | Lacking:
        """Find a module, and those around it first."""
        found = self._known.get(module)
        if found is None:
            found = self._known[module] = self._find(module)
        return found

    def _find(self, module: str) -> Found | Lacking:
        outer, _, part = module.rpartition(".")
        unfit: list[str] = []
        if not outer:
            found = self.top(part, unfit)
            return found or Lacking(module, None, tuple(unfit), (*self.paths.doubts, *self.silent(part)))
        parent = self.find(outer)
        if isinstance(parent, Lacking):
            return parent
        found = self.below(module, parent, unfit)
        return found or Lacking(module, parent, tuple(unfit), (*self.paths.doubts, *self.changes(parent)))

    def says(self, pattern: re.Pattern[str], file: str) -> bool:
        """Say whether a file has something in it, and read it once for that."""
        key = pattern.pattern, file
        if key not in self._read:
            self._read[key] = bool(pattern.search(self.folders.text(file)))
        return self._read[key]

    def spreads(self, found: Found) -> bool:
        """Say whether a package asks for its parts from all of sys.path."""
        return found.kind == "package" and self.says(_PARTS, found.origin)

    def top(self, name: str, unfit: list[str]) -> Found | None:
        """Find a module that stands in no package."""
        if name == "__main__":
            return Found("built-in", "program")
        pypy = self.layout.folder.startswith("pypy")
        if not pypy and among("BUILT_IN", name, self.minor):
            return Found("built-in", "built-in")
        if not pypy and (name in _JOKES or among("FROZEN", name, self.minor)):
            return Found("frozen", "frozen")
        if name == "distutils" and self.paths.distutils:
            place = self.folders.system.path.join(self.paths.distutils, "setuptools", "_distutils")
            if file := self.folders.file(place, "__init__.py"):
                return Found(file, "package", "setuptools", self.paths.distutils, (place,))
        entries: Sequence[PathEntry] = self.paths.entries
        if among("STARTED", name, self.minor):  # it was imported before the first entry was there
            entries = [entry for entry in entries if entry.what != CURRENT]
        found = self.through(name, name, [(one.path, one.what) for one in entries], unfit)
        if found is not None:
            return found
        return self.mapped(name) or self.compiled_in(name)

    def below(self, name: str, parent: Found, unfit: list[str]) -> Found | None:
        """Find a module in a package."""
        if name in _PLACED:
            return self.top("posixpath" if self.layout.folder != "Lib" else "ntpath", unfit)
        if not parent.inside:
            return None
        if self.minor >= _FROZEN_BELOW.get(name, (9,)) and parent.entry == STANDARD:
            return Found("frozen", "frozen")
        where = [(folder, parent.entry) for folder in self.portions(name, parent)]
        found = self.through(name, name.rpartition(".")[2], where, unfit)
        if found is not None:
            return found.replace(site=parent.site) if parent.site else found
        return self.mapped(name)

    def portions(self, name: str, parent: Found) -> Iterable[str]:
        """Give the folders of a package; one that asks for it spreads over all of sys.path."""
        if not self.spreads(parent):
            return parent.inside
        parts = name.split(".")[:-1]
        others = (self.folders.system.path.join(entry.path, *parts) for entry in self.paths.entries)
        fitting = [one for one in others if self.folders.file(one, "__init__.py") or one in parent.inside]
        return dict.fromkeys([*parent.inside, *fitting])

    def through(self, name: str, tail: str, where: Iterable[tuple[str, str]], unfit: list[str]) -> Found | None:
        """Go through folders; those of that name without a module in them make up a namespace package."""
        portions: list[str] = []
        for folder, what in where:
            found = self.within(folder, tail, portions, unfit)
            if found is not None:
                return found.replace(entry=what, site=folder)
        portions += [one.path for one in self.paths.namespaces if one.name == name]
        if portions:
            return Found("", "namespace", inside=tuple(portions))
        return None

    def within(self, folder: str, tail: str, portions: list[str], unfit: list[str]) -> Found | None:
        names = self.folders.names(folder)
        if not names:
            return self.zipped(folder, tail, portions)
        inside = self.folders.folder(folder, tail)
        if inside:
            found = self.file(inside, "__init__", [])
            if found is not None:
                return found.replace(kind="package", inside=(inside,))
        found = self.file(folder, tail, unfit)
        if found is None and inside:
            portions.append(inside)
        return found

    def file(self, folder: str, tail: str, unfit: list[str]) -> Found | None:
        """Find a file: compiled modules come first, then source, then bytecode alone."""
        for ending in self.suffixes:
            if file := self.folders.file(folder, tail + ending):
                return Found(file, "extension")
        names = self.folders.names(folder)
        candidates = sorted(one for one in names if one.startswith(tail + ".") and one.endswith((".so", ".pyd")))
        for one in candidates:
            if any(pattern.fullmatch(one[len(tail) :]) for pattern in self.patterns):
                return Found(self.folders.file(folder, one), "extension")
        for ending, kind in ((".py", "module"), (".pyc", "bytecode")):
            if file := self.folders.file(folder, tail + ending):
                return Found(file, kind)
        unfit += [self.folders.system.path.join(folder, one) for one in candidates]
        return None

    def zipped(self, path: str, tail: str, portions: list[str]) -> Found | None:
        """Look into a zip archive."""
        split = self.folders.archive(path)
        if split is None:
            return None
        archive, inside = split
        entries = self.folders.entries(archive) or frozenset()
        for name, kind in ((f"{tail}/__init__", "package"), (tail, "module")):
            for ending in (".pyc", ".py"):
                if inside + name + ending in entries:
                    file = self.folders.system.path.join(archive, *(inside + name + ending).split("/"))
                    folder = self.folders.system.path.join(path, tail)
                    return Found(file, kind, inside=(folder,) if kind == "package" else ())
        listed = f"{inside}{tail}/"
        implied = self.minor >= IMPLICIT and any(one.startswith(listed) for one in entries)
        if listed in entries or implied:
            portions.append(self.folders.system.path.join(path, tail))
        return None

    def mapped(self, name: str) -> Found | None:
        """Ask the finders of editable installs, which are the last that Python asks."""
        system = self.folders.system
        for one in self.paths.mapped:
            if name != one.name and not name.startswith(one.name + "."):
                continue
            rest = name[len(one.name) + 1 :]
            path = system.path.join(one.path, *rest.split(".")) if rest else one.path
            folder, tail = system.path.split(path)
            stem = tail.removesuffix(".py")
            if file := self.folders.file(path, "__init__.py"):
                return Found(file, "editable", one.file, folder, (path,))
            if stem != "__init__":
                found = self.file(folder, stem, [])
                return found and found.replace(kind="editable", entry=one.file, site=folder)
            if file := self.folders.file(folder, tail):
                return Found(file, "editable", one.file, system.path.dirname(folder), (folder,))
        return None

    def compiled_in(self, name: str) -> Found | None:
        """Look into the interpreter itself for a module of the standard library that has no file."""
        apart = POSIX_ALONE if self.layout.folder == "Lib" else WINDOWS_ALONE
        if name in apart or not (among("COMPILED", name, self.minor) or among("ALL", name, self.minor)):
            return None
        return Found("built-in", "built-in") if inside(self.folders, self.layout, name) else None

    def silent(self, name: str) -> list[str]:
        """Say whether a module may be compiled into an interpreter that does not say what is."""
        if name in WINDOWS_ALONE | POSIX_ALONE or not among("COMPILED", name, self.minor):
            return []
        known = inside(self.folders, self.layout, name) is not None
        return [] if known else [f"{self.layout.binary} does not say what is compiled into it"]

    def changes(self, parent: Found) -> list[str]:
        """Say whether a package's own code may offer modules that are no files."""
        if parent.kind in {"built-in", "frozen", "extension", "bytecode"}:
            return [f"{parent.origin} may offer modules that are no files"] if parent.kind == "extension" else []
        changes = bool(parent.origin) and self.says(_CHANGES, parent.origin)
        return [f"{parent.origin} changes what it offers when it is imported"] if changes else []
