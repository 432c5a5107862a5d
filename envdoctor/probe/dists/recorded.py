"""The files that a distribution's RECORD names, read closely, and whether they are really gone."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts.distributions import Metadata
    from envdoctor.system import System

# who keeps other books than RECORD, and may leave out or change files on purpose
OTHERS = frozenset({"", "conda", "rpm", "dpkg", "debian", "nix"})
BYTECODE = (".pyc", ".pyo")
# what a Python program stops without; anything else is left out of images to make them small
NEEDED = (".py", ".so", ".pyd", ".dll", ".dylib", ".pem")
# nor does anything stop without these, or the ones that were there are not the distribution's alone
ASIDE = frozenset(
    {
        "test", "tests", "testdata", "fixtures", "doc", "docs", "example", "examples", "sample", "samples", "demo",
        "demos", "benchmark", "benchmarks",
    }
)  # fmt: skip
CLUTTER = frozenset(
    {"setup.py", "conftest.py", "test.py", "tests.py", "scripts", "tools", "src", "build", "dist", "ci"}
)


def site_of(system: System, one: Metadata) -> str:
    """Give the folder that the paths of a RECORD are relative to."""
    return system.path.dirname(one.folder)


def files(system: System, one: Metadata) -> dict[str, str]:
    """Map the files in site-packages to their hashes (empty where none is noted).

    Without bytecode, and without what lies in metadata folders, which installers change as they like.
    """
    import csv

    try:
        text = system.read(system.path.join(one.folder, "RECORD"), 1 << 26).decode("utf-8", "surrogateescape")
    except OSError:
        return {}
    found = {}
    try:
        for row in csv.reader(text.splitlines()):
            path = _normal(row[0], windows=system.name == "windows") if row else ""
            if path:
                found[path] = row[1] if len(row) > 1 else ""
    except csv.Error:
        return {}
    return found


def _normal(path: str, *, windows: bool) -> str:
    """Write a path with `/`; empty where it is none of those that matter."""
    if windows:
        path = path.replace("\\", "/")
    folders = path.split("/")[:-1]
    if path.startswith("/") or path[1:2] == ":" or ".." in folders or path.endswith(("/", *BYTECODE)):
        return ""
    metadata = any(folder.endswith((".dist-info", ".egg-info")) for folder in folders)
    return "" if metadata or "__pycache__" in folders else path.removeprefix("./")


def needed(path: str) -> bool:
    """Say whether something stops working without a file."""
    *folders, name = path.lower().split("/")
    clutter = (folders[0] if folders else name) in CLUTTER
    return name.endswith(NEEDED) and ASIDE.isdisjoint(folders) and not clutter


def foremost(paths: list[str]) -> str:
    """Give the path that says most: what is imported first."""
    return min(paths, key=lambda path: (path.count("/"), not path.endswith("/__init__.py"), path))


class Looking:
    """Whether files are gone, beyond doubt."""

    def __init__(self, system: System) -> None:
        self._system = system
        self._names: dict[str, frozenset[str] | None] = {}

    def gone(self, path: str) -> bool:
        """Say whether nothing is there: a link that leads nowhere is something, and so is what nobody may look at."""
        if self._system.kind(path):
            return False
        folder, name = self._system.path.split(path)
        while folder and name:
            if folder not in self._names:
                self._names[folder] = self._list(folder)
            here = self._names[folder]
            if here is not None:
                return name.casefold() not in here
            if self._system.kind(folder):
                return False  # nobody may list it
            folder, name = self._system.path.split(folder)
        return True

    def _list(self, folder: str) -> frozenset[str] | None:
        try:
            return frozenset(name.casefold() for name in self._system.names(folder))
        except NotADirectoryError:
            return frozenset()  # a file stands in its place
        except OSError:
            return None
