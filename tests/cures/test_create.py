"""The commands that make a project's environment for the first time."""

from __future__ import annotations

from typing import Any

import pytest

from envdoctor.cures.create import create, create_conda
from envdoctor.facts.activation import CondaFile
from envdoctor.record import Unknown
from envdoctor.testing import snapshot

REQUIREMENTS = ("requirements.txt",)
PYPROJECT = "[project]\nname = 'shop'\nversion = '1'\ndependencies = ['a']\n"
INSTALL = "python -m pip install -r requirements.txt"
VENV = "python3 -m venv .venv && source .venv/bin/activate && python -m pip install "

CASES: list[tuple[str, dict[str, Any], tuple[str, ...], str]] = [
    ("bash", {}, REQUIREMENTS, f"{VENV}-r requirements.txt"),
    ("a package", {"files": {"pyproject.toml": "[build-system]\n"}}, ("pyproject.toml",), f"{VENV}-e ."),
    ("what nothing builds", {}, ("pyproject.toml",), VENV.partition(" && python ")[0]),
    (
        "the main one of several lists",
        {},
        ("requirements/audio.txt", "requirements/base.txt", "requirements/dev.txt"),
        f"{VENV}-r requirements/base.txt",
    ),
    ("both", {}, ("requirements.txt", "setup.cfg"), f"{VENV}-r requirements.txt"),
    ("a folder of files", {}, ("requirements/base.txt",), f"{VENV}-r requirements/base.txt"),
    (
        "from elsewhere in the project",
        {"machine": {"cwd": "/home/me/shop/src"}, "files": {"src/x.py": ""}},
        REQUIREMENTS,
        f"cd /home/me/shop && {VENV}-r requirements.txt",
    ),
    (
        "fish",
        {"machine": {"ancestors": ["fish"]}},
        REQUIREMENTS,
        "python3 -m venv .venv && source .venv/bin/activate.fish && python -m pip install -r requirements.txt",
    ),
    (
        "sh",
        {"machine": {"ancestors": ["dash"]}},
        REQUIREMENTS,
        "python3 -m venv .venv && . .venv/bin/activate && python -m pip install -r requirements.txt",
    ),
    (
        "cmd",
        {"machine": {"like": "windows"}, "env": {"PROMPT": "$P$G", "PSModulePath": False}},
        REQUIREMENTS,
        r"python -m venv .venv && .venv\Scripts\activate.bat && python -m pip install -r requirements.txt",
    ),
    (
        "Windows, with a Python that the project rules out",
        {"machine": {"like": "windows"}, "files": {"pyproject.toml": "[project]\nrequires-python = '<3.12'\n"}},
        REQUIREMENTS,
        r"py '-3.11' -m venv .venv; if ($?) { .venv\Scripts\Activate.ps1; if ($?) { INSTALL } }",
    ),
    (
        "a Python that a pin rules out",
        {"files": {".python-version": "3.12\n", "pyproject.toml": "[project]\nrequires-python = '>=3.9'\n"}},
        REQUIREMENTS,
        f"/usr/local/bin/python3.12 -m venv .venv && {VENV.partition(' && ')[2]}-r requirements.txt",
    ),
    (
        "no Python that suits all",
        {"files": {".python-version": "3.12\n", "pyproject.toml": "[project]\nrequires-python = '<3.11'\n"}},
        REQUIREMENTS,
        f"{VENV}-r requirements.txt",
    ),
    (
        "a PyPy that is pinned, where the first Python has its number",
        {"files": {".python-version": "pypy3.11\n", "/usr/bin/pypy3.11": ""}},
        REQUIREMENTS,
        f"pypy3.11 -m venv .venv && {VENV.partition(' && ')[2]}-r requirements.txt",
    ),
    (
        "… and is not here",
        {"files": {".python-version": "3.11t\n"}},
        REQUIREMENTS,
        f"python3.11t -m venv .venv && {VENV.partition(' && ')[2]}-r requirements.txt",
    ),
    ("no Python at all", {"env": {"PATH": "/bin"}}, REQUIREMENTS, f"{VENV}-r requirements.txt"),
    ("uv", {"files": {"uv.lock": "", "pyproject.toml": PYPROJECT}}, ("pyproject.toml",), "uv sync"),
    ("uv beside requirements", {"files": {"uv.toml": ""}}, REQUIREMENTS, f"{VENV}-r requirements.txt"),
    ("poetry", {"files": {"poetry.lock": ""}}, ("pyproject.toml",), "poetry install"),
    ("pdm", {"files": {"pdm.lock": ""}}, ("pyproject.toml",), "pdm install"),
    ("hatch", {"files": {"hatch.toml": ""}}, ("pyproject.toml",), "hatch env create"),
    ("pipenv", {"files": {"Pipfile": ""}}, ("Pipfile",), "pipenv install --dev"),
    ("pixi", {"files": {"pixi.toml": ""}}, ("pyproject.toml",), "pixi install"),
    ("conda", {}, ("environment.yml",), "conda env create -f environment.yml"),
    ("conda beside requirements", {}, ("requirements.txt", "environment.yml"), f"{VENV}-r requirements.txt"),
]


