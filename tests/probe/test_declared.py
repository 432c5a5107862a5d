"""Which files are read for the Python they declare, which one wins, and what becomes of broken ones."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from envdoctor.facts.machine import Environments
from envdoctor.facts.project import Aim, Project, Unread
from envdoctor.facts.python import Declared
from envdoctor.probe.declared import LIMIT, look
from envdoctor.record import CannotKnow, Unknown, from_data, to_data
from envdoctor.system import System
from envdoctor.testing import Machine, snapshot

NONE = {"requirements.txt": False}
PROJECT = '[project]\nname = "shop"\nversion = "1"\n'


def declared(files: dict[str, Any], **changes: Any) -> Declared:
    return snapshot({"files": files, **changes}).declared


def told(found: Declared) -> list[tuple[str, str, str]]:
    return [(one.location.path, one.what, one.specifier) for one in found.declarations]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({}, []),
        (
            {
                "pyproject.toml": PROJECT + 'requires-python = ">=3.10"\n',
                ".python-version": "3.12\n",
                ".tool-versions": "python 3.12.4\n",
                "mise.toml": '[tools]\npython = "3.12"\n',
                "Pipfile": '[requires]\npython_version = "3.12"\n',
                "environment.yml": "dependencies:\n  - python=3.12\n",
                "runtime.txt": "python-3.12.4\n",
                "Dockerfile": "FROM python:3.12\n",
                "Containerfile": "FROM python:3.11\n",
            },
            [
                ("pyproject.toml", "requires-python", ">=3.10"),
                (".python-version", ".python-version", "==3.12.*"),
                (".tool-versions", ".tool-versions", "==3.12.4"),
                ("runtime.txt", "runtime.txt", "==3.12.4"),
                ("Pipfile", "Pipfile", "==3.12.*"),
                ("environment.yml", "environment.yml", "==3.12.*"),
                ("mise.toml", "mise", "==3.12.*"),
                ("Dockerfile", "Dockerfile", "==3.12.*"),
                ("Containerfile", "Dockerfile", "==3.11.*"),
            ],
        ),
        # of a package's own files, the one that its installer goes by
        (
            {"pyproject.toml": PROJECT + 'requires-python = ">=3.10"\n', "setup.py": "setup(python_requires='<3')"},
            [("pyproject.toml", "requires-python", ">=3.10")],
        ),
        ({"pyproject.toml": PROJECT, "setup.py": "setup(python_requires='<3')"}, []),
        (
            {
                "pyproject.toml": PROJECT + 'dynamic = ["requires-python"]\n',
                "setup.cfg": "[options]\npython_requires = >=3.8",
            },
            [("setup.cfg", "setup.cfg", ">=3.8")],
        ),
        (
            {"pyproject.toml": "[build-system]\nrequires = []\n", "setup.cfg": "[options]\npython_requires = >=3.8"},
            [("setup.cfg", "setup.cfg", ">=3.8")],
        ),
        (
            {"setup.py": "setup(python_requires='>=3.9')", "setup.cfg": "[options]\npython_requires = >=3.8"},
            [("setup.py", "setup.py", ">=3.9")],
        ),
        ({"setup.py": "setup(python_requires=x())", "setup.cfg": "[options]\npython_requires = >=3.8"}, []),
        (
            {"setup.py": "setup()", "setup.cfg": "[options]\npython_requires = >=3.8"},
            [("setup.cfg", "setup.cfg", ">=3.8")],
        ),
        # of mise's files, the nearest to the user
        (
            {"mise.toml": '[tools]\npython = "3.12"\n', "mise.local.toml": '[tools]\npython = "3.11"\n'},
            [("mise.local.toml", "mise", "==3.11.*")],
        ),
        (
            {"mise.toml": '[tools]\npython = "3.12"\n', "mise.local.toml": '[tools]\nnode = "22"\n'},
            [("mise.toml", "mise", "==3.12.*")],
        ),
        (
            {".config/mise/config.toml": '[tools]\npython = "3.12"\n'},
            [(".config/mise/config.toml", "mise", "==3.12.*")],
        ),
        ({".config/fish": "", "mise/notes": "python"}, []),
        (
            {"environment.yaml": "dependencies:\n  - python=3.12\n"},
            [("environment.yaml", "environment.yml", "==3.12.*")],
        ),
        # what is elsewhere speaks of other things
        (
            {
                "tests/.python-version": "3.8\n",
                "docker/Dockerfile": "FROM python:3.8\n",
                "Dockerfile.dev": "FROM python:3.8\n",
            },
            [],
        ),
        ({".github/workflows/ci.yml": "python-version: [3.8]\n", "tox.ini": "[tox]\nenvlist = py38\n"}, []),
        ({"pyproject.toml": PROJECT + 'classifiers = ["Programming Language :: Python :: 3.8"]\n'}, []),
        ({"Dockerfile": "FROM node:22\n"}, []),
        # uv follows .python-version inside of the image as well
        (
            {".python-version": "3.12\n", "Dockerfile": "FROM python:3.11\nRUN uv sync\n"},
            [(".python-version", ".python-version", "==3.12.*")],
        ),
    ],
)
def test_look(files: dict[str, Any], expected: list[tuple[str, str, str]]) -> None:
    found = declared({**NONE, **files})
    assert told(found) == expected
    assert found.unread == ()
    assert from_data(to_data(found)) == found


def test_a_second_image_is_set_aside() -> None:
    files = {"Dockerfile": "FROM python:3.12\n", "Dockerfile.dev": "FROM python:3.8\n", "Dockerfile.js": "FROM node\n"}
    first, second = declared({**NONE, **files}).declarations
    assert (first.decides, first.aside) == (True, False)
    assert (second.location.path, second.specifier, second.decides) == ("Dockerfile.dev", "==3.8.*", False)


@pytest.mark.parametrize(
    ("members", "more", "workspace"),
    [
        ("packages/*", {}, "/home/me/work"),
        ("libs/*", {}, ""),
        ("packages/*", {"/home/me/work/pyproject.toml": False}, ""),
        ("packages/*", {"pyproject.toml": False}, ""),
        # who made one here does not leave it to uv
        ("packages/*", {".venv/pyvenv.cfg": "home = /usr/local/bin\nversion = 3.12.4\n"}, ""),
    ],
)
def test_a_pin_that_uv_does_not_read_is_set_aside(members: str, more: dict[str, Any], workspace: str) -> None:
    files = {
        ".venv": False, ".git": False, "/home/me/work/.git/HEAD": "", "pyproject.toml": PROJECT,
        "/home/me/work/pyproject.toml": f'[tool.uv.workspace]\nmembers = ["{members}"]\n',
        ".python-version": "3.10\n", ".tool-versions": "python 3.10\n", **more,
    }  # fmt: skip
    found = declared(files, machine={"root": "/home/me/work/packages/a"}, env={"VIRTUAL_ENV": False})
    assert found.workspace == workspace
    assert [one.what for one in found.declarations if one.aside] == [".python-version"] * bool(workspace)


def test_uv_reads_ranges_in_python_version() -> None:
    files = {".python-version": ">=3.10,<3.12\n"}
    assert told(declared(files)) == [(".python-version", ".python-version", "")]
    assert told(declared({**files, "uv.lock": ""})) == [(".python-version", ".python-version", ">=3.10,<3.12")]


def test_mise_env_names_files_of_its_own() -> None:
    files = {"mise.toml": '[tools]\npython = "3.12"\n', ".mise.ci.toml": '[tools]\npython = "3.11"\n'}
    assert told(declared(files, env={"MISE_ENV": "ci"})) == [(".mise.ci.toml", "mise", "==3.11.*")]
    assert told(declared(files)) == [("mise.toml", "mise", "==3.12.*")]


def test_what_is_excluded_is_not_read() -> None:
    machine = Machine({"files": {"Dockerfile": "FROM python:3.8\n", ".python-version": "3.12\n"}})
    snap = snapshot({})
    snap.__dict__["aim"] = Aim(root=machine.root, exclude=("Dockerfile",))
    assert told(look(machine, snap)) == [(".python-version", ".python-version", "==3.12.*")]


@pytest.mark.parametrize(
    ("path", "variable"),
    [
        (".python-version", "PYENV_VERSION"),
        (".python-version", "UV_PYTHON"),
        (".tool-versions", "ASDF_PYTHON_VERSION"),
        (".tool-versions", "MISE_PYTHON_VERSION"),
        ("mise.toml", "MISE_PYTHON_VERSION"),
    ],
)
def test_overridden(path: str, variable: str) -> None:
    files = {".python-version": "3.11\n", ".tool-versions": "python 3.11\n", "mise.toml": '[tools]\npython = "3.11"\n'}
    found = declared(files, env={variable: "3.12"}).declarations
    assert {one.location.path: one.overridden for one in found}[path] == variable
    assert all(not one.overridden for one in declared(files, env={variable: ""}).declarations)


@pytest.mark.parametrize(
    ("files", "unread"),
    [
        ({".python-version": b"\xff\xfe3\0.\x001\x002\0"}, (".python-version", "it is not UTF-8")),  # PowerShell's `>`
        ({"pyproject.toml": PROJECT + 'requires-python = ">=3.13"\n=\n'}, ("pyproject.toml", "it is not valid TOML: ")),
        (
            {"pyproject.toml": PROJECT + "requires-python = {{ python }}\n"},
            ("pyproject.toml", "it is not valid TOML: "),
        ),
        ({"pyproject.toml": "[project\n"}, ("pyproject.toml", "it is not valid TOML: ")),
        ({"pyproject.toml": "[project\nname = 'shop'\n", "setup.py": "setup()"}, ("pyproject.toml", "it is not valid")),
        ({"pyproject.toml": PROJECT + "dependencies = ['flask'\n"}, ("pyproject.toml", "it is not valid TOML: ")),
        ({"Pipfile": "[requires\npython_version"}, ("Pipfile", "it is not valid TOML: ")),
        ({"mise.toml": "python"}, ("mise.toml", "it is not valid TOML: ")),
        ({"environment.yml": "python: ["}, ("environment.yml", "it is not valid YAML (line ")),
        ({"setup.py": "print 'python_requires'"}, ("setup.py", "it is not valid Python: ")),
        (
            {"Dockerfile": "#" * LIMIT + "\nFROM python:3.8\n"},
            ("Dockerfile", "it cannot be read: it is larger than 1024 KiB"),
        ),
        ({".tool-versions/python": ""}, (".tool-versions", "it cannot be read: it is a folder")),
    ],
)
def test_broken(files: dict[str, Any], unread: tuple[str, str]) -> None:
    found = declared(files)
    assert found.declarations == ()
    (one,) = found.unread
    assert one.path == unread[0]
    assert one.reason.startswith(unread[1])


def test_one_broken_file_does_not_hide_the_others() -> None:
    found = declared({"Pipfile": "python_version [", ".python-version": "3.12\n"})
    assert told(found) == [(".python-version", ".python-version", "==3.12.*")]
    assert [one.path for one in found.unread] == ["Pipfile"]


def test_unreadable() -> None:
    found = declared({"runtime.txt": "python-3.12.4"}, machine={"unreadable": ["runtime.txt"]})
    assert found.unread == (Unread("runtime.txt", "it cannot be read: Permission denied"),)


def test_no_folder() -> None:
    machine, snap = Machine(), snapshot({})
    snap.__dict__["aim"] = Aim(root="/gone")
    with pytest.raises(CannotKnow, match="/gone cannot be read: No such file"):
        look(machine, snap)


def test_pipes_and_links_to_nowhere(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / ".python-version")
    (tmp_path / "Dockerfile").symlink_to("gone")
    snap = snapshot({})
    snap.__dict__["aim"] = Aim(root=str(tmp_path))
    found = look(System(), snap)
    assert found == Declared(
        (),
        (
            Unread(".python-version", "it cannot be read: it is a FIFO"),
            Unread("Dockerfile", "it cannot be read: No such file or directory"),
        ),
    )


def test_what_a_finding_stands_on_is_read_by_the_real_parser() -> None:
    """The quick reading does not see that this is no TOML; so it may only speak where that changes nothing."""
    text = PROJECT + 'requires-python = ">=3.10"\n=\n'
    assert told(declared({"pyproject.toml": text})) == [("pyproject.toml", "requires-python", ">=3.10")]
    text = PROJECT + 'requires-python = ">=3.13"\n=\n'
    assert told(declared({"pyproject.toml": text})) == []


@pytest.mark.parametrize(
    "environments",
    [Unknown("no"), Environments(launcher="venv", active=None, project=None, judged=None, why="", python="")],
)
def test_without_a_known_version_the_real_parser_reads(environments: Any) -> None:
    machine = Machine({"files": {"pyproject.toml": PROJECT + 'requires-python = ">=3.10"\n=\n'}})
    snap = snapshot({})
    snap.__dict__.pop("environments", None)
    snap.__dict__["?environments" if isinstance(environments, Unknown) else "environments"] = environments
    snap.__dict__["project"] = Project(root=machine.root, name="", managers=(), package=False, anchor="")
    assert [one.path for one in look(machine, snap).unread] == ["pyproject.toml"]


def test_a_healthy_project_costs_no_library() -> None:
    script = f"""
import sys
before = set(sys.modules)
from envdoctor.probe.declared import look
from envdoctor.testing import Machine, snapshot
from envdoctor.facts.machine import Environments
files = {{
    "pyproject.toml": {PROJECT + 'requires-python = ">=3.10,<3.13"' + chr(10)!r},
    ".python-version": "3.12" + chr(10),
    "Dockerfile": "FROM python:3.12-slim" + chr(10),
}}
snap = snapshot({{}})
snap.__dict__["environments"] = Environments("venv", None, None, None, "", "3.12.4")
found = look(Machine({{"files": files}}), snap)
assert len(found.declarations) == 3, found
print(*sorted(set(sys.modules) - before))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert not loaded & {"tomllib", "tomli", "packaging", "yaml", "json", "ast", "typing", "dataclasses", "pathlib"}
