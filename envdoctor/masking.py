"""Take secrets and the names of people out of a snapshot, so that it can be shown to others.

A name becomes another one everywhere, so that paths that were equal still are; a secret becomes as many `x`, so that
columns still fit.
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from envdoctor.system import System

# names that say nothing about a person, or that are also those of folders everyone has
_COMMON = frozenset(
    {
        "", "admin", "administrator", "app", "appuser", "bin", "build", "builder", "circleci", "code", "codespace",
        "default", "dev", "developer", "docker", "ec2-user", "git", "gitpod", "home", "jenkins", "jovyan", "lib",
        "local", "me", "node", "nobody", "pip", "project", "projects", "public", "python", "root", "runner",
        "runneradmin", "shared", "src", "test", "tests", "ubuntu", "user", "users", "vagrant", "venv", "vscode", "work",
        "workspace", "www-data",
    }
)  # fmt: skip
PEOPLE = frozenset({"person", "sudo_user"})  # fields of facts that hold the name of a person
# where the folders of people are; the name follows
_HOMES = (
    re.compile(
        r"((?:^|[^\w.-])(?:[a-z]:|/mnt/[a-z]|/[a-z]|/cygdrive/[a-z]|/System/Volumes/Data)?[\\/]+Users[\\/]+)"
        r"([^\\/:;\"'<>|\n\0]+(?=[\\/])|[^\\/:;\"'<>|\s\0]+)",  # names on Windows have blanks in them
        re.IGNORECASE,
    ),
    re.compile(
        r"((?:^|[^\w.-])(?:(?:/var|/usr|/export|/net|/private/var)?/home|/(?:run/)?media)/+)([^\\/:;\"'<>|\s\0]+)"
    ),
)
_LOGIN = re.compile(r"([a-z][a-z0-9+.-]*://)([^\s/@'\"]+)(@)", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"\$\{?\w+\}?|%\w+%|\{\{.*?\}\}|<\w+>")
_NAMED = re.compile(
    r"((?:\b|_)(?:password|passwd|passphrase|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credentials?)"
    r"(?:[\"']?\s*(?<![=<>!~])[=:](?![=:])\s*[\"']?|\s+)|\bbearer\s+)([^\s\"'&;,#]{3,})",
    re.IGNORECASE,
)
# what the keys of well-known services look like
_KEYS = re.compile(
    r"\b(?:gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|pypi-[\w-]{16,}|xox[abprs]-[\w-]{10,}"
    r"|(?:AKIA|ASIA)[A-Z0-9]{16}|AIza[\w-]{30,}|sk-[\w-]{20,}|npm_\w{20,}|dop_v1_\w{20,}"
    r"|eyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]*)"
)


def starred(text: str) -> str:
    """Star out the user and password in addresses, so that columns still fit; a variable is no secret."""
    return _LOGIN.sub(lambda found: _without_login(found, "*", "*"), text)


def _without_login(found: re.Match[str], filler: str, colon: str) -> str:
    """Hide each part of a login that is not a variable; `git@` is in the address of every repository."""
    if found[2] == "git" or _PLACEHOLDER.fullmatch(found[2].replace(":", "")):
        return found[0]
    parts = [part if _PLACEHOLDER.fullmatch(part) else filler * len(part) for part in found[2].split(":")]
    return found[1] + colon.join(parts) + found[3]


def secretless(text: str) -> str:
    """Give a text without secrets; the names of people stay."""
    text = _LOGIN.sub(lambda found: _without_login(found, "x", ":"), text)
    text = _NAMED.sub(_value, text)
    return _KEYS.sub(lambda found: "x" * len(found[0]), text)


class Mask:
    """What is known of one machine's people, and what their names become."""

    def __init__(self, system: System) -> None:
        self.path = system.path
        self.names: dict[str, str] = {}
        env = system.env
        homes = [env.get("HOME", ""), env.get("USERPROFILE", "")]
        for home in filter(None, homes):
            self.learn(system.path.basename(home.rstrip("/\\")))
        for variable in ("USER", "LOGNAME", "USERNAME", "SUDO_USER", "DOAS_USER"):
            self.learn(env.get(variable, ""))
        self.homes = [self._home(home) for home in filter(None, homes)]

    def learn(self, name: str) -> str:
        """Give what stands for a name of a person."""
        folded = name.casefold()
        if folded in _COMMON and folded != "me":
            return name
        if folded not in self.names:
            number = len(self.names) + 1
            self.names[folded] = "user" if number == 1 else f"user{number}"
        return self.names[folded]

    def _home(self, home: str) -> tuple[re.Pattern[str], str]:
        folder, name = self.path.split(home.rstrip("/\\"))
        whole = re.compile(rf"{re.escape(folder)}([\\/]+){re.escape(name)}(?![\w.-])", re.IGNORECASE)
        return whole, name

    def over(self, data: Any) -> Any:
        """Give the data with every text in it masked."""
        if isinstance(data, str):
            return self.text(data)
        if isinstance(data, list):
            return [self.over(one) for one in data]
        if isinstance(data, dict):
            return {name: self._field(name, one) for name, one in data.items()}
        return data

    def _field(self, name: str, value: Any) -> Any:
        if name == "is":  # of which type the record is
            return value
        if name in PEOPLE and isinstance(value, str):
            return self.learn(value)
        return self.over(value)

    def text(self, text: str) -> str:
        """Give a text without secrets and names."""
        return self._people(secretless(text)) if text else text

    def _people(self, text: str) -> str:
        if "/" not in text and "\\" not in text:
            return text
        for homes in _HOMES:
            text = homes.sub(lambda found: found[1] + self.learn(found[2]), text)
        for whole, name in self.homes:
            text = whole.sub(lambda found, name=name: found[0][: -len(name)] + self.learn(name), text)  # type: ignore[misc]
        for name, other in self.names.items():
            if name not in _COMMON and name in text.casefold():
                text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", other, text, flags=re.IGNORECASE)
        return text


def _value(found: re.Match[str]) -> str:
    if _PLACEHOLDER.fullmatch(found[2]):
        return found[0]
    return found[1] + "x" * len(found[2])
