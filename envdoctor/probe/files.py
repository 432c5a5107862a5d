"""The names of the project's files: what git tracks, and what is about to be added; without git, a bounded walk."""

from __future__ import annotations

from envdoctor.facts.project import Files
from envdoctor.probe.project import is_project
from envdoctor.record import CannotKnow

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts import Snapshot
    from envdoctor.system import System

# people run envdoctor before their first `git add`: untracked files count at the root and where such files live
FRESH = (
    "", "requirements", "scripts", "bin", "docker", "docs", ".circleci", ".devcontainer", ".github",
    ".github/workflows", ".vscode",
)  # fmt: skip
# what a walk without git does not enter; an environment is told by its pyvenv.cfg or conda-meta
SKIPPED = frozenset(
    {
        ".git", ".hg", ".svn", ".tox", ".nox", ".direnv", ".eggs", ".mypy_cache", ".pytest_cache", ".ruff_cache",
        ".idea", "__pycache__", "__pypackages__", "node_modules", "site-packages", "build", "dist",
    }
)  # fmt: skip
MOST = 20_000  # entries a walk without git looks at
DEPTH = 8


QUESTION = ("ls-files", "-z")
IGNORED = ("check-ignore", "-v", "-n", "-z", "--stdin", "--no-index")  # waits to be told the paths


def begin(system: System, root: str) -> None:
    """Let git begin, where it will be asked: it is ready by the time the first check is imported."""
    if _repository(system, root):
        system.begin(QUESTION, root)
        system.begin(IGNORED, root)


def look(system: System, snap: Snapshot) -> Files:
    """Ask git, which knows best; a folder that is no repository is walked."""
    root = snap.aim.root
    try:
        answer = system.git(QUESTION, root) if _repository(system, root) else None
    except CannotKnow:
        answer = None  # no git on PATH: the files are there all the same
    if answer is None or answer.status != 0:
        return Files(names="\0".join(_walk(system, root)), git=False)
    names = answer.out.decode("utf-8", "surrogateescape").rstrip("\0")
    fresh = _fresh(system, root, names)
    return Files(names="\0".join(filter(None, (names, *fresh, *snap.aim.named))), git=True)


def _repository(system: System, root: str) -> bool:
    """Say whether the folder lies in a git repository, by files: starting git only to hear "no" costs too much."""
    here = root
    while True:
        if system.kind(system.path.join(here, ".git")):
            return True
        above = system.path.dirname(here)
        if above == here:
            return False
        here = above


def _fresh(system: System, root: str, names: str) -> list[str]:
    """Give files that git does not track yet and does not ignore, in the folders where files of interest live."""
    known = set(names.split("\0")) if len(names) < 1_000_000 else None  # a large repository is not new  # noqa: PLR2004
    if known is None:
        return []
    found = []
    for folder in FRESH:
        where = system.path.join(root, folder) if folder else root
        try:
            inside = system.names(where)
        except OSError:
            continue
        prefix = folder + "/" if folder else ""
        found += [prefix + name for name in inside if prefix + name not in known]
    found = [name for name in found if system.kind(system.path.join(root, name), follow=False) == "file"]
    if not found:
        return []
    answer = system.git(["check-ignore", "-z", "--stdin"], root, "\0".join(found).encode("utf-8", "surrogateescape"))
    ignored = set(answer.out.decode("utf-8", "surrogateescape").split("\0"))
    return [name for name in found if name not in ignored]


def _walk(system: System, root: str) -> list[str]:
    found: list[str] = []
    # below a folder that is no project lie other people's projects
    deepest = DEPTH if is_project(system, root) else 0
    todo = [("", 0)]
    seen = 0
    while todo and seen < MOST:
        folder, depth = todo.pop()
        where = system.path.join(root, folder) if folder else root
        try:
            names = system.names(where)
        except OSError:
            continue
        if folder and not {"pyvenv.cfg", "conda-meta", ".git"}.isdisjoint(names):
            continue  # an environment, or a repository of its own
        for name in names:
            seen += 1
            kind = system.kind(system.path.join(where, name), follow=False)
            if kind == "file":
                found.append(folder + name)
            elif kind == "folder" and name not in SKIPPED and depth < deepest:
                todo.append((f"{folder}{name}/", depth + 1))
    return found
