"""Justfiles: the recipes, with the variables that are given as plain strings."""

from __future__ import annotations

import re

from envdoctor.lex.excerpt import Excerpt
from envdoctor.probe.installs.session import Session
from envdoctor.probe.installs.walk import SHELLS, Walk
from envdoctor.probe.scripts.makefile import UNKNOWN_WORD
from envdoctor.probe.scripts.shebang import is_shell
from envdoctor.probe.scripts.strings import said, strings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from envdoctor.probe.installs.sighting import Sightings

_ASSIGN = re.compile(
    r"""(?:export[ \t]+)?([A-Za-z_][\w-]*)[ \t]*:=[ \t]*(?:"([^"\\\n]*)"|'([^'\n]*)')?[ \t]*(?:#.*)?$"""
)
_SHELL = re.compile(r"set[ \t]+shell[ \t]*:=[ \t]*(\[.*)")
_RECIPE = re.compile(r"@?[A-Za-z_][\w-]*(?:[ \t]+[^:\n]*)?:(?!=)")
_INSERT = re.compile(r"\{\{(.*?)\}\}")


def read(text: str, seen: Sightings) -> None:
    """Follow the recipes of a justfile."""
    variables: dict[str, str] = {}
    recipes = list(_recipes(text, variables))
    if variables.get("set shell", "sh") not in SHELLS:
        return
    for recipe in recipes:
        start, end = recipe[0]
        first = text[start:end].lstrip()
        if not first.startswith("#!"):
            _by_line(text, recipe, variables, seen)
        elif is_shell(first):
            code = Excerpt()
            indent = end - start - len(first)
            for begin, stop in recipe:
                _insert(code, text, min(begin + indent, stop), stop + 1, variables)
            Walk(code, Session(), seen).run()


def _by_line(text: str, recipe: list[tuple[int, int]], variables: dict[str, str], seen: Sightings) -> None:
    """Follow a recipe whose lines each run in a shell of their own."""
    for start, end in _lines(text, recipe):
        code = Excerpt()
        begin = start
        while begin < end and text[begin] in "@- \t":
            begin += 1
        _insert(code, text, begin, end, variables)
        Walk(code, Session(), seen).run()


def _recipes(text: str, variables: dict[str, str]) -> Iterator[list[tuple[int, int]]]:
    recipe: list[tuple[int, int]] | None = None
    pos = 0
    for line in text.split("\n"):
        start, end = pos, pos + len(line)
        pos = end + 1
        if recipe is not None and (line[:1] in {" ", "\t"} or not line.strip()):
            if line.strip() or recipe:
                recipe.append((start, end))
            continue
        if recipe:
            yield recipe
        recipe = None
        if shell := _SHELL.match(line):
            variables["set shell"] = next(map(said, strings(line, shell.start(1))), "sh")
        elif assigned := _ASSIGN.match(line.rstrip("\r")):
            value = assigned[2] if assigned[2] is not None else assigned[3]
            variables[assigned[1]] = UNKNOWN_WORD if value is None else value
        elif _RECIPE.match(line):
            recipe = []
    if recipe:
        yield recipe


def _lines(text: str, recipe: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Join the lines that are continued."""
    begin = -1
    for start, end in recipe:
        begin = start if begin < 0 else begin
        if not text[start:end].rstrip("\r").endswith("\\"):
            yield begin, end
            begin = -1
    if begin >= 0:
        yield begin, recipe[-1][1]


def _insert(code: Excerpt, text: str, start: int, end: int, variables: dict[str, str]) -> None:
    """Put a stretch of a recipe into shell text, with `{{name}}` filled in."""
    for found in _INSERT.finditer(text, start, end):
        code.add(text[start : found.start()], start)
        code.add(variables.get(found[1].strip(), UNKNOWN_WORD), found.start(), found.end() - found.start())
        start = found.end()
    code.add(text[start:end], start)
