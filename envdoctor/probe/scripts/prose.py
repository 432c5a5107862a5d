"""What the prose around a code block says of it: a warning, another way to do it, an install for the whole system."""

from __future__ import annotations

import re

_WORDS = (
    "never", "do(?:es)? not", "don[’']?t", "should not", "shouldn[’']?t", "must not", "mustn[’']?t", "avoid", "avoids",
    "avoiding", "not recommended", "instead of", "rather than", "discouraged", "deprecated", "dangerous", "harmful",
    "bad", "wrong", "incorrect", "mistake", "anti-?pattern", "without sudo", "old way", "used to", "no longer",
    "fails?", "failed", "trouble", "troubles?", "breaks? (?:your|the) system", "unsafe", "by accident", "accidentally",
    "undo", "permission denied",
)  # fmt: skip
_ADMONITION = (
    r"\{(?:warning|danger|caution|error)\}|\[!(?:warning|caution)\]|(?:!!!|\?\?\?)\+?[ \t]+(?:warning|danger|caution)\b"
    r"|\.\.[ \t]+(?:warning|danger|caution|error)::|:::+[ \t]*\{?(?:warning|danger|caution)\b|\*\*(?:warning|caution)\b"
)
_WARNING = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b|[❌⛔🚫]|{_ADMONITION}", re.IGNORECASE)
_HEADING = re.compile(r"\bnot\b", re.IGNORECASE)
_OTHER = re.compile(
    r"\b(?:or|without|alternatively|alternative|option|optional|otherwise|else|instead|outside|user[- ]install)\b",
    re.IGNORECASE,
)
_SYSTEM = re.compile(r"\bsystem-?[ \t]?wide\b|\bglobal(?:ly)?\b|\b(?:for )?(?:all|every) users?\b", re.IGNORECASE)
_FENCE_END = re.compile(r"[ \t]*(?:`{3,}|~{3,}|:{3,})[ \t]*")
_ABOVE = 3  # lines of prose that are read
_BELOW = 4


class Around:
    """The prose around a block, and the comments in it."""

    def __init__(self, text: str, start: int, inside: list[tuple[int, int]], heading: str) -> None:
        above = [line for line in text[max(0, start - 2000) : start].splitlines() if line.strip()][-_ABOVE:]
        begin = max((n for n, line in enumerate(above) if line.lstrip().startswith("#")), default=0)
        self.heading = heading
        self.above = [*above[begin:], text[start:].partition("\n")[0]]  # `Do not do this::`
        self.below = _below(text, inside[-1][1] if inside else start)
        self.comments = [text[begin:stop].partition("#")[2] for begin, stop in inside]

    def warns(self) -> bool:
        """Say whether the lines near the block, its heading, or a comment in it warn against what it shows."""
        near = "\n".join([self.heading, *self.above, *self.below, *self.comments])
        return bool(_WARNING.search(near) or _HEADING.search(self.heading))

    def for_the_system(self) -> bool:
        """Say whether the block is there to install for the whole system: an environment would be no answer to it."""
        return bool(_SYSTEM.search("\n".join([self.heading, *self.above, *self.comments])))


def alternative(line: str) -> bool:
    """Say whether a line of a block has a comment that says: here comes another way to do it."""
    return bool(_OTHER.search(line.partition("#")[2]))


def _below(text: str, end: int) -> list[str]:
    found: list[str] = []
    for line in text[end : end + 2000].splitlines()[1:]:
        if line.lstrip().startswith("#") or len(found) == _BELOW:
            break  # another section
        if line.strip() and not _FENCE_END.fullmatch(line):
            found.append(line)
    return found
