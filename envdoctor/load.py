"""Find the checks: every installed distribution with an entry point in the group `envdoctor.checks` is a pack.

A pack is a package with one folder per family and one module per check; envdoctor's own are the first.
"""

from __future__ import annotations

import sys

from envdoctor.record import CannotKnow, Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from envdoctor.check import Check
    from envdoctor.facts import Snapshot
    from envdoctor.system import System

GROUP = "[envdoctor.checks]"


class Source(Record):
    """Where a check is, known from its file's name alone; its module is imported when it is to run."""

    name: str
    family: str
    module: str
    page: str  # path of its page

    def load(self) -> Check:
        """Import the check.

        Raises:
            ImportError: its module cannot be imported, or holds no check of that name.
        """
        module = __import__(self.module, fromlist=["check"])
        found: Check | None = getattr(module, self.name.replace("-", "_"), None)
        if found is None:
            raise ImportError(f"{self.module} has no check named {self.name}")
        return found

    def concerned(self, snap: Snapshot) -> bool:
        """Say whether the check may have something to say here, without importing it.

        The package of its family may hold a function `concerns(snap)`, which answers at once for all checks of the
        family that are run by default: a machine in order then imports none of them. Where it cannot know, the checks
        are asked themselves.
        """
        package = __import__(self.module.rpartition(".")[0], fromlist=["__name__"])
        concerns = getattr(package, "concerns", None)
        try:
            return concerns is None or concerns(snap)
        except CannotKnow:
            return True


def usual(system: System, sources: list[Source]) -> set[str]:
    """Give the names of the checks that are run unless something else is selected: their pages tell the others."""
    heads = system.heads("", [one.page for one in sources], 256)
    # in the third line; None: a check without a page
    return {one.name for one, head in zip(sources, heads, strict=True) if not head or b"off by default" not in head}


def sources(system: System, broken: dict[str, str] | None = None) -> list[Source]:
    """Find all checks beside envdoctor, by family and name; `broken` is told of packs that cannot be imported, and why.

    Raises:
        Exception: a pack cannot be imported, and nobody wants to be told.
    """
    found: dict[str, Source] = {}
    for package in _packs(system):
        try:
            folders = list(__import__(package, fromlist=["__path__"]).__path__)
        except Exception as error:
            if broken is None:
                raise
            broken[package] = f"{type(error).__name__}: {error}"
            continue
        for folder in folders:
            for source in _of(system, package, folder):
                found.setdefault(source.name, source)
    return sorted(found.values(), key=lambda one: (one.family, one.name))


def _of(system: System, package: str, folder: str) -> Iterator[Source]:
    for family in system.names(folder):
        where = system.path.join(folder, family)
        if family.startswith(("_", ".")) or system.kind(where) != "folder":
            continue
        for file in system.names(where):
            if file.endswith(".py") and not file.startswith("_"):
                stem = file[:-3]
                page = system.path.join(where, stem + ".md")
                yield Source(stem.replace("_", "-"), family, f"{package}.{family}.{stem}", page)


def _packs(system: System) -> list[str]:
    """Read the entry points of what is installed beside envdoctor; importlib.metadata needs ten times as long."""
    packs = ["envdoctor_checks"]
    for folder in sys.path:
        if not folder.endswith(("site-packages", "dist-packages")):
            continue  # a project's own folder may be on sys.path; what lies there is never imported
        try:
            names = system.names(folder)
        except OSError:
            continue
        for name in names:
            if not name.endswith(".dist-info"):
                continue
            try:
                text = system.read(system.path.join(folder, name, "entry_points.txt")).decode("utf-8", "replace")
            except OSError:
                continue
            packs += [pack for pack in _entries(text) if pack not in packs]
    return packs


def _entries(text: str) -> Iterator[str]:
    inside = False
    for line in text.splitlines():
        if line.startswith("["):
            inside = line.strip() == GROUP
        elif inside and "=" in line and not line.startswith(("#", ";")):
            yield line.partition("=")[2].partition("[")[0].strip()
