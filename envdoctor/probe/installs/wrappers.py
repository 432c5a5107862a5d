"""What programs that run another program run: sudo and its like, env, timeout, xargs, ssh."""

from __future__ import annotations

import re

from envdoctor.probe.installs.options import Options
from envdoctor.probe.installs.session import UNKNOWN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.probe.installs.options import Field

_ASSIGNED = re.compile(r"([A-Za-z_]\w*)=")


class Wrapped:
    """What a program in front of a command comes to."""

    __slots__ = ("assigned", "begin", "code", "keeps", "moved", "path", "rest", "stdin", "user")

    def __init__(self, rest: list[Field], user: str = "") -> None:
        self.rest = rest  # the command that it runs
        self.begin = rest[0].start if rest else 0  # of that, with variables that are set in front of it
        self.user = user  # as whom, where it changes that
        self.code: Field | None = None  # or: shell text that it runs
        self.stdin = False  # or: it is a shell that reads what is fed to it
        self.keeps = False  # it may hand on the variables of its caller, PATH among them
        self.moved = False  # the command would not be the same without it
        self.assigned: list[str] = []  # variables that it sets
        self.path: str | None = None  # PATH, where it sets that


_SUDO = Options(
    "ughpCDRTUrtac",
    "user group host prompt close-from chdir chroot command-timeout other-user role type auth-type login-class",
    "l v e V K R list validate edit version remove-timestamp help chroot",
)
_DOAS = Options("uCa", "", "L C")
_SU = Options("cgGswT", "command group supp-group shell whitelist-environment session-command", "h V help version")
_ENV = Options("uCS", "unset chdir split-string", "help version")
_SSH = Options("bcDEeFIiJLlmOopQRSWwB", "", "V G Q N")
_XARGS = Options(
    "adEILnPs", "arg-file delimiter max-lines max-args max-procs max-chars process-slot-var", "help version"
)
# programs that run the rest of their words: options that take a value, and how many words come before the command
_PLAIN: dict[str, tuple[Options, int]] = {
    "nohup": (Options(none="help version"), 0),
    "time": (Options("fo", "format output"), 0),
    "timeout": (Options("ks", "kill-after signal", "help version"), 1),
    "nice": (Options("n", "adjustment"), 0),
    "ionice": (Options("cnpP", "class classdata", "p P u pid"), 0),
    "stdbuf": (Options("ioe", "input output error"), 0),
    "setsid": (Options(), 0),
    "command": (Options(none="v V"), 0),
    "exec": (Options("a"), 0),
    "builtin": (Options(), 0),
    "xargs": (_XARGS, 0),
    "flock": (Options("wE", "timeout wait conflict-exit-code", "c command u unlock"), 1),
    "chronic": (Options(), 0),
    "unbuffer": (Options(), 0),
    "eatmydata": (Options(), 0),
    "travis_retry": (Options(), 0),
    "travis_wait": (Options(), 0),
    "noglob": (Options(), 0),
    "nocorrect": (Options(), 0),
}
NAMES = frozenset({*_PLAIN, "sudo", "doas", "su", "env", "ssh"})


def unwrap(name: str, fields: list[Field]) -> Wrapped | None:
    """Give what a wrapper runs; None where that cannot be told, or it runs nothing."""
    if name in _PLAIN:
        options, words = _PLAIN[name]
        read = options.read(fields)
        if read is None:
            return None
        rest = fields[read[0] + words :]
        if name == "travis_wait" and rest and rest[0].text.isdigit():
            rest = rest[1:]
        return Wrapped(rest)
    return {"sudo": _sudo, "doas": _doas, "su": _su, "env": _env, "ssh": _ssh}[name](fields)


def _sudo(fields: list[Field]) -> Wrapped | None:
    read = _SUDO.read(fields)
    if read is None:
        return None
    at, found = read
    wrapped = Wrapped([], _user(found.get("u") or found.get("user"), "u"))
    wrapped.rest = _assigned(fields, at, wrapped)
    shell = {"i", "s", "login", "shell"}.intersection(found)
    wrapped.moved = bool(shell or {"D", "chdir", "S", "stdin"}.intersection(found) or _quoted(fields, at))
    wrapped.stdin = bool(shell) and not wrapped.rest
    listed = found["preserve-env"].text.partition("=")[2] if "preserve-env" in found else ""
    wrapped.keeps = "E" in found or ("preserve-env" in found and (not listed or "PATH" in listed.split(",")))
    return wrapped


