"""Environments that a manager keeps outside of the project, found as the manager itself would name them."""

from __future__ import annotations

from typing import Any

import pytest

from envdoctor.testing import snapshot

CFG = "home = /usr/local/bin\nversion = 3.12.4\n"
PYPROJECT = {"pyproject.toml": '[project]\nname = "My_Shop"\n', "poetry.lock": ""}
# what poetry 2.5, pipenv 2026.10 and hatch 1.18 make of /home/me/shop
POETRY, PIPENV, HATCH = "my_shop-SmjHJqoF", "shop-leXjPTUc", "my-shop/SmjHJqoF/my-shop"
CACHE, DATA = "/home/me/.cache/pypoetry/virtualenvs", "/home/me/.local/share"
HATCH_FILES = {"pyproject.toml": '[project]\nname = "My_Shop"\n[tool.hatch.envs.default]\n'}


def own(files: dict[str, Any], env: dict[str, Any] | None = None, like: str = "linux") -> tuple[str, str] | None:
    """Give the path and the maker of the project's own environment."""
    nothing: dict[str, Any] = {"VIRTUAL_ENV": False, "PATH": "/usr/bin:/bin", **(env or {})}
    found = snapshot({"machine": {"like": like}, "files": {"./.venv": False, **files}, "env": nothing}).environments
    return (found.project.path, found.project.maker) if found.project else None


def made(*folders: str) -> dict[str, Any]:
    return {f"{folder}/pyvenv.cfg": CFG for folder in folders}


POETRY_ROWS: list[tuple[str, dict[str, Any], dict[str, Any], str | None]] = [
    ("the only one", made(f"{CACHE}/{POETRY}-py3.12"), {}, f"{CACHE}/{POETRY}-py3.12"),
    ("two, and nothing says which", made(f"{CACHE}/{POETRY}-py3.12", f"{CACHE}/{POETRY}-py3.9"), {}, None),
    (
        "two, and envs.toml says which",
        {
            **made(f"{CACHE}/{POETRY}-py3.12", f"{CACHE}/{POETRY}-py3.9"),
            f"{CACHE}/envs.toml": f'["{POETRY}"]\nminor = "3.9"\npatch = "3.9.1"\n',
        },
        {},
        f"{CACHE}/{POETRY}-py3.9",
    ),
    (
        "two, and the first python on PATH decides, as for poetry itself",
        made(f"{CACHE}/{POETRY}-py3.11", f"{CACHE}/{POETRY}-py3.9"),
        {},
        f"{CACHE}/{POETRY}-py3.11",
    ),
    (
        "two, and poetry takes the Python it is installed with",
        {
            **made(f"{CACHE}/{POETRY}-py3.11", f"{CACHE}/{POETRY}-py3.9"),
            "poetry.toml": "virtualenvs.use-poetry-python = true",
        },
        {},
        None,
    ),
    (
        "two, the same by a variable",
        made(f"{CACHE}/{POETRY}-py3.11", f"{CACHE}/{POETRY}-py3.9"),
        {"POETRY_VIRTUALENVS_USE_POETRY_PYTHON": "true"},
        None,
    ),
    (
        "two, and nothing is known of the first python",
        made(f"{CACHE}/{POETRY}-py3.11", f"{CACHE}/{POETRY}-py3.9"),
        {"PATH": False},
        None,
    ),
    (
        ".venv is there, and poetry is told to leave it aside",
        {**made(".venv", f"{CACHE}/{POETRY}-py3.12"), "poetry.toml": "[virtualenvs]\nin-project = false\n"},
        {},
        f"{CACHE}/{POETRY}-py3.12",
    ),
    (
        "the same by a variable",
        made(".venv", f"{CACHE}/{POETRY}-py3.12"),
        {"POETRY_VIRTUALENVS_IN_PROJECT": "false"},
        f"{CACHE}/{POETRY}-py3.12",
    ),
    ("another project's", made(f"{CACHE}/my-shop-XXXXXXXX-py3.12"), {}, None),
    ("none", {}, {}, None),
    ("a variable", made(f"/srv/v/{POETRY}-py3.12"), {"POETRY_VIRTUALENVS_PATH": "/srv/v"}, f"/srv/v/{POETRY}-py3.12"),
    (
        "the cache by a variable",
        made(f"/srv/c/virtualenvs/{POETRY}-py3.12"),
        {"POETRY_CACHE_DIR": "/srv/c"},
        f"/srv/c/virtualenvs/{POETRY}-py3.12",
    ),
    (
        "the user's cache",
        made(f"/srv/x/pypoetry/virtualenvs/{POETRY}-py3.12"),
        {"XDG_CACHE_HOME": "/srv/x"},
        f"/srv/x/pypoetry/virtualenvs/{POETRY}-py3.12",
    ),
    (
        "poetry.toml, with the cache in it",
        {
            "poetry.toml": 'cache-dir = "/srv/c"\n[virtualenvs]\npath = "{cache-dir}/v"\n',
            **made(f"/srv/c/v/{POETRY}-py3.12"),
        },
        {},
        f"/srv/c/v/{POETRY}-py3.12",
    ),
    (
        "the user's configuration, from the home directory",
        {
            "/home/me/.config/pypoetry/config.toml": '[virtualenvs]\npath = "~/v"\n',
            **made(f"/home/me/v/{POETRY}-py3.12"),
        },
        {},
        f"/home/me/v/{POETRY}-py3.12",
    ),
    (
        "poetry.toml wins over the user's",
        {
            "/home/me/own/config.toml": '[virtualenvs]\npath = "/srv/a"\n',
            "poetry.toml": '[virtualenvs]\npath = "/srv/b"\n',
            **made(f"/srv/a/{POETRY}-py3.12", f"/srv/b/{POETRY}-py3.12"),
        },
        {"POETRY_CONFIG_DIR": "/home/me/own"},
        f"/srv/b/{POETRY}-py3.12",
    ),
    (
        "the name as poetry 1 had it",
        {"pyproject.toml": '[tool.poetry]\nname = "My_Shop"\n', **made(f"{CACHE}/{POETRY}-py3.12")},
        {},
        f"{CACHE}/{POETRY}-py3.12",
    ),
    (
        "settings of which one is no table",
        {"poetry.toml": "virtualenvs = 1\n", **made(f"{CACHE}/{POETRY}-py3.12")},
        {},
        f"{CACHE}/{POETRY}-py3.12",
    ),
    ("no name", {"pyproject.toml": "[tool.poetry]\n", **made(f"{CACHE}/{POETRY}-py3.12")}, {}, None),
    ("no TOML", {"pyproject.toml": "[tool.poetry\n", **made(f"{CACHE}/{POETRY}-py3.12")}, {}, None),
]


