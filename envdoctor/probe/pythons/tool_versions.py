"""Which Python asdf and mise would start, by .tool-versions, mise.toml and their variables."""

from __future__ import annotations

import re

from envdoctor.probe.pythons.shims import SYSTEM, latest, upward
from envdoctor.record import CannotKnow

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.system import System

# of one folder, the one that wins first
MISE_FILES = (
    "mise.local.toml", ".mise.local.toml", "mise.toml", ".mise.toml", "mise/config.toml", ".mise/config.toml",
    ".config/mise.toml", ".config/mise/config.toml", ".tool-versions",
)  # fmt: skip
_PLAIN = re.compile(r"\d[\w.+-]*$")


def target(system: System, tool: str, command: str) -> str:
    """Give the executable that a shim of asdf or mise starts, or `SYSTEM`.

    Raises:
        CannotKnow: nothing says which, or in a way that only the tool itself understands.
    """
    data = _data(system, tool)
    for wanted in _wanted(system, tool):
        if wanted == SYSTEM:
            return SYSTEM
        folder = _installed(system, data, wanted)
        found = system.path.join(folder, "bin", command) if folder else ""
        if found and system.executable(found):
            return found
    raise CannotKnow(f"none of the Pythons that {tool} is told to use is installed and has `{command}`")


def _data(system: System, tool: str) -> str:
    join, env, home = system.path.join, system.env, system.env.get("HOME", "")
    if tool == "asdf":
        return env.get("ASDF_DATA_DIR") or join(home, ".asdf")
    return env.get("MISE_DATA_DIR") or join(env.get("XDG_DATA_HOME") or join(home, ".local", "share"), "mise")


def _wanted(system: System, tool: str) -> list[str]:
    said = system.env.get("ASDF_PYTHON_VERSION" if tool == "asdf" else "MISE_PYTHON_VERSION")
    if said:
        return said.split()
    home = system.env.get("HOME", "")
    files = (system.env.get("ASDF_TOOL_VERSIONS_FILENAME") or ".tool-versions",) if tool == "asdf" else MISE_FILES
    own = system.env.get("XDG_CONFIG_HOME") or system.path.join(home, ".config")
    last = [system.path.join(own, "mise", "config.toml")] if tool == "mise" else []
    folders = list(dict.fromkeys((*upward(system, system.cwd), home)))
    for place in (*(system.path.join(folder, name) for folder in folders for name in files), *last):
        try:
            text = system.head(place, 1 << 16).decode("utf-8", "replace")
        except OSError:
            continue
        versions = _toml(place, text) if place.endswith(".toml") else _lines(text)
        if versions:
            return versions
    raise CannotKnow(f"no file says which Python {tool} starts here")


def _lines(text: str) -> list[str]:
    for line in text.splitlines():
        words = line.partition("#")[0].split()
        if words and words[0] == "python":
            return words[1:]
    return []


def _toml(place: str, text: str) -> list[str]:
    if "python" not in text:
        return []
    from envdoctor.probe.declarations import toml

    try:
        said = toml.at(toml.load(text), "tools", "python")
    except ValueError as error:
        raise CannotKnow(f"{place}: {error}") from None
    several = said if isinstance(said, list) else [said]
    versions = [toml.at(one, "version") if isinstance(one, dict) else one for one in several]
    return [one for one in versions if isinstance(one, str)]


def _installed(system: System, data: str, wanted: str) -> str:
    join = system.path.join
    if wanted.startswith("path:"):
        folder = wanted[5:]
        return system.env.get("HOME", "") + folder[1:] if folder.startswith("~/") else folder
    installs = join(data, "installs", "python")
    name = wanted.replace("ref:", "ref-", 1).removeprefix("prefix:")
    if system.kind(join(installs, name)) == "folder":
        return join(installs, name)
    if not _PLAIN.match(name):
        raise CannotKnow(f"only the tool itself knows which Python `{wanted}` is")
    try:
        found = latest(system.names(installs), name)
    except OSError:
        found = ""
    return join(installs, found) if found else ""
