"""The lines of a requirements file: one regex passes over the plain pins, the others are joined as pip does.

A small file of nothing but evident pins, and a lock of any size, is read without any: to import `re` and compile one
takes longer than most files need in all.

`text` is what `text.lines_of` gives: each line begins with a newline. A plain pin is `name==version` from the first
column on, with or without extras, a marker, SHA-256 hashes (on this line or continued on the next) and a comment. What
is plain must be so beyond doubt; everything that is odd in any way is left to the real parser.
"""

from __future__ import annotations

from envdoctor.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_NAME = "[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?"
_NUMBERS = r"[0-9]+(?:\.[0-9]+)*"
# three ranges become a bitmap, two do not: with [0-9a-f] this takes twice as long
_HASH = "--hash=sha256:[0-9A-Fa-f]{64}"
# Hashes may be continued by hashes, a comment or nothing: pip joins all of these. A pin behind a backslash is odd, and
# takes the line that it continues with it; hashes that continue nothing are ignored by pip.
_END = r"(?: \\| +(?:#.*(?<!\\))?)?(?:\n|\Z)"
_MORE = rf" *{_HASH}(?: \\)?(?:\n|\Z)"
_BLANK = r"[ \t]*(?:#.*)?(?:\n|\Z)"


def _odd(pin: str) -> str:
    """Find a line that is neither a pin of this form nor hashes of one, a comment or empty."""
    return rf"\n(?!{_MORE}|(?<!\\\n){pin}(?: +{_HASH})*{_END}|{_BLANK}| *{_HASH}(?: +{_HASH})*{_END})"


_VALUE = """(?:"[A-Za-z0-9._]+"|'[A-Za-z0-9._]+')"""
_TEXT = "(?:sys_platform|platform_system|platform_machine|os_name|platform_python_implementation|implementation_name)"
_COMPARE = (
    f"(?:{_TEXT} ?[!=]= ?{_VALUE}"
    rf"""|python_(?:full_)?version ?(?:[!=]=|[<>]=?) ?(?:"{_NUMBERS}"|'{_NUMBERS}'))"""
)
_GROUP = rf"(?:{_COMPARE}|\({_COMPARE}(?: (?:and|or) {_COMPARE})*\))"
_MARKER = f"{_GROUP}(?: (?:and|or) {_GROUP})*"
_EXTRAS = rf"\[{_NAME}(?:, ?{_NAME})*\]"
_VERSION = rf"{_NUMBERS}(?:(?:a|b|rc)[0-9]+)?(?:\.post[0-9]+)?(?:\.dev[0-9]+)?(?:\+[a-z0-9]+(?:\.[a-z0-9]+)*)?"
_PIN = rf"({_NAME})(?:{_EXTRAS})?==({_VERSION})(?: ?; ?({_MARKER}))?"

_ODD = _odd(_PIN)
# what would make other lines of the bytes, or other characters
SMALL = 1 << 15  # bytes
_SEPARATORS = dict.fromkeys(map(ord, "._-"), "")
_CONTINUED = " \\\n    --hash=sha256:"
_GOES_ON = ord("\\")
_BLANK_ENDS = frozenset({"", "\n", " ", "\t"})
_STRANGE = (b"\r", b"\x0b", b"\x0c", b"\x1c", b"\x1d", b"\x1e")
_last: list[tuple[bytes, list[tuple[str, str]] | None]] = []


class Line(Record):
    """What pip reads as one line: physical lines joined, without the comment."""

    number: int  # of its first physical line
    text: str
    pieces: tuple[tuple[int, int, int], ...]  # where each physical line begins: offset in `text`, line, column
    last: int  # number of its last physical line

    def place(self, offset: int) -> tuple[int, int]:
        """Give line and column of a character."""
        begin, line, column = next(piece for piece in reversed(self.pieces) if piece[0] <= offset)
        return line, column + offset - begin


def plain(data: bytes) -> bool:
    """Say whether a file holds nothing but the simplest of plain pins, in ASCII: the usual lock."""
    if not data.isascii() or _coded(data) or any(one in data for one in _STRANGE):
        return False
    if evident(data) is not None or locked(data) is not None:
        return True
    import re

    data = data if data.endswith(b"\n") else data + b"\n"
    # the simplest pins alone, but with all the freedom that pip leaves: compiled in a quarter of the time of `_ODD`
    simple = re.compile(_odd(f"{_NAME}=={_NUMBERS}").encode())
    return not simple.search(b"\n" + data[: data.find(b"\n") + 1]) and not simple.search(data)


def evident(data: bytes) -> list[tuple[int, str, str]] | None:
    """Give line, name and version of the pins of a small file that is nothing but `name==1.2` and comments.

    None: it is large, or more than that.
    """
    if len(data) > SMALL or _coded(data) or any(one in data for one in (*_STRANGE, b"\\")) or not data.isascii():
        return None
    found = []
    for number, line in enumerate(data.decode("ascii").split("\n"), 1):
        name, pinned, version = line.partition("==")
        if not pinned or "#" in line:
            if line.strip(" \t")[:1] not in {"", "#"}:
                return None
        elif _is_name(name) and all(map(str.isdigit, version.split("."))):
            found.append((number, name, version))
        else:
            return None
    return found


def locked(data: bytes) -> list[tuple[str, str]] | None:
    """Give names and versions of the pins of a file of any size that is nothing but `name==1.2`, hashes and comments.

    The hashes are continued below their pin, as pip-compile and uv write them. None: it is more than that. What was
    read last is kept, for a run asks twice.
    """
    if not _last or _last[0][0] != data:
        _last[:] = [(data, _locked(data))]
    return _last[0][1]