@pytest.mark.parametrize(
    ("files", "env", "path"), [row[1:] for row in POETRY_ROWS], ids=[row[0] for row in POETRY_ROWS]
)
def test_poetry(files: dict[str, Any], env: dict[str, Any], path: str | None) -> None:
    assert own({**PYPROJECT, **files}, env) == ((path, "poetry") if path else None)


@pytest.mark.parametrize(
    ("files", "env"),
    [
        ({}, {}),
        ({"poetry.toml": "[virtualenvs]\nin-project = true\n"}, {}),
        ({"poetry.toml": "# in-project = false\n"}, {}),
        ({}, {"POETRY_VIRTUALENVS_IN_PROJECT": "true"}),
    ],
)
def test_poetry_uses_venv_in_the_project(files: dict[str, Any], env: dict[str, Any]) -> None:
    files = {**PYPROJECT, **files, **made(".venv", f"{CACHE}/{POETRY}-py3.12")}
    assert own(files, env) == ("/home/me/shop/.venv", "venv")


PIPENV_ROWS: list[tuple[str, dict[str, Any], dict[str, Any], str | None]] = [
    ("usual", made(f"{DATA}/virtualenvs/{PIPENV}"), {}, f"{DATA}/virtualenvs/{PIPENV}"),
    ("none", {}, {}, None),
    ("WORKON_HOME", made(f"/home/me/v/{PIPENV}"), {"WORKON_HOME": "~/v"}, f"/home/me/v/{PIPENV}"),
    ("the user's data", made(f"/srv/virtualenvs/{PIPENV}"), {"XDG_DATA_HOME": "/srv"}, f"/srv/virtualenvs/{PIPENV}"),
    (
        "made where the folder had another path",
        {**made(f"{DATA}/virtualenvs/shop-XXXXXXXX"), f"{DATA}/virtualenvs/shop-XXXXXXXX/.project": "/home/me/shop"},
        {},
        f"{DATA}/virtualenvs/shop-XXXXXXXX",
    ),
    ("a name of one's own", made(f"{DATA}/virtualenvs/x"), {"PIPENV_CUSTOM_VENV_NAME": "x"}, f"{DATA}/virtualenvs/x"),
    (
        "a Python of one's own",
        made(f"{DATA}/virtualenvs/{PIPENV}-python3.9"),
        {"PIPENV_PYTHON": "/usr/bin/python3.9"},
        f"{DATA}/virtualenvs/{PIPENV}-python3.9",
    ),
    (
        "the Pipfile of another folder",
        made(f"{DATA}/virtualenvs/{PIPENV}"),
        {"PIPENV_PIPFILE": "/home/me/shop/Pipfile"},
        f"{DATA}/virtualenvs/{PIPENV}",
    ),
]


