"""Shell text → the commands in it, in the order they stand, and the blocks around them.

It knows the words of POSIX shells, bash, zsh and ksh. It never fails: what is no shell text gives commands of no use.
"""

from __future__ import annotations

import re

from envdoctor.lex.blocks import FUNCTION, Blocks, Level
from envdoctor.lex.commands import Command, HereDocument, assignment
from envdoctor.lex.parts import TooDeep

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.lex.commands import Event

_REDIRECTION = re.compile(r"<<<|<<-?|<>|<&|>>|>&|>\||&>>|&>|<|>")
_DESCRIPTOR = re.compile(r"[0-9]+|\{[A-Za-z_]\w*\}")


def parse(text: str) -> tuple[list[Event], bool]:
    """Give the commands of a shell text, and whether all of it was read (it is not where it is nested too deeply)."""
    shell = Shell(text)
    events = shell.level.events
    try:
        shell.read("")
    except (TooDeep, RecursionError):
        return events, False
    return events, True


class Shell(Blocks):
    """Reads commands."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.waiting: list[HereDocument] = []  # their text begins on the next line

    def commands(self, closing: str) -> list[Event]:
        """Read the commands of a `$(…)`, up to what closes it."""
        above, inside = self.level, self.inside
        self.level, self.inside = Level(), []
        self.read(closing)
        events = self.level.events
        self.level, self.inside = above, inside
        return events

    def read(self, closing: str) -> None:
        """Read commands up to what closes them, which is not taken."""
        while self._step(closing):
            pass
        self._finish("")
        while self.level.blocks:
            self.pop()

    def _step(self, closing: str) -> bool:
        """Read a word or an operator; False at the end."""
        self.blank()
        text, pos = self.text, self.pos
        if pos >= self.end:
            return False
        char = text[pos]
        if char not in "\n#;&|()<>`" and not self.level.patterns:
            self._word()
        elif char == "\n":
            self._newline()
        elif char == "#":
            self.comment()
        elif char == "`" and self.backtick:
            return False
        elif self.level.patterns and char != ";":
            self.patterns()
        elif char == ")":
            return self._parenthesis(closing)
        elif char in ";&|":
            self._operator(char)
        elif char == "(":
            self._open_parenthesis()
        elif char in "<>" and not text.startswith("(", pos + 1):
            self._redirection()
        else:
            self._word()
        return True

    def _word(self) -> None:
        word = self.word()
        if word is None:
            self.pos += 1
            return
        command = self.level.command
        if not command.words:
            if word.parts is None and not command.assigned and self.reserved(word.text or ""):
                return
            assigned = assignment(word)
            if assigned:
                command.assigned.append(assigned)
                return
        if self.pos < self.end and self.text[self.pos] in "<>" and word.parts is None and _descriptor(word.text):
            self._redirection()
        else:
            command.words.append(word)

    def _newline(self) -> None:
        self.pos += 1
        level = self.level
        command = level.command
        if command.words or command.assigned or command.documents:
            self._finish("\n")
            level.operator = "\n"
        level.operator = level.operator or "\n"  # `&&` at the end of a line goes on
        level.ended = False
        if self.waiting:
            self._documents()

    def _operator(self, char: str) -> None:
        text, pos, level = self.text, self.pos, self.level
        if text.startswith("&>", pos):
            self._redirection()
            return
        if text.startswith((";;", ";&"), pos):
            self.pos = min(pos + (3 if text.startswith(";;&", pos) else 2), self.end)
            self._finish(";")
            self._next_branch()
            return
        two = text[pos : pos + 2]
        operator = two if two in {"&&", "||", "|&"} else char
        self.pos = min(pos + len(operator), self.end)
        operator = "|" if operator == "|&" else operator
        self._finish(operator)
        level.operator = operator
        level.ended = False

    def _next_branch(self) -> None:
        level = self.level
        if any(kind == "case" for kind, _ in level.blocks):
            while level.blocks[-1][0] != "case":
                self.pop()
            level.patterns = True
        level.operator = ";"

    def _finish(self, after: str) -> None:
        """Put the command read so far among the events."""
        level = self.level
        command = level.command
        if self.inside:
            self.flush()
        if command.words or command.assigned or command.documents:
            level.command = Command()
            if not (command.words or command.assigned) and level.ended:
                return  # what is fed to a block, not to a command
            command.before = level.operator
            command.after = after
            level.events.append(command)
            level.naming = ""

    def _redirection(self) -> None:
        found = _REDIRECTION.match(self.text, self.pos, self.end)
        self.pos = found.end() if found else self.pos + 1
        self.blank()
        target = self.word()
        if target and found and found[0] in {"<<", "<<-"}:
            name = target.text if target.text is not None else self.text[target.start : target.end]
            document = HereDocument(name, tabs=found[0] == "<<-", quoted=target.parts is not None)
            self.level.command.documents.append(document)
            self.waiting.append(document)

    def _documents(self) -> None:
        waiting, self.waiting = self.waiting, []
        for document in waiting:
            document.start = self.pos
            document.end, after = self._delimiter(document)
            if not document.quoted:
                self.expansions(document.end)
            self.pos = after
        self.flush()

    def _delimiter(self, document: HereDocument) -> tuple[int, int]:
        """Give where the text of a here-document ends, and where the line after it begins."""
        text, pos = self.text, self.pos
        while pos < self.end:
            newline = text.find("\n", pos, self.end)
            stop = newline if newline >= 0 else self.end
            line = text[pos:stop]
            if (line.lstrip("\t") if document.tabs else line).rstrip("\r") == document.delimiter:
                return pos, min(stop + 1, self.end)
            pos = stop + 1
        return self.end, self.end

    def _open_parenthesis(self) -> None:
        level = self.level
        command = level.command
        function = FUNCTION.match(self.text, self.pos, self.end)
        if function and len(command.words) == 1 and command.words[0].text and not command.assigned:
            level.naming = command.words[0].text
            level.command = Command()
            self.pos = function.end()
            return
        self._finish("")
        stop = self.sum(self.pos + 2) if self.text.startswith("((", self.pos) else -1
        if stop < 0:
            self.pos += 1
            self.open("subshell")
            return
        self.pos += 2
        self.expansions(stop)
        self.flush()
        level.ended = True

    def _parenthesis(self, closing: str) -> bool:
        """Read a `)`; False where it closes what is being read."""
        within = any(kind == "subshell" for kind, _ in self.level.blocks)
        if not within and closing == ")":
            return False
        self.pos += 1
        self._finish("")
        if within:
            self.close("subshell")
        return True


def _descriptor(word: str | None) -> bool:
    """Say whether a word in front of `>` is the number of what is redirected."""
    return bool(_DESCRIPTOR.fullmatch(word or ""))
