"""PEP 723: what a single script says of itself in a comment. It speaks for that script alone."""

from __future__ import annotations

import re

from envdoctor.probe.declarations import toml
from envdoctor.probe.declarations.place import declare
from envdoctor.versions import accepted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts.python import Declaration

MARK = b"# /// script"
_BLOCK = re.compile(r"^# /// script[ \t]*\n((?:#(?: [^\n]*)?\n)*?)# ///[ \t]*$", re.MULTILINE)


def read(text: str, path: str) -> list[Declaration]:
    """Read `requires-python` of the block; two blocks make it invalid."""
    blocks = list(_BLOCK.finditer(text))
    if len(blocks) != 1:
        return []
    inside = "".join(line[2:] or "\n" for line in blocks[0][1].splitlines(keepends=True))
    value = toml.load(inside).get("requires-python")
    if not isinstance(value, str):
        return []
    start = text.index(value, blocks[0].start()) if value in blocks[0][0] else blocks[0].start()
    specifier = value.strip() if accepted(value) else ""
    said = {"what": "script", "kind": "script", "text": value, "specifier": specifier}
    return [declare(text, path, (start, start + len(value)), aside=True, **said)]
