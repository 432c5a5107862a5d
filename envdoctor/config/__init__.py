"""`[tool.envdoctor]`: what is selected, ignored with a reason, and what fails the run."""

from __future__ import annotations

from envdoctor.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.system import System

OWN = "envdoctor.toml"
SHARED = "pyproject.toml"
# `envdoctor` where a key of a table may stand; what only looks so costs the time of reading the file
_TABLE = rb"""(?:^|[\s.\["'{,])envdoctor["']?\s*[\].=]|(?m:^\s*\[\s*tool\s*\.\s*envdoctor[ \t]*$)"""


class BadConfig(Exception):  # noqa: N818 - it is an answer for the user, one line for each mistake
    """Raised for a configuration that cannot be followed; its text says where and why."""


class Choice(Record):
    """A check, a family or `ALL`, and the line of the configuration that names it (0: the command line)."""

    name: str
    line: int = 0
    column: int = 0


class Ignore(Choice):
    """A choice that is ignored. Without a reason it is not run; with one, its findings are set aside and counted."""

    reason: str = ""
    until: str = ""  # the last day, "2027-01-31"; empty: for ever


class Level(Choice):
    """A choice whose findings get another severity."""

    severity: str = ""


class Config(Record):
    """The configuration; every field has the value of an absent file."""

    path: str = ""  # the file, as a person would write it; empty: there is none
    select: tuple[Choice, ...] | None = None
    extend_select: tuple[Choice, ...] = ()
    ignore: tuple[Ignore, ...] = ()
    severity: tuple[Level, ...] = ()
    fail_on: str = "warning"
    exclude: tuple[str, ...] = ()
    environment: str = ""
    lines: tuple[tuple[str, int], ...] = ()  # the line of each key

    def line(self, key: str) -> int:
        """Give the line on which a key stands, or 0."""
        return dict(self.lines).get(key, 0)


def load(system: System, root: str, *, file: str = "", isolated: bool = False) -> Config:
    """Read the configuration of a project: the nearest file upward that holds one, or the one that is named.

    Raises:
        BadConfig: a file cannot be read or followed.
    """
    if isolated:
        return Config()
    if file:
        path = system.path.normpath(system.path.join(system.cwd, file))
        try:
            data = system.read(path)
        except OSError as error:
            raise BadConfig(f"{file}: {error.strerror}") from None
        found = _read(system, root, path, file, data)
        if not found.path:
            raise BadConfig(f"{file}: it has no table [tool.envdoctor]")
        return found
    for folder in _upward(system, root):
        for name in (OWN, SHARED):
            path = system.path.join(folder, name)
            try:
                data = system.read(path)
            except FileNotFoundError:
                continue
            except OSError as error:
                if name == SHARED:  # whether it holds a table for envdoctor cannot be known
                    continue
                raise BadConfig(f"{_shown(system, root, path)}: {error.strerror}") from None
            if name == OWN or _holds_table(data):
                found = _read(system, root, path, _shown(system, root, path), data)
                if found.path:
                    return found
    return Config()


def _upward(system: System, root: str) -> list[str]:
    """Give the folders whose files count: up to the repository's root, or the project's own where there is none."""
    folders = [root]
    while not system.kind(system.path.join(folders[-1], ".git")):
        above = system.path.dirname(folders[-1])
        if above == folders[-1]:
            return [root]
        folders.append(above)
    return folders


def _holds_table(data: bytes) -> bool:
    """Say whether a shared file may hold a table for envdoctor; importing tomllib only to hear "no" costs too much."""
    if b"envdoctor" not in data:
        return False
    import re

    return re.search(_TABLE, data) is not None


def _shown(system: System, root: str, path: str) -> str:
    from envdoctor.probe.project import short

    return system.path.basename(path) if system.path.dirname(path) == root else short(system, path)


def _read(system: System, root: str, path: str, shown: str, data: bytes) -> Config:
    from envdoctor.config.table import read

    shared = system.path.basename(path) == SHARED
    found = read(shown, data, ("tool", "envdoctor") if shared else ())
    folder = system.path.dirname(path)
    if folder == root or not found.path:
        return found
    return _moved(system, found, folder, root)


def _moved(system: System, config: Config, folder: str, root: str) -> Config:
    """Make what is relative to a file further up relative to the project."""
    environment = config.environment
    if environment and not environment.startswith("~"):
        environment = system.path.normpath(system.path.join(folder, environment))
    exclude = config.exclude
    below = system.path.join(folder, "")
    if root.startswith(below):
        inner = root[len(below) :].replace("\\", "/").split("/")
        exclude = tuple(pattern for one in exclude if (pattern := _within(one, inner)))
    return config.replace(environment=environment, exclude=exclude)


def _within(pattern: str, folders: list[str]) -> str:
    """Say what a pattern means in a folder further down; empty: nothing there."""
    if "/" not in pattern.rstrip("/"):
        return pattern if not any(_fits(pattern.rstrip("/"), folder) for folder in folders) else "**"
    parts = pattern.strip("/").split("/")
    for folder in folders:
        if not parts:
            return "**"
        if parts[0] == "**":
            break
        if not _fits(parts[0], folder):
            return ""
        parts = parts[1:]
    return "/" + "/".join(parts) if parts else "**"


def _fits(part: str, folder: str) -> bool:
    import re

    meaning = re.escape(part).replace(r"\*", ".*").replace(r"\?", ".")
    return re.fullmatch(meaning, folder) is not None
