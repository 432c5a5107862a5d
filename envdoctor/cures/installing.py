"""The commands that put packages into an environment, as the one who keeps it would type them in this shell."""

from __future__ import annotations

from envdoctor import shells
from envdoctor.cures.pips import way
from envdoctor.record import CannotKnow
from envdoctor.versions import minor, within

MAIN = frozenset({"base", "main", "common", "default", "prod", "production", "app"})  # what such a file is also called

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from envdoctor.facts import Snapshot
    from envdoctor.facts.asking import AskingFile
    from envdoctor.facts.machine import Environment

    Commands = tuple[tuple[str, ...], ...]

# what each manager does when it is to install what the project's own files ask for
SYNC = {
    "uv": ("uv", "sync"),
    "poetry": ("poetry", "install"),
    "pdm": ("pdm", "install"),
    "pipenv": ("pipenv", "install", "--dev"),
    "pixi": ("pixi", "install"),
}
LOCKS = {
    "uv": "uv.lock", "poetry": "poetry.lock", "pdm": "pdm.lock", "pipenv": "Pipfile.lock", "pixi": "pixi.lock",
}  # fmt: skip
GROUPS = "25.1", ">=3.9"  # the first pip that installs groups, and the Pythons that there is such a pip for
GROUP = {"uv": "--group", "poetry": "--with", "pdm": "--group"}  # the group `dev` is installed unasked


def by_uv(snap: Snapshot, environment: Environment) -> bool:
    """Say whether it is uv that changes the packages."""
    return way(snap, environment, snap.shell).uv


def pip(snap: Snapshot, environment: Environment, *words: str, root: bool = False) -> Commands:
    """Give the commands that change an environment's packages; `root`: as typed in the project's folder."""
    shell = snap.shell.replace(cwd=snap.project.root) if root else snap.shell
    return way(snap, environment, shell).commands(words)


def line(snap: Snapshot, commands: Commands, *, root: bool = False) -> str:
    """Write commands as one line, each run if the one before it went well; `root`: in the project's folder."""
    kind = snap.shell.kind
    if root and snap.shell.cwd != snap.project.root:
        commands = (("cd", snap.project.root), *commands)
    written = ""
    for words in reversed(commands):
        one = shells.command(kind, words)
        written = shells.join(kind, one, written) if written else one
    return written


def install(snap: Snapshot, environment: Environment, *words: str) -> str:
    """Write the command that installs something into an environment."""
    return line(snap, pip(snap, environment, "install", *words))


def reinstall(snap: Snapshot, environment: Environment, requirements: Iterable[str]) -> str:
    """Write the command that installs some requirements anew, and nothing else."""
    forced = "--reinstall" if by_uv(snap, environment) else "--force-reinstall"
    return install(snap, environment, forced, "--no-deps", *requirements)


def uninstall(snap: Snapshot, environment: Environment, *names: str) -> str:
    """Write the command that takes distributions out of an environment."""
    return line(snap, pip(snap, environment, "uninstall", *names))


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
        *first, last = synced(snap, manager)
        return line(snap, (*first, (*last, *((group, asking.group) if group else ()))), root=True)
    if environment.maker == "hatch" and asking.path == "pyproject.toml":
        from envdoctor.cures.recreate import recreate

        return recreate(snap, environment, minor(environment.python))  # hatch fills what it makes, and only then
    what = tuple(one.text for one in (*asking.absent, *asking.differing))
    several: Commands = ()
    if asking.path != "pyproject.toml":
        what = ("-r", asking.through)
    elif asking.group and not _before_groups(snap, environment):
        what = ("--group", asking.group)
    elif asking.group and within(environment.python, GROUPS[1]):
        what, several = ("--group", asking.group), (("install", "--upgrade", "pip"),)
    elif snap.project.package and not asking.group:
        what = ("-e", ".")
    by = way(snap, environment, snap.shell.replace(cwd=snap.project.root))
    return line(snap, by.commands(*several, ("install", *what)), root=True)


def _before_groups(snap: Snapshot, environment: Environment) -> bool:
    """Say whether pip is, or may be, older than `--group`."""
    if by_uv(snap, environment):
        return False
    from packaging.version import Version

    try:
        found = snap.distributions.find("pip")
    except CannotKnow:
        return True
    return found is None or Version(found.version) < Version(GROUPS[0])


def editable(snap: Snapshot, environment: Environment) -> str:
    """Write the command that installs the project itself, so that its code is used where it lies."""
    manager = _manager(snap)
    commands = synced(snap, manager) if manager else pip(snap, environment, "install", "-e", ".", root=True)
    return line(snap, commands, root=True)


def locking(snap: Snapshot, keys: set[str]) -> str:
    """Give the manager whose lock file says which versions of some distributions are meant; empty: none does."""
    manager = _manager(snap)
    try:
        locks = snap.pins.locks if manager else ()
    except CannotKnow:
        return ""
    return manager if any(one.path == LOCKS[manager] and keys <= set(one.names) for one in locks) else ""


def synced(snap: Snapshot, manager: str) -> Commands:
    """Give the commands with which a manager installs what the project's files ask for."""
    return (*_lock(snap), SYNC[manager]) if manager == "poetry" else (SYNC[manager],)


def _lock(snap: Snapshot) -> Commands:
    """Have poetry write its lock file anew where it would install nothing from it; other managers do that unasked."""
    try:
        seen = snap.managing
    except CannotKnow:
        return ()
    if not seen.stale:
        return ()
    # the first series takes the newest of everything unless it is told not to, the second knows no such option
    return (("poetry", "lock", *(("--no-update",) if seen.poetry[:1] == (1,) else ())),)


def _manager(snap: Snapshot) -> str:
    return next((one for one in SYNC if one in snap.project.managers), "")


def foremost(files: Iterable[str]) -> str:
    """Give the requirements file that an application is most likely installed from; empty: there is none."""

    def rank(path: str) -> tuple[bool, bool, int, str]:
        stem = path.rpartition("/")[2].rpartition(".")[0]
        return stem != "requirements", stem not in MAIN, len(path), path

    return min(files, key=rank, default="")
