"""The commands that make an environment anew with another Python, as its own maker would."""

from __future__ import annotations

import re

from envdoctor import shells
from envdoctor.cures import installing, starting
from envdoctor.record import CannotKnow

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts import Snapshot
    from envdoctor.facts.machine import Environment
    from envdoctor.facts.python import Declaration

    Commands = tuple[tuple[str, ...], ...]

_REQUIREMENTS = re.compile(r"(?:^|\0)requirements\.txt(?=\0|$)")


def recreate(snap: Snapshot, environment: Environment | None, minor: str) -> str:
    """Give a command line that makes an environment anew, or the project's first, with a Python: `3.11`.

    Where `exact` says so it may be a very release, `3.11.4`. Empty: that Python is not on this machine, and nothing
    on it is known to install one.
    """
    kind = snap.shell.kind
    commands = _commands(snap, environment, minor)
    if commands and snap.shell.cwd != snap.project.root:  # they name files as they are seen from there
        commands = (("cd", snap.project.root), *commands)
    line = ""
    for words in reversed(commands):
        one = shells.command(kind, words)
        line = shells.join(kind, one, line) if line else one
    return line


def exact(snap: Snapshot, environment: Environment | None, one: Declaration, release: str) -> bool:
    """Say whether what makes the environment finds or fetches the very release that a declaration asks for.

    `python3.11` is whichever 3.11 comes first, and what managers find depends on what is installed.
    """
    commands = _commands(snap, environment, release)
    if not commands:
        return False
    tool, *rest = commands[0]
    if tool in {"conda", "pixi", "uv"}:
        # from a file, conda takes what that file says
        return rest[0] != "env" or one.what == "environment.yml"
    if {"poetry", "pdm", "pipenv", "hatch"}.isdisjoint(snap.project.managers) or tool in {"poetry", "pdm"}:
        found = starting.known(snap)
        return found is not None and bool(starting.here(snap, release) or starting.fetched(snap, release))
    return False


def _commands(snap: Snapshot, environment: Environment | None, minor: str) -> Commands:
    if environment and environment.kind == "conda":
        if environment.maker == "pixi":
            return (("pixi", "add", f"python={minor}.*"),)
        return (("conda", "install", "--prefix", environment.path, f"python={minor}"),)
    managers = snap.project.managers
    if "uv" in managers:
        return _uv(environment, minor)
    if "poetry" in managers:
        return _poetry(snap, minor, kept=_kept(environment, minor))
    if "pdm" in managers:
        here = starting.here(snap, minor)
        before = () if here else (("pdm", "python", "install", minor),)
        return (*before, ("pdm", "use", "--first", minor), ("pdm", "install"))  # `use` makes it anew in any case
    if "pipenv" in managers:
        return _pipenv(snap, environment, minor)
    if "hatch" in managers:
        return (("hatch", "env", "prune"), ("hatch", "env", "create"))
    if file := _conda_file(snap):
        return (("conda", "env", "create", "-f", file),)
    return _by_hand(snap, environment, minor)


def _kept(environment: Environment | None, wanted: str) -> bool:
    """Say whether a manager that is told to use a Python would keep the environment, since it has that one already.

    Managers look at the Python alone: where an environment lies, and whether all of it is there, they do not see.
    """
    if environment is None:
        return False
    return bool(environment.problem) or not environment.python or f"{environment.python}.".startswith(f"{wanted}.")


def _uv(environment: Environment | None, minor: str) -> Commands:
    if not environment or not _kept(environment, minor):
        return (("uv", "sync", "--python", minor),)
    outside = environment.name.startswith("~")
    folder = () if environment.name == ".venv" else (environment.path if outside else environment.name,)
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


def _poetry(snap: Snapshot, minor: str, *, kept: bool) -> Commands:
    """Tell poetry: it keeps what has that Python already, unless that is removed."""
    commands = _poetry_use(snap, minor)
    gone = (("poetry", "env", "remove", "--all"),) if kept else ()
    return (*commands[:-2], *gone, *commands[-2:])  # once the Python is there that it is to use


def _poetry_use(snap: Snapshot, minor: str) -> Commands:
    """Have poetry use a Python: it looks for `python3.11` on PATH, and takes a path."""
    if starting.on_path(snap, minor):
        return (("poetry", "env", "use", minor), ("poetry", "install"))
    here = starting.here(snap, minor)
    if here and len(here.python) == 1:
        return (("poetry", "env", "use", here.python[0]), ("poetry", "install"))
    start = here or starting.fetched(snap, minor)
    if start is None or here:  # its own Pythons it finds by itself; `poetry python` came with version 2.1
        return (("poetry", "python", "install", minor), ("poetry", "env", "use", minor), ("poetry", "install"))
    return (*start.before, (*start.under, "poetry", "env", "use", minor), ("poetry", "install"))


def _conda_file(snap: Snapshot) -> str:
    """Give the file that conda makes the environment from, where it names the Python."""
    found = (one for one in snap.declared.declarations if one.what == "environment.yml" and one.kind == "pin")
    return next((one.location.path for one in found if one.decides), "")


def _what(snap: Snapshot) -> tuple[str, ...]:
    """Say what is installed into an environment that is made by hand: what the application's own file names."""
    if snap.files.matching(_REQUIREMENTS):
        return ("-r", "requirements.txt")
    if snap.project.package:
        return ("-e", ".")
    try:
        files = [one.path for one in snap.requirements.files if one.judged and one.role == "application"]
    except CannotKnow:
        return ()
    file = installing.foremost([path for path in files if path.rpartition("/")[0] in {"", "requirements"}])
    return ("-r", file) if file else ()


def _by_hand(snap: Snapshot, environment: Environment | None, minor: str) -> Commands:
    """Make it with uv where uv made it, else with venv, and install what the project's files ask for."""
    windows = snap.host.system == "windows"
    folder = ".venv"
    if environment:
        folder = environment.path if environment.name.startswith("~") else environment.name
    inside = f"{folder}\\Scripts\\python.exe" if windows else f"{folder}/bin/python"
    clear = ("--clear",) if environment else ()
    what = _what(snap)
    found = starting.known(snap)
    uv = found.tool("uv") if found else ""
    start = starting.here(snap, minor)
    if environment and environment.maker == "uv":
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
        installed: tuple[str, ...] = (uv, "pip", "install", "--python", folder, *what)
    else:
        apt = ("sudo", "apt", "install", f"python{starting.minor(minor)}-venv")
        before = (apt,) if start.bare and found and found.tool("apt") else start.before
        made = (*start.python, "-m", "venv", *clear, folder)
        installed = (inside, "-m", "pip", "install", *what)
    return (*before, made, installed) if what else (*before, made)
