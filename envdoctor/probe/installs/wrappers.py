"""What programs that run another program run: sudo and its like, env, timeout, xargs, ssh."""

from __future__ import annotations

import re

from envdoctor.probe.installs.session import UNKNOWN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.lex.parts import Word

_ASSIGNED = re.compile(r"([A-Za-z_]\w*)=")


class Field:
    """A word of a command as it will be: `text` with UNKNOWN for what only a run tells; where it is written."""

    __slots__ = ("end", "literal", "start", "text", "word")

    def __init__(self, text: str, word: Word, *, literal: bool) -> None:
        self.text = text
        self.word = word
        self.literal = literal  # it stands there as it is, but for quotes
        self.start = word.start
        self.end = word.end


class Wrapped:
    """What a program in front of a command comes to."""

    __slots__ = ("assigned", "begin", "code", "moved", "path", "rest", "stdin", "user")

    def __init__(self, rest: list[Field], user: str = "") -> None:
        self.rest = rest  # the command that it runs
        self.begin = rest[0].start if rest else 0  # of that, with variables that are set in front of it
        self.user = user  # as whom, where it changes that
        self.code: Field | None = None  # or: shell text that it runs
        self.stdin = False  # or: it is a shell that reads what is fed to it
        self.moved = False  # the command would not be the same without it
        self.assigned: list[str] = []  # variables that it sets
        self.path: str | None = None  # PATH, where it sets that


class _Options:
    """Options of a program: those that take a value, and those with which it runs no command."""

    __slots__ = ("long", "none", "short")

    def __init__(self, short: str = "", long: str = "", none: str = "") -> None:
        self.short = frozenset(short)
        self.long = frozenset(long.split())
        self.none = frozenset(none.split())

    def read(self, fields: list[Field], at: int = 1) -> tuple[int, dict[str, Field]] | None:
        """Give where the options end, and which there are; None: no command is run, or it cannot be told."""
        found: dict[str, Field] = {}
        while at < len(fields):
            field = fields[at]
            text = field.text
            if text == "--":
                return at + 1, found
            if not text.startswith("-") or text == "-":
                break
            name, given, _ = text[2:].partition("=") if text.startswith("--") else ("", "", "")
            if name:
                if name in self.none or UNKNOWN in name:
                    return None
                value = name in self.long and not given
                found[name] = field
            else:
                value, name = self._cluster(text, field, found)
                if name in self.none or UNKNOWN in name:
                    return None
            at += 1
            if value:
                if at >= len(fields):
                    return None
                found[name] = fields[at]
                at += 1
        return at, found

    def _cluster(self, text: str, field: Field, found: dict[str, Field]) -> tuple[bool, str]:
        """Read `-Hu` or `-uroot`; gives whether the value of the last one is the next word, and which that is."""
        letter = ""
        for place, letter in enumerate(text[1:], 2):
            found[letter] = field
            if letter in self.none or letter == UNKNOWN:
                break
            if letter in self.short:
                return place == len(text), letter
        return False, letter


_SUDO = _Options(
    "ughpCDRTUrtac",
    "user group host prompt close-from chdir chroot command-timeout other-user role type auth-type login-class",
    "l v e V K R list validate edit version remove-timestamp help chroot",
)
_DOAS = _Options("uCa", "", "L C")
_SU = _Options("cgGswT", "command group supp-group shell whitelist-environment session-command", "h V help version")
_ENV = _Options("uCS", "unset chdir split-string", "help version")
_SSH = _Options("bcDEeFIiJLlmOopQRSWwB", "", "V G Q N")
_XARGS = _Options(
    "adEILnPs", "arg-file delimiter max-lines max-args max-procs max-chars process-slot-var", "help version"
)
# programs that run the rest of their words: options that take a value, and how many words come before the command
_PLAIN: dict[str, tuple[_Options, int]] = {
    "nohup": (_Options(none="help version"), 0),
    "time": (_Options("fo", "format output"), 0),
    "timeout": (_Options("ks", "kill-after signal", "help version"), 1),
    "nice": (_Options("n", "adjustment"), 0),
    "ionice": (_Options("cnpP", "class classdata", "p P u pid"), 0),
    "stdbuf": (_Options("ioe", "input output error"), 0),
    "setsid": (_Options(), 0),
    "command": (_Options(none="v V"), 0),
    "exec": (_Options("a"), 0),
    "builtin": (_Options(), 0),
    "xargs": (_XARGS, 0),
    "flock": (_Options("wE", "timeout wait conflict-exit-code", "c command u unlock"), 1),
    "chronic": (_Options(), 0),
    "unbuffer": (_Options(), 0),
    "eatmydata": (_Options(), 0),
    "travis_retry": (_Options(), 0),
    "travis_wait": (_Options(), 0),
    "noglob": (_Options(), 0),
    "nocorrect": (_Options(), 0),
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
