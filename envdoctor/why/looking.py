"""One Python and one module: its folders, its search path, and what an import would find there."""

from __future__ import annotations

from envdoctor.record import CannotKnow
from envdoctor.why import layout, owners, search_path
from envdoctor.why.finding import Finder, Found
from envdoctor.why.parts import NEEDS
from envdoctor.why.search_path import CURRENT, STANDARD, USER

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts.machine import Interpreter
    from envdoctor.why.finding import Lacking
    from envdoctor.why.folders import Folders
    from envdoctor.why.layout import Layout
    from envdoctor.why.owners import Ownership
    from envdoctor.why.search_path import ImportPath


class Look:
    """What one Python would do with `import MODULE`."""

    def __init__(
        self, folders: Folders, python: Interpreter, module: str, start: str = "", *, variables: bool = True
    ) -> None:
        """Look; `start` is the first entry of sys.path, `variables`: those of this shell count.

        Raises:
            CannotKnow: its folders cannot be told from files.
        """
        self.folders, self.python, self.module = folders, python, module
        self.layout: Layout = layout.read(folders.system, python, variables=variables)
        self.paths: ImportPath = search_path.build(folders, self.layout, start, variables=variables)
        self.finder = Finder(folders, self.layout, self.paths)
        self.result: Found | Lacking = self.find(module)

    def find(self, module: str) -> Found | Lacking:
        """Look for any module on the same path."""
        return self.finder.find(module)

    @property
    def found(self) -> Found | None:
        """What was found, if all that it needs of the standard library is there too."""
        return self.result if isinstance(self.result, Found) and not self.needed else None

    @property
    def lacking(self) -> Lacking | None:
        """Where it failed."""
        return None if isinstance(self.result, Found) else self.result

    @property
    def needed(self) -> str:
        """The compiled part that a module of the standard library cannot do without, where this build lacks it."""
        if not isinstance(self.result, Found) or self.result.entry not in {STANDARD, ""}:
            return ""
        name = self.module
        while name:
            part = self.find(NEEDS[name]) if name in NEEDS else None
            if part is not None and not isinstance(part, Found):
                return "" if part.doubts else NEEDS[name]
            name = name.rpartition(".")[0]
        return ""

    @property
    def sites(self) -> list[str]:
        """The folders of packages on its path."""
        wanted = {"site-packages", USER, "the base's packages"}
        return [entry.path for entry in self.paths.entries if entry.what in wanted]

    def claims(self, module: str = "") -> list[Ownership]:
        """Give the distributions on its path that claim the module."""
        asked = module or self.module
        shared = self.shared(asked)
        return [claim for site in self.sites for claim in owners.claims(self.folders, site, asked, shared)]

    def shared(self, module: str = "") -> frozenset[str]:
        """Give the packages around a module that many distributions have parts of: none of them owns the others'."""
        found = set()
        name = (module or self.module).rpartition(".")[0]
        while name:
            there = self.find(name)
            if isinstance(there, Found) and (there.kind == "namespace" or self.finder.spreads(there)):
                found.add(name)
            name = name.rpartition(".")[0]
        return frozenset(found)

    def owner(self) -> Ownership | None:
        """Give the distribution that what was found belongs to."""
        found = self.result
        if not isinstance(found, Found) or found.entry in {STANDARD, CURRENT, "PYTHONPATH"}:
            return None
        return next(iter(self.claims()), None)


def attempt(
    folders: Folders, python: Interpreter, module: str, start: str = "", *, variables: bool = False
) -> Look | None:
    """Look; None where the Python's files do not say enough."""
    try:
        found = Look(folders, python, module, start, variables=variables)
    except CannotKnow:
        return None
    return None if found.layout.problem else found
