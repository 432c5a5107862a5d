"""The commands that make an environment anew with another Python, as its own maker would."""

from __future__ import annotations

import re

from envdoctor import shells

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts import Snapshot
    from envdoctor.facts.machine import Environment
    from envdoctor.facts.python import Declaration

    Commands = tuple[tuple[str, ...], ...]

_REQUIREMENTS = re.compile(r"(?:^|\0)requirements\.txt(?=\0|$)")


def recreate(snap: Snapshot, environment: Environment | None, minor: str) -> str:
    """Give a command line that makes an environment anew, or the project's first, with a Python: `3.11`.

    Where `exact` says so it may be a very release, `3.11.4`.
    """
    kind = snap.shell.kind
    commands = _commands(snap, environment, minor)
    if snap.shell.cwd != snap.project.root:  # they name files as they are seen from there
        commands = (("cd", snap.project.root), *commands)
    line = ""
    for words in reversed(commands):
        one = shells.command(kind, words)
        line = shells.join(kind, one, line) if line else one
    return line


def exact(snap: Snapshot, environment: Environment | None, one: Declaration) -> bool:
    """Say whether what makes the environment finds or fetches the very release that a declaration asks for.

    `python3.11` is whichever 3.11 comes first, and what other managers find depends on what is installed.
    """
    tool, *rest = _commands(snap, environment, "3")[0]
    # from a file, conda takes what that file says
    return tool in {"conda", "pixi", "uv"} and (rest[0] != "env" or one.what == "environment.yml")


def _commands(snap: Snapshot, environment: Environment | None, minor: str) -> Commands:
    if environment and environment.kind == "conda":
        if environment.maker == "pixi":
            return (("pixi", "add", f"python={minor}.*"),)
        return (("conda", "install", "--prefix", environment.path, f"python={minor}"),)
    for manager, commands in (
        ("uv", (("uv", "sync", "--python", minor),)),
        ("poetry", (("poetry", "env", "use", minor), ("poetry", "install"))),
        ("pdm", (("pdm", "use", "--first", minor), ("pdm", "install"))),
        ("pipenv", (("pipenv", "--rm"), ("pipenv", "install", "--dev", "--python", minor))),
        ("hatch", (("hatch", "env", "prune"), ("hatch", "env", "create"))),
    ):
        if manager in snap.project.managers:
            return commands
    if file := _conda_file(snap):
        return (("conda", "env", "create", "-f", file),)
    return _by_hand(snap, environment, minor)


def _conda_file(snap: Snapshot) -> str:
    """Give the file that conda makes the environment from, where it names the Python."""
    found = (one for one in snap.declared.declarations if one.what == "environment.yml" and one.kind == "pin")
    return next((one.location.path for one in found if one.decides), "")


def _by_hand(snap: Snapshot, environment: Environment | None, minor: str) -> Commands:
    """Make it with uv where uv made it, else with venv, and install what the project's files ask for."""
    windows = snap.host.system == "windows"
    folder = ".venv"
    if environment:
        folder = environment.path if environment.name.startswith("~") else environment.name
    inside = f"{folder}\\Scripts\\python.exe" if windows else f"{folder}/bin/python"
    clear = ("--clear",) if environment else ()
    if snap.files.matching(_REQUIREMENTS):
        what: tuple[str, ...] = ("-r", "requirements.txt")
    else:
        what = ("-e", ".") if snap.project.package else ()
    if environment and environment.maker == "uv":
        made: tuple[str, ...] = ("uv", "venv", *clear, "--python", minor, folder)
        installed: tuple[str, ...] = ("uv", "pip", "install", "--python", folder, *what)
    else:
        python = ("py", f"-{minor}") if windows else (f"python{minor}",)
        made = (*python, "-m", "venv", *clear, folder)
        installed = (inside, "-m", "pip", "install", *what)
    return (made, installed) if what else (made,)
