"""The blocks of shell text, and the reserved words that begin and end them."""

from __future__ import annotations

import re

from envdoctor.lex.commands import Command, Mark
from envdoctor.lex.parts import TooDeep
from envdoctor.lex.words import Words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.lex.commands import Event

FUNCTION = re.compile(r"\([ \t]*\)")
_BLOCKS = 200  # blocks within each other
_ENDS = {"fi": "if", "done": "loop", "esac": "case", "}": "group"}
_CONDITION = re.compile(r"[^\]'\"\\$`]+")


class Level:
    """What is read at one level of nesting."""

    __slots__ = ("blocks", "command", "ended", "events", "naming", "operator", "patterns")

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.blocks: list[tuple[str, bool]] = []  # kind; whether it is the body of a function
        self.operator = ""
        self.command = Command()
        self.naming = ""  # the function whose body comes next
        self.ended = False  # a block has just ended: what follows is about the block
        self.patterns = False  # the next words are the patterns of a case


class Blocks(Words):
    """Reads reserved words; `shell.Shell` reads the rest."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.level = Level()

    def reserved(self, word: str) -> bool:
        """Do what a word at the start of a command asks for; False where it is not reserved."""
        if word in _ENDS:
            self.close(_ENDS[word])
        elif word in {"if", "while", "until", "{"}:
            self.open({"if": "if", "{": "group"}.get(word, "loop"))
        elif word in {"elif", "else"}:
            self._alternative(word)
        elif word in {"then", "do", "!", "coproc"}:
            self.level.operator = ""
        elif word in {"for", "select"}:
            self._loop()
        elif word == "case":
            self._case()
        elif word == "function":
            self._function()
        elif word == "[[":
            self._condition()
        else:
            return False
        return True

    def flush(self) -> None:
        """Put the commands inside of words among the events."""
        for inside in self.inside:
            mark = Mark("inside")
            mark.inside = inside
            self.level.events.append(mark)
        self.inside = []

    def open(self, kind: str) -> None:
        """Begin a block."""
        level = self.level
        if len(level.blocks) >= _BLOCKS:
            raise TooDeep
        self.flush()
        if level.naming:
            level.events.append(Mark("open", "function", label=level.naming))
        level.events.append(Mark("open", kind, before=level.operator))
        level.blocks.append((kind, bool(level.naming)))
        level.naming = level.operator = ""

    def close(self, kind: str) -> None:
        """End the innermost block of a kind, and what was left open in it."""
        level = self.level
        if all(block[0] != kind for block in level.blocks):
            return
        while self.pop() != kind:
            pass
        level.ended = True
        level.operator = ""

    def pop(self) -> str:
        """End the innermost block; gives its kind."""
        level = self.level
        kind, function = level.blocks.pop()
        level.events.append(Mark("close", kind))
        if function:
            level.events.append(Mark("close", "function"))
        if kind == "case":
            level.patterns = False
        return kind

    def _alternative(self, word: str) -> None:
        level = self.level
        if any(kind == "if" for kind, _ in level.blocks):
            while level.blocks[-1][0] != "if":
                self.pop()
            level.events.append(Mark("branch", "other" if word == "else" else ""))
        level.operator = ""

    def _loop(self) -> None:
        self.open("loop")
        self.blank()
        name = None if self.text.startswith("((", self.pos) else self.word()
        if name is None or not self._after("in"):
            return
        mark = Mark("each", label=name.text or "")
        while True:
            self.blank()
            value = self.word()
            if value is None:
                break
            mark.words.append(value)
        self.flush()
        self.level.events.append(mark)

    def _case(self) -> None:
        self.blank()
        self.word()
        self.open("case")
        self.level.patterns = self._after("in")

    def _after(self, expected: str) -> bool:
        """Pass over blank lines and a word; False where another word or nothing stands there."""
        self.blank()
        while self.pos < self.end and self.text[self.pos] == "\n":
            self.pos += 1
            self.blank()
        before = self.pos
        word = self.word()
        if word and word.text == expected:
            return True
        self.pos = before
        return False

    def _function(self) -> None:
        self.blank()
        name = self.word()
        if name:
            self.blank()
            brackets = FUNCTION.match(self.text, self.pos, self.end)
            self.pos = brackets.end() if brackets else self.pos
            self.level.naming = name.text or "?"

    def _condition(self) -> None:
        """Pass over `[[ … ]]`, where parentheses and angles are no operators."""
        text, begin = self.text, self.pos
        while self.pos < self.end:
            plain = _CONDITION.match(text, self.pos, self.end)
            if plain:
                self.pos = plain.end()
                continue
            char = text[self.pos]
            if char == "`" and self.backtick:
                break
            if char != "]":
                self.special(char, [])
            elif text.startswith("]]", self.pos) and text[self.pos - 1] in " \t\n" and self._ends(self.pos + 2):
                self.pos = min(self.pos + 2, self.end)
                break
            else:
                self.pos += 1
        self.flush()
        self.level.ended = True
        negated = "! " if text[max(0, begin - 8) : begin].removesuffix("[[").rstrip(" \t").endswith(("! ", "!")) else ""
        label = f"{negated}[[{text[begin : self.pos]}"
        self.level.events.append(Mark("test", before=self.level.operator, label=label))

    def _ends(self, pos: int) -> bool:
        return pos >= self.end or self.text[pos] in " \t\r\n;&|)`"

    def patterns(self) -> None:
        """Read the patterns of a case's branch, up to their `)`."""
        text, level = self.text, self.level
        if text[self.pos] == "(":
            self.pos += 1
        other = False
        while True:
            self.blank()
            if self.pos < self.end and text[self.pos] == "|":
                self.pos += 1
                continue
            word = self.word()
            if word is None:
                break
            if word.text == "esac" and word.parts is None:
                self.flush()
                self.close("case")
                return
            other = other or (word.text == "*" and word.parts is None)
        self.flush()
        level.patterns = False
        if self.pos < self.end and text[self.pos] == ")":
            self.pos += 1
        level.events.append(Mark("branch", "other" if other else ""))
