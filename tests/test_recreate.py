"""The command that makes an environment anew, as its maker and this shell would say it."""

from __future__ import annotations

from typing import Any

import pytest

from envdoctor.facts.machine import Environment
from envdoctor.recreate import recreate
from envdoctor.testing import snapshot


def line(files: dict[str, Any], change: dict[str, Any] | None = None, *, none: bool = False, **shell: Any) -> str:
    snap = snapshot({"files": files})
    environment: Environment | None = snap.environments.project
    assert environment
    if shell:
        snap.__dict__["shell"] = snap.shell.replace(**shell)
    return recreate(snap, None if none else environment.replace(**(change or {})), "3.11")


BARE = {"requirements.txt": False}


@pytest.mark.parametrize(
    ("files", "change", "expected"),
    [
        ({}, {}, "python3.11 -m venv --clear .venv && .venv/bin/python -m pip install -r requirements.txt"),
        (BARE, {}, "python3.11 -m venv --clear .venv"),
        ({**BARE, "setup.py": ""}, {}, "python3.11 -m venv --clear .venv && .venv/bin/python -m pip install -e ."),
        (BARE, {"name": "my env"}, "python3.11 -m venv --clear 'my env'"),
        (BARE, {"name": "~/envs/shop", "path": "/home/me/envs/shop"}, "python3.11 -m venv --clear /home/me/envs/shop"),
        (
            {},
            {"maker": "uv"},
            "uv venv --clear --python 3.11 .venv && uv pip install --python .venv -r requirements.txt",
        ),
        ({"uv.lock": ""}, {"maker": "uv"}, "uv sync --python 3.11"),
        ({"poetry.lock": ""}, {}, "poetry env use 3.11 && poetry install"),
        ({"pdm.lock": ""}, {}, "pdm use --first 3.11 && pdm install"),
        ({"Pipfile": ""}, {}, "pipenv --rm && pipenv install --dev --python 3.11"),
        ({"hatch.toml": ""}, {}, "hatch env prune && hatch env create"),
        (
            {"environment.yaml": "dependencies:\n  - python=3.11\n", "setup.py": ""},
            {},
            "conda env create -f environment.yaml",
        ),
        (
            {"environment.yml": "dependencies:\n  - python=3.11\n"},
            {"kind": "conda", "maker": "conda", "path": "/opt/e"},
            "conda install --prefix /opt/e 'python=3.11'",
        ),
        (
            {"environment.yml": "dependencies:\n  - python=3.11\n", "poetry.lock": ""},
            {},
            "poetry env use 3.11 && poetry install",
        ),
        ({}, {"kind": "conda", "maker": "conda", "path": "/opt/e"}, "conda install --prefix /opt/e 'python=3.11'"),
        ({}, {"kind": "conda", "maker": "pixi"}, "pixi add 'python=3.11.*'"),
    ],
)
def test_recreate(files: dict[str, Any], change: dict[str, Any], expected: str) -> None:
    assert line(files, change) == expected


def test_the_first_environment_of_a_project() -> None:
    assert line({}, none=True) == "python3.11 -m venv .venv && .venv/bin/python -m pip install -r requirements.txt"


def test_from_another_folder() -> None:
    assert line(BARE, cwd="/home/me") == "cd /home/me/shop && python3.11 -m venv --clear .venv"


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("fish", "python3.11 -m venv --clear .venv && .venv/bin/python -m pip install -r requirements.txt"),
        ("nushell", "python3.11 -m venv --clear .venv; .venv/bin/python -m pip install -r requirements.txt"),
        (
            "powershell",
            "python3.11 -m venv --clear .venv; if ($?) { .venv/bin/python -m pip install -r requirements.txt }",
        ),
    ],
)
def test_in_another_shell(kind: str, expected: str) -> None:
    assert line({}, kind=kind) == expected


def test_on_windows() -> None:
    snap = snapshot({"machine": {"like": "windows"}})
    made, installed = (
        "py '-3.11' -m venv --clear .venv",
        ".venv\\Scripts\\python.exe -m pip install -r requirements.txt",
    )
    assert recreate(snap, snap.environments.project, "3.11") == f"{made}; if ($?) {{ {installed} }}"
    made = made.replace(" --clear", "")
    assert recreate(snap, None, "3.11") == f"{made}; if ($?) {{ {installed} }}"