@pytest.mark.parametrize(
    ("files", "env", "path"), [row[1:] for row in PIPENV_ROWS], ids=[row[0] for row in PIPENV_ROWS]
)
def test_pipenv(files: dict[str, Any], env: dict[str, Any], path: str | None) -> None:
    assert own({"Pipfile": "", **files}, env) == ((path, "pipenv") if path else None)


HATCH_ROWS: list[tuple[str, dict[str, Any], dict[str, Any], str | None]] = [
    ("usual", made(f"{DATA}/hatch/env/virtual/{HATCH}"), {}, f"{DATA}/hatch/env/virtual/{HATCH}"),
    ("none", {}, {}, None),
    ("a variable", made(f"/srv/h/env/virtual/{HATCH}"), {"HATCH_DATA_DIR": "/srv/h"}, f"/srv/h/env/virtual/{HATCH}"),
    (
        "no project in the file",
        {
            "pyproject.toml": "[tool.hatch.envs.default]\n",
            **made(f"{DATA}/hatch/env/virtual/SmjHJqoF-unmanaged/SmjHJqoF/SmjHJqoF-unmanaged"),
        },
        {},
        f"{DATA}/hatch/env/virtual/SmjHJqoF-unmanaged/SmjHJqoF/SmjHJqoF-unmanaged",
    ),
    (
        "a path of one's own",
        {"pyproject.toml": '[tool.hatch.envs.default]\npath = "envs/dev"\n', **made("/home/me/shop/envs/dev")},
        {},
        "/home/me/shop/envs/dev",
    ),
    (
        "hatch.toml",
        {"hatch.toml": '[envs.default]\npath = "e/f"\n', **made("/home/me/shop/e/f")},
        {},
        "/home/me/shop/e/f",
    ),
    ("a path of one's own, not made yet", {"hatch.toml": '[envs.default]\npath = "e"\n'}, {}, None),
    (
        "the user's configuration",
        {"/home/me/.config/hatch/config.toml": '[dirs]\ndata = "/srv/h"\n', **made(f"/srv/h/env/virtual/{HATCH}")},
        {},
        f"/srv/h/env/virtual/{HATCH}",
    ),
    (
        "the user's configuration, inside of the project",
        {"/home/me/hatch.toml": '[dirs.env]\nvirtual = ".hatch"\n', **made("/home/me/shop/.hatch/my-shop")},
        {"HATCH_CONFIG": "/home/me/hatch.toml"},
        "/home/me/shop/.hatch/my-shop",
    ),
]


@pytest.mark.parametrize(("files", "env", "path"), [row[1:] for row in HATCH_ROWS], ids=[row[0] for row in HATCH_ROWS])
def test_hatch(files: dict[str, Any], env: dict[str, Any], path: str | None) -> None:
    assert own({**HATCH_FILES, **files}, env) == ((path, "hatch") if path else None)


LIST = "/home/me/miniconda3\n/home/me/miniconda3/envs/shop\n\n/home/me/miniconda3/envs/other\n"
CONDA_ROWS: list[tuple[str, str, bool]] = [
    ("by its name", "name: shop\n", True),
    ("in quotes, with a comment", 'name: "shop"  # ours\n', True),
    ("by its prefix", "prefix: /home/me/miniconda3/envs/shop\n", True),
    ("another", "name: store\n", False),
    ("base is nobody's", "name: base\n", False),
    ("no name", "dependencies: []\n", False),
]


