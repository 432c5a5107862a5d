"""The project: the folder given, or the nearest one upward that looks like one."""

from __future__ import annotations

from envdoctor.facts.project import Aim, Project
from envdoctor.record import CannotKnow

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from envdoctor.facts import Snapshot
    from envdoctor.system import System

# what makes a folder a project; requirements files by any usual name count too
MARKS = frozenset(
    {
        ".git", "pyproject.toml", "setup.py", "setup.cfg", "Pipfile", "environment.yml", "environment.yaml",
        "uv.lock", "poetry.lock", "pdm.lock", "Pipfile.lock", "pylock.toml", "pixi.toml", "pixi.lock", "conda-lock.yml",
        "envdoctor.toml",
    }
)  # fmt: skip
SURE = MARKS - {".git", "environment.yml", "environment.yaml", "envdoctor.toml"}
FOLDERS = frozenset({".venv", "venv", ".env", "env"})
ANCHORS = ("pyproject.toml", "requirements.txt", "setup.cfg", "setup.py", "Pipfile", "environment.yml", ".gitignore")


def aim(system: System, paths: Iterable[str]) -> Aim:
    """Say which project the paths of a command line mean; without any, the one around the current folder.

    One folder is the project itself; files narrow the judgement to themselves.

    Raises:
        ValueError: a path does not exist, or the paths lie in several projects.
    """
    path = system.path
    given = [path.normpath(path.join(system.cwd, _expand(system, one))) for one in paths]
    for one, said in zip(given, paths, strict=True):
        if not system.kind(one):
            raise ValueError(f"{said}: there is no such file or folder")
    folders = [one for one in given if system.kind(one) == "folder"]
    if folders and len(given) == 1:
        return Aim(root=system.real(folders[0]))
    if folders:
        raise ValueError(f"{folders[0]}: a folder is a project of its own; name one folder, or files of one project")
    roots = {_upward(system, path.dirname(one)) for one in given} or {_upward(system, system.cwd)}
    if len(roots) > 1:
        raise ValueError(f"these files belong to several projects ({', '.join(sorted(roots))}): name those of one")
    root = roots.pop()
    named = tuple(system.real(one)[len(root) + 1 :].replace("\\", "/") for one in given)
    return Aim(root=root, named=named)


def look(system: System, snap: Snapshot) -> Project:
    """Look at the files that say what kind of project this is."""
    root = snap.aim.root
    try:
        names = frozenset(system.names(root))
    except OSError as error:
        raise CannotKnow(f"{root} cannot be read: {error.strerror}") from None
    pyproject = system.content(system.path.join(root, "pyproject.toml")) if "pyproject.toml" in names else b""
    managers = [
        *(["uv"] if "uv.lock" in names or b"[tool.uv" in pyproject or "uv.toml" in names else []),
        *(["poetry"] if {"poetry.lock", "poetry.toml"} & names or b"[tool.poetry" in pyproject else []),
        *(["pdm"] if {"pdm.lock", ".pdm-python", "pdm.toml"} & names or _by_pdm(pyproject) else []),
        *(["hatch"] if "hatch.toml" in names or b"[tool.hatch.envs" in pyproject else []),
        *(["pipenv"] if "Pipfile" in names else []),
        *(["pixi"] if "pixi.toml" in names or b"[tool.pixi" in pyproject else []),
        *(["conda"] if {"environment.yml", "environment.yaml", "conda-lock.yml"} & names else []),
    ]
    return Project(
        root=root,
        name=short(system, root),
        managers=tuple(managers),
        package="setup.py" in names or "setup.cfg" in names or b"[build-system]" in pyproject,
        anchor=next((name for name in ANCHORS if name in names), ""),
    )


def _by_pdm(pyproject: bytes) -> bool:
    """Say whether pdm keeps the project: its build backend alone has tables that are called so, too."""
    tables = pyproject.count(b"[tool.pdm")
    return tables > pyproject.count(b"[tool.pdm.build") + pyproject.count(b"[tool.pdm.version")


def short(system: System, folder: str) -> str:
    """Write a path as a person would: from `~` where it is below the home directory."""
    home = system.env.get("HOME") or system.env.get("USERPROFILE") or ""
    if home and folder == home:
        return "~"
    below = home.rstrip("/\\") + system.path.sep
    return "~" + system.path.sep + folder[len(below) :] if home and folder.startswith(below) else folder


def is_project(system: System, folder: str) -> bool:
    """Say whether anything marks a folder as a project's; the home directory never is one."""
    names = system.inside(folder)
    home = system.env.get("HOME") or system.env.get("USERPROFILE") or ""
    marked = not MARKS.isdisjoint(names) or any(_requirements(name) for name in names)
    return marked and not (home and system.identity(home) == system.identity(folder))


def _upward(system: System, folder: str) -> str:
    """Find the nearest project upward; never above the repository's root, nor the home directory or above it.

    A folder that has nothing but requirements (docs/requirements.txt) is a project only where no other is around it in
    the same repository, or if it has an environment of its own.
    """
    start = here = system.real(folder)
    home = system.real(system.env.get("HOME") or system.env.get("USERPROFILE") or system.path.sep)
    listed = around = ""
    while here != home:
        names = frozenset(system.inside(here))
        requires = any(_requirements(name) for name in names)
        if not listed and (names & MARKS or (requires and _has_environment(system, here, names))):
            return here
        if requires and not listed:
            listed = here
        around = around or (here if names & SURE else "")
        if ".git" in names:
            return around or (here if requires else listed)
        above = system.path.dirname(here)
        if above == here:
            break
        here = above
    return listed or start


def _has_environment(system: System, folder: str, names: frozenset[str]) -> bool:
    return any(system.kind(system.path.join(folder, one, "pyvenv.cfg")) == "file" for one in FOLDERS & names)


def _requirements(name: str) -> bool:
    return name.endswith(".txt") and "requirements" in name


def _expand(system: System, path: str) -> str:
    home = system.env.get("HOME") or system.env.get("USERPROFILE") or ""
    return home + path[1:] if home and (path == "~" or path.startswith(("~/", "~\\"))) else path
