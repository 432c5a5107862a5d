"""The page of a check, for a terminal: headings, paragraphs, lists, tables and code as lines of styled pieces."""

from __future__ import annotations

import re

from envdoctor.render import safe
from envdoctor.render.cells import cells, pad, wrap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from envdoctor.render.layout import Line

_FENCE = re.compile(r"`{3,}")
_ITEM = re.compile(r"(?P<indent> *)(?P<mark>[-*+]|\d+[.)]) +(?P<text>.*)")
_LINK = re.compile(r"\[([^\]]*)\]\(([^)\s]+)\)|<(https?://[^>\s]+)>")
_STRESS = re.compile(r"\*\*([^*]+)\*\*|(?<![\w*])[*_]([^\s*_](?:[^*_]*[^\s*_])?)[*_](?![\w*])")
_CODE = re.compile(r"(`[^`]+`)")
_CELL = re.compile(r"(?:`[^`]*`|\\\||[^|`]|`)+")
_BELOW_HEAD = re.compile(r"[|\s:-]+")
INDENT = "    "  # of code


def render(page: str, width: int, *, whole: bool = False) -> Iterator[Line]:
    """Give the lines of a page; `width` 0: nothing is wrapped. `whole`: with the examples of silence."""
    before, heading, rest = page.partition("\n## Examples\n")
    shown, chapter, after = rest.partition("\n## ")
    yield from blocks(before, width)
    if heading:
        from envdoctor.render.examples import render as rendered

        yield []
        yield from rendered("## Examples\n" + shown, width, whole=whole)
    if chapter:
        yield []
        yield from blocks("## " + after, width)


def blocks(text: str, width: int) -> Iterator[Line]:
    """Give the lines of Markdown, an empty one between blocks."""
    first = True
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        line = lines[at]
        end = at + 1
        if line.strip():
            if not first:
                yield []
            first = False
            if fence := _FENCE.match(line):
                while end < len(lines) and not lines[end].startswith(fence[0]):
                    end += 1
                yield from code("\n".join(lines[at + 1 : end]))
                end += 1
            elif line.startswith("#"):
                yield [(safe.text(line.lstrip("# ")), "heading")]
            else:
                while end < len(lines) and lines[end].strip() and not lines[end].startswith(("#", "```")):
                    end += 1
                yield from (_table if line.startswith("|") else paragraph)(lines[at:end], width)
        at = end


def paragraph(lines: list[str], width: int) -> Iterator[Line]:
    """Give a paragraph, or the items of a list."""
    parts: list[tuple[str, str]] = []  # what stands in front of the first line, text
    for line in lines:
        item = _ITEM.fullmatch(line)
        if item:
            mark = "· " if item["mark"] in "-*+" else item["mark"] + " "
            parts.append(("  " + item["indent"] + mark, item["text"]))
        elif parts:
            parts[-1] = (parts[-1][0], f"{parts[-1][1]} {line.strip()}")
        else:
            parts.append(("", line.strip()))
    for front, text in parts:
        start = front
        for line in _wrapped(_prose(text), width - len(front) if width else 0):
            yield [(start, ""), *_styled(line)]
            start = " " * len(front)


def code(text: str, style: str = "code") -> Iterator[Line]:
    """Give lines as they are, set in."""
    for line in text.rstrip("\n").split("\n"):
        yield [(INDENT, ""), (safe.text(line, tabs="    "), style)] if line else []


def _table(lines: list[str], width: int) -> Iterator[Line]:
    rows = []
    for line in lines:
        if not _BELOW_HEAD.fullmatch(line):
            cell = [_prose(found.strip().replace("\\|", "|")) for found in _CELL.findall(line.strip().strip("|"))]
            rows.append(cell)
    columns = max(map(len, rows), default=0)
    rows = [row + [""] * (columns - len(row)) for row in rows]
    sizes = [max(cells(row[column]) for row in rows) for column in range(columns)]
    before = sum(sizes[:-1]) + 2 * columns  # what stands in front of the last column, which is wrapped
    for number, row in enumerate(rows):
        start = "  " + "".join(pad(cell, size) + "  " for cell, size in zip(row[:-1], sizes, strict=False))
        for line in _wrapped(row[-1], max(width - before, 20) if width else 0):
            text = (start + line).rstrip()
            yield [(text, "heading")] if number == 0 else _styled(text)
            start = " " * before


def _wrapped(text: str, width: int) -> list[str]:
    return wrap(text, width) if width else [text]


def _styled(line: str) -> Line:
    return [(piece, "code" if piece[0] == "`" else "") for piece in _CODE.split(line) if piece]


def _prose(text: str) -> str:
    """Take the marks of Markdown out of a text, but not out of code."""
    parts = _CODE.split(text)
    for number in range(0, len(parts), 2):
        link = _LINK.sub(lambda found: found[3] or f"{found[1]} ({found[2]})", parts[number])
        parts[number] = _STRESS.sub(lambda found: found[1] or found[2], link)
    return safe.text("".join(parts))