@pytest.mark.parametrize(("text", "found"), [row[1:] for row in CONDA_ROWS], ids=[row[0] for row in CONDA_ROWS])
def test_conda(text: str, *, found: bool) -> None:
    files = {
        "/home/me/.conda/environments.txt": LIST,
        "/home/me/miniconda3/envs/shop/conda-meta/history": "",
        "/home/me/miniconda3/base/conda-meta/history": "",
        "environment.yml": text,
    }
    assert own(files) == (("/home/me/miniconda3/envs/shop", "conda") if found else None)


def test_conda_without_a_list() -> None:
    assert own({"environment.yaml": "name: shop\n"}) is None


NAMED: list[tuple[str, dict[str, Any], str]] = [
    ("conda's own folder", {}, "/home/me/miniconda3/envs/shop"),
    ("micromamba's", {"MAMBA_ROOT_PREFIX": "/srv/mm"}, "/srv/mm/envs/shop"),
    ("by the variable of conda", {"CONDA_EXE": "/srv/c/bin/conda"}, "/srv/c/envs/shop"),
    ("where the variable says", {"CONDA_ENVS_PATH": "/srv/a:/srv/b"}, "/srv/b/shop"),
    ("the user's", {}, "/home/me/.conda/envs/shop"),
]


@pytest.mark.parametrize(("env", "path"), [row[1:] for row in NAMED], ids=[row[0] for row in NAMED])
def test_conda_by_name_where_no_list_has_it(env: dict[str, Any], path: str) -> None:
    assert own({"environment.yml": "name: shop\n", f"{path}/conda-meta/history": ""}, env) == (path, "conda")


@pytest.mark.parametrize("name", ["base", "../shop", "envs/shop"])
def test_no_name_leads_out_of_condas_folders(name: str) -> None:
    files = {
        "environment.yml": f"name: {name}\n",
        "/home/me/miniconda3/envs/base/conda-meta/history": "",
        "/home/me/miniconda3/shop/conda-meta/history": "",
        "/home/me/miniconda3/envs/envs/shop/conda-meta/history": "",
    }
    assert own(files) is None


MAC, WINDOWS = "/Users/me/Library", r"C:\Users\me\AppData"
# poetry hashes the path as the system compares paths, hatch in lower case, pipenv that of the Pipfile as it stands
SYSTEMS: list[tuple[str, dict[str, Any], str]] = [
    ("macos", PYPROJECT, f"{MAC}/Caches/pypoetry/virtualenvs/my_shop-BL6k-e0W-py3.12"),
    ("macos", HATCH_FILES, f"{MAC}/Application Support/hatch/env/virtual/my-shop/6jvy1__M/my-shop"),
    ("windows", PYPROJECT, rf"{WINDOWS}\Local\pypoetry\Cache\virtualenvs\my_shop-V4ReXcIx-py3.12"),
    ("windows", HATCH_FILES, rf"{WINDOWS}\Local\hatch\env\virtual\my-shop\V4ReXcIx\my-shop"),
    ("windows", {"Pipfile": ""}, r"C:\Users\me\.virtualenvs\shop-MFQkntAo"),
]


@pytest.mark.parametrize(("like", "files", "path"), SYSTEMS)
def test_other_systems(like: str, files: dict[str, Any], path: str) -> None:
    found = own({**files, f"{path}/pyvenv.cfg" if like == "macos" else rf"{path}\pyvenv.cfg": CFG}, like=like)
    assert found is not None
    assert found[0] == path


def test_poetrys_configuration_on_windows() -> None:
    files = {
        rf"{WINDOWS}\Roaming\pypoetry\config.toml": "[virtualenvs]\npath = 'C:\\v'\n",
        r"C:\v\my_shop-V4ReXcIx-py3.12\pyvenv.cfg": CFG,
    }
    assert own({**PYPROJECT, **files}, like="windows") == (r"C:\v\my_shop-V4ReXcIx-py3.12", "poetry")
    unset = {"APPDATA": False, "LOCALAPPDATA": False}
    assert own({**PYPROJECT, **files}, unset, like="windows") == (r"C:\v\my_shop-V4ReXcIx-py3.12", "poetry")
