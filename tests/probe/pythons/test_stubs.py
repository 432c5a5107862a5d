"""What stands behind files that are called `python` and are none, on macOS and Windows."""

from __future__ import annotations

from typing import Any

import pytest

from envdoctor.probe.pythons import stubs
from envdoctor.record import CannotKnow
from envdoctor.testing import Machine, snapshot
from tests.probe.pythons.test_windows_launcher import resources

XCODE, CLT = "/Applications/Xcode.app/Contents/Developer", "/Library/Developer/CommandLineTools"
FRAMEWORK = "Library/Frameworks/Python3.framework/Versions/3.9"
LOCAL = r"C:\Users\me\AppData\Local"
STORE = rf"{LOCAL}\Microsoft\WindowsApps"
OF_STORE = "PythonSoftwareFoundation.Python.3.{}_qbz5n2kfra8p0"
MANAGER = rf"{STORE}\PythonSoftwareFoundation.PythonManager_3847v3x7pw1km\py.exe"


def apple(*folders: str) -> tuple[dict[str, Any], dict[str, Any]]:
    files: dict[str, Any] = {}
    links: dict[str, Any] = {}
    for folder in folders:
        files[f"{folder}/{FRAMEWORK}/bin/python3.9"] = ""
        files[f"{folder}/{FRAMEWORK}/Headers/patchlevel.h"] = '#define PY_VERSION "3.9.6"\n'
        files[f"{folder}/usr/bin/pip3"] = f"#!{folder}/usr/bin/python3\n"
        links[f"{folder}/usr/bin/python3"] = f"../../{FRAMEWORK}/bin/python3.9"
    return files, links


NO_TOOLS: dict[str, Any] = {f"{CLT}/usr/bin/git": ""}
# what it is, the developer folders that have a Python, more files, more links, variables, what `python3` is
MACOS: list[tuple[str, tuple[str, ...], dict[str, Any], dict[str, Any], dict[str, Any], str]] = [
    ("nothing is installed", (), {}, {}, {}, ""),
    ("the command line tools", (CLT,), {}, {}, {}, f"{CLT}/usr/bin/python3"),
    ("Xcode before them", (CLT, XCODE), {}, {}, {}, f"{XCODE}/usr/bin/python3"),
    ("as xcode-select says", (CLT, XCODE), {}, {"/var/db/xcode_select_link": CLT}, {}, f"{CLT}/usr/bin/python3"),
    (
        "as the variable says",
        (CLT, "/Applications/Xcode-beta.app/Contents/Developer"),
        {},
        {"/var/db/xcode_select_link": CLT},
        {"DEVELOPER_DIR": "/Applications/Xcode-beta.app"},
        "/Applications/Xcode-beta.app/Contents/Developer/usr/bin/python3",
    ),
    ("the tools have none", (), NO_TOOLS, {}, {}, ""),
]


@pytest.mark.parametrize(
    ("folders", "files", "links", "env", "expected"), [row[1:] for row in MACOS], ids=[row[0] for row in MACOS]
)
def test_macos(
    folders: tuple[str, ...], files: dict[str, Any], links: dict[str, Any], env: dict[str, Any], expected: str
) -> None:
    own, their = apple(*folders)
    changes = {"machine": {"like": "macos"}, "files": {**own, **files}, "links": {**their, **links}, "env": env}
    assert stubs.behind(Machine(changes), "/usr/bin/python3") == expected
    assert stubs.behind(Machine(changes), "/opt/x/bin/python3") == "/opt/x/bin/python3"


def test_apples_python_is_known_by_its_version() -> None:
    files, links = apple(CLT)
    changes = {"machine": {"like": "macos"}, "files": files, "links": links}
    shell = snapshot({**changes, "env": {"PATH": "/usr/bin:/bin", "VIRTUAL_ENV": False}}).shell
    assert shell.python
    assert (shell.python.version, shell.python.prefix) == ("3.9.6", f"{CLT}/{FRAMEWORK}")
    assert shell.pip3
    assert shell.pip3.python.identity == shell.python.identity


