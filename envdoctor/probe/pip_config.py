"""pip's configuration: its files in the order in which pip reads them, and its variables."""

from __future__ import annotations

from envdoctor.facts.pip_config import PipConfig, PipSetting
from envdoctor.record import CannotKnow

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from envdoctor.facts import Snapshot
    from envdoctor.system import System

_NO_SETTINGS = frozenset({"PIP_VERSION", "PIP_HELP"})


def look(system: System, snap: Snapshot) -> PipConfig:
    """Read what the pip of this shell would read."""
    settings = [one for origin, path in _files(system, snap) for one in _settings(system, origin, path)]
    for variable in sorted(system.env):
        if variable.startswith("PIP_") and variable not in _NO_SETTINGS:
            name = variable[4:].lower().replace("_", "-")
            settings.append(PipSetting(":env:", name, _masked(system.env[variable].strip()), "environment"))
    return PipConfig(tuple(settings))


def _files(system: System, snap: Snapshot) -> Iterator[tuple[str, str]]:
    """Give pip's files, the weakest first: global, user, site, and the one that PIP_CONFIG_FILE names."""
    join = system.path.join
    named = system.env.get("PIP_CONFIG_FILE", "")
    if named == ("nul" if system.name == "windows" else "/dev/null"):
        return
    for path in _global(system):
        yield "global", path
    if not (named and system.kind(named)):
        yield from _user(system)
    prefix = _prefix(snap)
    if prefix:
        yield "site", join(prefix, "pip.ini" if system.name == "windows" else "pip.conf")
    if named:
        yield "PIP_CONFIG_FILE", system.path.normpath(join(system.cwd, named))


def _global(system: System) -> list[str]:
    join, env = system.path.join, system.env
    if system.name == "windows":
        return [join(env.get("PROGRAMDATA") or "C:\\ProgramData", "pip", "pip.ini")]
    if system.name == "macos":
        return ["/Library/Application Support/pip/pip.conf"]
    folders = (env.get("XDG_CONFIG_DIRS") or "/etc/xdg").split(":")
    return [*(join(folder, "pip", "pip.conf") for folder in folders if folder), "/etc/pip.conf"]


def _user(system: System) -> list[tuple[str, str]]:
    """Give the user's files: that of the old place, which `pip config` does not change, and that of the new one."""
    join, env = system.path.join, system.env
    home = env.get("USERPROFILE" if system.name == "windows" else "HOME")
    if not home:
        return []
    if system.name == "windows":
        roaming = env.get("APPDATA") or join(home, "AppData", "Roaming")
        return [("legacy", join(home, "pip", "pip.ini")), ("user", join(roaming, "pip", "pip.ini"))]
    folder = join(home, "Library", "Application Support", "pip")
    if system.name != "macos":
        folder = join(env.get("XDG_CONFIG_HOME") or join(home, ".config"), "pip")
    elif system.kind(folder) != "folder":
        folder = join(home, ".config", "pip")
    return [("legacy", join(home, ".pip", "pip.conf")), ("user", join(folder, "pip.conf"))]


def _prefix(snap: Snapshot) -> str:
    """Give the folder of the environment that the shell's pip works in; its own pip.conf lies there."""
    try:
        active = snap.environments.active
        python = snap.shell.python
    except CannotKnow:
        return ""
    return active.path if active else python.prefix if python else ""


def _settings(system: System, origin: str, path: str) -> Iterator[PipSetting]:
    """Read a file as pip does: sections, keys up to `=` or `:`, values that go on in indented lines."""
    try:
        data = system.head(path, 1 << 18)
    except OSError:
        return  # pip passes over what it cannot read
    section, name, value, first = "", "", "", 0
    # pip decodes it by the locale; what matters here is ASCII in all of them
    lines = data.decode("utf-8", "replace").removeprefix("\ufeff").splitlines()
    for number, line in enumerate([*lines, "["], 1):
        said = line.strip()
        if not said or said.startswith(("#", ";")):
            continue
        if line[0] in " \t" and name:
            value += "\n" + said
            continue
        if name and section:
            yield PipSetting(section, name, _masked(value.strip()), origin, path, first)
        name = ""
        if said.startswith("["):
            section = said[1:].partition("]")[0]
            continue
        # a line without either mark is all key
        at = min((said.find(mark) for mark in "=:" if mark in said), default=len(said))
        name, value, first = said[:at].strip().lower().replace("_", "-").removeprefix("--"), said[at + 1 :], number


def _masked(value: str) -> str:
    """Hide the passwords in URLs; a fact may be sent to somebody."""
    if "@" not in value:
        return value
    import re

    def mask(login: re.Match[str]) -> str:
        user, colon, _ = login[2].partition(":")
        return f"{login[1]}{user}:****@" if colon else f"{login[1]}****@"

    return re.sub(r"(://|^(?=[^@/\s]*:[^@/\s]*@))([^/\s]*)@", mask, value)  # a proxy may be written without the scheme
