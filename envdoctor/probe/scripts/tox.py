"""tox: the commands of its environments, in tox.ini, setup.cfg, tox.toml and pyproject.toml."""

from __future__ import annotations

import re

from envdoctor.lex.excerpt import Excerpt
from envdoctor.probe.installs.session import ENVIRONMENT, Session
from envdoctor.probe.installs.walk import Walk
from envdoctor.probe.scripts.strings import as_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from envdoctor.probe.installs.sighting import Sightings

_COMMANDS = frozenset({"commands", "commands_pre", "commands_post", "install_command"})
_SECTION = re.compile(r"\[([^\]\n]+)\]")
_OPTION = re.compile(r"([A-Za-z_]\w*)[ \t]*[=:]")
_OLD = re.compile(r"""^[ \t]*legacy_tox_ini[ \t]*=[ \t]*(\"{3}|'{3})(.*?)\1""", re.MULTILINE | re.DOTALL)
_TABLE = re.compile(r"^[ \t]*\[([^\[\]\n]+)\]", re.MULTILINE)
_KEY = re.compile(rf"^[ \t]*(?:{'|'.join(sorted(_COMMANDS))})[ \t]*=[ \t]*\[", re.MULTILINE)


def read(text: str, seen: Sightings) -> None:
    """Follow the commands of a tox.ini or setup.cfg."""
    _ini(text, 0, len(text), seen)


def read_toml(text: str, seen: Sightings) -> None:
    """Follow the commands of a tox.toml, or of `[tool.tox]` in a pyproject.toml."""
    for old in _OLD.finditer(text):
        _ini(text, old.start(2), old.end(2), seen)
    alone = seen.path.rpartition("/")[2] == "tox.toml"
    headers = [(found.start(), found[1].strip()) for found in _TABLE.finditer(text)]
    for key in _KEY.finditer(text):
        table = next((name for start, name in reversed(headers) if start < key.start()), "")
        if alone or table.startswith("tool.tox"):
            _arrays(text, key.end() - 1, seen)


def _arrays(text: str, start: int, seen: Sightings) -> None:
    """Follow `[["pip", "install", "x"], …]`, or one command alone."""
    words = as_words(text, start)
    if words is not None:
        code = Excerpt()
        whole = Excerpt.whole(text)
        for begin, end, value in words:
            code.take(whole, begin, end, value)
        _follow(code, seen)
        return
    pos = start + 1
    while found := re.compile(r"[\s,]*(?:#[^\n]*\s*)*(\[)").match(text, pos):
        _arrays(text, found.start(1), seen)
        close = text.find("]", found.end())
        pos = len(text) if close < 0 else close + 1


def _ini(text: str, start: int, end: int, seen: Sightings) -> None:
    for begin, stop in _commands(text, start, end):
        _follow(Excerpt.whole(text, begin, stop), seen)


def _follow(code: Excerpt, seen: Sightings) -> None:
    session = Session()
    session.put(ENVIRONMENT, ("the environment that tox makes",))
    Walk(code, session, seen).run()


def _commands(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give the commands of all test environments: each a line, with those it is continued on."""
    section, wanted = "", False
    pos, begin = start, -1
    while pos < end:
        newline = text.find("\n", pos, end)
        line = end if newline < 0 else newline
        bare = text[pos:line].rstrip()
        first = pos
        if header := _SECTION.match(bare):
            section, wanted, bare = header[1], False, ""
        elif option := _OPTION.match(bare):
            wanted = section.startswith("testenv") and option[1] in _COMMANDS
            first = pos + option.end()
        elif bare and bare[0] not in " \t#;":
            wanted = False
        if wanted and text[first:line].strip() and bare.lstrip()[:1] not in {"#", ";"}:
            while begin < 0 and first < line and text[first] in "-! \t":  # `-`: its failure does not count
                first += 1
            begin = first if begin < 0 else begin
            if not bare.endswith("\\"):
                yield begin, line
                begin = -1
        else:
            begin = -1
        pos = line + 1
