"""What shell text is made of: commands, and marks where blocks begin and end."""

from __future__ import annotations

import re

from envdoctor.lex.parts import Part, Word

_ASSIGNED = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)(?:(\[[^\]]*\])?(\+?)=|\[)")


class HereDocument:
    """The text that a command reads from the lines after it."""

    __slots__ = ("delimiter", "end", "quoted", "start", "tabs")

    def __init__(self, delimiter: str, *, tabs: bool, quoted: bool) -> None:
        self.delimiter = delimiter
        self.tabs = tabs  # of `<<-`: the lines' leading tabs do not count
        self.quoted = quoted  # its expansions are text
        self.start = self.end = 0


class Assignment:
    """`name=value` in front of a command, or alone; `adds`: it is `+=`. The name of an element of an array is ""."""

    __slots__ = ("adds", "name", "value")

    def __init__(self, name: str, value: Word, *, adds: bool) -> None:
        self.name = name
        self.value = value
        self.adds = adds


class Command:
    """A simple command: its words, and the operator before it and after it ("&&", "|", ";", a newline, or none)."""

    __slots__ = ("after", "assigned", "before", "documents", "words")

    def __init__(self) -> None:
        self.words: list[Word] = []
        self.assigned: list[Assignment] = []
        self.documents: list[HereDocument] = []
        self.before = self.after = ""


class Mark:
    """What stands between commands.

    `kind` is "open" for the start of a block, "branch" for its next alternative ("other": there is no further one) and
    "close" for its end; "inside" for the commands of a `$(…)` in the words that follow, "each" for what the variable
    of a loop runs through, "test" for `[[ … ]]`. `name` is the kind of a block: "if", "loop", "case", "group",
    "subshell", "function".
    """

    __slots__ = ("before", "inside", "kind", "label", "name", "words")

    def __init__(self, kind: str, name: str = "", *, before: str = "", label: str = "") -> None:
        self.kind = kind
        self.name = name
        self.before = before  # the operator before a block
        self.label = label  # the name of a function or of a loop's variable; the text of a test
        self.inside: list[Event] = []
        self.words: list[Word] = []


Event = Command | Mark


def assignment(word: Word) -> Assignment | None:
    """Read a word as `name=value`, or give None where it is none."""
    first = word.text if word.parts is None else None if word.parts[0].quoted else word.parts[0].text
    found = _ASSIGNED.match(first) if first and word.text != "" else None
    if found is None or first is None:
        return None
    value = Word(word.start + found.end(), word.end, None)
    if word.parts is None:
        value.text = first[found.end() :]
    else:
        head = Part(word.parts[0].start + found.end(), word.parts[0].end, first[found.end() :], quoted=False)
        value.parts = [head, *word.parts[1:]]
        value.text = None if word.text is None else word.text[found.end() :]
    value.array = word.array
    if not found[0].endswith("="):  # name[…$i…]=
        rest = "".join(part.text or "" for part in value.parts or ())
        return Assignment("", value, adds=False) if "]=" in rest or "]+=" in rest else None
    return Assignment("" if found[2] else found[1], value, adds=bool(found[3]))
