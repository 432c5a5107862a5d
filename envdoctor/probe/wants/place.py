"""Where a requirement stands in its file."""

from __future__ import annotations

import re

from envdoctor.check import Location

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.system import System

# name, extras and specifier; what follows is a marker, a hash, a comment, a quote or the next line
_REQUIREMENT = re.compile(
    r"[A-Za-z0-9][A-Za-z0-9._-]*(?:\s*\[[^\]]*\])?(?:\s*\(?[<>=!~][^;#\\\"'@]*?)?(?=\s*(?:;|#|\\|--|\"|'|@|$))"
)


def place(
    system: System, root: str, path: str, name: str, where: int | tuple[str | int, ...]
) -> tuple[Location, str, str]:
    """Give the place of a requirement, the text of its line, and what stands there."""
    from envdoctor.requirements.text import decode, lines_of

    text = decode(system.read(system.path.join(root, *path.split("/"))))[0]
    if isinstance(where, int):
        line = lines_of(text).split("\n")[where]
        bare = line.lstrip()
        return _at(path, where, line, len(line) - len(bare) if bare.startswith(name) else line.find(name), name)
    from envdoctor.toml_places import line_and_column, places

    text = text.replace("\r\n", "\n")
    found = places(text)
    is_key = isinstance(where[-1], str)  # Poetry's names are keys
    number, column = line_and_column(text, found[where if is_key else (*where, "")])
    line = text.split("\n")[number - 1]
    if is_key:
        return Location(path, number, column, number, column + len(name)), line, name
    return _at(path, number, line, line.find(name, column - 1), name)


def _at(path: str, number: int, line: str, begin: int, name: str) -> tuple[Location, str, str]:
    found = _REQUIREMENT.match(line, begin) if begin >= 0 else None
    if found is None:
        return Location(path, number), line, name
    return Location(path, number, begin + 1, number, begin + 1 + len(found[0])), line, found[0]
