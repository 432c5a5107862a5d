"""Strings as JSON and TOML write them, alone or in lists (`["pip", "install", "x"]`), with the place of each part."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    Piece = tuple[int, int, str]  # from where, to where, and what stands there

_STRING = re.compile(r""""([^"\\\n]*(?:\\.[^"\\\n]*)*)"|'([^'\n]*)'""")
_PIECE = re.compile(r"\\(u[0-9A-Fa-f]{4}|.)|[^\\]+")
_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
_FILLING = re.compile(r"[\s,]*(?:#[^\n]*\s*)*")
_QUOTES = re.compile("'|[^']+")


def strings(text: str, start: int, end: int | None = None) -> Iterator[list[Piece]]:
    """Give the strings in a stretch of text, each as its pieces."""
    for found in _STRING.finditer(text, start, len(text) if end is None else end):
        yield _pieces(found)


def said(pieces: list[Piece]) -> str:
    """Give what a string says."""
    return "".join(value for _, _, value in pieces)


def unescaped(text: str, start: int, end: int) -> list[Piece]:
    """Give what stands between double quotes, escapes apart."""
    return [(found.start(), found.end(), _value(found)) for found in _PIECE.finditer(text, start, end)]


def as_words(text: str, start: int) -> list[Piece] | None:
    """Read a list of strings as the words of a command, quoted for a shell; None where it is another list."""
    words: list[Piece] = []
    pos = start + 1
    while True:
        filling = _FILLING.match(text, pos)
        pos = filling.end() if filling else pos
        if text.startswith("]", pos):
            return words
        found = _STRING.match(text, pos)
        if found is None:
            return None
        words.append((pos, pos + 1, " '"))
        for begin, end, value in _pieces(found):
            if "'" in value and len(value) == end - begin:
                words += [
                    (begin + part.start(), begin + part.end(), "'\\''" if part[0] == "'" else part[0])
                    for part in _QUOTES.finditer(value)
                ]
            else:
                words.append((begin, end, value.replace("'", "'\\''")))
        pos = found.end()
        words.append((pos - 1, pos, "'"))


def _pieces(found: re.Match[str]) -> list[Piece]:
    if found[1] is not None:
        return unescaped(found.string, found.start(1), found.end(1))
    return [(found.start(2), found.end(2), found[2])] if found[2] else []


def _value(found: re.Match[str]) -> str:
    code = found[1]
    if code is None:
        return found[0]
    return chr(int(code[1:], 16)) if code[0] == "u" and len(code) > 1 else _LETTERS.get(code, code)
