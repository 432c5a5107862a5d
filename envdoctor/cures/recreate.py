"""The commands that make an environment anew with another Python, as its own maker would."""

from __future__ import annotations

import re

from envdoctor import shells
from envdoctor.cures import flavours, installing, refilling, starting
from envdoctor.record import CannotKnow

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts import Snapshot
    from envdoctor.facts.machine import Environment
    from envdoctor.facts.python import Declaration

    Commands = tuple[tuple[str, ...], ...]

ABOVE = "It lies in a folder above the project, and may hold what others need: make it anew where it belongs."
POETRY_INSTALLS = (2, 1)  # the first version with `poetry python install`
_RUNNER = re.compile(r"\.(?:(tox)[/\\]([\w.-]+)|(nox)[/\\]([a-z0-9_]+))")


def recreate(snap: Snapshot, environment: Environment | None, minor: str) -> str:
    """Give a command line that makes an environment anew, or the project's first, with a Python: `3.11`.

    Where `exact` says so it may be a very release, `3.11.4`. Empty: that Python is not on this machine, and nothing
    on it is known to install one.
    """
    commands = _commands(snap, environment, flavours.pinned(snap, minor))
    if environment and shared(snap, environment):
        if workspace := snap.declared.workspace:
            there = (("cd", workspace),) if snap.shell.cwd != workspace else ()
            return installing.line(snap, (*there, *_uv(environment, minor)))
        if any("--clear" in words for words in commands):
            return ""  # this project's requirements alone would take from the others what they need
    line = installing.line(snap, commands, root=True)
    if not line or not _to_activate(snap, environment):
        return line
    from envdoctor.cures.create import activation

    return shells.join(snap.shell.kind, line, activation(snap, _folder(environment)))


def shared(snap: Snapshot, environment: Environment) -> bool:
    """Say whether an environment lies in a folder above the project, as that of a workspace does."""
    folder = environment.path.rstrip("/\\")
    folder = folder[: max(folder.rfind("/"), folder.rfind("\\"))]
    # what lies at the top of an image's file system is the one project's there
    top = not folder or folder.endswith(":")
    return not top and environment.kind == "venv" and snap.project.root.startswith((f"{folder}/", f"{folder}\\"))


def _to_activate(snap: Snapshot, environment: Environment | None) -> bool:
    """Say whether a person still has to activate it, and nothing else in the report says so.

    One that is active stays so, since its paths remain; of one that works, another check says that it is not.
    """
    if (
        not snap.shell.interactive
        or snap.host.sudo_user
        or snap.project.runs_itself
        or "conda" in snap.project.managers
        or _runner(environment)
    ):
        return False
    if environment and (environment.kind != "venv" or not environment.problem):
        return False
    try:
        claim = snap.activation.claim
    except CannotKnow:
        return False
    return snap.environments.active is None and claim is None


def exact(snap: Snapshot, environment: Environment | None, one: Declaration, release: str) -> bool:
    """Say whether what makes the environment finds or fetches the very release that a declaration asks for.

    `python3.11` is whichever 3.11 comes first, and what managers find depends on what is installed.
    """
    commands = _commands(snap, environment, release)
    if not commands:
        return False
    tool, *rest = commands[0]
    if tool in {"tox", "nox"}:
        return False  # they take the Python that their own file says
    if tool in {"conda", "pixi", "uv"}:
        # from a file, conda takes what that file says
        return rest[0] != "env" or one.what == "environment.yml"
    if {"poetry", "pdm", "pipenv", "hatch"}.isdisjoint(snap.project.managers) or tool in {"poetry", "pdm"}:
        found = starting.known(snap)
        return found is not None and bool(starting.here(snap, release) or starting.fetched(snap, release))
    return False


def _commands(snap: Snapshot, environment: Environment | None, minor: str) -> Commands:
    if environment and environment.kind == "conda":
        number, _ = flavours.parts(minor)  # the others are packages of other names there
        if environment.maker == "pixi":
            return (("pixi", "add", f"python={number}.*"),)
        return (("conda", "install", "--prefix", environment.path, f"python={number}"),)
    if runner := _runner(environment):
        return runner
    managers = snap.project.managers
    if "uv" in managers:
        return _uv(environment, minor)
    if "poetry" in managers:
        return _poetry(snap, environment, minor)
    if "pdm" in managers:
        return _pdm(snap, environment, minor)
    if "pipenv" in managers:
        return _pipenv(snap, environment, minor)
    if "hatch" in managers:
        return (("hatch", "env", "prune"), ("hatch", "env", "create"))
    if not environment and (file := _conda_file(snap)):  # from its file, conda makes one beside any other
        from envdoctor.cures.create import conda

        return (conda(snap, file),)
    return _by_hand(snap, environment, minor)


def _runner(environment: Environment | None) -> Commands:
    """Have tox or nox make what is theirs; in nox, the folder of a name that is not plain is named otherwise."""
    found = _RUNNER.fullmatch(environment.name) if environment else None
    if found is None:
        return ()
    if found[1]:
        return (("tox", "run", "-r", "-e", found[2], "--notest"),)
    return (("nox", "-s", found[4], "--install-only"),)


