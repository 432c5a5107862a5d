"""What lies in a project's folder though it must never be committed: environments, secrets, build output, caches."""

from __future__ import annotations

from envdoctor.record import CannotKnow, Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from envdoctor.facts import Snapshot
    from envdoctor.system import System

# caches and leftovers of tools, by names that mean nothing else
CACHES = (
    ".mypy_cache", ".pytest_cache", ".ruff_cache", ".tox", ".nox", ".hypothesis", ".pytype", ".pyre",
    ".ipynb_checkpoints", ".eggs", ".pixi", "__pypackages__", "htmlcov",
)  # fmt: skip
PYTHON = frozenset({"pyproject.toml", "setup.py", "setup.cfg", "Pipfile", "environment.yml", "environment.yaml"})
LIMIT = 1024 * 1024  # bytes of a .env
MOST = 12  # entries of a folder that git is asked about
DEPTH = 6
# setuptools' folders in build/, each for a platform; other tools build a lib.js
_BUILT = r"(?:bdist|lib|temp)\.(?:linux|macosx|win|mingw|cygwin|freebsd|openbsd|netbsd|solaris|aix)[\w.-]*"
_WHEEL = r"[\w.]+-[0-9][\w.+!]*(?:-[\w.]+)*\.whl"
_DISTRIBUTION = r"[\w.]+-[0-9][\w.+!]*(?:-[\w.]+)*\.(?:whl|tar\.gz)"  # every language has archives like the second


class Candidate(Record):
    """Something to ask git about."""

    path: str  # as a person would write it
    line: str  # the line of .gitignore that ignores it
    asked: tuple[str, ...]  # the files it would commit, some of them
    real: bool = True  # the files asked about exist
    there: bool = True  # it lies there now


def secrets(system: System, root: str, names: list[str]) -> Iterator[Candidate]:
    """Give a .env that is one to hide; a pipe or a link is not what git would commit."""
    path = system.path.join(root, ".env")
    if ".env" not in names or system.kind(path, follow=False) != "file":
        return
    try:
        text = system.read(path, LIMIT).decode("utf-8", "replace")
    except OSError:
        return  # git could not read it either, or it is too large to be what it is called
    from envdoctor.probe.ignoring.dotenv import secret

    if secret(text):
        yield Candidate(".env", ".env", (".env",))


def environments(system: System, snap: Snapshot, names: list[str]) -> Iterator[Candidate]:
    """Give the environments' real folders, whatever they are called: those at the root, and the project's own."""
    root = snap.aim.root
    found = [name for name in names if _environment(system, system.path.join(root, name))]
    own = project_environment(snap)
    below = root.rstrip(system.path.sep) + system.path.sep
    if own.startswith(below) and own[len(below) :] not in found:
        found.append(own[len(below) :])
    for name in found:
        yield from _folder(system, root, name.replace(system.path.sep, "/"))


def project_environment(snap: Snapshot) -> str:
    """Give the folder of the project's environment; empty where there is none, or none can be told."""
    try:
        project = snap.environments.project
    except CannotKnow:
        return ""
    return project.path if project else ""


def leftovers(system: System, snap: Snapshot, names: list[str]) -> Iterator[Candidate]:
    """Give build output of Python packages, and caches."""
    root = snap.aim.root
    if ".condaenv" in names:
        yield from _folder(system, root, ".condaenv")
    if "build" in names and any(_fits(_BUILT, name) for name in _names(system, root, "build")):
        yield from _folder(system, root, "build")
    if "dist" in names:
        made = _DISTRIBUTION if python(names) or any(name.endswith(".py") for name in names) else _WHEEL
        if any(_fits(made, name) for name in _names(system, root, "dist")):
            yield from _folder(system, root, "dist")
    sources = [f"src/{name}" for name in _names(system, root, "src")] if "src" in names else []
    for name in (*names, *sources):
        if name.endswith(".egg-info") and "PKG-INFO" in _names(system, root, name):
            yield from _folder(system, root, name, "*.egg-info/")
    for name in CACHES:
        if name in names:
            yield from _folder(system, root, name)
    if ".coverage" in names and system.kind(system.path.join(root, ".coverage"), follow=False) == "file":
        yield Candidate(".coverage", ".coverage", (".coverage",))


