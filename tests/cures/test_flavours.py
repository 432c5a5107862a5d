"""Pythons that are not the plain CPython, as files pin them and as folders are called."""

from __future__ import annotations

from typing import Any

import pytest

from envdoctor.cures import flavours
from envdoctor.cures.recreate import recreate
from envdoctor.testing import snapshot

VERSIONS = "/home/me/.pyenv/versions"
PYPY = f"{VERSIONS}/pypy3.10-7.3.12/bin/pypy3.10"
FREE = f"{VERSIONS}/3.13.0t/bin/python3.13t"
PYENV, CLEAR = "env 'PYENV_VERSION=pypy3.10-7.3.12' pyenv exec python", "-m venv --clear .venv"
ASDF = "env 'ASDF_PYTHON_VERSION=pypy3.10-7.3.12' asdf exec python"
BARE = {"requirements.txt": False}


@pytest.mark.parametrize(
    ("wanted", "parts", "program"),
    [
        ("3.12", ("3.12", ""), "python3.12"),
        ("3.12.4", ("3.12.4", ""), "python3.12"),
        ("3.13t", ("3.13", "t"), "python3.13t"),
        ("pypy3.10", ("3.10", "pypy"), "pypy3.10"),
        ("graalpy3.11", ("3.11", "graalpy"), "graalpy3.11"),
        ("x", ("x", ""), "pythonx"),
    ],
)
def test_parts(wanted: str, parts: tuple[str, str], program: str) -> None:
    assert (flavours.parts(wanted), flavours.executable(wanted)) == (parts, program)


@pytest.mark.parametrize(
    ("python", "name", "flavour"),
    [
        ("/usr/bin/python3.12", "", ""),
        (PYPY, "pypy3.10-7.3.12", "pypy"),
        (PYPY, "", "pypy"),
        (FREE, "3.13.0t", "t"),
        ("/home/me/.local/share/uv/python/cpython-3.13.0+freethreaded-linux/bin/python3", "", "t"),
        ("C:\\py\\pypy3.10\\python.exe", "", "pypy"),
        ("/home/me/pypy/a/b/bin/python3.12", "", ""),  # a folder of that name says nothing
        ("/opt/3.13test/bin/python3.13", "3.13test", ""),
    ],
)
def test_of(python: str, name: str, flavour: str) -> None:
    assert flavours.of(python, name) == flavour


@pytest.mark.parametrize(
    ("files", "number", "pinned", "written"),
    [
        ({}, "3.10", "3.10", "3.10"),
        ({".python-version": "pypy3.10-7.3.12\n"}, "3.10", "pypy3.10", "pypy3.10-7.3.12"),
        ({".python-version": "pypy3.10-7.3.12\n"}, "3.11", "3.11", "3.11"),
        ({".python-version": "3.13t\n"}, "3.13", "3.13t", "3.13t"),
        ({".python-version": "3.13.1+freethreaded\n"}, "3.13", "3.13t", "3.13.1+freethreaded"),
        ({".python-version": "3.10\npypy3.10\n"}, "3.10", "3.10", "3.10"),  # the first is the one to use
        ({".tool-versions": "python pypy3.10-7.3.12 3.10.1\n"}, "3.10", "pypy3.10", "pypy3.10-7.3.12"),
        ({"Dockerfile": "FROM pypy:3.10\n"}, "3.10", "3.10", "3.10"),  # that is made elsewhere
    ],
)
def test_pinned(files: dict[str, str], number: str, pinned: str, written: str) -> None:
    snap = snapshot({"files": files})
    assert flavours.pinned(snap, number) == pinned
    assert flavours.pinned_as(snap, pinned) == written


@pytest.mark.parametrize(
    ("pin", "files", "number", "expected"),
    [
        # what is pinned is here
        ("pypy3.10-7.3.12", {PYPY: ""}, "3.10", f"{VERSIONS}/pypy3.10-7.3.12/bin/python -m venv --clear .venv"),
        ("pypy3.10", {"/usr/bin/pypy3.10": ""}, "3.10", "pypy3.10 -m venv --clear .venv"),
        ("3.13t", {FREE: "", "/usr/bin/python3.13": ""}, "3.13", f"{VERSIONS}/3.13.0t/bin/python {CLEAR}"),
        # and where a plain one is pinned, the others are none
        ("3.10", {PYPY: ""}, "3.10", ""),
        ("3.13", {FREE: ""}, "3.13", ""),
        # it is not: the manager that its name is of brings it
        (
            "pypy3.10-7.3.12",
            {"/usr/bin/pyenv": "", "/usr/bin/python3.10": ""},
            "3.10",
            f"pyenv install pypy3.10-7.3.12 && {PYENV} {CLEAR}",
        ),
        ("3.13t", {"/usr/bin/mise": ""}, "3.13", "mise exec python@3.13t -- python -m venv --clear .venv"),
        (
            "pypy3.10-7.3.12",
            {"/usr/bin/asdf": ""},
            "3.10",
            f"asdf install python pypy3.10-7.3.12 && {ASDF} {CLEAR}",
        ),
        ("pypy3.10", {"/usr/bin/brew": ""}, "3.10", ""),
        ("3.13t", {"/usr/bin/uv": ""}, "3.13", "uv venv --clear --seed --python 3.13t .venv"),
        ("3.13t", {"uv.lock": ""}, "3.13", "uv sync --python 3.13t"),
        ("pypy3.10", {"uv.lock": ""}, "3.10", "uv sync --python pypy3.10"),
        (
            "pypy3.10",
            {"pdm.lock": ""},
            "3.10",
            "pdm python install pypy@3.10 && pdm use --first pypy@3.10 && pdm install",
        ),
        ("pypy3.10", {"pdm.lock": "", "/usr/bin/pypy3.10": ""}, "3.10", "pdm use --first pypy3.10 && pdm install"),
        (
            "pypy3.10",
            {"poetry.lock": "", "/usr/bin/pypy3.10": ""},
            "3.10",
            "poetry env use pypy3.10 && poetry install",
        ),
        ("pypy3.10", {"poetry.lock": "", PYPY: ""}, "3.10",
         f"poetry env use {VERSIONS}/pypy3.10-7.3.12/bin/python && poetry install"),
        ("pypy3.10", {"poetry.lock": ""}, "3.10", ""),
    ],
)  # fmt: skip
def test_recreate(pin: str, files: dict[str, Any], number: str, expected: str) -> None:
    links = {f"{VERSIONS}/pypy3.10-7.3.12/bin/python": "pypy3.10"} if PYPY in files else {}
    links |= {f"{VERSIONS}/3.13.0t/bin/python": "python3.13t"} if FREE in files else {}
    snap = snapshot({"files": {**BARE, ".python-version": f"{pin}\n", **files}, "links": links})
    assert recreate(snap, snap.environments.project, number) == expected
