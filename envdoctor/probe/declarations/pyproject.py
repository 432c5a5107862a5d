"""pyproject.toml: `[project] requires-python`, and the older ways of Poetry and Flit."""

from __future__ import annotations

from envdoctor.probe.declarations.place import declare
from envdoctor.versions import accepted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts.python import Declaration

KEY = "requires-python"
PEP_621 = ("project", KEY)
FLIT = ("tool", "flit", "metadata", KEY)
POETRY = ("tool", "poetry", "dependencies", "python")
_OLD = ("tool.poetry", "tool.flit", "[tool]")  # whoever may hold the older ways


def quickly(text: str, path: str) -> list[Declaration] | None:
    """Read the usual file without a TOML parser; None: it is not that usual.

    A line that is `[project]` opens that table unless it stands inside a multi-line string or array, and a line
    `requires-python = "…"` below it, before any other header, is its key unless it stands inside one. So the text up
    to that line must be free of triple quotes; and no line of an array can read like either, since the words in it
    are in quotes. What is wrong further down the file is not seen: whoever finds fault with the answer must `read`.
    """
    if KEY not in text and "poetry" not in text:
        return []
    if any(old in text for old in _OLD):
        return None
    found: list[tuple[int, int]] = []
    inside, tables, offset = False, 0, 0
    for line in text.split("\n"):
        if line.lstrip(" \t").startswith("["):
            inside = line.partition("#")[0].rstrip() == "[project]"
            tables += inside
        elif inside and line.startswith(KEY):
            span = _plain(line)
            if span is None:
                return None
            found.append((offset + span[0], offset + span[1]))
        offset += len(line) + 1
    if tables != 1 or len(found) != 1:
        return None
    start, end = found[0]
    if '"""' in text[:end] or "'''" in text[:end]:
        return None
    return [_requires(text, path, text[start + 1 : end - 1], (start, end))]


def _plain(line: str) -> tuple[int, int] | None:
    """Give the span of the string in a line `requires-python = "…"`, with its quotes; None: it is another line."""
    before, _, after = line.partition('"')
    inside, quote, rest = after.partition('"')
    rest = rest.strip(" \t\r")
    if (
        before.replace(" ", "").replace("\t", "") != KEY + "="
        or not quote
        or "\\" in inside
        or rest[:1] not in {"", "#"}
    ):
        return None
    return len(before), len(before) + len(inside) + 2


def read(text: str, path: str) -> list[Declaration]:
    """Read the file with the TOML parser."""
    from envdoctor.probe.declarations import poetry, toml

    data = toml.load(text)
    found = []
    for keys in (PEP_621, FLIT):
        value = toml.at(data, *keys)
        if isinstance(value, str) and value.strip():
            found.append(_requires(text, path, value, toml.find(text, *keys)))
    value = toml.at(data, *POETRY)
    if isinstance(value, str) and value.strip():
        span = toml.find(text, *POETRY)
        specifier = poetry.specifier(value)
        found.append(declare(text, path, span, what="poetry", kind="range", text=value, specifier=specifier))
    return found


def _requires(text: str, path: str, value: str, span: tuple[int, int] | None) -> Declaration:
    specifier = value.strip() if accepted(value) else ""
    return declare(text, path, span, what="requires-python", kind="range", text=value, specifier=specifier)
