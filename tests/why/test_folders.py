"""Folders, archives and .pth files, where the machine is made of text; and layouts that no Linux has."""

from __future__ import annotations

from typing import Any

import pytest

from envdoctor.testing import Machine
from envdoctor.why import pth
from envdoctor.why.folders import Folders
from tests.why.asked import SITE, ask

PROGRAMS = "C:\\Users\\me\\AppData\\Local\\Programs\\Python\\Python312"


def folders(**files: Any) -> Folders:
    return Folders(Machine({"files": {name.replace("__", "/"): text for name, text in files.items()}}))


def test_names_are_exact_where_the_system_is_not() -> None:
    found = Folders(Machine({"machine": {"like": "windows"}, "files": {"Foo.py": "", "bar\\x": ""}}))
    root = "C:\\Users\\me\\shop"
    assert found.file(root, "Foo.py") == root + "\\Foo.py"
    assert found.file(root, "foo.py") == ""
    assert found.file(root, "bar") == ""
    assert found.folder(root, "bar") == root + "\\bar"
    assert found.folder(root, "Bar") == found.folder(root, "Foo.py") == ""
    assert found.text(root + "\\nothing") == ""


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x05\x06", b"PK\x05\x06" + bytes(18), b"x" + b"PK\x05\x06" + b"\xff" * 18, b"MZ" + bytes(40)],
    ids=["empty", "cut", "no files", "out of bounds", "no archive"],
)
def test_odd_archives(data: bytes) -> None:
    machine = Machine({"files": {"lib.zip": ""}})
    machine.files["/home/me/shop/lib.zip"] = data
    found = Folders(machine).entries("/home/me/shop/lib.zip")
    assert not found


def test_paths_that_are_in_no_archive() -> None:
    found = Folders(Machine())
    assert found.archive("/home/me/shop/nothing/below") is None
    assert found.archive("/home/me/shop/README.md/below") is None
    assert found.archive("relative") is None


LINES: list[tuple[str, str]] = [
    ("import _virtualenv", ""),
    ("import coverage; coverage.process_startup()", ""),
    ("import os, sys;exec('if \"COV_CORE_SOURCE\" in os.environ:\\n pass')", ""),
    ("import pywin32_bootstrap", ""),
    ("import odd", "runs `import odd`"),
    ("import\todd", "runs"),
    ("import _odd_loader", "runs `import _odd_loader`"),
    ("import __editable___x_finder; __editable___x_finder.install()", "runs"),
    ("import sys; sys.path.insert(0, 'x')" + " " * 3 + "# " + "y" * 80, "..."),
]


@pytest.mark.parametrize(("line", "doubt"), LINES)
def test_code_in_pth_files(line: str, doubt: str) -> None:
    site = "/home/me/shop/" + SITE
    found = pth.read(Folders(Machine({"files": {f"{SITE}/x.pth": f"\ufeff# c\n\n{line}\n"}})), site)
    assert len(found.doubts) == bool(doubt)
    assert doubt in "".join(found.doubts)


@pytest.mark.parametrize(
    "text",
    [
        "MAPPING: dict[str, str] = {'x': open('/etc/passwd')}\n",
        "MAPPING: dict[str, str] = {'x'\n",
        "MAPPING: dict[str, str] = {'x', 'y'}\n",
        "NAMESPACES: dict[str, list[str]] = {}\n",
        "MAPPING: dict[str, str] = {}\nNAMESPACES: dict[str, list[str]] = {'x': 7}\n",
        "",
    ],
)
def test_a_finder_that_is_not_as_setuptools_writes_it_is_a_doubt(text: str) -> None:
    files = {
        f"{SITE}/x.pth": "import __editable___x_finder; __editable___x_finder.install()\n",
        f"{SITE}/__editable___x_finder.py": text,
    }
    assert len(pth.read(Folders(Machine({"files": files})), "/home/me/shop/" + SITE).doubts) == 1


