"""How wide text is on a terminal, and how it is wrapped and cut: East Asian letters and emoji take two cells."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_EMOJI = "\ufe0f"  # asks for the coloured form of what stands before it, which is two cells wide
_JOINER = "\u200d"
_WORD = re.compile(r"(?:`[^`]*`|[^\s`]|`)+")  # what stands between backticks is one word: a command is never broken


def cells(text: str) -> int:
    """Count the cells that a text needs."""
    return len(text) if text.isascii() else sum(widths(text))


def widths(text: str) -> list[int]:
    """Give the cells of each character; what joins or follows another has none."""
    if text.isascii():
        return [1] * len(text)
    from unicodedata import category, east_asian_width

    found: list[int] = []
    before = ""
    for character in text:
        if before == _JOINER and found:
            found.append(0)  # it melts into the emoji before
        elif character == _EMOJI and found and found[-1] == 1:
            found.append(1)
        elif character == "\u00ad" or category(character) not in {"Mn", "Me", "Cf"}:
            found.append(2 if east_asian_width(character) in "WF" else 1)
        else:
            found.append(0)
        before = character
    return found


def pad(text: str, width: int) -> str:
    """Fill a text with blanks up to a width."""
    return text + " " * (width - cells(text))


def wrap(text: str, width: int) -> list[str]:
    """Break a text between its words into lines of a width; a word that is wider stands alone."""
    lines: list[str] = []
    line = ""
    for word in _WORD.findall(text):
        if line and cells(line) + 1 + cells(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line]


def window(sizes: Sequence[int], begin: int, end: int, room: int) -> tuple[int, int]:
    """Say which characters to show of a line too long for `room`: those from `begin` to `end`, and some around them."""
    low = high = min(begin, len(sizes))
    used = 0
    while high < min(end, len(sizes)) and used + sizes[high] <= room:
        used += sizes[high]
        high += 1
    before = (room - used) // 2  # as much before as after, or more where the other side has less to show
    while low > 0 and used + sizes[low - 1] <= room and (before >= sizes[low - 1] or high == len(sizes)):
        low -= 1
        used += sizes[low]
        before -= sizes[low]
    while high < len(sizes) and used + sizes[high] <= room:
        used += sizes[high]
        high += 1
    while low > 0 and used + sizes[low - 1] <= room:
        low -= 1
        used += sizes[low]
    return low, high