def _kept(environment: Environment | None, wanted: str) -> bool:
    """Say whether a manager that is told to use a Python would keep the environment, since it has that one already.

    Managers look at the Python alone: where an environment lies, and whether all of it is there, they do not see.
    """
    if environment is None:
        return False
    number, _ = flavours.parts(wanted)
    return bool(environment.problem) or not environment.python or f"{environment.python}.".startswith(f"{number}.")


def _uv(environment: Environment | None, minor: str) -> Commands:
    if not environment or not _kept(environment, minor):
        return (("uv", "sync", "--python", minor),)
    folder = () if environment.name == ".venv" else (_folder(environment),)
    return (("uv", "venv", "--clear", "--python", minor, *folder), ("uv", "sync", "--python", minor))


def _pipenv(snap: Snapshot, environment: Environment | None, minor: str) -> Commands:
    """Tell pipenv: it removes no environment that is active."""
    install = ("pipenv", "install", "--dev", "--python", minor)
    if not environment:
        return (install,)
    if snap.environments.active is None and snap.activation.claim is None:
        return (("pipenv", "--rm"), install)
    if snap.host.system == "windows":
        return (("deactivate",), ("pipenv", "--rm"), install)
    ignoring = ("env", "PIPENV_IGNORE_VIRTUALENVS=1")
    return ((*ignoring, "pipenv", "--rm"), (*ignoring, *install))


def _pdm(snap: Snapshot, environment: Environment | None, wanted: str) -> Commands:
    """Tell pdm, whose `use` makes it anew in any case."""
    here = starting.here(snap, wanted, environment)
    _, flavour = flavours.parts(wanted)
    name = wanted.replace("pypy", "pypy@")  # as pdm has it
    before = () if here else (("pdm", "python", "install", name),)
    said = here.python[0] if flavour and here else name
    return (*before, ("pdm", "use", "--first", said), ("pdm", "install"))


def _poetry(snap: Snapshot, environment: Environment | None, wanted: str) -> Commands:
    """Tell poetry: it keeps what has that Python already, unless that is removed."""
    commands = _poetry_use(snap, environment, wanted)
    gone = (("poetry", "env", "remove", "--all"),) if commands and _kept(environment, wanted) else ()
    install = installing.synced(snap, "poetry") if commands else ()
    return (*commands[:-1], *gone, *commands[-1:], *install)  # once the Python is there that it is to use


def _poetry_use(snap: Snapshot, environment: Environment | None, wanted: str) -> Commands:
    """Have poetry use a Python: it looks for `python3.11` on PATH, and takes a path; nothing: it would find none."""
    here = starting.here(snap, wanted, environment)
    if starting.on_path(snap, wanted):
        _, flavour = flavours.parts(wanted)
        return (("poetry", "env", "use", flavours.executable(wanted) if flavour else wanted),)
    if here and len(here.python) == 1:
        return (("poetry", "env", "use", here.python[0]),)
    start = here or starting.fetched(snap, wanted)
    if start and not here:
        return (*start.before, (*start.under, "poetry", "env", "use", wanted))
    if not here and not _poetry_installs(snap):
        return ()
    return (("poetry", "python", "install", wanted), ("poetry", "env", "use", wanted))  # its own it finds by itself


def _poetry_installs(snap: Snapshot) -> bool:
    """Say whether this poetry has a command that installs Pythons."""
    try:
        return snap.managing.poetry >= POETRY_INSTALLS
    except CannotKnow:
        return False


def _conda_file(snap: Snapshot) -> str:
    """Give the file that conda makes the environment from, where it names the Python."""
    found = (one for one in snap.declared.declarations if one.what == "environment.yml" and one.kind == "pin")
    return next((one.location.path for one in found if one.decides), "")


def _by_hand(snap: Snapshot, environment: Environment | None, minor: str) -> Commands:
    """Make it with uv where uv made it, else with venv, and install what the project's files ask for."""
    windows = snap.host.system == "windows"
    folder = _folder(environment)
    inside = f"{folder}\\Scripts\\python.exe" if windows else f"{folder}/bin/python"
    clear = ("--clear",) if environment else ()
    found = starting.known(snap)
    uv = found.tool("uv") if found else ""
    start = starting.here(snap, minor, environment)
    if environment and environment.maker == "uv" and (uv or not found):
        start, uv = None, uv or "uv"
    elif start is None:
        # the manager that the other Pythons come from; uv makes what is not its own only where nothing else can
        start = starting.fetched(snap, minor)
        if start is None and not uv:
            return ()
    before: Commands = ()
    if start is None or (start.bare and uv):
        seed = ("--seed",) if environment and environment.pip and environment.maker != "uv" else ()
        made: tuple[str, ...] = (uv, "venv", *clear, *seed, "--python", minor, folder)
        installed: tuple[str, ...] = (uv, "pip", "install", "--python", folder)
        number = ""
    else:
        before = (start.bare and starting.apt(snap, flavours.parts(minor)[0])) or start.before
        made = (*start.python, "-m", "venv", *clear, folder)
        installed = (inside, "-m", "pip", "install")
        number, _ = flavours.parts(minor)
    return (*before, made, *refilling.filled(snap, environment, number, installed))


def _folder(environment: Environment | None) -> str:
    """Name the folder as it is seen from the project's."""
    if environment is None:
        return ".venv"
    return environment.path if environment.name.startswith("~") else environment.name