def _locked(data: bytes) -> list[tuple[str, str]] | None:
    """Judge it in chunks of some hundred lines: what one leaves behind in memory serves the next."""
    if not data.isascii() or _coded(data) or any(one in data for one in _STRANGE):
        return None
    found: list[tuple[str, str]] = []
    at = 0
    while at < len(data):
        end = _chunk(data, at)
        pins = _pins_of(data[at:end].decode("ascii"))
        if pins is None:
            return None
        found += pins
        at = end
    return found


def _chunk(data: bytes, at: int) -> int:
    """Say where the chunk ends that begins here: behind a line that does not go on."""
    end = len(data) if len(data) - at <= SMALL else data.rfind(b"\n", at, at + SMALL) + 1
    while at < end < len(data) and data[end - 2] == _GOES_ON:
        end = data.rfind(b"\n", at, end - 1) + 1
    return end if end > at else len(data)


def _pins_of(text: str) -> list[tuple[str, str]] | None:
    """Judge all lines at once: calls that pass over the whole text take a fifth of a loop over its lines."""
    first, *hashes = text.split(_CONTINUED)
    if text.count("\\") != len(hashes):
        return None
    if hashes:
        if not _BLANK_ENDS.isdisjoint([one[-1:] for one in (first, *hashes[:-1])]):
            return None  # hashes of nothing
        try:
            digests = bytes.fromhex("".join([one[:64] for one in hashes]))
        except ValueError:
            return None
        behind = [one[64:] for one in hashes]
        if len(digests) != 32 * len(hashes) or not {one[:1] for one in behind} <= {"", "\n"}:
            return None
        first += "".join(behind)
    lines = first.split("\n")
    if any([line.strip(" \t")[:1] not in {"", "#"} for line in lines if "==" not in line or "#" in line]):  # noqa: C419
        return None
    found = [tuple(line.split("==")) for line in lines if "==" in line and "#" not in line]
    return found if _all_pins(found) else None  # type: ignore[return-value]


def _all_pins(found: list[tuple[str, ...]]) -> bool:
    """Say whether these are all names and versions."""
    if not found:
        return True
    if any([len(one) != 2 for one in found]):  # noqa: C419, PLR2004 - a list is twice as fast here
        return False
    names, versions = "".join([name for name, _ in found]), ".".join([version for _, version in found])
    ends = "".join([name[:1] + name[-1:] for name, _ in found])
    return (
        len(ends) == 2 * len(found)
        and (ends + names.replace("-", "").replace("_", "").replace(".", "")).isalnum()
        and versions.replace(".", "").isdigit()
        and not versions.startswith(".")
        and not versions.endswith(".")
        and ".." not in versions
    )


def _coded(data: bytes) -> bool:
    """Say whether one of the first two lines may name an encoding."""
    end = data.find(b"\n", data.find(b"\n") + 1)
    return b"coding" in (data if end < 0 else data[:end])


def _is_name(text: str) -> bool:
    return text[:1].isalnum() and text[-1:].isalnum() and text.translate(_SEPARATORS).isalnum()


def odd(text: str) -> Iterator[Line]:
    """Give the lines that are neither plain pins nor blank."""
    import re

    pattern = re.compile(_ODD)
    lines: list[str] = []
    at, number, counted = 0, 0, 0
    while found := pattern.search(text, at):
        lines = lines or text.split("\n")
        number, counted = number + text.count("\n", counted, found.end()), found.end()
        first = number
        while first > 1 and _goes_on(lines[first - 1]):
            first -= 1
        line = _join(lines, first)
        yield line
        at = found.start() + sum(len(one) + 1 for one in lines[number : line.last + 1])


def pins(text: str) -> Iterator[tuple[int, str, str, str, bool]]:
    """Give the plain pins: line, name, version, marker, and whether there are hashes."""
    import re

    others = {number for line in odd(text) for number in range(line.number, line.last + 1)}
    number, counted = 0, 0
    for found in re.compile(rf"\n(?<!\\\n){_PIN}(?= *(?:\\(?:\n *|\Z))?(?:(--hash=)|#|\n|\Z))").finditer(text):
        number, counted = number + text.count("\n", counted, found.start() + 1), found.start() + 1
        if number not in others:
            yield number, found[1], found[2], found[3] or "", bool(found[4])


def _goes_on(line: str) -> bool:
    return line.endswith("\\") and not line.lstrip().startswith("#")


def _join(lines: list[str], first: int) -> Line:
    """Join a line with those that continue it, and take the comment and the space around it away."""
    parts: list[str] = []
    pieces: list[tuple[int, int, int]] = []
    size, number = 0, first
    while True:
        line = lines[number]
        goes_on = _goes_on(line)
        # a comment needs a space in front to be known as one once it is joined; a backslash goes from both ends
        part = line.strip("\\") if goes_on else " " + line if line.lstrip().startswith("#") else line
        pieces.append((size, number, 1 + (len(line) - len(line.lstrip("\\")) if goes_on else -(part != line))))
        parts.append(part)
        size += len(part)
        if not goes_on or number == len(lines) - 1:
            break
        number += 1
    joined = _uncommented("".join(parts)).rstrip()
    text = joined.lstrip()
    shift = len(joined) - len(text)
    return Line(first, text, tuple((begin - shift, line, column) for begin, line, column in pieces), number)


def _uncommented(line: str) -> str:
    at = line.find("#")
    while at >= 0:
        if at == 0 or line[at - 1].isspace():
            return line[:at]
        at = line.find("#", at + 1)
    return line
