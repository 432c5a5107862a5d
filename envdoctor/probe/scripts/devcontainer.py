"""devcontainer.json: the commands of a container's life, as text for a shell or as a list of words."""

from __future__ import annotations

import re

from envdoctor.lex.excerpt import Excerpt
from envdoctor.probe.installs.session import Session
from envdoctor.probe.installs.walk import Walk
from envdoctor.probe.scripts.strings import as_words, strings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.probe.installs.sighting import Sightings
    from envdoctor.probe.scripts.strings import Piece

_COMMANDS = frozenset(
    {
        "initializeCommand", "onCreateCommand", "updateContentCommand", "postCreateCommand", "postStartCommand",
        "postAttachCommand",
    }
)  # fmt: skip
_SIGN = re.compile(r'"(?:[^"\\\n]|\\.)*"|//[^\n]*|/\*(?:.*?\*/|.*)|[\[\]{}:,]', re.DOTALL)


def read(text: str, seen: Sightings) -> None:
    """Follow the commands; comments are allowed in this JSON."""
    depth, key, wanted = 0, "", False
    last: tuple[str, int] = ("", 0)
    lists: list[int] = []
    for found in _SIGN.finditer(text):
        sign = found[0]
        if sign[0] == "/":
            continue
        if sign == ":":
            key = last[0] if last[0].startswith('"') else ""
            if depth == 1:
                wanted = key[1:-1] in _COMMANDS
        elif sign[0] == '"':
            if wanted and last[0] == ":" and not lists:
                _text(text, found.start(), found.end(), seen)
        elif sign in "{[":
            depth += 1
            if sign == "[" and wanted and last[0] == ":":
                _words(text, found.start(), seen)
            if sign == "[":
                lists.append(depth)
        elif sign in "}]":
            depth -= 1
            if sign == "]" and lists:
                lists.pop()
        last = (sign, found.start())


def _text(text: str, start: int, end: int, seen: Sightings) -> None:
    _follow(text, next(strings(text, start, end), []), seen)


def _words(text: str, start: int, seen: Sightings) -> None:
    _follow(text, as_words(text, start) or [], seen)


def _follow(text: str, pieces: list[Piece], seen: Sightings) -> None:
    code, whole = Excerpt(), Excerpt.whole(text)
    for begin, end, value in pieces:
        code.take(whole, begin, end, value)
    Walk(code, Session(), seen).run()
