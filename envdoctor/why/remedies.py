"""The one command that mends it, for the user's shell and in the words of the project's own manager."""

from __future__ import annotations

from envdoctor import shells
from envdoctor.cures import installing
from envdoctor.cures.create import FOLDER
from envdoctor.cures.pips import bring, way
from envdoctor.cures.recreate import recreate as commands
from envdoctor.facts.asking import AskingFile
from envdoctor.why.answer import Remedy
from envdoctor.why.retired import GONE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from envdoctor.facts.machine import Environment
    from envdoctor.why.answer import Naming
    from envdoctor.why.case import Case

# a manager: what adds a distribution to its files, and those files
_MANAGERS = (
    ("uv", ("uv", "add"), ("pyproject.toml",)),
    ("poetry", ("poetry", "add"), ("pyproject.toml",)),
    ("pdm", ("pdm", "add"), ("pyproject.toml",)),
    ("pipenv", ("pipenv", "install"), ("Pipfile",)),
    ("pixi", ("pixi", "add", "--pypi"), ("pixi.toml", "pyproject.toml")),
)


def write(case: Case, *several: Iterable[str], then: str = "") -> Remedy:
    """Write commands as one line."""
    kind = case.shell.kind
    line = ""
    for words in reversed([tuple(one) for one in several]):
        one = shells.command(kind, words)
        line = shells.join(kind, one, line) if line else one
    return Remedy(line, then)


def activate(case: Case, environment: Environment) -> Remedy:
    """Activate an environment."""
    return Remedy(shells.activate(case.shell, environment))


def recreate(case: Case, environment: Environment | None, number: str) -> Remedy | None:
    """Make an environment anew with a Python; None: there is no such Python here, and nothing that fetches one."""
    line = commands(case.snap, environment, number)
    return Remedy(line) if line else None


def python(case: Case) -> tuple[str, ...]:
    """Give the words that start the Python which the module ought to be in."""
    environment = case.home_environment
    first = case.first
    if first and first.identity == case.home.python.identity and not case.subject.chosen:
        return shells.pip(case.shell)[:1]
    if environment and environment.kind == "venv":
        return (shells.python(case.shell, environment),)
    return (case.home.python.path,)


def pip(case: Case, *words: str) -> Remedy:
    """Run the pip of the Python which the module ought to be in."""
    environment = case.home_environment
    if environment and not environment.pip:
        return write(case, *way(case.snap, environment, case.shell).commands(words))
    if environment is None and words[0] == "install" and _managed(case):
        return _fresh(case, words)
    return write(case, (*python(case), "-m", "pip", *words))


def reached(case: Case, remedy: Remedy) -> Remedy:
    """Activate the project's environment first, where it is another one that this shell uses."""
    if not case.inactive or case.environment is None:
        return remedy
    line = shells.join(case.shell.kind, shells.activate(case.shell, case.environment), remedy.command)
    return remedy.replace(command=line)


def bring_pip(case: Case) -> Remedy:
    """Bring pip itself, which cannot bring itself."""
    environment = case.home_environment
    if environment and not environment.pip:
        return write(case, *bring(case.snap, environment))
    if case.folders.folder(case.home.layout.library, "ensurepip") and not (environment is None and _managed(case)):
        return write(case, (*python(case), "-m", "ensurepip"))
    then = "pip is no part of this Python: its system has it as a package of its own, or an environment brings one."
    return write(case, *_made(case, _unused(case)), then=then)


def _managed(case: Case) -> bool:
    """Say whether pip refuses to install into this Python (PEP 668)."""
    library = case.home.layout.library
    return "EXTERNALLY-MANAGED" in case.folders.names(library)


def _fresh(case: Case, words: tuple[str, ...]) -> Remedy:
    """Make an environment first: the system's Python is not to be installed into."""
    folder = _unused(case)
    inside = f"{folder}\\Scripts\\python.exe" if case.system.name == "windows" else f"{folder}/bin/python"
    then = "pip refuses to install into this Python, which its system manages: the project gets an environment."
    if folder != FOLDER:
        then = f"pip refuses to install into this Python, which its system manages; {FOLDER} is another environment."
    return write(case, *_made(case, folder), (inside, "-m", "pip", *words), then=then)


def _made(case: Case, folder: str) -> list[tuple[str, ...]]:
    """Give the commands that make an environment in a folder that is not there; Debian keeps a part of that apart."""
    made = (*python(case), "-m", "venv", folder)
    layout = case.home.layout
    if layout.base != "/usr" or "ensurepip" in case.folders.names(layout.library):
        return [made]
    sudo = () if case.snap.host.superuser else ("sudo",)
    if not case.folders.system.kind("/etc/debian_version") and "debian" not in case.folders.text("/etc/os-release"):
        return [made]
    return [(*sudo, "apt", "install", f"python{'.'.join(map(str, layout.minor))}-venv"), made]


def _unused(case: Case) -> str:
    """Name a folder for an environment that is not there yet: one that is made over another spoils both."""
    system, here = case.system, case.shell.cwd
    number = ".".join(map(str, case.home.layout.minor))
    names = [FOLDER, f"{FOLDER}-{number}", *(f"{FOLDER}-{number}-{count}" for count in range(2, 100))]
    return next(name for name in names if not system.kind(system.path.join(here, name), follow=False))


