"""Where a project's own environment is looked for, and in which order."""

from __future__ import annotations

from typing import Any

import pytest

from envdoctor.testing import snapshot

CFG = "home = /usr/local/bin\nversion = 3.12.4\n"
GONE = {"./.venv": False}
NOTHING = {"VIRTUAL_ENV": False, "PATH": "/usr/bin:/bin"}


def own(files: dict[str, Any], env: dict[str, Any] | None = None, **machine: Any) -> str | None:
    found = snapshot({"files": {**GONE, **files}, "env": {**NOTHING, **(env or {})}, "machine": machine}).environments
    return found.project.name if found.project else None


def made(*folders: str) -> dict[str, Any]:
    return {f"{folder}/pyvenv.cfg": CFG for folder in folders}


ROWS: list[tuple[str, dict[str, Any], dict[str, Any], str | None]] = [
    ("none", {}, {}, None),
    ("the variable of uv", made("/srv/e", ".venv"), {"UV_PROJECT_ENVIRONMENT": "/srv/e"}, "/srv/e"),
    ("the variable of uv, relative", made("e", ".venv"), {"UV_PROJECT_ENVIRONMENT": "./e"}, "e"),
    ("the variable of uv names none", made(".venv"), {"UV_PROJECT_ENVIRONMENT": "/usr"}, ".venv"),
    ("the order of names", made("venv", "env", ".env"), {}, "venv"),
    ("env", made("env", ".env", "a"), {}, "env"),
    (".env as a folder", {**made(".env"), "env/__init__.py": ""}, {}, ".env"),
    (".env as a file", {".env": "KEY=1\n"}, {}, None),
    ("any name", made("python3-env"), {}, "python3-env"),
    ("the first of several", made("b", "a"), {}, "a"),
    ("not deeper", made("envs/a"), {}, None),
    (".venv without anything in it", {".venv/README": "", **made("venv")}, {}, "venv"),
    (".venv as a file", {".venv": "shop-env\n"}, {}, None),
    ("above, in the same repository", {".git": False, "/home/me/.git/HEAD": "", **made("/home/me/.venv")}, {}, None),
    ("above the repository", made("/home/me/.venv"), {}, None),
    ("pdm", {".pdm-python": "/srv/pdm/bin/python\n", **made("/srv/pdm")}, {}, "/srv/pdm"),
    ("pdm, an empty file", {".pdm-python": "\n", **made("/srv/pdm")}, {}, None),
    (
        "pdm's variable",
        {".pdm-python": "/x/bin/python", **made("/srv/pdm")},
        {"PDM_PYTHON": "/srv/pdm/bin/python"},
        "/srv/pdm",
    ),
    (".conda, as VS Code makes it", {".conda/conda-meta/history": "", ".conda/bin/python": ""}, {}, ".conda"),
    (
        "pixi",
        {"pixi.toml": "", ".pixi/envs/default/conda-meta/pixi": "", ".pixi/envs/x/y": ""},
        {},
        ".pixi/envs/default",
    ),
    ("pixi, the only one", {"pixi.toml": "", ".pixi/envs/dev/conda-meta/pixi": ""}, {}, ".pixi/envs/dev"),
    (
        "pixi, none of several",
        {"pixi.toml": "", ".pixi/envs/a/conda-meta/x": "", ".pixi/envs/b/conda-meta/x": ""},
        {},
        None,
    ),
    ("pixi, not made yet", {"pixi.toml": ""}, {}, None),
    (
        "virtualenvwrapper, by the file that names the project",
        {
            **made("/home/me/.virtualenvs/a", "/home/me/.virtualenvs/b"),
            "/home/me/.virtualenvs/b/.project": "/home/me/shop\n",
        },
        {},
        "~/.virtualenvs/b",
    ),
    (
        "virtualenvwrapper's folder",
        {**made("/srv/v/b"), "/srv/v/b/.project": "/home/me/shop"},
        {"WORKON_HOME": "/srv/v"},
        "/srv/v/b",
    ),
    (
        "virtualenvwrapper, another project's",
        {**made("/srv/v/b"), "/srv/v/b/.project": "/x"},
        {"WORKON_HOME": "/srv/v"},
        None,
    ),
    ("direnv", made(".direnv/python-3.12.1"), {}, ".direnv/python-3.12.1"),
    ("direnv, the highest", made(".direnv/python-3.9", ".direnv/python-3.12"), {}, ".direnv/python-3.12"),
    ("direnv of old", made(".direnv/virtualenv"), {}, ".direnv/virtualenv"),
    ("direnv without", {".direnv/bin/x": ""}, {}, None),
    (
        "pyenv",
        {".python-version": "# ours\nshop\n", **made("/home/me/.pyenv/versions/shop")},
        {},
        "~/.pyenv/versions/shop",
    ),
    (
        "pyenv's root",
        {".python-version": "shop", **made("/srv/pyenv/versions/shop")},
        {"PYENV_ROOT": "/srv/pyenv"},
        "/srv/pyenv/versions/shop",
    ),
    (
        "pyenv, a plain version",
        {".python-version": "3.12.4\n", "/home/me/.pyenv/versions/3.12.4/bin/python": ""},
        {},
        None,
    ),
    ("pyenv, a path", {".python-version": "../../../srv/x\n", **made("/srv/x")}, {}, None),
]