def test_what_pth_files_name_and_is_gone() -> None:
    files = {
        f"{SITE}/x.pth": "/gone/src\n../..\n",
        f"{SITE}/y.pth": "import __editable___y_finder; __editable___y_finder.install()\n",
        f"{SITE}/__editable___y_finder.py": (
            "MAPPING: dict[str, str] = {'a': '/gone/a', 'b': '/opt/b', 'c': '/opt/c'}\n"
            "NAMESPACES: dict[str, list[str]] = {'n': ['/gone/n']}\n"
        ),
        "/opt/b.py": "",
        "/opt/c.cpython-312-x86_64-linux-gnu.so": "",
    }
    found = Folders(Machine({"files": files}))
    gone = {(name, place) for name, place, _ in pth.broken(found, pth.read(found, "/home/me/shop/" + SITE))}
    assert gone == {("", "/gone/src"), ("a", "/gone/a"), ("n", "/gone/n")}


@pytest.mark.parametrize(
    ("literal", "path"), [("'/opt/more'", "/opt/more"), ('"/opt/more"', "/opt/more"), (r"'C:\U\more'", r"C:\U\more")]
)
def test_further_folders_of_packages(literal: str, path: str) -> None:
    files = {f"{SITE}/x.pth": f"import site; site.addsitedir({literal})\n"}
    assert pth.read(Folders(Machine({"files": files})), "/home/me/shop/" + SITE).sites == (path,)


EMBEDDED: dict[str, Any] = {
    "machine": {"like": "windows"},
    "env": {"VIRTUAL_ENV": False, "PATH": "C:\\embed", "PYTHONPATH": "C:\\other"},
    "files": {
        ".venv": False, "C:\\embed\\python.exe": "MZ", "C:\\embed\\python312.dll": "MZ", "C:\\embed\\Lib\\os.py": "",
        "C:\\embed\\extra\\a.py": "",
        "C:\\other\\b.py": "", "b.py": "", "C:\\embed\\Lib\\site-packages\\c.py": "",
    },
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "works"),
    [("python312.zip\n.\n# no\nextra # yes\n", {"a"}), ("Lib\nextra\nimport site\n", {"a", "c", "os"}), ("", set())],
)
def test_a_pth_beside_python_says_everything(text: str, works: set[str]) -> None:
    files = {**EMBEDDED["files"], "C:\\embed\\python312._pth": text}
    found = {one for one in ("a", "b", "c") if ask(one, {**EMBEDDED, "files": files}).importable}
    assert found == works - {"os"}


@pytest.mark.parametrize(
    ("machine", "works", "fails"),
    [
        (0x8664, "win_amd64", "win32"),
        (0x14C, "win32", "win_amd64"),
        (0xAA64, "win_arm64", "win_amd64"),
    ],
)
def test_the_head_of_a_program_says_which_windows_it_is_for(machine: int, works: str, fails: str) -> None:
    head = b"MZ" + bytes(58) + (64).to_bytes(4, "little") + b"PE\0\0" + machine.to_bytes(2, "little")
    site = ".venv\\Lib\\site-packages\\"
    changes = {
        "machine": {"like": "windows"},
        "files": {
            f"{PROGRAMS}\\python.exe": head,
            f"{site}a.cp312-{works}.pyd": "",
            f"{site}b.cp312-{fails}.pyd": "",
            f"{site}c.pyd": "",
        },
    }
    assert [ask(one, changes).importable for one in "abc"] == [True, False, True]


@pytest.mark.parametrize(
    ("name", "suffix", "works"),
    [
        ("python3.13t", "cpython-313t-x86_64-linux-gnu", True),
        ("python3.13t", "cpython-313-x86_64-linux-gnu", False),
        ("pypy3.10", "pypy310-pp73-x86_64-linux-gnu", True),
        ("pypy3.10", "cpython-310-x86_64-linux-gnu", False),
    ],
)
def test_other_builds(name: str, suffix: str, works: bool) -> None:
    changes = {
        "files": {
            f"/opt/bin/{name}": "",
            f"/opt/lib/{name}/os.py": "",
            f"/opt/lib/{name}/site-packages/foo.{suffix}.so": "",
        }
    }
    assert (ask("foo", changes, python=f"/opt/bin/{name}").importable) is works


def test_python_home_that_has_a_library() -> None:
    changes = {
        "env": {"PYTHONHOME": "/opt"},
        "files": {"/opt/lib/python3.12/os.py": "", "/opt/lib/python3.12/json.py": ""},
    }
    assert ask("json", changes).origin == "/opt/lib/python3.12/json.py"


def test_without_a_home_there_are_no_packages_of_this_user() -> None:
    found = ask("six", {"env": {"HOME": False, "VIRTUAL_ENV": False, "PATH": "/usr/bin"}, "files": {".venv": False}})
    assert found.importable is False
