"""Whether a command is a `pip install`, and what its words say about it."""

from __future__ import annotations

import re

from envdoctor.probe.installs.session import UNKNOWN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.probe.installs.options import Field

PIP = re.compile(r"pip-?(\d+(?:\.\d+)*)?(?:\.exe)?")
PYTHON = re.compile(r"(?:python|pypy)-?(\d+(?:\.\d+)*)?t?(?:\.exe)?|py(?:\.exe)?")
UV = re.compile(r"uv(?:\.exe)?")
SYSTEM = frozenset({"/bin", "/usr/bin", "/usr/local/bin", "/usr/sbin", "/sbin", "/opt/homebrew/bin", "/snap/bin"})

# options in front of `install` whose value is the next word
_PIP_VALUES = frozenset(
    {
        "--python", "--log", "--log-file", "--local-log", "--keyring-provider", "--proxy", "--retries", "--timeout",
        "--default-timeout", "--exists-action", "--trusted-host", "--cert", "--client-cert", "--cache-dir",
        "--use-feature", "--use-deprecated", "--resume-retries",
    }
)  # fmt: skip
_UV_VALUES = frozenset(
    {
        "--directory", "--project", "--config-file", "--cache-dir", "--color", "--python-preference",
        "--allow-insecure-host", "--python-fetch",
    }
)  # fmt: skip
_NOTHING = frozenset({"-h", "--help", "--dry-run", "-V", "--version"})  # with these nothing is installed
_PLACES = {"-t": "folder", "--target": "folder", "--root": "folder", "--prefix": "folder", "--python": "python"}


class Pip:
    """A `pip install`."""

    __slots__ = ("folder", "last", "name", "not_user", "target", "target_into", "tool", "user", "version")

    def __init__(self, tool: str, name: Field, last: Field) -> None:
        self.tool = tool
        self.name = name  # the word that says which pip or Python it is
        self.last = last  # the last word of what is underlined
        self.folder = name.text.rpartition("/")[0] if "/" in name.text else None
        self.version: str | None = None  # the digits of `pip3.11`; None: it is `python -m pip` already
        self.target = self.target_into = ""
        self.user: Field | None = None  # `--user`
        self.not_user = False  # `--no-user`


def read(fields: list[Field]) -> Pip | None:
    """Read a command as a `pip install`; None where it is none, or that cannot be told."""
    name = fields[0].text.rpartition("/")[2]
    if found := PIP.fullmatch(name):
        pip = Pip("pip", fields[0], fields[0])
        pip.version = found[1] or ""
        return _install(pip, fields, 1)
    if PYTHON.fullmatch(name):
        at = _module(fields)
        return _install(Pip("pip", fields[0], fields[at - 1]), fields, at) if at else None
    if UV.fullmatch(name):
        at = _subcommand(fields, 1, _UV_VALUES, "pip")
        uv = _install(Pip("uv pip", fields[0], fields[at - 1]), fields, at) if at else None
        return _uv(uv, fields) if uv else None
    return None


def _module(fields: list[Field]) -> int:
    """Give where the arguments of `python -m pip` begin; 0: it is not pip that Python runs."""
    at = 1
    while at < len(fields):
        text = fields[at].text
        if not text.startswith("-") or text in {"-", "-c"} or UNKNOWN in text:
            return 0
        if text.endswith("m") and not text.startswith("--"):
            is_pip = at + 1 < len(fields) and fields[at + 1].text == "pip"
            return at + 2 if is_pip else 0
        at += 2 if text in {"-W", "-X"} else 1
    return 0


def _subcommand(fields: list[Field], at: int, values: frozenset[str], wanted: str) -> int:
    """Give where the words after a subcommand begin; 0: it is another one."""
    while at < len(fields):
        text = fields[at].text
        if text == wanted:
            return at + 1
        if text in _NOTHING or not (text.startswith("-") or text == UNKNOWN):
            return 0
        at += 2 if text in values else 1
    return 0


def _install(pip: Pip, fields: list[Field], at: int) -> Pip | None:
    begin = _subcommand(fields, at, _PIP_VALUES, "install")
    if not begin:
        return None
    for place, field in enumerate(fields[at:], at):
        text = field.text
        if text in _NOTHING:
            return None
        if text in {"--user", "--no-user"}:
            pip.user, pip.not_user = (field, False) if text == "--user" else (None, True)
        elif text == "--isolated":  # no variables either
            pip.not_user = True
        name, given, value = text.partition("=")
        if name in _PLACES:
            follows = fields[place + 1].text if place + 1 < len(fields) else ""
            pip.target, pip.target_into = (value if given else follows), _PLACES[name]
        elif text.startswith("-t") and not text.startswith("--") and len(text) > 2:  # noqa: PLR2004 - -tDIR
            pip.target, pip.target_into = text[2:], "folder"
    return pip


def _uv(pip: Pip, fields: list[Field]) -> Pip | None:
    """Say where uv installs to: without `--system` it looks for an environment, and finds one or stops."""
    texts = {field.text for field in fields}
    if not pip.target_into and texts.isdisjoint({"--system", "--break-system-packages"}):
        pip.target, pip.target_into = "the environment that uv finds", "environment"
    return pip
