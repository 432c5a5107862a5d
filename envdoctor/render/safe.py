r"""Text that comes from the project is shown, never obeyed: not by the terminal, and not by the runner of a CI job.

A file's name or a line of it may hold what moves the cursor, turns the reading direction, or starts a line that a
runner takes for a command. All of that is written as an escape that a person can read: `\x1b`, `\u202e`, `\n`.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

# not printable to Python, and yet parts of how words and emoji are written
_JOINERS = "\u200c\u200d"
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
# separators that are no more than a blank; the other ones end a line
_BLANK = frozenset("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000")
_BYTE = range(0xDC80, 0xDD00)  # how Python keeps a byte that is not UTF-8


def text(raw: str, *, tabs: str = "\\t") -> str:
    """Write what cannot be seen as an escape; `tabs` is what a tabulator becomes."""
    if raw.isprintable():
        return raw
    return "".join([character if character.isprintable() else _escape(character, tabs) for character in raw])


def _escape(character: str, tabs: str) -> str:
    if character in _JOINERS or character in _BLANK:
        return character
    if character == "\t":
        return tabs
    number = ord(character)
    if number in _BYTE:
        return f"\\x{number - 0xDC00:02x}"
    if number < 0x100:  # noqa: PLR2004 - the last that two digits can write
        return _SHORT.get(character) or f"\\x{number:02x}"
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"  # noqa: PLR2004


def runner(env: Mapping[str, str]) -> str:
    """Say which CI runner reads our output for commands; empty: none that does."""
    for variable, name in (("GITHUB_ACTIONS", "github"), ("TF_BUILD", "azure"), ("TEAMCITY_VERSION", "teamcity")):
        if env.get(variable):
            return name
    return ""


def defused(line: str) -> str:
    """Give a line that no runner takes for a command: the same, but for one character written as an escape.

    GitHub obeys `::word` at the start of a line and `##[word` anywhere, Azure `##vso[`, TeamCity `##teamcity[`.
    """
    start = line.lstrip()
    if start.startswith("::"):
        line = line[: len(line) - len(start)] + "\\x3a" + start[1:]
    if "##" in line:
        for word in ("##[", "##vso[", "##teamcity["):
            at = line.lower().find(word)
            while at >= 0:
                line = f"{line[:at]}\\x23{line[at + 1 :]}"
                at = line.lower().find(word)
    return line