def _doas(fields: list[Field]) -> Wrapped | None:
    read = _DOAS.read(fields)
    if read is None:
        return None
    wrapped = Wrapped(fields[read[0] :], _user(read[1].get("u"), "u"))
    wrapped.stdin = "s" in read[1] and not wrapped.rest
    return wrapped


def _su(fields: list[Field]) -> Wrapped | None:
    """Read `su`, whose options may stand after the user's name."""
    at, names = 1, []
    found: dict[str, Field] = {}
    while at < len(fields):
        if fields[at].text == "-":
            at += 1
            continue
        read = _SU.read(fields, at)
        if read is None:
            return None
        at, more = read
        found.update(more)
        if at < len(fields) and fields[at].text != "-":
            names.append(fields[at])
            at += 1
    wrapped = Wrapped([], _user(names[0] if names else None))
    wrapped.code = found.get("c") or found.get("command") or found.get("session-command")
    if wrapped.code and wrapped.code.text.startswith("-"):
        return None  # `-cpip…`, `--command=…`: not written by people
    wrapped.stdin = wrapped.code is None and len(names) <= 1
    wrapped.moved = True
    return wrapped


def _env(fields: list[Field]) -> Wrapped | None:
    read = _ENV.read(fields)
    if read is None or "S" in read[1] or "split-string" in read[1]:
        return None
    wrapped = Wrapped([])
    at = read[0]
    if at < len(fields) and fields[at].text == "-":
        at += 1
    wrapped.rest = _assigned(fields, at, wrapped)
    if not {"u", "unset", "i", "ignore-environment"}.isdisjoint(read[1]):
        wrapped.assigned.append("PIP_USER")  # taken away, perhaps
    return wrapped


def _ssh(fields: list[Field]) -> Wrapped | None:
    read = _SSH.read(fields)
    if read is None or read[0] >= len(fields):
        return None
    again = _SSH.read(fields, read[0] + 1)  # options may follow the host
    if again is None:
        return None
    rest = fields[again[0] :]
    wrapped = Wrapped(rest)
    if len(rest) == 1:
        wrapped.code, wrapped.rest = rest[0], []
    wrapped.stdin = not rest
    wrapped.moved = True
    return wrapped


def _assigned(fields: list[Field], at: int, wrapped: Wrapped) -> list[Field]:
    """Pass over `name=value` words."""
    wrapped.begin = fields[at].start if at < len(fields) else 0
    while at < len(fields):
        found = _ASSIGNED.match(fields[at].text)
        if found is None:
            break
        wrapped.assigned.append(found[1])
        if found[1] == "PATH":
            wrapped.path = fields[at].text[found.end() :]
        at += 1
    return fields[at:]


def _quoted(fields: list[Field], at: int) -> bool:
    """Say whether `'name=value'` is quoted: to sudo it is a variable all the same, to a shell it is not."""
    parts = fields[at].word.parts if at < len(fields) else None
    return bool(parts and parts[0].quoted)


def _user(field: Field | None, letter: str = "") -> str:
    """Give the user that an option names; root where there is none."""
    if field is None:
        return "root"
    text = field.text
    if text.startswith("--"):
        text = text.partition("=")[2]
    elif letter and text.startswith("-"):  # -Huroot
        text = text.partition(letter)[2]
    if UNKNOWN in text or not text:
        return "?"
    return "root" if text in {"root", "#0"} else text


def executed(fields: list[Field]) -> list[list[Field]]:
    """Give the commands that `find` runs."""
    found = []
    for at, field in enumerate(fields):
        if field.text in {"-exec", "-execdir", "-ok", "-okdir"}:
            end = next((stop for stop in range(at, len(fields)) if fields[stop].text in {";", "+"}), len(fields))
            found.append(fields[at + 1 : end])
    return found
