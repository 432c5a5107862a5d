"""Versions and prefixes of Pythons of every kind, found without running one."""

from __future__ import annotations

from typing import Any

import pytest

from envdoctor.probe.pythons.interpreter import identify
from envdoctor.testing import Machine

DETAILS = '{{"schema_version": "{}", "language": {{"version": "3.14", "version_info": {{{}}}}}}}'
PARTS = '"major": 3, "minor": 14, "micro": 2, "releaselevel": "final", "serial": 0'
PY_VERSION = '/* comment */\n#define PY_MAJOR_VERSION 3\n#define PY_VERSION      \t "{}"\n'
UV = "/home/me/.local/share/uv/python/cpython-3.13.1-linux-x86_64-gnu"
PYPY, CONDA, NIX = "/opt/pypy", "/opt/conda", "/nix/store/abc-python3-3.12.4"
CELLAR = "/opt/homebrew/Cellar/python@3.11/3.11.9_1"
STORE = r"C:\Program Files\WindowsApps\PythonSoftwareFoundation.Python.3.12_3.12.1264.0_x64__qbz5n2kfra8p0"

# what it is, path, files, links, kind, prefix, version
ROWS: list[tuple[str, str, dict[str, Any], dict[str, str], str, str, str]] = [
    ("Debian with headers", "/usr/bin/python3", {}, {}, "base", "/usr", "3.11.2"),
    ("Debian without", "/usr/bin/python3", {"/usr/include/python3.11": False}, {}, "base", "/usr", "3.11"),
    (
        "build-details.json",
        "/opt/p/bin/python3.14",
        {"/opt/p/bin/python3.14": "", "/opt/p/lib/python3.14/build-details.json": DETAILS.format("1.0", PARTS)},
        {},
        "base",
        "/opt/p",
        "3.14.2",
    ),
    (
        "build-details.json of a schema to come",
        "/opt/p/bin/python3.14",
        {"/opt/p/bin/python3.14": "", "/opt/p/lib/python3.14/build-details.json": DETAILS.format("2.0", PARTS)},
        {},
        "base",
        "/opt/p",
        "3.14",
    ),
    (
        "build-details.json without numbers",
        "/opt/p/bin/python3.14",
        {"/opt/p/bin/python3.14": "", "/opt/p/lib/python3.14/build-details.json": DETAILS.format("1.0", '"a": 1')},
        {},
        "base",
        "/opt/p",
        "3.14",
    ),
    (
        "build-details.json without a version",
        "/opt/p/bin/python3.14",
        {"/opt/p/bin/python3.14": "", "/opt/p/lib/python3.14/build-details.json": '{"schema_version": "1.0"}'},
        {},
        "base",
        "/opt/p",
        "3.14",
    ),
    (
        "a release candidate",
        "/opt/p/bin/python3.13",
        {"/opt/p/bin/python3.13": "", "/opt/p/include/python3.13/patchlevel.h": PY_VERSION.format("3.13.0rc1")},
        {},
        "base",
        "/opt/p",
        "3.13.0",
    ),
    (
        "free-threaded",
        "/opt/p/bin/python3.13t",
        {"/opt/p/bin/python3.13t": "", "/opt/p/include/python3.13t/patchlevel.h": PY_VERSION.format("3.13.1")},
        {},
        "base",
        "/opt/p",
        "3.13.1",
    ),
    (
        "Python 3.7",
        "/opt/p/bin/python3.7",
        {"/opt/p/bin/python3.7": "", "/opt/p/include/python3.7m/patchlevel.h": PY_VERSION.format("3.7.16")},
        {},
        "base",
        "/opt/p",
        "3.7.16",
    ),
    (
        "Python 2",
        "/opt/p/bin/python",
        {"/opt/p/bin/python2.7": "", "/opt/p/include/python2.7/patchlevel.h": PY_VERSION.format("2.7.18")},
        {"/opt/p/bin/python": "python2.7"},
        "base",
        "/opt/p",
        "2.7.18",
    ),
    (
        "PyPy",
        f"{PYPY}/bin/python",
        {f"{PYPY}/bin/pypy3.10": ""},
        {f"{PYPY}/bin/python": "pypy3.10"},
        "base",
        PYPY,
        "3.10",
    ),
    (
        "uv's own, without headers",
        "/home/me/.local/bin/python3.13",
        {f"{UV}/bin/python3.13": ""},
        {"/home/me/.local/bin/python3.13": f"{UV}/bin/python3.13"},
        "base",
        UV,
        "3.13.1",
    ),
    (
        "the folder says another version than the name",
        f"{UV}/bin/python3.12",
        {f"{UV}/bin/python3.12": ""},
        {},
        "base",
        UV,
        "3.12",
    ),
    (
        "Homebrew, without headers",
        "/opt/homebrew/bin/python3.11",
        {f"{CELLAR}/bin/python3.11": ""},
        {"/opt/homebrew/bin/python3.11": f"{CELLAR}/bin/python3.11"},
        "base",
        CELLAR,
        "3.11.9",
    ),
    ("Nix", f"{NIX}/bin/python3.12", {f"{NIX}/bin/python3.12": ""}, {}, "base", NIX, "3.12.4"),
    (
        "no name, no header: the only lib/python3.X",
        "/opt/p/bin/python",
        {"/opt/p/bin/python": "", "/opt/p/lib/python3.9/os.py": ""},
        {},
        "base",
        "/opt/p",
        "3.9",
    ),
    (
        "no name, and two of them",
        "/opt/p/bin/python",
        {"/opt/p/bin/python": "", "/opt/p/lib/python3.9/os.py": "", "/opt/p/lib/python3.10/os.py": ""},
        {},
        "base",
        "/opt/p",
        "",
    ),
    (
        "conda, by the name of its package",
        f"{CONDA}/bin/python",
        {f"{CONDA}/bin/python": "", f"{CONDA}/conda-meta/python-3.12.2-h955ad1f_0.json": "{}"},
        {},
        "conda",
        CONDA,
        "3.12.2",
    ),
    (
        "conda, where another package's name begins alike",
        f"{CONDA}/bin/python3.12",
        {f"{CONDA}/bin/python3.12": "", f"{CONDA}/conda-meta/python-dateutil-2.9.0-py_0.json": "{}"},
        {},
        "conda",
        CONDA,
        "3.12",
    ),
    (
        "an environment",
        "/home/me/shop/.venv/bin/python",
        {},
        {},
        "environment",
        "/home/me/shop/.venv",
        "3.12.4",
    ),
    (
        "an environment of copies: pyvenv.cfg says of what",
        "/opt/e/bin/python",
        {"/opt/e/bin/python": "", "/opt/e/pyvenv.cfg": "home = /usr/local/bin\nversion = 3.9.9\n"},
        {"/usr/local/bin/python": "python3.12"},
        "environment",
        "/opt/e",
        "3.12.4",
    ),
    (
        "an environment whose base is gone: the version that was noted",
        "/opt/e/bin/python",
        {"/opt/e/bin/python": "", "/opt/e/pyvenv.cfg": "home = /gone/bin\nversion = 3.9.9\n"},
        {},
        "environment",
        "/opt/e",
        "3.9.9",
    ),
    (
        "a link from elsewhere to an environment's Python starts the base",
        "/home/me/bin/python",
        {},
        {"/home/me/bin/python": "/home/me/shop/.venv/bin/python"},
        "base",
        "/usr/local",
        "3.12.4",
    ),
    (
        "pyvenv.cfg beside the executable",
        "/opt/e/python",
        {"/opt/e/python": "", "/opt/e/pyvenv.cfg": "version = 3.10.1\n"},
        {},
        "environment",
        "/opt/e",
        "3.10.1",
    ),
]


