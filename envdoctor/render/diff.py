"""What `--fix` would change, as a unified diff that `git apply` and `patch -p1` take."""

from __future__ import annotations

from envdoctor.edits import CannotMend, Document
from envdoctor.render import safe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from envdoctor.render.layout import Line
    from envdoctor.repair import Change

_STYLE = {"+": "added", "-": "removed", "@": "place"}


def render(changes: Iterable[Change], *, exact: bool) -> Iterator[Line]:
    """Give the lines of the diff.

    `exact`: a carriage return at the end of a line stays, so that the diff can be applied; a terminal shows it.
    """
    from difflib import unified_diff

    for change in changes:
        before = _lines(change.path, change.before or b"")
        after = _lines(change.path, change.after)
        old = "/dev/null" if change.before is None else f"a/{change.path}"
        for number, line in enumerate(unified_diff(before, after, old, f"b/{change.path}", lineterm="")):
            names = number < 2  # noqa: PLR2004 - the two lines that name the files
            yield _line(line, "heading" if names else _STYLE.get(line[0], ""), exact=exact)
            if not names and line[0] in " +-" and not line.endswith("\n"):
                yield [("\\ No newline at end of file", "dim")]


def _lines(path: str, data: bytes) -> list[str]:
    try:
        text = Document(path, data).text
    except CannotMend:
        text = data.decode("utf-8", "surrogateescape")
    lines = text.split("\n")
    return [line + "\n" for line in lines[:-1]] + [line for line in lines[-1:] if line]


def _line(line: str, style: str, *, exact: bool) -> Line:
    text = line.removesuffix("\n")
    end = "\r" if exact and text.endswith("\r") else ""
    return [(safe.text(text.removesuffix(end) if end else text, tabs="\t") + end, style)]