def bytecode(system: System, snap: Snapshot, names: list[str]) -> Iterator[Candidate]:
    """Give where Python leaves its bytecode: in packages, and beside the modules at the root that are imported."""
    from envdoctor.probe.ignoring.bytecode import at_root, deeper

    root = snap.aim.root
    join = system.path.join
    folders = [""] if at_root(system, root, names, python=python(names)) else []
    sources = [f"src/{name}" for name in _names(system, root, "src")] if "src" in names else []
    packages = (name for name in (*names, *sources) if system.kind(join(root, name, "__init__.py")) == "file")
    folders += [f"{name}/" for name, _ in zip(packages, range(MOST), strict=False)]
    if not folders and python(names):
        folders = list(filter(None, [deeper(snap)]))
    folders = [folder for folder in folders if _plain(system, root, folder)]
    if folders:
        asked = tuple(f"{folder}__pycache__/module.cpython-312.pyc" for folder in folders)
        there = any(system.kind(join(root, *folder.split("/"), "__pycache__")) == "folder" for folder in folders)
        yield Candidate("__pycache__/", "__pycache__/", asked, real=False, there=there)


def python(names: list[str]) -> bool:
    """Say whether the files at the root are those of a Python project."""
    return not PYTHON.isdisjoint(names) or any(name.endswith(".txt") and "requirements" in name for name in names)


def _environment(system: System, folder: str) -> bool:
    join = system.path.join
    return system.kind(join(folder, "pyvenv.cfg")) == "file" or system.kind(join(folder, "conda-meta")) == "folder"


def _folder(system: System, root: str, name: str, line: str = "") -> Iterator[Candidate]:
    """Give a folder with some files of each part of it, since rules may cover one half and leave the other."""
    if not _writable(name) or not _plain(system, root, name.rpartition("/")[0]):
        return  # a name that no line of text can hold, or behind a link: git does not look there
    kind = system.kind(system.path.join(root, name), follow=False)
    if kind == "link":  # to git it is a file, which a pattern with a slash at its end does not match
        yield Candidate(name, escape(name), (name,))
    elif kind == "folder":
        asked = [path for path in (_file(system, root, f"{name}/{one}") for one in _some(system, root, name)) if path]
        if asked:
            yield Candidate(f"{name}/", line or escape(name) + "/", tuple(asked))


def _some(system: System, root: str, folder: str) -> list[str]:
    return [name for name in _names(system, root, folder) if name not in {".gitignore", "__pycache__"}][:MOST]


def _file(system: System, root: str, path: str) -> str:
    """Give a file at or below a path, a module where there is one; empty where there is none."""
    for _ in range(DEPTH):
        if system.kind(system.path.join(root, *path.split("/")), follow=False) != "folder":
            return path
        inside = _some(system, root, path)
        if not inside:
            return ""
        path += "/" + next((name for name in inside if name.endswith(".py")), inside[0])
    return path  # deep enough: what is true of a folder is true of all in it


def _plain(system: System, root: str, folder: str) -> bool:
    """Say whether no part of a path is a link: git refuses every question about what is behind one."""
    parts = [part for part in folder.split("/") if part]
    paths = (system.path.join(root, *parts[: number + 1]) for number in range(len(parts)))
    return all(system.kind(path, follow=False) == "folder" for path in paths)


def _names(system: System, root: str, folder: str) -> list[str]:
    return system.inside(system.path.join(root, *folder.split("/")))


def _fits(pattern: str, name: str) -> bool:
    import re

    return re.fullmatch(pattern, name) is not None


def _writable(name: str) -> bool:
    return name.isprintable() and not any("\ud800" <= character <= "\udfff" for character in name)


def escape(name: str) -> str:
    """Write a name as a pattern that means nothing but that name; with a folder in front it begins at the root."""
    pattern = "".join("\\" + one if one in "\\*?[" else one for one in name)
    pattern = "\\" + pattern if pattern.startswith(("#", "!")) else pattern
    return pattern[:-1] + "\\ " if pattern.endswith(" ") else pattern
