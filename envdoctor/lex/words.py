"""Shell words: from blank to blank, with what is quoted and expanded in them."""

from __future__ import annotations

import re

from envdoctor.lex.expansions import Expansions
from envdoctor.lex.parts import Part, Word

_BLANK = re.compile(r"(?:[ \t\r]|\\\r?\n)*")
_PLAIN = re.compile(r"""[^ \t\r\n'"\\$`|&;()<>]+""")
_ARRAY = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\+?=")


class Words(Expansions):
    """Reads words; `shell.Shell` adds the commands that they are made into."""

    def blank(self) -> None:
        """Pass over what separates words."""
        found = _BLANK.match(self.text, self.pos, self.end)
        self.pos = found.end() if found else self.pos

    def word(self) -> Word | None:
        """Read a word; None where none begins."""
        text, start = self.text, self.pos
        plain = _PLAIN.match(text, start, self.end)
        if plain:
            stop = plain.end()
            if stop == self.end or text[stop] in " \n;\t\r|&)":
                self.pos = stop
                return Word(start, stop, plain[0])
        parts: list[Part] = []
        array = self._parts(parts)
        if self.pos == start:
            return None
        texts = [part.text for part in parts]
        static = None if None in texts or array is not None else "".join(texts)  # type: ignore[arg-type]
        alone = len(parts) == 1 and static is not None and not parts[0].quoted
        word = Word(start, self.pos, static, None if alone else parts or None)
        word.array = array
        return word

    def _parts(self, parts: list[Part]) -> list[Word] | None:
        """Read the parts of a word; gives the elements where it is an array."""
        text, start, parentheses = self.text, self.pos, 0
        while self.pos < self.end:
            pos = self.pos
            plain = _PLAIN.match(text, pos, self.end)
            if plain:
                parts.append(Part(pos, plain.end(), plain[0], quoted=False))
                self.pos = plain.end()
                continue
            char = text[pos]
            if char in "'\"\\$`":
                if char == "`" and self.backtick:
                    break
                self.special(char, parts)
            elif char in "<>" and text.startswith("(", pos + 1) and not parentheses:
                self.substitution(parts, 2, "")
            elif char == "(" and pos > start and (parentheses or text[pos - 1] in "?*+@!"):
                parentheses += 1
                self.one(parts)
            elif char in "|)" and parentheses:
                parentheses -= char == ")"
                self.one(parts)
            elif char == "(" and len(parts) == 1 and _ARRAY.fullmatch(parts[0].text or ""):
                return self._array()
            else:
                break
        return None

    def _array(self) -> list[Word]:
        """Read the elements of `name=(…)`."""
        self.deeper()
        elements = []
        self.pos += 1
        while self.pos < self.end:
            self.blank()
            char = self.text[self.pos] if self.pos < self.end else ")"
            if char == "#":
                self.comment()
                continue
            word = self.word() if char != ")" else None
            if word:
                elements.append(word)
                continue
            if char == "`" and self.backtick:
                break
            self.pos = min(self.pos + 1, self.end)
            if char == ")":
                break
        self.depth -= 1
        return elements

    def comment(self) -> None:
        """Pass over a comment, up to the end of its line."""
        stop = self.text.find("\n", self.pos, self.end)
        close = self.text.find("`", self.pos, self.end if stop < 0 else stop) if self.backtick else -1
        self.pos = close if close >= 0 else self.end if stop < 0 else stop