@pytest.mark.parametrize(
    ("path", "files", "links", "expected"), [(*row[1:4], row[4:]) for row in ROWS], ids=[row[0] for row in ROWS]
)
def test_posix(path: str, files: dict[str, Any], links: dict[str, str], expected: tuple[str, str, str]) -> None:
    machine = Machine({"files": files, "links": links})
    found = identify(machine, path, machine.real(path))
    assert (found.kind, found.prefix, found.version) == expected


PYTHON = r"C:\Python312"
WINDOWS: list[tuple[str, str, dict[str, Any], str, str, str]] = [
    (
        "headers",
        rf"{PYTHON}\python.exe",
        {rf"{PYTHON}\include\patchlevel.h": PY_VERSION.format("3.12.3")},
        "base",
        PYTHON,
        "3.12.3",
    ),
    ("the name of its DLL", rf"{PYTHON}\python.exe", {rf"{PYTHON}\Python312.DLL": ""}, "base", PYTHON, "3.12"),
    ("nothing", rf"{PYTHON}\python.exe", {}, "base", PYTHON, ""),
    ("the Store", rf"{STORE}\python.exe", {}, "base", STORE, "3.12"),
    (
        "conda",
        r"C:\conda\python.exe",
        {r"C:\conda\conda-meta\python-3.11.9-h1_0.json": ""},
        "conda",
        r"C:\conda",
        "3.11.9",
    ),
    (
        "an environment",
        r"C:\Users\me\shop\.venv\Scripts\python.exe",
        {},
        "environment",
        r"C:\Users\me\shop\.venv",
        "3.12.4",
    ),
]


@pytest.mark.parametrize(
    ("path", "files", "kind", "prefix", "version"), [row[1:] for row in WINDOWS], ids=[row[0] for row in WINDOWS]
)
def test_windows(path: str, files: dict[str, Any], kind: str, prefix: str, version: str) -> None:
    machine = Machine({"machine": {"like": "windows"}, "files": {path: "MZ", **files}})
    found = identify(machine, path, machine.real(path))
    assert (found.kind, found.prefix, found.version) == (kind, prefix, version)


def test_two_pythons_in_one_folder_are_two() -> None:
    machine = Machine({"files": {"/usr/local/bin/python3.10": ""}})
    paths = "/usr/local/bin/python3", "/usr/local/bin/python3.10"
    new, old = (identify(machine, path, machine.real(path)) for path in paths)
    assert new.prefix == old.prefix
    assert new.identity != old.identity


def test_one_python_under_two_names_is_one() -> None:
    machine = Machine({"links": {"/bin/python3": "/usr/bin/python3"}})
    one, other = (identify(machine, path, machine.real(path)) for path in ("/bin/python3", "/usr/bin/python3.11"))
    assert one.identity == other.identity