def store(*numbers: int) -> dict[str, Any]:
    files: dict[str, Any] = {rf"{STORE}\python3.{number}.exe": "" for number in numbers}
    for number in numbers:
        for name in ("python.exe", "pip.exe"):
            files[rf"{STORE}\{OF_STORE.format(number)}\{name}"] = ""
    return files


RUNTIME = rf"{LOCAL}\Python\pythoncore-3.{{}}-64\python.exe"
WINDOWS: list[tuple[str, str, dict[str, Any], dict[str, Any], str]] = [
    ("a stub", rf"{STORE}\python.exe", {}, {}, ""),
    ("the only one", rf"{STORE}\python.exe", store(12), {}, rf"{STORE}\{OF_STORE.format(12)}\python.exe"),
    ("its pip", rf"{STORE}\pip.exe", store(12), {}, rf"{STORE}\{OF_STORE.format(12)}\pip.exe"),
    ("by its number", rf"{STORE}\python3.11.exe", store(11, 12), {}, rf"{STORE}\{OF_STORE.format(11)}\python.exe"),
    ("no folder", r"C:\gone\WindowsApps\python.exe", {}, {}, ""),
    (
        "a folder with nothing in it",
        rf"{STORE}\python.exe",
        {rf"{STORE}\{OF_STORE.format(9)}\x": ""},
        {},
        rf"{STORE}\python.exe",
    ),
    (
        "the install manager's only one",
        rf"{STORE}\python.exe",
        {MANAGER: "", RUNTIME.format(14): "", rf"{LOCAL}\Python\bin\python.exe": ""},
        {},
        RUNTIME.format(14),
    ),
    (
        "the install manager's default",
        rf"{STORE}\python.exe",
        {MANAGER: "", RUNTIME.format(14): "", RUNTIME.format(13): ""},
        {"PYTHON_MANAGER_DEFAULT": "3.13"},
        RUNTIME.format(13),
    ),
    ("the install manager without any", rf"{STORE}\python.exe", {MANAGER: ""}, {}, ""),
    ("another program", r"C:\tools\black.exe", {r"C:\tools\black.exe": "MZ"}, {}, r"C:\tools\black.exe"),
    ("an installation", r"C:\P\python.exe", {r"C:\P\python.exe": "MZ", r"C:\P\Lib\os.py": ""}, {}, r"C:\P\python.exe"),
    ("no more is known", r"C:\P\python.exe", {r"C:\P\python.exe": "MZ"}, {}, r"C:\P\python.exe"),
    (
        "uv's small program",
        r"C:\b\python3.13.exe",
        {r"C:\b\python3.13.exe": resources({"UV_PYTHON_PATH": rb"C:\uv\python.exe"}), r"C:\uv\python.exe": "MZ"},
        {},
        r"C:\uv\python.exe",
    ),
    (
        "uv's small program, and what it starts is gone",
        r"C:\b\python.exe",
        {r"C:\b\python.exe": resources({"UV_PYTHON_PATH": rb"C:\uv\python.exe"})},
        {},
        r"C:\b\python.exe",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "files", "env", "expected"), [row[1:] for row in WINDOWS], ids=[row[0] for row in WINDOWS]
)
def test_windows(file: str, files: dict[str, Any], env: dict[str, Any], expected: str) -> None:
    machine = Machine({"machine": {"like": "windows"}, "files": files, "env": env})
    assert stubs.behind(machine, file) == expected


@pytest.mark.parametrize(
    ("files", "what"),
    [
        (store(11, 12), "starts one of several Pythons of the Store"),
        (
            {MANAGER: "", RUNTIME.format(14): "", RUNTIME.format(13): ""},
            "starts the default of the Python install manager, which has several",
        ),
    ],
)
def test_one_of_several(files: dict[str, Any], what: str) -> None:
    machine = Machine({"machine": {"like": "windows"}, "files": files})
    with pytest.raises(CannotKnow) as raised:
        stubs.behind(machine, rf"{STORE}\python.exe")
    assert str(raised.value) == rf"{STORE}\python.exe {what}"
