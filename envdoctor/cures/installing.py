"""The commands that put packages into an environment, as the one who keeps it would type them in this shell."""

from __future__ import annotations

from envdoctor import shells
from envdoctor.record import CannotKnow
from envdoctor.versions import minor

MAIN = frozenset({"base", "main", "common", "default", "prod", "production", "app"})  # what such a file is also called

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from envdoctor.facts import Snapshot
    from envdoctor.facts.asking import AskingFile
    from envdoctor.facts.machine import Environment, Shell

# what each manager does when it is to install what the project's own files ask for
SYNC = {
    "uv": ("uv", "sync"),
    "poetry": ("poetry", "install"),
    "pdm": ("pdm", "install"),
    "pipenv": ("pipenv", "install", "--dev"),
    "pixi": ("pixi", "install"),
}
GROUP = {"uv": "--group", "poetry": "--with", "pdm": "--group"}  # the group `dev` is installed unasked


def pip(shell: Shell, environment: Environment, subcommand: str) -> tuple[str, ...]:
    """Give the words that an environment's packages are changed with."""
    if not environment.pip:
        return ("uv", "pip", subcommand, "--python", shells.python(shell, environment))
    try:
        python = shell.python
    except CannotKnow:  # nothing says which one is first on PATH
        python = None
    if python is not None and python.prefix == environment.path:
        return (*shells.pip(shell), subcommand)
    return (shells.python(shell, environment), "-m", "pip", subcommand)


def install(snap: Snapshot, environment: Environment, *words: str) -> str:
    """Write the command that installs something into an environment."""
    return shells.command(snap.shell.kind, [*pip(snap.shell, environment, "install"), *words])


def reinstall(snap: Snapshot, environment: Environment, requirements: Iterable[str]) -> str:
    """Write the command that installs some requirements anew, and nothing else."""
    forced = "--force-reinstall" if environment.pip else "--reinstall"
    return install(snap, environment, forced, "--no-deps", *requirements)


def uninstall(snap: Snapshot, environment: Environment, *names: str) -> str:
    """Write the command that takes distributions out of an environment."""
    return shells.command(snap.shell.kind, [*pip(snap.shell, environment, "uninstall"), *names])


def remove(snap: Snapshot, files: Iterable[str], folders: Iterable[str]) -> str:
    """Write the command that takes files and folders away, as seen from the folder that the shell stands in."""
    kind = snap.shell.kind
    here = snap.shell.cwd.rstrip("/\\")

    def near(path: str) -> str:
        return path[len(here) + 1 :] if path.startswith((here + "/", here + "\\")) else path

    small, large = [near(one) for one in files], [near(one) for one in folders]
    if kind == "powershell":
        said = ", ".join(shells.quote(kind, one) for one in (*small, *large))
        return f"Remove-Item -Recurse -Force -LiteralPath {said}"
    if kind == "cmd":
        commands = [shells.command(kind, ["rd", "/s", "/q", *large])] if large else []
        commands += [shells.command(kind, ["del", "/q", *small])] if small else []
        return commands[0] if len(commands) == 1 else shells.join(kind, commands[0], commands[1])
    return shells.command(kind, ["rm", "-r", *small, *large])


def sync(snap: Snapshot, environment: Environment, asking: AskingFile) -> str:
    """Write the command that installs what a file of the project asks for: that of the manager, if it has one."""
    manager = _manager(snap)
    if manager and asking.path in {"pyproject.toml", "Pipfile"}:
        group = GROUP.get(manager) if asking.group and asking.group != "dev" else None
        return _at_root(snap, (*SYNC[manager], *((group, asking.group) if group else ())))
    if environment.maker == "hatch" and asking.path == "pyproject.toml":
        from envdoctor.cures.recreate import recreate

        return recreate(snap, environment, minor(environment.python))  # hatch fills what it makes, and only then
    what = tuple(one.text for one in (*asking.absent, *asking.differing))
    if asking.path != "pyproject.toml":
        what = ("-r", asking.through)
    elif asking.group:
        what = ("--group", asking.group)
    elif snap.project.package:
        what = ("-e", ".")
    return _at_root(snap, (*pip(_shell(snap), environment, "install"), *what))


def editable(snap: Snapshot, environment: Environment) -> str:
    """Write the command that installs the project itself, so that its code is used where it lies."""
    manager = _manager(snap)
    return _at_root(snap, SYNC[manager] if manager else (*pip(_shell(snap), environment, "install"), "-e", "."))


def _manager(snap: Snapshot) -> str:
    return next((one for one in SYNC if one in snap.project.managers), "")


def _shell(snap: Snapshot) -> Shell:
    """Give the shell as if it stood in the project's folder."""
    return snap.shell.replace(cwd=snap.project.root)


def _at_root(snap: Snapshot, words: tuple[str, ...]) -> str:
    """Write a command line that is run in the project's folder, since it names files as they are seen from there."""
    kind, line = snap.shell.kind, shells.command(snap.shell.kind, words)
    if snap.shell.cwd == snap.project.root:
        return line
    return shells.join(kind, shells.command(kind, ("cd", snap.project.root)), line)


def foremost(files: Iterable[str]) -> str:
    """Give the requirements file that an application is most likely installed from; empty: there is none."""

    def rank(path: str) -> tuple[bool, bool, int, str]:
        stem = path.rpartition("/")[2].rpartition(".")[0]
        return stem != "requirements", stem not in MAIN, len(path), path

    return min(files, key=rank, default="")
