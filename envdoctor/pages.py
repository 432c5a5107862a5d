"""The page of a check: its prose for `envdoctor explain`, and its examples for the tests.

An example is a heading `### Speaks: …`, `### Silent: …` or `### Skips: …` with fenced blocks: `toml`, what differs from
a healthy machine (see `testing`); `text`, what envdoctor then says of this check (none: it says nothing); and for a
fix `text after FILE`, that file once the fix is applied.
"""

from __future__ import annotations

import re

from envdoctor.record import Record

_FENCE = re.compile(r"^(`{3,})([^\n`]*)\n(.*?)^\1 *$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^### (Speaks|Silent|Skips): (.+)$", re.MULTILINE)


class Example(Record):
    """One example of a page."""

    title: str
    kind: str  # "Speaks", "Silent", "Skips"
    line: int  # of its heading
    changes: str  # TOML
    output: str
    after: tuple[tuple[str, str], ...]  # files as they are once the fix is applied


def examples(page: str) -> list[Example]:
    """Read the examples of a page.

    Raises:
        ValueError: a heading without its blocks, or a block that no test would run.
    """
    headings = list(_HEADING.finditer(page))
    found = []
    for number, heading in enumerate(headings):
        end = headings[number + 1].start() if number + 1 < len(headings) else len(page)
        chapter = page.find("\n## ", heading.end(), end)
        end = end if chapter < 0 else chapter
        blocks = [(fence[2].strip(), fence[3]) for fence in _FENCE.finditer(page[heading.end() : end])]
        title = heading[2].strip()
        toml = [text for kind, text in blocks if kind == "toml"]
        output = [text for kind, text in blocks if kind == "text"]
        after = [(kind.removeprefix("text after "), text) for kind, text in blocks if kind.startswith("text after ")]
        if len(toml) != 1 or len(output) > 1 or len(blocks) != len(toml) + len(output) + len(after):
            raise ValueError(f"example {title!r}: one toml block, at most one text block, and `text after FILE` blocks")
        if (heading[1] == "Silent") == bool(output):
            raise ValueError(f"example {title!r}: it is silent if and only if it has no text block")
        line = page.count("\n", 0, heading.start()) + 1
        found.append(Example(title, heading[1], line, toml[0], "".join(output), tuple(after)))
    return found
