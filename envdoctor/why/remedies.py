"""The one command that mends it, for the user's shell and in the words of the project's own manager."""

from __future__ import annotations

from envdoctor import shells
from envdoctor.why.answer import Remedy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from envdoctor.facts.machine import Environment
    from envdoctor.why.answer import Naming
    from envdoctor.why.case import Case

# a manager: what brings its environment in line with its files, what adds a distribution, and the files it reads
_MANAGERS = (
    ("uv", ("uv", "sync"), ("uv", "add"), ("pyproject.toml",)),
    ("poetry", ("poetry", "install"), ("poetry", "add"), ("pyproject.toml",)),
    ("pdm", ("pdm", "install"), ("pdm", "add"), ("pyproject.toml",)),
    ("pipenv", ("pipenv", "install", "--dev"), ("pipenv", "install"), ("Pipfile",)),
    ("pixi", ("pixi", "install"), ("pixi", "add", "--pypi"), ("pixi.toml", "pyproject.toml")),
)


def write(case: Case, *commands: Iterable[str], then: str = "") -> Remedy:
    """Write commands as one line."""
    kind = case.shell.kind
    line = ""
    for words in reversed([tuple(one) for one in commands]):
        one = shells.command(kind, words)
        line = shells.join(kind, one, line) if line else one
    return Remedy(line, then)


def activate(case: Case, environment: Environment) -> Remedy:
    """Activate an environment."""
    return Remedy(shells.activate(case.shell, environment))


def recreate(case: Case, environment: Environment | None, number: str) -> Remedy | None:
    """Make an environment anew with a Python; None: there is no such Python here, and nothing that fetches one."""
    from envdoctor.cures.recreate import recreate as commands

    line = commands(case.snap, environment, number)
    return Remedy(line) if line else None


def python(case: Case) -> tuple[str, ...]:
    """Give the words that start the Python which the module ought to be in."""
    environment = case.home_environment
    if environment and environment.kind == "venv":
        return (shells.python(case.shell, environment),)
    look = case.home
    first = case.shell.python
    if first and first.identity == look.python.identity and not case.subject.chosen:
        return shells.pip(case.shell)[:1]
    return (look.python.path,)


def pip(case: Case, *words: str) -> Remedy:
    """Run the pip of the Python which the module ought to be in."""
    environment = case.home_environment
    if environment and not environment.pip:
        if environment.maker == "uv" or "uv" in case.snap.project.managers:
            return write(case, ("uv", "pip", words[0], "--python", python(case)[0], *words[1:]))
        return write(case, (*python(case), "-m", "ensurepip"), (*python(case), "-m", "pip", *words))
    if environment is None and words[0] == "install" and _managed(case):
        return _fresh(case, words)
    return write(case, (*python(case), "-m", "pip", *words))


def bring_pip(case: Case) -> Remedy:
    """Bring pip itself, which cannot bring itself."""
    environment = case.home_environment
    if environment and (environment.maker == "uv" or "uv" in case.snap.project.managers):
        return write(case, ("uv", "pip", "install", "--python", python(case)[0], "pip"))
    if case.folders.folder(case.home.layout.library, "ensurepip") and not (environment is None and _managed(case)):
        return write(case, (*python(case), "-m", "ensurepip"))
    then = "pip is no part of this Python: its system has it as a package of its own, or an environment brings one."
    return write(case, (*python(case), "-m", "venv", ".venv"), then=then)


def _managed(case: Case) -> bool:
    """Say whether pip refuses to install into this Python (PEP 668)."""
    library = case.home.layout.library
    return "EXTERNALLY-MANAGED" in case.folders.names(library)


def _fresh(case: Case, words: tuple[str, ...]) -> Remedy:
    """Make an environment first: the system's Python is not to be installed into."""
    windows = case.system.name == "windows"
    inside = ".venv\\Scripts\\python.exe" if windows else ".venv/bin/python"
    made = (*python(case), "-m", "venv", ".venv")
    then = "pip refuses to install into this Python, which its system manages: the project gets an environment."
    return write(case, made, (inside, "-m", "pip", *words), then=then)


def install(case: Case, name: str, declared: list[Naming]) -> Remedy:
    """Install a distribution as the project declares it; where it does not, as its manager adds one."""
    managed = _by_manager(case, name, declared)
    if managed:
        return managed
    for one in declared:
        if one.path.endswith((".txt", ".in", ".pip")):
            return pip(case, "install", "-r", _file(case, one.path))
    environment = case.home_environment
    if environment and environment.kind == "conda":
        for one in declared:
            if one.path.startswith("environment."):
                file = _file(case, one.path)
                return write(case, ("conda", "env", "update", "--prefix", environment.path, "--file", file))
    if declared and case.snap.project.package and declared[0].path in {"pyproject.toml", "setup.cfg", "setup.py"}:
        return pip(case, "install", "-e", _root(case))
    return pip(case, "install", name)


def _by_manager(case: Case, name: str, declared: list[Naming]) -> Remedy | None:
    if case.subject.chosen or (case.home_environment and not case.environment):
        return None  # it is not the project's environment that is spoken of
    for manager, sync, add, files in _MANAGERS:
        if manager in case.snap.project.managers:
            if any(one.path in files for one in declared):
                return write(case, sync)
            if not declared:
                return write(case, (*add, name))
    return None


def reinstall(case: Case, name: str, release: str) -> Remedy:
    """Bring back what is damaged, in the same version."""
    wanted = f"{name}=={release}" if release else name
    environment = case.home_environment
    if environment and environment.maker == "uv" and not environment.pip:
        return write(case, ("uv", "pip", "install", "--python", python(case)[0], "--reinstall", wanted))
    return pip(case, "install", "--force-reinstall", "--no-deps", wanted)


def install_project(case: Case) -> Remedy:
    """Install the project itself, so that its own modules are found from everywhere."""
    for manager, words in (("uv", ("uv", "sync")), ("poetry", ("poetry", "install")), ("pdm", ("pdm", "install"))):
        if manager in case.snap.project.managers and not case.subject.chosen:
            return write(case, words)
    return pip(case, "install", "-e", _root(case))


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
