"""README and documentation: code blocks of a shell, or with `$ ` prompts, that no word nearby warns against."""

from __future__ import annotations

import re

from envdoctor.lex.excerpt import Excerpt
from envdoctor.probe.installs.session import Session
from envdoctor.probe.installs.walk import Walk
from envdoctor.probe.scripts.prose import Around, alternative

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from envdoctor.probe.installs.sighting import Sightings

    Block = tuple[str, int, list[tuple[int, int]], str]  # language, offset of its start, its lines, heading above

_SHELLS = frozenset({"bash", "sh", "zsh", "shell", "ksh"})
_CONSOLES = frozenset({"console", "shell-session", "shellsession", "sh-session", "bash-session", "terminal"})
_FENCE = re.compile(r"([ \t]*)(`{3,}|~{3,})[ \t]*([^\n`]*)\r?$")
_DIRECTIVE = re.compile(r"([ \t]*)\.\. (?:code-block|code|sourcecode|prompt)::[ \t]*([\w-]*)[^\n]*$")
_PROMPT = re.compile(r"[ \t]*(\([\w.-]+\)[ \t]*)?(?:\[?[\w.-]+@[^$#>\n]*)?\$[ \t]+")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_BLANKED = re.compile(r"[^\n]")
_UNDERLINE = re.compile(r"([=\-~^\"'`#*+.:_])\1{2,}")


def read(text: str, seen: Sightings) -> None:
    """Follow the code blocks of a Markdown or reStructuredText file."""
    if "<!--" in text:
        text = _COMMENT.sub(lambda found: _BLANKED.sub(" ", found[0]), text)
    lines = list(_lines(text))
    blocks = _restructured(text, lines) if seen.path.lower().endswith(".rst") else _markdown(text, lines)
    for language, start, inside, heading in blocks:
        code = _code(text, language, inside)
        around = Around(text, start, inside, heading)
        if code is None or around.warns():
            continue
        seen.mendable = not around.for_the_system()
        Walk(code, Session(), seen).run()


def _markdown(text: str, lines: list[tuple[int, int]]) -> Iterator[Block]:
    fence, language, heading, begin = "", "", "", 0
    inside: list[tuple[int, int]] = []
    for start, end in lines:
        found = _FENCE.match(text[start:end])
        if not fence:
            if found:
                fence, language, begin, inside = found[2], _language(found[3]), start, []
            elif text.startswith("#", start):
                heading = text[start:end]
        elif found and found[2].startswith(fence) and not found[3].strip():
            yield language, begin, inside, heading
            fence = ""
        else:
            inside.append((start, end))


def _restructured(text: str, lines: list[tuple[int, int]]) -> Iterator[Block]:
    number, heading, line = 0, "", ""
    while number < len(lines):
        start, end = lines[number]
        before, line = line, text[start:end].rstrip()
        number += 1
        if before and _UNDERLINE.fullmatch(line):
            heading = before
        found = _DIRECTIVE.match(line)
        if found is None and not line.endswith("::"):
            continue
        indent = len(line) - len(line.lstrip())
        inside: list[tuple[int, int]] = []
        while number < len(lines):
            begin, stop = lines[number]
            bare = text[begin:stop].strip()
            if bare and stop - begin - len(text[begin:stop].lstrip()) <= indent:
                break
            if bare and not (found and not inside and bare.startswith(":")):
                inside.append((begin, stop))
            number += 1
        if found is None and line.lstrip().startswith(".. "):
            continue  # another directive
        yield (found[2].lower() if found else ""), start, inside, heading


def _language(info: str) -> str:
    """Read what stands behind a fence: `bash`, `{.bash}`, `{code-block} bash`, `sh title="x"`."""
    words = re.findall(r"[\w+-]+", info.lower())
    if words[:1] in (["code-block"], ["code"], ["code-cell"]):
        words = words[1:]
    return words[0] if words else ""


def _code(text: str, language: str, inside: list[tuple[int, int]]) -> Excerpt | None:
    """Give the shell text of a block; None where it is none."""
    prompted = any(_PROMPT.match(text[start:end]) for start, end in inside)
    if language not in (_SHELLS | _CONSOLES) and not (not language and prompted):
        return None
    code = Excerpt()
    goes_on, activated = False, ""
    for start, end in inside:
        found = _PROMPT.match(text[start:end])
        lost = found and activated and not found[1]
        activated = (found[1] or "") if found else activated
        bare = text[start + (found.end() if found else 0) : end].strip()
        if not goes_on and (lost or bare == "exit" or alternative(bare)):
            code.add("deactivate\n", start, 0)  # what comes now is not meant for the environment above it
        if bare == "exit":
            continue  # it leaves an environment's shell or another machine, not this page
        if prompted and not found and not goes_on:
            continue  # what the command printed
        begin = start + (found.end() if found else 0)
        if prompted and not found and text[start:end].lstrip().startswith("> "):
            begin = text.index("> ", start) + 2
        code.add(text[begin:end] + "\n", begin)
        goes_on = text[begin:end].rstrip("\r").endswith("\\")
    return code


def _lines(text: str) -> Iterator[tuple[int, int]]:
    pos = 0
    for line in text.split("\n"):
        yield pos, pos + len(line)
        pos += len(line) + 1
