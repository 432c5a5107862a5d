"""What a shell word is made of."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.lex.commands import Event


class TooDeep(Exception):  # noqa: N818 - an answer: this is more nested than any script
    """The text is nested deeper than it is read."""


class Part:
    """A part of a word: text that stands there, or an expansion.

    `text` is None for an expansion; `name` is the variable's, "$(" for a command's output, "" for what cannot be told.
    """

    __slots__ = ("default", "end", "inside", "name", "quoted", "start", "text")

    def __init__(self, start: int, end: int, text: str | None, *, quoted: bool, name: str = "") -> None:
        self.start = start
        self.end = end
        self.text = text
        self.quoted = quoted
        self.name = name
        self.default: list[Part] | None = None  # of `${name:-default}`
        self.inside: list[Event] | None = None  # the commands of `$(…)`


class Word:
    """A word: from `start` to `end`, quotes included. `parts` is None where nothing in it is quoted or expanded."""

    __slots__ = ("array", "end", "parts", "start", "text")

    def __init__(self, start: int, end: int, text: str | None, parts: list[Part] | None = None) -> None:
        self.start = start
        self.end = end
        self.text = text  # None: it is known only when it runs
        self.parts = parts
        self.array: list[Word] | None = None  # of `name=(…)`
