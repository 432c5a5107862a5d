"""What was seen in one file: its pip installs, and why some of it could not be judged."""

from __future__ import annotations

import re

from envdoctor.check import Location
from envdoctor.facts.commands import Install
from envdoctor.probe.installs import pips
from envdoctor.probe.installs.session import ENVIRONMENT, EXPORTED, ON_PATH, UNKNOWN, written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.probe.installs.caller import Caller
    from envdoctor.probe.installs.options import Field
    from envdoctor.probe.installs.pips import Pip
    from envdoctor.probe.installs.walk import Walk

_TRUE = frozenset({"1", "y", "yes", "t", "true", "on"})
_FOLDERS = frozenset({"PIP_TARGET", "PIP_PREFIX", "PIP_ROOT"})  # variables that say what options say
_SYSTEM_PREFIXES = frozenset({"", "/usr", "/usr/local"})
_CONTINUED = re.compile(r"[ \t]*\\?\r?\n[ \t]*")


class Sightings:
    """Collects the installs of one file; a place seen twice, once as root, counts as root."""

    def __init__(self, path: str, text: str, kind: str) -> None:
        self.path = path
        self.text = text
        self.kind = kind
        self.mendable = True  # taking `sudo` away would do what is meant
        self.texts = 0  # within texts that were followed
        self.reason = ""  # why some of the file was not judged
        self._found: dict[int, Install] = {}

    def give_up(self, reason: str) -> None:
        """Say that some of the file cannot be judged."""
        self.reason = self.reason or reason

    def installs(self) -> list[Install]:
        """Give what was found, in the order of the file."""
        return [self._found[start] for start in sorted(self._found)]

    def add(self, start: int, install: Install) -> None:
        """Note an install that begins at an offset of the file."""
        if start not in self._found or (install.user == "root" and self._found[start].user != "root"):
            self._found[start] = install

    def place(self, start: int, end: int) -> tuple[Location, str]:
        """Give a place in the file by its offsets, and the text of its first line."""
        text = self.text
        begin = text.rfind("\n", 0, start) + 1
        stop = text.find("\n", start)
        line = text.count("\n", 0, start) + 1
        location = Location(
            path=self.path,
            line=line,
            column=start - begin + 1,
            end_line=line + text.count("\n", start, end),
            end_column=end - text.rfind("\n", 0, end),
        )
        return location, text[begin : len(text) if stop < 0 else stop].rstrip("\r")

    def pip(self, walk: Walk, pip: Pip, fields: list[Field], caller: Caller) -> None:
        """Note a `pip install` if it runs as another user, or with `--user`."""
        begin, end = walk.excerpt.span(pip.name.start, pip.last.end)
        target, into = self._target(walk, pip, caller)
        user_by = self._user(walk, pip, caller)
        if not caller.by and not user_by:
            return
        start, old, new = begin, "", ""
        if caller.by and caller.excerpt:
            start, _ = caller.excerpt.span(caller.start, caller.start + 1)
            if caller.excerpt is not walk.excerpt and (start > begin or "\n" in self.text[start:begin]):
                start = begin
            if caller.excerpt is walk.excerpt and self.mendable:
                old, new = self._without(walk, pip, caller, start, end)
        _, stop = walk.excerpt.span(pip.name.start, max(field.end for field in fields))
        behind = _CONTINUED.sub(" ", self.text[end:stop])
        location, source = self.place(start, end)
        user_location, user_source = self._user_place(walk, pip)
        install = Install(
            location=location,
            source=source,
            kind=self.kind,
            tool=pip.tool,
            by=caller.by,
            user=caller.user,
            keeps=caller.keeps,
            target=target,
            into=into,
            user_by=user_by,
            user_location=user_location,
            user_source=user_source,
            old=old,
            new=new,
            plain=new + behind if new else "",
        )
        self.add(begin, install)

    def _user_place(self, walk: Walk, pip: Pip) -> tuple[Location | None, str]:
        if pip.user is None:
            return None, ""
        return self.place(*walk.excerpt.span(pip.user.start, pip.user.end))

    def _user(self, walk: Walk, pip: Pip, caller: Caller) -> str:
        """Say what makes this a user install, if it surely is one."""
        if pip.tool != "pip":
            return ""  # uv knows no user installs
        if pip.user:
            return "--user" if pip.user.literal else ""  # a variable depends on how the script is called
        values = walk.session.get(EXPORTED + "PIP_USER")
        set_here = "PIP_USER" in caller.assigned or pip.not_user
        return "PIP_USER" if not set_here and {one.lower() for one in values} <= _TRUE else ""

    def _without(self, walk: Walk, pip: Pip, caller: Caller, start: int, end: int) -> tuple[str, str]:
        """Give the text from `sudo` to pip, and the same without sudo; empty where that is not certain."""
        text = walk.excerpt.text
        old = text[caller.start : pip.last.end]
        certain = (
            caller.rest is not None
            and pip.tool == "pip"
            and pip.folder is None
            and pip.name.literal
            and pip.last.literal
            and old == self.text[start:end]
            and "\n" not in old
        )
        if not certain:
            return "", ""
        if pip.version is None:
            return old, text[caller.rest : pip.last.end]
        # `python` is missing on Debian and its like, `python3` nowhere where there is a sudo
        return old, f"{text[caller.rest : pip.name.start]}python{pip.version or 3} -m pip"

    def _target(self, walk: Walk, pip: Pip, caller: Caller) -> tuple[str, str]:
        """Say where an install goes to, and what that is; empty: to the Python that is first on PATH."""
        if pip.target_into:
            return _named(pip)
        if not caller.assigned.isdisjoint(_FOLDERS):
            return "", "folder"
        if pip.folder is not None:
            start, end = walk.excerpt.span(pip.name.start, pip.name.end)
            return _python(walk, pip.folder, self.text[start:end])
        if caller.path is not None and caller.path.partition(":")[0] != UNKNOWN:
            return _python(walk, caller.path.partition(":")[0], "")
        known = caller.clean and ("PATH" not in caller.assigned or caller.path is not None)
        if not known or pip.name.text not in {"pip", "pip3", "python", "python3"}:
            return "", ""
        values = walk.session.get(ENVIRONMENT)
        if not caller.by:
            sure = all(value not in {"", UNKNOWN} and not value.startswith(ON_PATH) for value in values)
            return _active(walk, values[0]) if sure else ("", "")
        # a shell that runs as root: what it perhaps activates is enough not to speak of the system's Python
        found = next(filter(None, values), "")
        return _active(walk, found) if found and caller.user == "root" else ("", "")


def _active(walk: Walk, name: str) -> tuple[str, str]:
    """Read what the variable of the environment in use holds."""
    if name == UNKNOWN:
        return "the environment that is active there", "environment"
    if name.startswith(ON_PATH):
        return _python(walk, name.removeprefix(ON_PATH), "")
    return name.removeprefix("conda "), "conda" if name.startswith("conda ") else "environment"


def _named(pip: Pip) -> tuple[str, str]:
    """Read `--target`, `--python` and the like."""
    target = pip.target.rstrip("/")
    if target in _SYSTEM_PREFIXES or (pip.target_into == "python" and target.rpartition("/")[0] in pips.SYSTEM):
        return "", "system"
    return target.replace(UNKNOWN, "…"), pip.target_into


def _python(walk: Walk, folder: str, raw: str) -> tuple[str, str]:
    """Say what an install by a Python or pip in a folder goes to."""
    if folder in pips.SYSTEM:
        return "", "system"
    prefix = folder.rpartition("/")[0] if folder.endswith(("/bin", "/Scripts")) else folder
    return written(prefix, raw), "environment" if walk.session.environment_of(prefix) else "python"
