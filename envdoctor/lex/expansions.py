"""Quotes, escapes and expansions in shell text, read in one pass from left to right, whatever stands there.

What is not closed reaches to the end of the text, as it does for a shell.
"""

from __future__ import annotations

import re

from envdoctor.lex.parts import Part, TooDeep

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.lex.commands import Event

DEEPEST = 40  # `$(…)` and the like within each other; no person writes as many
_DOUBLE = re.compile(r'[^"\\$`]+')
_BRACE = re.compile(r"""[^}\\$`'"]+""")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_PARAMETER = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)(\[[@*]\])?(?:(\})|(:?[-=]))")
_ANSI = re.compile(r"\$'([^'\\]*(?:\\.[^'\\]*)*)'?", re.DOTALL)
_ANSI_ESCAPE = re.compile(r"\\(x[0-9A-Fa-f]{1,2}|u[0-9A-Fa-f]{1,4}|[0-7]{1,3}|.)", re.DOTALL)
_ANSI_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "e": "\x1b", "E": "\x1b", "f": "\f", "v": "\v"}
_EXPANDS = re.compile(r"[\\$`]")
_PARENTHESES = re.compile(r"[()]")
_LONGEST_SUM = 4096  # characters of a `((…))`


class Expansions:
    """Reads what may stand in a word from `pos` up to `end`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.pos = 0
        self.end = len(text)
        self.depth = 0
        self.backtick = False  # inside `…`, where the next ` ends it all
        self.inside: list[list[Event]] = []  # the commands of `$(…)` since they were last taken

    def commands(self, closing: str) -> list[Event]:
        """Read commands up to what closes them."""
        raise NotImplementedError

    def special(self, char: str, parts: list[Part], *, quoted: bool = False) -> None:
        """Read a part that begins with a quote, a backslash, a dollar sign or a backtick."""
        text, pos = self.text, self.pos
        if char == "'":
            close = text.find("'", pos + 1, self.end)
            stop = self.end if close < 0 else close
            tick = text.find("`", pos + 1, stop) if self.backtick else -1
            stop, after = (tick, tick) if tick >= 0 else (stop, min(stop + 1, self.end))
            parts.append(Part(pos + 1, stop, text[pos + 1 : stop], quoted=True))
            self.pos = after
        elif char == '"':
            self.pos = pos + 1
            self._double(parts)
        elif char == "\\":
            self._escape(parts)
        elif char == "`":
            self.substitution(parts, 1, "`", quoted=quoted)
        else:
            self._dollar(parts, quoted=quoted)

    def one(self, parts: list[Part]) -> None:
        """Read a character as text."""
        parts.append(Part(self.pos, self.pos + 1, self.text[self.pos], quoted=False))
        self.pos += 1

    def _escape(self, parts: list[Part], keeps: str = "") -> None:
        """Read a backslash and what it stands before; `keeps`: the only characters it works on between quotes."""
        text, pos = self.text, self.pos
        follows = text[pos + 1 : min(pos + 3, self.end)]
        if follows[:1] == "\n" or follows == "\r\n":
            self.pos = pos + (2 if follows[0] == "\n" else 3)
            return
        length = 1 if not follows or (keeps and follows[0] not in keeps) else 2
        parts.append(Part(pos, pos + length, text[pos + length - 1], quoted=True))
        self.pos = pos + length

    def _double(self, parts: list[Part]) -> None:
        """Read up to the closing double quote."""
        text = self.text
        parts.append(Part(self.pos, self.pos, "", quoted=True))  # `""` is a word, too
        while self.pos < self.end:
            plain = _DOUBLE.match(text, self.pos, self.end)
            if plain:
                parts.append(Part(self.pos, plain.end(), plain[0], quoted=True))
                self.pos = plain.end()
                continue
            char = text[self.pos]
            if char == '"':
                self.pos += 1
                return
            if char == "`" and self.backtick:
                return
            if char == "\\":
                self._escape(parts, '$`"\\')
            else:
                self.special(char, parts, quoted=True)

    def _dollar(self, parts: list[Part], *, quoted: bool) -> None:
        text, pos = self.text, self.pos
        follows = text[pos + 1] if pos + 1 < self.end else ""
        name = _NAME.match(text, pos + 1, self.end)
        if name:
            parts.append(Part(pos, name.end(), None, quoted=quoted, name=name[0]))
            self.pos = name.end()
        elif follows == "{":
            self._parameter(parts, quoted=quoted)
        elif follows == "(":
            stop = self.sum(pos + 3) if text.startswith("(", pos + 2) else -1
            if stop < 0:
                self.substitution(parts, 2, ")", quoted=quoted)
            else:
                self.pos = pos + 3
                self.expansions(stop)
                parts.append(Part(pos, stop, None, quoted=quoted))
        elif follows == "[":  # an old form of `$((…))`
            close = text.find("]", pos, self.end)
            self.pos = self.end if close < 0 else close + 1
            parts.append(Part(pos, self.pos, None, quoted=quoted))
        elif follows == "'" and not quoted:
            self._ansi(parts)
        elif follows == '"' and not quoted:
            self.pos = pos + 2
            self._double(parts)
        elif follows and follows in "@*#?$!-0123456789":
            self.pos = pos + 2
            parts.append(Part(pos, pos + 2, None, quoted=quoted, name=follows))
        else:
            parts.append(Part(pos, pos + 1, "$", quoted=quoted))
            self.pos = pos + 1

    def _ansi(self, parts: list[Part]) -> None:
        found = _ANSI.match(self.text, self.pos, self.end)
        assert found is not None  # noqa: S101 - what it begins with stands there
        value = _ANSI_ESCAPE.sub(_unescape, found[1]) if "\\" in found[1] else found[1]
        parts.append(Part(found.start(1), found.end(1), value, quoted=True))
        self.pos = found.end()

    def _parameter(self, parts: list[Part], *, quoted: bool) -> None:
        text, pos = self.text, self.pos
        if text.startswith("${{", pos):  # not the shell's: GitHub fills it in before a shell sees it
            close = text.find("}}", pos, self.end)
            self.pos = self.end if close < 0 else close + 2
            parts.append(Part(pos, self.pos, None, quoted=quoted))
            return
        found = _PARAMETER.match(text, pos, self.end)
        part = Part(pos, pos, None, quoted=quoted)
        if found:
            part.name = found[1] + ("[@]" if found[2] else "")
            self.pos = found.end()
        else:
            self.pos = pos + 2
        if not (found and found[3]):
            inner: list[Part] = []
            self._brace(inner, quoted=quoted)
            part.default = inner if found else None
        part.end = self.pos
        parts.append(part)

    def _brace(self, parts: list[Part], *, quoted: bool) -> None:
        """Read up to the `}` that ends a parameter."""
        self.deeper()
        text = self.text
        while self.pos < self.end:
            plain = _BRACE.match(text, self.pos, self.end)
            if plain:
                parts.append(Part(self.pos, plain.end(), plain[0], quoted=quoted))
                self.pos = plain.end()
                continue
            char = text[self.pos]
            if char == "}":
                self.pos += 1
                break
            if char == "`" and self.backtick:
                break
            if char == "'" and quoted:
                self.one(parts)
            else:
                self.special(char, parts, quoted=quoted)
        self.depth -= 1

    def substitution(self, parts: list[Part], opening: int, closing: str, *, quoted: bool = False) -> None:
        """Read the commands of `$(…)`, `` `…` `` or `<(…)`."""
        self.deeper()
        pos, outer = self.pos, self.backtick
        self.backtick = outer or closing == "`"
        self.pos = pos + opening
        inside = self.commands(closing or ")")
        self.backtick = outer
        self.pos = min(self.pos + 1, self.end)
        self.inside.append(inside)
        part = Part(pos, self.pos, None, quoted=quoted, name="$(" if closing else "")
        part.inside = inside
        parts.append(part)
        self.depth -= 1

    def expansions(self, stop: int) -> None:
        """Read only the expansions up to an offset: of a here-document, or of what is no list of words."""
        end, self.end = self.end, stop
        parts: list[Part] = []
        while self.pos < stop:
            found = _EXPANDS.search(self.text, self.pos, stop)
            if found is None:
                break
            self.pos = found.start()
            if found[0] == "\\":
                self.pos += 2
            elif found[0] == "`" and self.backtick:
                self.pos += 1
            else:
                self.special(found[0], parts, quoted=True)
        self.pos, self.end = stop, end

    def sum(self, start: int) -> int:
        """Give where the `))` of a sum ends that begins at `start`; -1 where it is two groups of commands instead."""
        depth = 2
        limit = min(self.end, start + _LONGEST_SUM)
        for found in _PARENTHESES.finditer(self.text, start, limit):
            if found[0] == "(":
                depth += 1
                continue
            depth -= 1
            if depth == 1:
                return found.end() + 1 if self.text.startswith(")", found.end()) and found.end() < limit else -1
        return -1

    def deeper(self) -> None:
        """Note that what comes is within something else."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise TooDeep


def _unescape(found: re.Match[str]) -> str:
    code = found[1]
    if code[0] in "xu" and len(code) > 1:
        return chr(int(code[1:], 16))
    return chr(int(code, 8) & 0xFF) if code[0].isdigit() and code[0] < "8" else _ANSI_LETTERS.get(code, code)
