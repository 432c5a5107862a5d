"""The words of a command as they will be, and the options among them."""

from __future__ import annotations

from envdoctor.probe.installs.session import UNKNOWN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.lex.parts import Word


class Field:
    """A word of a command as it will be: `text` with UNKNOWN for what only a run tells; where it is written."""

    __slots__ = ("end", "literal", "start", "text", "word")

    def __init__(self, text: str, word: Word, *, literal: bool) -> None:
        self.text = text
        self.word = word
        self.literal = literal  # it stands there as it is, but for quotes
        self.start = word.start
        self.end = word.end


class Options:
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