def install(case: Case, name: str, declared: list[Naming]) -> Remedy | None:
    """Install a distribution as the project declares it; where it does not, as its manager adds one.

    None: it is the project's own name, which whoever likes may have taken on an index.
    """
    if case.own(name):
        return install_project(case) if case.snap.project.package else None
    had = GONE.get(case.module)
    if had and had[0] == name and not declared:
        name = had[0] + had[1]
    managed = _by_manager(case, name, declared)
    if managed:
        return managed
    if case.anothers:
        return _first(case, name, declared)
    environment = case.home_environment
    for one in declared:
        if one.path.endswith((".txt", ".in", ".pip")):
            if environment and environment.pip and _ours(case):
                asking = AskingFile(one.path, asks=1, through=one.path)
                return reached(case, Remedy(installing.sync(case.snap, environment, asking)))
            return reached(case, pip(case, "install", "-r", _file(case, one.path)))
    if environment and environment.kind == "conda":
        for one in declared:
            if one.path.startswith("environment."):
                file = _file(case, one.path)
                words = ("conda", "env", "update", "--prefix", environment.path, "--file", file)
                return reached(case, write(case, words))
    if declared and case.snap.project.package and declared[0].path in {"pyproject.toml", "setup.cfg", "setup.py"}:
        return install_project(case)
    return reached(case, pip(case, "install", name))


def requirement(case: Case, wanted: str) -> Remedy:
    """Install a certain release."""
    return reached(case, pip(case, "install", wanted))


def upgrade(case: Case, name: str) -> Remedy:
    """Install the newest release."""
    return reached(case, pip(case, "install", "--upgrade", name))


def _ours(case: Case) -> bool:
    """Say whether it is the project's environment, or the one in use, that is spoken of."""
    return not case.subject.chosen


def _first(case: Case, name: str, declared: list[Naming]) -> Remedy:
    """Make the project an environment: the active one belongs to another project."""
    number = ".".join(map(str, case.home.layout.minor))
    line = commands(case.snap, None, number)
    active = case.home_environment
    assert active  # noqa: S101 - it belongs to another project
    then = f"{active.name}, which is active, is another project's environment."
    if not line:
        return write(case, ("python3", "-m", "venv", _unused(case)), then=then)
    if not declared:
        kind = case.shell.kind
        inside = f"{FOLDER}\\Scripts\\python.exe" if case.system.name == "windows" else f"{FOLDER}/bin/python"
        by_uv = line.startswith("uv ")  # which puts no pip into what it makes
        words = ("uv", "pip", "install", "--python", FOLDER) if by_uv else (inside, "-m", "pip", "install")
        line = shells.join(kind, line, shells.command(kind, (*words, name)))
    return Remedy(line, then)


def _by_manager(case: Case, name: str, declared: list[Naming]) -> Remedy | None:
    if case.subject.chosen:
        return None  # it is not the project's environment that is spoken of
    for manager, add, files in _MANAGERS:
        if manager in case.snap.project.managers:
            if any(one.path in files for one in declared):
                return reached(case, _sync(case, manager))
            if not declared:
                return reached(case, write(case, (*add, name)))
    return None


def _sync(case: Case, manager: str) -> Remedy:
    """Let a manager install what the project's files say, in the words that the checks have for it."""
    return Remedy(installing.line(case.snap, installing.synced(case.snap, manager), root=True))


def reinstall(case: Case, name: str, release: str) -> Remedy:
    """Bring back what is damaged, in the same version."""
    wanted = f"{name}=={release}" if release else name
    environment = case.home_environment
    uv = environment is not None and way(case.snap, environment, case.shell).uv
    forced = "--reinstall" if uv else "--force-reinstall"
    return reached(case, pip(case, "install", forced, "--no-deps", wanted))


def install_project(case: Case) -> Remedy:
    """Install the project itself, so that its own modules are found from everywhere."""
    for manager in ("uv", "poetry", "pdm"):
        if manager in case.snap.project.managers and not case.subject.chosen:
            return reached(case, _sync(case, manager))
    if case.anothers:
        number = ".".join(map(str, case.home.layout.minor))
        line = commands(case.snap, None, number)
        if line:
            return Remedy(line)
    environment = case.home_environment
    if environment and environment.pip and _ours(case):
        return reached(case, Remedy(installing.editable(case.snap, environment)))
    return reached(case, pip(case, "install", "-e", _root(case)))


def rename(case: Case, path: str) -> Remedy:
    """Give a file another name."""
    system = case.system
    folder, name = system.path.split(path)
    new = f"my_{name}"
    shown = _near(case, path)
    kind = case.shell.kind
    if kind == "powershell":
        return write(case, ("Rename-Item", shown, new))
    if kind == "cmd":
        return write(case, ("ren", shown, new))
    return write(case, ("mv", shown, _near(case, system.path.join(folder, new))))


def _near(case: Case, path: str) -> str:
    """Write a path for the folder that the shell stands in."""
    here = case.shell.cwd.rstrip("/\\") + case.system.path.sep
    return path.removeprefix(here)


def _root(case: Case) -> str:
    return "." if case.shell.cwd == case.snap.project.root else case.snap.project.root


def _file(case: Case, path: str) -> str:
    return path if case.shell.cwd == case.snap.project.root else case.system.path.join(case.snap.project.root, path)
