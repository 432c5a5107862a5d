"""What an import would import in its turn: followed through the import statements at the top of files, without a run.

Only what stands at the left margin counts: what is set in may never be run. A step that leads to something wrong is
looked at once more by the language's own parser, for a line of a docstring may look like an import.
"""

from __future__ import annotations

import re

from envdoctor.record import Record
from envdoctor.why.finding import Found, Lacking
from envdoctor.why.search_path import CURRENT, STANDARD

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from envdoctor.why.looking import Look

MOST = 300  # files
_LINE = re.compile(
    r"^(?:import[ \t]+([\w.]+(?:[ \t]*,[ \t]*[\w.]+)*)|from[ \t]+(\.*)([\w.]*)[ \t]+import[ \t]+(.*))", re.MULTILINE
)
# code that may change what its own imports find
_CHANGES = re.compile(r"sys\.(?:path|modules|meta_path)\b|__path__")


class Trouble(Record):
    """An import that fails, or goes astray, on the way."""

    name: str  # the module that is not found, or is taken from the wrong place
    origin: str  # the file that stands before the standard library's; empty: nothing is found
    chain: tuple[str, ...]  # the modules on the way, from the one that is asked for
    certain: bool = True  # it fails there; else the wrong file is taken, and may do


def trouble(look: Look, hiding: dict[str, str]) -> Trouble | None:
    """Follow the imports; `hiding`: modules of the standard library that a file stands before. None: all is found."""
    seen = {look.module}
    todo: list[tuple[str, tuple[str, ...]]] = [(look.module, ())]
    count = 0
    while todo and count < MOST:
        name, chain = todo.pop(0)
        found = look.find(name)
        if not isinstance(found, Found) or not found.origin.endswith(".py"):
            continue
        count += 1
        text = look.folders.text(found.origin)
        for wanted, sure in _imports(text, name, package=bool(found.inside)):
            for one in _outward(wanted):
                if one in seen:
                    continue
                there = look.find(one)
                if not sure and not isinstance(there, Found):
                    continue  # `from a import b`: b may be any name
                seen.add(one)
                said = _said(look, one, there, hiding)
                if said and not _CHANGES.search(text) and _really(text, wanted, name, package=bool(found.inside)):
                    certain = not said.origin or (sure and not isinstance(look.find(wanted), Found))
                    return said.replace(chain=(*chain, name), certain=certain)
                if isinstance(there, Found) and (there.entry != STANDARD or hiding):
                    todo.append((one, (*chain, name)))
    return None


def _said(look: Look, name: str, there: Found | Lacking, hiding: dict[str, str]) -> Trouble | None:
    if isinstance(there, Lacking):
        return Trouble(name, "", ()) if not (there.parent or there.doubts or there.unfit) else None
    if name in hiding and there.entry == CURRENT and name != look.module:
        return Trouble(name, hiding[name], ())
    return None


def _outward(name: str) -> Iterator[str]:
    """Give a module, after the packages around it."""
    parts = name.split(".")
    for count in range(1, len(parts) + 1):
        yield ".".join(parts[:count])


def _imports(text: str, name: str, *, package: bool) -> Iterator[tuple[str, bool]]:
    """Give the modules that a file names at its margin; False: it may be a mere name in a module."""
    for match in _LINE.finditer(text):
        if match[1]:
            for one in match[1].split(","):
                yield one.strip(), True
            continue
        base = _absolute(name, len(match[2]), match[3], package=package)
        if not base:
            continue
        yield base, True
        for one in re.findall(r"(\w+)(?:[ \t]+as[ \t]+\w+)?[ \t]*(?=[,#)]|$)", match[4]):
            yield f"{base}.{one}", False


def _absolute(name: str, dots: int, said: str, *, package: bool) -> str:
    """Give the whole name behind a relative one; empty: it leads outside."""
    if not dots:
        return said
    parts = name.split(".")
    up = dots - 1 if package else dots
    if up >= len(parts):
        return ""
    base = ".".join(parts[: len(parts) - up])
    return f"{base}.{said}" if said else base


def _really(text: str, wanted: str, name: str, *, package: bool) -> bool:
    """Say whether a file has that import as a statement of its own, and nothing before it that ends the run."""
    import ast

    try:
        body = ast.parse(text).body
    except (SyntaxError, ValueError):
        return False
    for statement in body:
        if isinstance(statement, ast.Import) and any(one.name == wanted for one in statement.names):
            return True
        if isinstance(statement, ast.ImportFrom):
            base = _absolute(name, statement.level, statement.module or "", package=package)
            if base == wanted or any(f"{base}.{one.name}" == wanted for one in statement.names):
                return True
    return False
