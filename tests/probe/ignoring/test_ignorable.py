"""What is taken for something that must never be committed, and what is not."""

from __future__ import annotations

from typing import Any

import pytest

from envdoctor.probe.ignoring import ignorable
from envdoctor.testing import Machine, snapshot

BARE = {".venv": False, "app.py": False, "requirements.txt": False}
ALONE = {"VIRTUAL_ENV": False}


def found(files: dict[str, Any], links: dict[str, str] | None = None, **changes: Any) -> list[tuple[str, str]]:
    changes = {"files": {**BARE, **files}, "links": links or {}, "env": ALONE, **changes}
    machine, snap = Machine(changes), snapshot(changes)
    names = machine.names(machine.root)
    candidates = [
        *ignorable.secrets(machine, machine.root, names),
        *ignorable.environments(machine, snap, names),
        *ignorable.leftovers(machine, snap, names),
        *ignorable.bytecode(machine, snap, names),
    ]
    assert all(one.asked for one in candidates)
    return [(one.path, one.line) for one in candidates]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({}, []),
        # environments
        ({"py39/pyvenv.cfg": ""}, [("py39/", "py39/")]),
        ({"env/conda-meta/history": ""}, [("env/", "env/")]),
        ({".condaenv/x.txt": ""}, [(".condaenv/", ".condaenv/")]),
        ({"env/__init__.py": "", "venv/main.py": ""}, [("__pycache__/", "__pycache__/")]),  # packages
        ({"tests/fixtures/venv/pyvenv.cfg": ""}, []),
        ({".env/pyvenv.cfg": ""}, [(".env/", ".env/")]),
        ({".venv/.gitignore": "", ".venv/__pycache__/x.pyc": ""}, []),
        # secrets
        ({".env": "TOKEN=0f3a\n"}, [(".env", ".env")]),
        ({".env": b"TOKEN=\xff\n"}, [(".env", ".env")]),
        ({".env": "PYTHONPATH=src\n"}, []),
        ({".env/README": ""}, []),
        ({".env": "#" * (ignorable.LIMIT + 1)}, []),
        ({".env.local": "TOKEN=0f3a\n", ".env.example": "TOKEN=0f3a\n"}, []),
        # build output
        ({"build/bdist.linux-x86_64/x": "", "build/lib/shop/a.py": ""}, [("build/", "build/")]),
        ({"build/lib.linux-x86_64-cpython-312/shop.so": ""}, [("build/", "build/")]),
        ({"build/index.js": "", "build/lib/a.js": ""}, []),
        ({"build": "#!/bin/sh\n", "dist": "", "src": ""}, []),
        ({"dist/shop-1.0-py3-none-any.whl": ""}, [("dist/", "dist/")]),
        ({"dist/shop-1.0.tar.gz": "", "setup.py": ""}, [("dist/", "dist/")]),
        ({"dist/shop-1.0.tar.gz": "", "gen.py": ""}, [("dist/", "dist/")]),
        ({"dist/shop-1.0.tar.gz": "", "build/lib.js/a.js": "", "package.json": "{}", "Makefile": ""}, []),
        ({"build/lib.js/a.js": "", "build/temp.d/x": "", "setup.py": ""}, []),
        ({"build/lib.win-amd64-cpython-312/shop.pyd": ""}, [("build/", "build/")]),
        ({"dist/app.js": "", "dist/app.tar.gz": ""}, []),
        ({"shop.egg-info/PKG-INFO": ""}, [("shop.egg-info/", "*.egg-info/")]),
        ({"src/shop.egg-info/PKG-INFO": ""}, [("src/shop.egg-info/", "*.egg-info/")]),
        ({"shop.egg-info/notes": "", "other.egg-info": ""}, []),
        # caches
        ({".mypy_cache/3.12/a.json": "", ".tox/py312/x": ""}, [(".mypy_cache/", ".mypy_cache/"), (".tox/", ".tox/")]),
        ({".coverage": "SQLite format 3"}, [(".coverage", ".coverage")]),
        ({".coverage/x": "", "htmlcov": ""}, []),
        ({".hypothesis/a/b/c/d/e/f/g/h/i": ""}, [(".hypothesis/", ".hypothesis/")]),
        # bytecode
        ({"a.py": "import re\nimport b\n", "b.py": ""}, [("__pycache__/", "__pycache__/")]),
        ({"a.py": "try:\n    from b import x\n", "b.py": ""}, [("__pycache__/", "__pycache__/")]),
        ({"a.py": "import bz2\n# import b\nfrom br import b", "b.py": "import b"}, []),
        ({"a.py": "", "test_a.py": ""}, [("__pycache__/", "__pycache__/")]),
        ({"gen.py": "import sys\n", "plot.py": "import numpy\n", "main.c": ""}, []),  # run, never imported
        ({"conf.py": "", "requirements.txt": "sphinx\n"}, []),
        ({"dodo.py": "", "setup.py": "from setuptools import setup\n"}, []),
        ({"setup.py": "", "main.py": "import flask\n"}, [("__pycache__/", "__pycache__/")]),
        ({"setup.py": "", "plot.py": "import flask\n"}, []),
        ({"setup.py": "", "app.py": "from flask.app import Flask\n"}, [("__pycache__/", "__pycache__/")]),
        ({"package.json": "", "app.py": "import flask\n"}, []),
        ({"a.py": "", "__pycache__/a.cpython-312.pyc": ""}, [("__pycache__/", "__pycache__/")]),
        ({"a.py": "", "requirements-dev.txt": ""}, []),
        ({"src/shop/__init__.py": ""}, [("__pycache__/", "__pycache__/")]),
        ({"app/main.py": "", "pyproject.toml": ""}, []),
        ({"app/tests/test_main.py": "", "pyproject.toml": ""}, [("__pycache__/", "__pycache__/")]),
        ({"lib/py/shop/__init__.py": "", "pyproject.toml": ""}, [("__pycache__/", "__pycache__/")]),
        ({"lib/py/shop/__init__.py": "", "package.json": ""}, []),
        ({"tools/gen.py": "", "package.json": ""}, []),  # run, never imported
        ({"gen.py": "", "package.json": ""}, []),
        ({"pyproject.toml": ""}, []),
    ],
)
def test_candidates(files: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert found(files) == expected


@pytest.mark.parametrize(
    ("links", "files", "expected"),
    [
        ({"py39": "/srv/py39"}, {"/srv/py39/pyvenv.cfg": ""}, [("py39", "py39")]),
        ({".env": "/srv/keys"}, {"/srv/keys": "TOKEN=0f3a\n"}, []),
        ({"src": "/srv/src"}, {"/srv/src/shop.egg-info/PKG-INFO": ""}, []),
        ({"shop": "/srv/shop"}, {"/srv/shop/__init__.py": "", "pyproject.toml": ""}, []),
        ({".coverage": "/srv/.coverage"}, {"/srv/.coverage": ""}, []),
        ({"e/1/2/3/4/5/6": "/srv"}, {"e/pyvenv.cfg": "", "/srv/x": ""}, [("e/", "e/")]),
        ({"e/lib64": "lib"}, {"e/pyvenv.cfg": "", "e/lib/x.py": ""}, [("e/", "e/")]),
    ],
)
def test_links(links: dict[str, str], files: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    """Git takes a link for a file, and refuses every question about what is behind it."""
    assert found(files, links) == expected


def test_an_unreadable_module_imports_nothing() -> None:
    assert found({"a.py": "import b\n", "b.py": ""}, machine={"unreadable": ["a.py"]}) == []


def test_unreadable_secrets_are_no_secrets() -> None:
    assert found({".env": "TOKEN=0f3a\n"}, machine={"unreadable": [".env"]}) == []


def test_the_projects_own_environment_may_lie_deeper() -> None:
    files = {"envs/dev/pyvenv.cfg": "home = /usr/local/bin\nversion = 3.12.4\n", "envs/dev/bin/python": "\x7fELF"}
    env = {"VIRTUAL_ENV": False, "UV_PROJECT_ENVIRONMENT": "envs/dev"}
    assert found({**files, "uv.lock": ""}, env=env) == [("envs/dev/", "envs/dev/")]
    assert found(files) == []


def test_files_of_each_part_are_asked_about() -> None:
    machine, snap = Machine(), snapshot()
    (one,) = ignorable.environments(machine, snap, machine.names(machine.root))
    assert one.asked == (
        ".venv/bin/Activate.ps1",
        ".venv/lib/python3.12/site-packages/flask/__init__.py",
        ".venv/lib64",
        ".venv/pyvenv.cfg",
    )
