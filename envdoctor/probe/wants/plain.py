"""Requirements and arrays of them, as most people write them, read without importing a parser."""

from __future__ import annotations

_NAME = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-")
_SPECIFIER = frozenset("0123456789.,<>=!~* \t")


def parts(text: str) -> tuple[str, str, str] | None:
    """Give name, specifier and marker of a requirement; None: it is not that plain."""
    said, _, marker = text.strip().partition(";")
    end = next((at for at, character in enumerate(said) if character not in _NAME), len(said))
    name, rest = said[:end], said[end:].strip()
    if rest.startswith("["):
        _, closed, rest = rest.partition("]")
        if not closed:
            return None
        rest = rest.strip()
    if rest.startswith("(") and rest.endswith(")"):
        rest = rest[1:-1].strip()
    if not name or not name[0].isalnum() or not name[-1].isalnum() or not _SPECIFIER.issuperset(rest):
        return None
    return (name, rest, marker.strip()) if not rest or rest[0] in "<>=!~" else None


def arrays(text: str) -> dict[tuple[str, ...], list[str]] | None:
    """Read `dependencies` and the dependency groups of a pyproject.toml; None: it is not that plain.

    The keys are those of the arrays. In a file that is TOML, a line that looks like a table or a key is one unless it
    stands in a text of several lines, of which there is none up to the last array that is read: words in arrays are
    in quotes.
    """
    found: dict[tuple[str, ...], list[str]] = {}
    table, at, end = "", 0, 0
    while at < len(text):
        stop = _end(text, at)
        line = text[at:stop]
        bare = line.strip()
        if bare.startswith("["):
            table = bare.partition("#")[0].rstrip()
        elif bare and bare[0] != "#" and table in {"[project]", "[dependency-groups]"}:
            key, _, value = line.partition("=")
            key = key.strip()
            groups = table == "[dependency-groups]"
            if (groups and (not key or not _NAME.issuperset(key))) or key[1:-1] == "dependencies":
                return None  # the key is in quotes
            if groups or key == "dependencies":
                read = _array(text, at + line.index("[") + 1) if value.lstrip()[:1] == "[" else None
                if read is None:
                    return None
                found[("dependency-groups" if groups else "project", key)], stop = read
                end = stop
        at = stop + 1
    return None if '"""' in text[:end] or "'''" in text[:end] else found


def _array(text: str, at: int) -> tuple[list[str], int] | None:
    """Read an array of plain strings from behind its bracket, and say where its last line ends."""
    found: list[str] = []
    while at < len(text):
        character = text[at]
        if character == '"':
            end = text.find('"', at + 1)
            inside = text[at + 1 : end]
            # an empty one may be the start of a text of several lines
            if end < 0 or not inside or "\\" in inside or "\n" in inside:
                return None
            found.append(inside)
            at = end
        elif character == "#":
            at = _end(text, at)
        elif character == "]":
            rest = text[at + 1 : _end(text, at)].strip()
            return (found, _end(text, at)) if not rest or rest[0] == "#" else None
        elif character not in " \t\r\n,":
            return None  # another kind of string, a table
        at += 1
    return None


def _end(text: str, at: int) -> int:
    """Give the end of a line."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end
