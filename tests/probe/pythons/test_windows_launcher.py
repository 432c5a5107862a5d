"""The launchers of pip, distlib, setuptools and uv, byte for byte."""

from __future__ import annotations

import io
import os
import zipfile
from typing import Any

import pytest

from envdoctor.machines import launcher
from envdoctor.probe.pythons.script_owner import owner
from envdoctor.probe.pythons.windows_launcher import interpreter
from envdoctor.record import CannotKnow
from envdoctor.testing import Machine

EXE = r"C:\e\Scripts\pip.exe"
PYTHON = r"C:\e\Scripts\python.exe"


def a_zip(comment: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("__main__.py", "# -*- coding: utf-8 -*-\n#!not this\nimport sys\n" * 20)
        archive.comment = comment
    return out.getvalue()


def stub() -> bytes:
    """Give the real program that pip puts in front, where this pip still brings it."""
    import pip._vendor.distlib as vendored

    path = os.path.join(os.path.dirname(vendored.__file__), "t64.exe")
    if not os.path.exists(path):
        pytest.skip("this pip brings no launchers for Windows")
    with open(path, "rb") as file:
        return file.read()


def resources(rows: dict[str, bytes], kind: int = 10) -> bytes:
    """Write a program with resources of one type, laid out as a linker does."""
    virtual, start = 0x5000, 0x400
    names, data, leaves = b"", b"", []
    count = len(rows)
    table = 16 + 8  # root directory with one entry
    level = table + 16 + 8 * count  # behind the directory of names: one directory of languages each
    leaf = level + 24 * count
    text = leaf + 16 * count
    entries = b""
    for number, (name, value) in enumerate(rows.items()):
        where = text + len(names)
        names += len(name).to_bytes(2, "little") + name.encode("utf-16-le")
        entries += (0x80000000 | where).to_bytes(4, "little")
        entries += (0x80000000 | (level + 24 * number)).to_bytes(4, "little")
        leaves.append(value)
    body = bytes(14) + (1).to_bytes(2, "little")
    body += kind.to_bytes(4, "little") + (0x80000000 | table).to_bytes(4, "little")
    body += bytes(12) + count.to_bytes(2, "little") + bytes(2) + entries
    for number in range(count):
        body += bytes(14) + (1).to_bytes(2, "little") + (1033).to_bytes(4, "little")
        body += (leaf + 16 * number).to_bytes(4, "little")
    at = text + len(names)
    for value in leaves:
        body += (virtual + at + len(data)).to_bytes(4, "little") + len(value).to_bytes(4, "little") + bytes(8)
        data += value
    body += names + data
    header = b"MZ" + bytes(0x3A) + (0x80).to_bytes(4, "little") + bytes(0x40)
    header += b"PE\0\0" + bytes(2) + (2).to_bytes(2, "little") + bytes(12) + (0xF0).to_bytes(2, "little") + bytes(2)
    header += bytes(0xF0) + b".text\0\0\0" + bytes(32)
    header += b".rsrc\0\0\0" + bytes(4) + virtual.to_bytes(4, "little") + bytes(4) + start.to_bytes(4, "little")
    return header.ljust(start, b"\0") + body


def patched(exe: bytes, at: int, number: int) -> bytes:
    return exe[:at] + number.to_bytes(4, "little") + exe[at + 4 :]


def machine(exe: bytes, **files: Any) -> Machine:
    inside = {EXE: exe, PYTHON: "MZ", r"C:\a b\python.exe": "MZ", **files}
    return Machine({"machine": {"like": "windows"}, "files": inside})


UV = {"UV_TRAMPOLINE_KIND": b"\1", "UV_PYTHON_PATH": PYTHON.encode(), "UV_SCRIPT_DATA": b"PK"}
FORMS: list[tuple[str, bytes, str]] = [
    ("pip", b"MZ" + b"#!" + PYTHON.encode() + b"\n" + a_zip(), PYTHON),
    ("a carriage return", b"MZ#!" + PYTHON.encode() + b"\r\n" + a_zip(), PYTHON),
    ("quotes and an option", b'MZ#!"C:\\a b\\python.exe" -E\r\n' + a_zip(), r"C:\a b\python.exe"),
    ("a space without quotes", b"MZ#!C:\\a b\\python.exe\n" + a_zip(), r"C:\a b\python.exe"),
    ("a path without .exe", b"MZ#!/usr/bin/python3 -E\n" + a_zip(), "/usr/bin/python3"),
    ("the last `#!` before the zip file", b"MZ#!wrong\n#!" + PYTHON.encode() + b"\n" + a_zip(), PYTHON),
    ("a comment behind the zip file", b"MZ#!" + PYTHON.encode() + b"\n" + a_zip(b"signed"), PYTHON),
    ("that of the healthy machine", launcher(PYTHON), PYTHON),
    ("uv", resources(UV), PYTHON),
    ("uv, relative", resources({**UV, "UV_PYTHON_PATH": b"python.exe\0"}), "python.exe"),
]


@pytest.mark.parametrize(("exe", "python"), [row[1:] for row in FORMS], ids=[row[0] for row in FORMS])
def test_interpreter(exe: bytes, python: str) -> None:
    assert interpreter(machine(exe), EXE) == python


def test_the_real_launcher_of_pip() -> None:
    exe = stub() + b"#!" + PYTHON.encode() + b"\r\n" + a_zip()
    assert owner(machine(exe), EXE, str) == PYTHON


def test_setuptools_puts_a_script_beside() -> None:
    beside = {r"C:\e\Scripts\pip-script.py": f"#!{PYTHON}\r\nimport sys\r\n"}
    assert interpreter(machine(b"MZ" + bytes(100), **beside), EXE) == PYTHON


def test_relative_to_the_launcher() -> None:
    assert owner(machine(resources({**UV, "UV_PYTHON_PATH": b"python.exe"})), EXE, str) == PYTHON


SILENT: list[tuple[str, bytes]] = [
    ("only a program", b"MZ" + bytes(500)),
    ("a zip file whose numbers are wrong", b"MZ#!x\nPK\5\6" + bytes(8) + b"\xff" * 8 + bytes(2)),
    ("a cut zip file", b"MZ#!x\nPK\5\6" + bytes(4)),
    ("no line before the zip file", b"MZ" + a_zip()),
    ("a program cut in its header", b"MZ" + bytes(0x3A) + (0x80).to_bytes(4, "little")),
    ("no resources of that name", resources({"OTHER": b"x"})),
    ("no resources of that type", resources(UV, kind=3)),
    ("no section of resources", resources(UV).replace(b".rsrc", b".data")),
    ("a resource with a number for a name", patched(resources({"UV_PYTHON_PATH": b"x"}), 0x400 + 40, 7)),
    ("a resource in no language", patched(resources({"UV_PYTHON_PATH": b"x"}), 0x400 + 24 + 16 + 8 + 12, 0)),
    ("resources that point outside", resources(UV)[:0x430]),
]


@pytest.mark.parametrize("exe", [row[1] for row in SILENT], ids=[row[0] for row in SILENT])
def test_nothing_is_said(exe: bytes) -> None:
    with pytest.raises(CannotKnow, match="does not say which Python it starts"):
        interpreter(machine(exe), EXE)


def test_a_script_beside_without_a_header() -> None:
    with pytest.raises(CannotKnow, match="does not say"):
        interpreter(machine(b"MZ", **{r"C:\e\Scripts\pip-script.py": "import sys\n"}), EXE)


def test_what_cannot_be_read() -> None:
    locked = Machine({"machine": {"like": "windows", "unreadable": [EXE]}, "files": {EXE: b"MZ"}})
    with pytest.raises(CannotKnow, match="cannot be read"):
        interpreter(locked, EXE)


def test_any_cut_of_a_launcher_is_survived() -> None:
    whole = resources(UV)
    for end in range(2, len(whole), 7):
        try:
            interpreter(machine(whole[:end]), EXE)
        except CannotKnow:
            pass