@pytest.mark.parametrize(("files", "env", "name"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_places(files: dict[str, Any], env: dict[str, Any], name: str | None) -> None:
    assert own(files, env) == name


UPWARD: list[tuple[str, dict[str, Any], str | None]] = [
    ("in the repository", {"/home/me/work/.git/HEAD": "", **made("/home/me/work/.venv")}, "~/work/.venv"),
    ("at the top of the repository alone", {"/home/me/work/.git/HEAD": "", **made("/home/me/work/venv")}, None),
    ("not above it", {"/home/me/work/a/.git/HEAD": "", **made("/home/me/work/.venv")}, None),
    ("without a repository", made("/home/me/work/.venv"), "~/work/.venv"),
    ("but not in the home directory", made("/home/me/.venv"), None),
    ("nearer is better", made("/home/me/work/.venv", "/home/me/work/a/.venv"), "~/work/a/.venv"),
]


@pytest.mark.parametrize(("files", "name"), [row[1:] for row in UPWARD], ids=[row[0] for row in UPWARD])
def test_upward(files: dict[str, Any], name: str | None) -> None:
    assert own({"/home/me/work/a/b/pyproject.toml": "", **files}, cwd="/home/me/work/a/b") == name


WORKSPACE = '[tool.uv.workspace]\nmembers = {}\nexclude = ["packages/old*"]\n'
MEMBERS: list[tuple[str, str, str, str]] = [
    ("a member", '["packages/*"]', "packages/a", "~/work/e"),
    ("a member by its name", '["packages/a"]', "packages/a", "~/work/e"),
    ("a member deeper down", '["packages/**"]', "packages/x/a", "~/work/e"),
    ("no member", '["libs/*"]', "packages/a", "e"),
    ("a star is one level", '["packages/*"]', "packages/x/a", "e"),
    ("left out", '["packages/*"]', "packages/old1", "e"),
    ("no list", "1", "packages/a", "e"),
]


@pytest.mark.parametrize(("members", "folder", "name"), [row[1:] for row in MEMBERS], ids=[row[0] for row in MEMBERS])
def test_the_environment_of_a_workspace(members: str, folder: str, name: str) -> None:
    here = f"/home/me/work/{folder}"
    files = {
        "/home/me/work/.git/HEAD": "",
        "/home/me/work/pyproject.toml": WORKSPACE.format(members),
        f"{here}/pyproject.toml": "",
        **made("/home/me/work/e", f"{here}/e"),
    }
    assert own(files, {"UV_PROJECT_ENVIRONMENT": "e"}, cwd=here) == name


def test_never_at_the_top_of_the_file_system() -> None:
    assert own({"/srv/pyproject.toml": "", **made("/.venv")}, cwd="/srv") is None
    assert own({"/srv/a/pyproject.toml": "", **made("/srv/.venv")}, cwd="/srv/a") == "/srv/.venv"


def test_a_project_in_the_home_directory_itself() -> None:
    assert own({"/home/me/pyproject.toml": "", **made("/home/me/.venv")}, cwd="/home/me") == ".venv"


def test_a_root_that_cannot_be_listed_any_more(monkeypatch: pytest.MonkeyPatch) -> None:
    from envdoctor.testing import Machine

    def refuse(_self: Machine, path: str) -> list[str]:
        raise OSError(13, "Permission denied", path)

    monkeypatch.setattr(Machine, "names", refuse)
    from envdoctor.facts import Snapshot
    from envdoctor.facts.project import Aim, Project
    from envdoctor.probe.pythons.places import own as look

    machine = Machine({"files": GONE})
    project = Project(root=machine.root, name="x", managers=(), package=False, anchor="")
    assert look(machine, Snapshot(aim=Aim(root=machine.root), project=project), None) is None
