"""Makefiles: the recipes of their rules, with the variables that the file itself sets."""

from __future__ import annotations

import re

from envdoctor.lex.excerpt import Excerpt
from envdoctor.probe.installs.session import Session
from envdoctor.probe.installs.walk import SHELLS, Walk

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from envdoctor.probe.installs.sighting import Sightings

UNKNOWN_WORD = "$?"  # a shell's variable whose value nobody knows
_ASSIGN = re.compile(
    r" *(?:(?:export|override|private)[ \t]+)*([^\s:#=+?!$()]+)[ \t]*(:{0,3}|\+|\?|!)=[ \t]*((?:[^\n\\]|\\.)*)",
    re.DOTALL,
)
_RULE = re.compile(r"(?![ \t#])(?:[^\n:=#$]|\$[({][^\n)}]*[)}]|\$[^({])+::?(?![:=])((?:[^;\n\\]|\\.)*)(;)?", re.DOTALL)
_CONDITION = re.compile(r" *(ifeq|ifneq|ifdef|ifndef|else|endif)\b")
_DEFINE = re.compile(r" *(?:(?:export|override|private)[ \t]+)*define\b")
_END_OF_DEFINE = re.compile(r"^ *endef\b", re.MULTILINE)
_REFERENCE = re.compile(r"\$(?:([({])|(.))", re.DOTALL)
_NAME = re.compile(r"[\w.-]+")
_DEEPEST = 8  # variables made of variables


class _Make:
    def __init__(self) -> None:
        self.variables: dict[str, list[str]] = {}
        self.prefix = "\t"
        self.depth = 0  # of conditions

    def set(self, name: str, operator: str, value: str) -> None:
        """Set a variable; between conditions, all of its values are kept."""
        known = self.variables.get(name, [])
        if operator == "!" or (operator == "+" and not known):
            self.variables[name] = [] if operator == "!" else [value]
        elif operator == "+":
            self.variables[name] = [f"{one} {value}" for one in known]
        elif operator == "?" and known:
            pass
        elif self.depth and known:
            known.append(value)
        else:
            self.variables[name] = [value]

    def value(self, name: str, depth: int = 0) -> str:
        """Give the value of a variable; of several, the one with sudo, which is run on some machine."""
        values = self.variables.get(name)
        if not values or depth > _DEEPEST:
            return UNKNOWN_WORD
        expanded = ["".join(text for text, _, _ in self.pieces(value, 0, len(value), depth + 1)) for value in values]
        return next((value for value in expanded if "sudo" in value), expanded[-1])

    def pieces(self, text: str, start: int, end: int, depth: int = 0) -> Iterator[tuple[str, int, int]]:
        """Give a text as make hands it to the shell, in pieces with their place."""
        while start < end:
            found = _REFERENCE.search(text, start, end)
            if found is None:
                break
            if found.start() > start:
                yield text[start : found.start()], start, found.start()
            stop = found.end()
            if found[1]:
                stop = _closing(text, found.end(), end, found[1])
                inner = text[found.end() : stop - 1]
                value = self.value(inner, depth) if _NAME.fullmatch(inner) else UNKNOWN_WORD
            else:
                value = "$" if found[2] == "$" else self.value(found[2], depth)
            if value:
                yield value, found.start(), stop
            start = stop
        if start < end:
            yield text[start:end], start, end


def read(text: str, seen: Sightings) -> None:
    """Follow the recipes of a Makefile; variables count as they stand at the end, as make has it."""
    make = _Make()
    recipes = list(_recipes(text, make))
    shell = make.value("SHELL").split()
    if shell and shell[0] != UNKNOWN_WORD and shell[0].rpartition("/")[2] not in SHELLS | {"env"}:
        return
    one = ".ONESHELL" in make.variables
    session = Session()
    for recipe in recipes:
        session.open("subshell")
        for start, end in recipe:
            code = Excerpt()
            for value, begin, stop in make.pieces(text, _bare(text, start, end), end):
                code.add(value, begin, stop - begin)
            if not one:
                session.open("subshell")
            Walk(code, session, seen).run()
            if not one:
                session.close()
        session.close()


def _recipes(text: str, make: _Make) -> Iterator[list[tuple[int, int]]]:
    """Give each rule's recipe as its logical lines, and note the variables on the way."""
    recipe: list[tuple[int, int]] | None = None
    pos = 0
    while pos < len(text):
        end = _logical_end(text, pos)
        if recipe is not None and text.startswith(make.prefix, pos):
            recipe.append((pos + 1, end))
            pos = end + 1
            continue
        line = text[pos:end]
        if condition := _CONDITION.match(line):
            make.depth += {"else": 0, "endif": -1}.get(condition[1], 1)
        elif _DEFINE.match(line):
            close = _END_OF_DEFINE.search(text, end)
            end = _logical_end(text, close.start()) if close else len(text)
        elif assigned := _ASSIGN.match(line):
            _assign(make, assigned)
        elif rule := _RULE.match(line):
            if recipe:
                yield recipe
            recipe = []
            if line.lstrip().startswith(".ONESHELL"):
                make.variables[".ONESHELL"] = ["1"]
            if rule[2]:
                recipe.append((pos + rule.end(), end))
        pos = end + 1
    if recipe:
        yield recipe


def _assign(make: _Make, assigned: re.Match[str]) -> None:
    name, operator, value = assigned[1], assigned[2], assigned[3]
    value = re.sub(r"[ \t]*\\\n[ \t]*", " ", value.partition("#")[0]).strip()
    if name == ".RECIPEPREFIX" and value:
        make.prefix = value[0]
    make.set(name, operator, value)


def _logical_end(text: str, pos: int) -> int:
    """Give the end of a line and of those it is continued on."""
    while True:
        end = text.find("\n", pos)
        if end < 0:
            return len(text)
        stop = end - 1 if text[end - 1] == "\r" else end
        slashes = stop - len(text[pos:stop].rstrip("\\")) - pos
        if slashes % 2 == 0:
            return end
        pos = end + 1


def _bare(text: str, start: int, end: int) -> int:
    """Pass over `@`, `-` and `+`, which are make's own."""
    while start < end and text[start] in "@-+ \t":
        start += 1
    return start


def _closing(text: str, pos: int, end: int, opening: str) -> int:
    """Give where a reference ends that was opened by a bracket."""
    closing = ")" if opening == "(" else "}"
    depth = 1
    while pos < end:
        if text[pos] == opening:
            depth += 1
        elif text[pos] == closing:
            depth -= 1
            if not depth:
                return pos + 1
        pos += 1
    return end + 1