@pytest.mark.parametrize(("changes", "declared", "expected"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_create(changes: dict[str, Any], declared: tuple[str, ...], expected: str) -> None:
    files = {".venv": False, **changes.get("files", {})}
    env = {"VIRTUAL_ENV": False, "PATH": "/usr/bin:/bin", **changes.get("env", {})}
    if changes.get("machine", {}).get("like") == "windows":
        env["PATH"] = r"C:\Users\me\AppData\Local\Programs\Python\Python312"
    assert create(snapshot({**changes, "files": files, "env": env}), declared) == expected.replace("INSTALL", INSTALL)


def test_create_conda_from_elsewhere() -> None:
    snap = snapshot({"machine": {"cwd": "/home/me/shop/src"}, "files": {"src/x.py": ""}})
    expected = "conda env create -f /home/me/shop/environment.yml && conda activate shop"
    assert create_conda(snap, CondaFile("environment.yml", "shop")) == expected


MINICONDA = {
    "/home/me/miniconda3/conda-meta/history": "",
    "/home/me/miniconda3/envs/shop/bin/python": "",
    "/home/me/miniconda3/envs/shop/conda-meta/history": "",
}
FILE = "name: {}\ndependencies:\n  - python=3.12\n"


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        # `create` refuses where there is one already
        ({**MINICONDA, "environment.yml": FILE.format("shop")}, "conda env update -f environment.yml --prune"),
        ({**MINICONDA, "environment.yml": FILE.format("blog")}, "conda env create -f environment.yml"),
        ({"environment.yml": FILE.format("shop")}, "conda env create -f environment.yml"),
        ({**MINICONDA, "environment.yml": "dependencies: []\n"}, "conda env create -f environment.yml"),
    ],
)
def test_an_environment_of_conda_that_is_there_is_updated(files: dict[str, Any], expected: str) -> None:
    assert create(snapshot({"files": files}), ("environment.yml",)) == expected


def test_update_of_one_that_its_file_gives_no_name() -> None:
    expected = "conda env update -n shop -f environment.yml --prune && conda activate shop"
    assert create_conda(snapshot({"files": MINICONDA}), CondaFile("environment.yml", "")) == expected


def test_a_snapshot_that_does_not_say_which_there_are() -> None:
    snap = snapshot({"files": MINICONDA})
    snap.__dict__["?interpreters"] = Unknown("they cannot be looked for")
    expected = "conda env create -f environment.yml && conda activate shop"
    assert create_conda(snap, CondaFile("environment.yml", "shop")) == expected


def test_create_conda_without_a_name() -> None:
    expected = "conda env create -f environment.yml -n shop && conda activate shop"
    assert create_conda(snapshot({}), CondaFile("environment.yml", "")) == expected
