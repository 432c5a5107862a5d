"""Where an environment's own files say that it lies: its activation scripts, its pyvenv.cfg and its commands."""

from __future__ import annotations

import re

from envdoctor.probe.healthy import commands
from envdoctor.probe.project import short

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from envdoctor.system import System

# each shell's way to say it; what is computed when it runs (`$(…)`) is no record
_SAID = {
    "activate": r"^[ \t]*(?:export[ ]+)?VIRTUAL_ENV=(?P<value>[^\r\n]+?)[ \t]*\r?$",
    "activate.fish": r"^[ \t]*set -gx VIRTUAL_ENV (?P<value>[^\r\n]+?)[ \t]*\r?$",
    "activate.csh": r"^[ \t]*setenv VIRTUAL_ENV (?P<value>[^\r\n]+?)[ \t]*\r?$",
    "activate.bat": r"""^[ \t@]*(?:set "VIRTUAL_ENV=(?P<set>[^"%\r\n]+)"|for %%i in \("(?P<value>[^"\r\n]+)"\))""",
}
_QUOTED = re.compile(r"""'([^']*)'|"([^"]*)"|([^'"\s]+)""")
_OPTION = re.compile(r"""(?:--prompt="[^"]*"|--[a-z-]+)\s+""")


def verdict(system: System, folder: str, scripts: str, keys: Mapping[str, str]) -> tuple[str, str]:
    """Give the fault of an environment that lies elsewhere than its files say, and a sentence; empty: it does not."""
    place, copied = elsewhere(system, folder, scripts, keys)
    if not place:
        return "", ""
    if copied:
        return "copied", f"it was copied from {short(system, place)}, and its commands still belong to that"
    return "moved", f"it was made in {short(system, place)}, where its own files still look for it"


def elsewhere(system: System, folder: str, scripts: str, keys: Mapping[str, str]) -> tuple[str, bool]:
    """Give the other place that an environment's files name, and whether that is an environment too.

    One witness is not enough: an activation script may have been edited, a command may be another environment's.
    """
    if keys.get("relocatable", "").lower() == "true":
        return "", False  # it finds itself
    here = system.identity(folder)
    noted = command(keys)
    noted = noted if system.path.isabs(noted) else ""
    witnesses = [activation(system, scripts, "activate"), noted, commands.place(system, scripts, here)]
    others = [one for one in witnesses if one and system.identity(one) != here]
    if len(others) == 1 and not any(witnesses[1:]):
        # nothing was ever installed, and its maker notes nothing: the other shells' scripts were made with the first
        more = (activation(system, scripts, name) for name in _SAID if name != "activate")
        others += [one for one in more if one and system.identity(one) != here]
    if len(others) < 2:  # noqa: PLR2004 - witnesses
        return "", False
    alive = [one for one in others if system.kind(system.path.join(one, "pyvenv.cfg")) == "file"]
    return (alive or others)[0], bool(alive)


def astray(system: System, folder: str, scripts: str) -> bool:
    """Say whether the activation script names another place, whatever the other witnesses say."""
    place = activation(system, scripts, "activate")
    return bool(place) and system.identity(place) != system.identity(folder)


def activation(system: System, scripts: str, name: str) -> str:
    """Give the place that an activation script names; of several, the last: those before are for Windows."""
    try:
        text = system.head(system.path.join(scripts, name), 1 << 15).decode("utf-8", "surrogateescape")
    except OSError:
        return ""
    found = ""
    for match in re.finditer(_SAID[name], text, re.MULTILINE):
        value = match["value"] if match["value"] is not None else match["set"]
        value = value if name == "activate.bat" else _unquoted(value)
        if system.path.isabs(value):
            found = value
    return found


def command(keys: Mapping[str, str]) -> str:
    """Give the last word of the command that pyvenv.cfg notes; it is not quoted, and may hold spaces."""
    said = re.search(r" -m (?:venv|virtualenv) (.*)", keys.get("command", ""))
    rest = said[1] if said else ""
    while option := _OPTION.match(rest):
        rest = rest[option.end() :]
    return rest


def _unquoted(value: str) -> str:
    """Take a shell's quotes away; empty: it is more than text."""
    parts = _QUOTED.findall(value)
    if any(sign in double + bare for _, double, bare in parts for sign in "$`("):
        return ""
    return "".join(single or double or bare for single, double, bare in parts)
