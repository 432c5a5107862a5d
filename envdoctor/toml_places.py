"""Where the keys and values of a TOML text stand: tomllib reads them, but does not say where it found them."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    Path = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_KEY = re.compile(r"""[A-Za-z0-9_-]+|"((?:[^"\\\n]|\\.)*)"|'([^'\n]*)'""")
_STRING = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}(?!")' r"|'''.*?'{3,5}(?!')" r'|"(?:[^"\\\n]|\\.)*"' r"|'[^'\n]*'", re.DOTALL
)
_BARE = re.compile(r"[^,\]}#\n]*")


def places(text: str) -> dict[Path, int]:
    """Map the path of each key, table and element of an array to its offset.

    The text must be valid TOML. Where the key of a value stands is found under the path itself, where the value
    stands under the path and an empty string behind it.
    """
    reader = _Reader(text)
    reader.document()
    return reader.found


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Turn an offset into a line and a column, both from 1."""
    start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, offset - start + 1


class _Reader:
    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0
        self.found: dict[Path, int] = {}
        self.tables: dict[Path, int] = {}  # arrays of tables, and the number of their last element

    def document(self) -> None:
        table: Path = ()
        self.skip(_BLANK)
        while self.at < len(self.text):
            if self.text[self.at] == "[":
                table = self.header()
            else:
                self.pair(table)
            self.skip(_BLANK)

    def header(self) -> Path:
        several = self.text.startswith("[[", self.at)
        self.at += 1 + several
        self.skip(_SPACE)
        begin = self.at
        table: Path = ()
        names = self.dotted()
        for number, name in enumerate(names):
            table = (*table, name)
            self.found.setdefault(table, begin)
            if several and number == len(names) - 1:
                self.tables[table] = self.tables.get(table, -1) + 1
            if table in self.tables:
                table = (*table, self.tables[table])
                self.found.setdefault(table, begin)
        self.at = self.text.index("]", self.at) + 1 + several
        return table

    def pair(self, table: Path) -> None:
        begin = self.at
        path = table
        for name in self.dotted():
            path = (*path, name)
            self.found.setdefault(path, begin)
        self.at = self.text.index("=", self.at) + 1
        self.skip(_SPACE)
        self.value(path)

    def value(self, path: Path) -> None:
        behind: Path = (*path, "")
        self.found[behind] = self.at
        string = _STRING.match(self.text, self.at)
        opened = self.text[self.at]
        if string:
            self.at = string.end()
        elif opened in "[{":
            self.at += 1
            self.skip(_BLANK)
            number = 0
            while self.text[self.at] not in "]}":
                if opened == "{":
                    self.pair(path)
                else:
                    element: Path = (*path, number)
                    self.found[element] = self.at
                    self.value(element)
                    number += 1
                self.skip(_BLANK)
                if self.text[self.at] == ",":
                    self.at += 1
                    self.skip(_BLANK)
            self.at += 1
        else:
            self.skip(_BARE)

    def dotted(self) -> list[str]:
        names = []
        while True:
            key = _KEY.match(self.text, self.at)
            assert key  # noqa: S101 - the text is valid TOML
            quoted = key[1] if key[1] is not None else key[2]
            names.append(key[0] if quoted is None else quoted)
            self.at = key.end()
            self.skip(_SPACE)
            if not self.text.startswith(".", self.at):
                return names
            self.at += 1
            self.skip(_SPACE)

    def skip(self, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self.text, self.at)
        assert match  # noqa: S101 - it matches the empty text, too
        self.at = match.end()
