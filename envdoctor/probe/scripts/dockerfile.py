"""Dockerfile and Containerfile: what RUN runs, with the variables of ENV and ARG."""

from __future__ import annotations

import re

from envdoctor.lex.excerpt import Excerpt
from envdoctor.probe.installs.session import Session
from envdoctor.probe.installs.walk import SHELLS, Walk
from envdoctor.probe.scripts.strings import as_words, said, strings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from envdoctor.probe.installs.sighting import Sightings

_DIRECTIVE = re.compile(r"#[ \t]*(\w+)[ \t]*=[ \t]*(\S+)[ \t]*")
_INSTRUCTION = re.compile(r"[ \t]*([A-Za-z]+)(?=[ \t]|$)[ \t]*")
_FLAG = re.compile(r"--[\w.-]+(?:=\S*)?[ \t]+")
_HEREDOC = re.compile(r"""<<(-?)(["']?)([A-Za-z_]\w*)\2""")
_FROM = re.compile(r"(?:--\S+[ \t]+)*(\S+)(?:[ \t]+as[ \t]+(\S+))?", re.IGNORECASE)
_PAIR = re.compile(r"""[A-Za-z_][\w.-]*=""")
_LEGACY = re.compile(r"([A-Za-z_]\w*)[ \t]+(.*)", re.DOTALL)


class _Image:
    """The stage that is being built."""

    def __init__(self) -> None:
        self.session = Session()
        self.shell = True  # RUN is run by a shell that is read here
        self.stages: dict[str, Session] = {}
        self.name = ""


def read(text: str, seen: Sightings) -> None:
    """Follow the RUN instructions of a Dockerfile."""
    image = _Image()
    for word, code in _instructions(text):
        if word == "FROM":
            _stage(image, code.text)
        elif word in {"ENV", "ARG"}:
            _variables(image, code, seen)
        elif word == "SHELL":
            program = next(map(said, strings(code.text, 0)), "")
            image.shell = re.split(r"[/\\]", program)[-1] in SHELLS
        elif word == "RUN" and image.shell:
            _run(image, code, seen)


def _stage(image: _Image, text: str) -> None:
    found = _FROM.match(text)
    base, name = (found[1].lower(), (found[2] or "").lower()) if found else ("", "")
    image.session = image.stages[base].copy() if base in image.stages else Session()
    image.shell = True
    if name:
        image.stages[name] = image.session


def _variables(image: _Image, code: Excerpt, seen: Sightings) -> None:
    """Set variables as `export` in a shell would: ENV quotes and expands in the same way."""
    export = Excerpt()
    export.add("export ", 0, 0)
    legacy = None if _PAIR.match(code.text) else _LEGACY.match(code.text)
    if legacy:
        export.add(f'{legacy[1]}="', 0, 0)
        export.take(code, legacy.start(2), legacy.end(2))
        export.add('"', 0, 0)
    else:
        export.take(code, 0, len(code.text))
    Walk(export, image.session, seen).run()


def _run(image: _Image, code: Excerpt, seen: Sightings) -> None:
    text = code.text
    begin = 0
    while flag := _FLAG.match(text, begin):
        begin = flag.end()
    shell = Excerpt()
    words = as_words(text, begin) if text.startswith("[", begin) else None
    if words is None:
        shell.take(code, begin, len(text))
    else:
        for start, end, value in words:
            shell.take(code, start, end, value)
    image.session.open("subshell")
    walk = Walk(shell, image.session, seen)
    walk.code_without_command = True
    walk.run()
    image.session.close()


def _instructions(text: str) -> Iterator[tuple[str, Excerpt]]:
    """Give the instructions: the first word, and the rest with its lines joined as Docker joins them."""
    escape = "\\"
    directives = True
    pos = 0
    while pos < len(text):
        line = _line(text, pos)
        bare = text[pos:line].strip()
        directive = _DIRECTIVE.fullmatch(bare) if directives else None
        if directive:
            escape = directive[2] if directive[1].lower() == "escape" else escape
        elif bare:
            directives = False
        found = _INSTRUCTION.match(text, pos, line) if bare and bare[0] != "#" else None
        pos = line + 1
        if found is None:
            continue
        code = Excerpt()
        start = found.end()
        word = found[1].upper()
        if word == "ONBUILD" and (inner := _INSTRUCTION.match(text, start, line)):
            word, start = inner[1].upper(), inner.end()
        pos = _join(text, start, line, escape, code)
        if word in {"RUN", "COPY", "ADD"}:
            pos = _heredocs(text, pos, code)
        yield word, code


def _join(text: str, start: int, line: int, escape: str, code: Excerpt) -> int:
    """Put the lines of an instruction together: no escapes at their ends, no comments; gives where the next begins."""
    while True:
        stop = start + len(text[start:line].rstrip(" \t\r"))
        continued = stop > start and text[stop - 1] == escape
        if not continued:
            code.add(text[start:line].rstrip("\r"), start)
            return line + 1
        code.add(text[start : stop - 1], start)
        start = line + 1
        while start < len(text):  # comments and empty lines between do not end it
            line = _line(text, start)
            bare = text[start:line].strip()
            if bare and bare[0] != "#":
                break
            start = line + 1
        if start >= len(text):
            return start


def _heredocs(text: str, pos: int, code: Excerpt) -> int:
    """Take the here-documents of an instruction with it."""
    for tabs, _, name in _HEREDOC.findall(code.text):
        code.add("\n", max(0, pos - 1))
        while pos < len(text):
            line = _line(text, pos)
            bare = text[pos:line].rstrip("\r")
            code.add(text[pos : line + 1], pos)
            pos = line + 1
            if (bare.lstrip("\t") if tabs else bare) == name:
                break
    return pos


def _line(text: str, pos: int) -> int:
    end = text.find("\n", pos)
    return len(text) if end < 0 else end
