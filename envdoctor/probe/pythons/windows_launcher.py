"""The .exe of a console script on Windows: a small program that carries the path of its Python with it."""

from __future__ import annotations

import re

from envdoctor.record import CannotKnow

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.system import System

_END = b"PK\x05\x06"  # of a zip file
_NUMBER = int.from_bytes


def interpreter(system: System, launcher: str) -> str:
    """Give the interpreter that a launcher starts, as it names it: absolute, or relative to the launcher.

    Raises:
        CannotKnow: it carries no such name.
    """
    try:
        data = system.read(launcher)
    except OSError as error:
        raise CannotKnow(f"{launcher} cannot be read: {error.strerror}") from None
    said = _before_zip(data) or _resource(data, "UV_PYTHON_PATH") or _beside(system, launcher)
    if not said:
        raise CannotKnow(f"{launcher} does not say which Python it starts")
    return said


def _before_zip(data: bytes) -> str:
    """Read what pip and distlib write: the program, a line with `#!`, and a zip file with the script."""
    end = data.rfind(_END)
    if end < 0 or end + 20 > len(data):
        return ""
    size, offset = _NUMBER(data[end + 12 : end + 16], "little"), _NUMBER(data[end + 16 : end + 20], "little")
    start = end - size - offset
    if start <= 0:
        return ""
    mark = data.rfind(b"#!", 0, start)
    line = data[mark + 2 : start].partition(b"\n")[0].rstrip(b"\r") if mark >= 0 else b""
    return _first_word(line.decode("utf-8", "replace"))


def _first_word(line: str) -> str:
    line = line.strip()
    if line.startswith('"'):
        return line[1:].partition('"')[0]
    named = re.match(r".*?\.exe(?=\s|$)", line, re.IGNORECASE)  # the path may hold spaces, options may follow it
    return named[0] if named else line.partition(" ")[0]


def _beside(system: System, launcher: str) -> str:
    """Read what old setuptools writes: foo-script.py beside foo.exe, with a first line like any script."""
    try:
        head = system.head(launcher.removesuffix(".exe") + "-script.py")
    except OSError:
        return ""
    line = head.partition(b"\n")[0]
    return _first_word(line[2:].decode("utf-8", "replace")) if line.startswith(b"#!") else ""


def _resource(data: bytes, name: str) -> str:
    """Read a resource of type RT_RCDATA by its name, as uv writes them into its launchers."""
    try:
        return _find_resource(data, name)
    except IndexError:
        return ""


def _find_resource(data: bytes, name: str) -> str:
    def number(at: int, size: int) -> int:
        if at < 0 or at + size > len(data):
            raise IndexError
        return _NUMBER(data[at : at + size], "little")

    header = number(0x3C, 4)
    if data[header : header + 4] != b"PE\0\0":
        return ""
    sections, optional = number(header + 6, 2), number(header + 20, 2)
    table = header + 24 + optional
    for section in range(table, table + 40 * sections, 40):
        if data[section : section + 8].rstrip(b"\0") == b".rsrc":
            break
    else:
        return ""
    virtual, start = number(section + 12, 4), number(section + 20, 4)

    def entries(directory: int) -> list[tuple[int, int]]:
        named, plain = number(directory + 12, 2), number(directory + 14, 2)
        return [
            (number(at, 4), number(at + 4, 4))
            for at in range(directory + 16, directory + 16 + 8 * min(named + plain, 512), 8)
        ]

    def title(key: int) -> str:
        if not key & 0x80000000:
            return ""
        at = start + (key & 0x7FFFFFFF)
        return data[at + 2 : at + 2 + 2 * number(at, 2)].decode("utf-16-le", "replace")

    for kind, below in entries(start):
        if kind != 10:  # noqa: PLR2004 - RT_RCDATA
            continue
        for key, languages in entries(start + (below & 0x7FFFFFFF)):
            if title(key) != name:
                continue
            for _, leaf in entries(start + (languages & 0x7FFFFFFF)):
                where, size = number(start + leaf, 4), number(start + leaf + 4, 4)
                begin = start + where - virtual
                return data[begin : begin + size].decode("utf-8", "replace").rstrip("\0")
    return ""
