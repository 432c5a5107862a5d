"""The text of a requirements file: pip's rules of encoding, short of asking the machine for its locale."""

from __future__ import annotations

# as in pip, the longer marks first: that of UTF-32 begins with that of UTF-16
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be", "utf-16-be"),
)
# what `str.splitlines` and so pip ends a line at, beside "\n"
_BREAKS = "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"


class Undecodable(ValueError):  # noqa: N818 - it is an answer about the file, not an error of ours
    """Bytes that are no text in any encoding that is known here; the reason."""


def decode(data: bytes) -> tuple[str, str]:
    """Give the text, without its byte order mark, and the name of its encoding.

    Raises:
        Undecodable: it cannot be decoded.
    """
    for mark, name, codec in _MARKS:
        if data.startswith(mark):
            return _with(data[len(mark) :], codec), name
    for line in data.split(b"\n", 2)[:2]:
        if line.startswith(b"#") and b"coding" in line and (codec := _declared(line)):
            return _with(data, codec), "utf-8" if codec in {"utf8", "utf_8"} else codec
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError:
        raise Undecodable("it is not UTF-8 and does not say what else it is") from None


def _declared(line: bytes) -> str:
    import re

    found = re.search(rb"coding[:=]\s*([-\w.]+)", line)
    return found[1].decode("ascii").lower() if found else ""


def _with(data: bytes, codec: str) -> str:
    try:
        return data.decode(codec)
    except (UnicodeError, LookupError, ValueError):
        raise Undecodable(f"it is not valid {codec}") from None


def lines_of(text: str) -> str:
    """Give a text in which every line that pip sees begins with a newline, also the first."""
    if any(character in text for character in _BREAKS):
        return "\n" + "\n".join(text.splitlines())
    return "\n" + text
