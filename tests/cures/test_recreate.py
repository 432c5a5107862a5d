"""The command that makes an environment anew, as its maker and this shell would say it."""

from __future__ import annotations

from typing import Any

import pytest

from envdoctor.cures.recreate import recreate
from envdoctor.facts import Snapshot
from envdoctor.facts.machine import Environment
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
        (
            {"Pipfile": ""},
            {},
            " && ".join(
                f"env 'PIPENV_IGNORE_VIRTUALENVS=1' pipenv {one}" for one in ("--rm", "install --dev --python 3.11")
            ),
        ),
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


COPIED = {"problem": "it is a copy", "fault": "copied"}
OF_UV = {"uv.lock": ""}
OF_POETRY = {"poetry.lock": ""}


@pytest.mark.parametrize(
    ("files", "change", "expected"),
    [
        # its Python is the one that is asked for: each manager alone would keep what is broken
        (OF_UV, COPIED, "uv venv --clear --python 3.11 && uv sync --python 3.11"),
        (OF_UV, {"python": "3.11.2"}, "uv venv --clear --python 3.11 && uv sync --python 3.11"),
        (OF_UV, {"python": ""}, "uv venv --clear --python 3.11 && uv sync --python 3.11"),
        (OF_UV, {"python": "3.1.1"}, "uv sync --python 3.11"),
        (OF_UV, {**COPIED, "name": "env"}, "uv venv --clear --python 3.11 env && uv sync --python 3.11"),
        (
            OF_UV,
            {**COPIED, "name": "~/e", "path": "/home/me/e"},
            "uv venv --clear --python 3.11 /home/me/e && uv sync --python 3.11",
        ),
        (OF_POETRY, COPIED, "poetry env remove --all && poetry env use 3.11 && poetry install"),
        (OF_POETRY, {"python": "3.11.2"}, "poetry env remove --all && poetry env use 3.11 && poetry install"),
        ({"pdm.lock": ""}, COPIED, "pdm use --first 3.11 && pdm install"),
        ({"hatch.toml": ""}, COPIED, "hatch env prune && hatch env create"),
    ],
)
def test_what_a_manager_would_keep_is_cleared(files: dict[str, Any], change: dict[str, Any], expected: str) -> None:
    assert line(files, change) == expected


def test_poetry_removes_after_the_python_is_there() -> None:
    snap = snapshot({"files": {**OF_POETRY, **PYENV}, "links": LINKS, "env": {"PATH": ON_PATH}})
    environment = snap.environments.project
    assert environment
    assert recreate(snap, environment.replace(**COPIED), "3.9") == (
        "pyenv install 3.9 && poetry env remove --all && env 'PYENV_VERSION=3.9' poetry env use 3.9 && poetry install"
    )


@pytest.mark.parametrize(
    ("machine", "env", "expected"),
    [
        ({}, {"VIRTUAL_ENV": False, "PATH": "/usr/bin:/bin"}, "pipenv --rm && pipenv install --dev --python 3.11"),
        (
            {"like": "windows"},
            {"PROMPT": "$P$G", "PSModulePath": False},
            "deactivate && pipenv --rm && pipenv install --dev --python 3.11",
        ),
    ],
)
def test_pipenv_removes_no_environment_that_is_active(
    machine: dict[str, Any], env: dict[str, Any], expected: str
) -> None:
    snap = snapshot({"files": {"Pipfile": ""}, "machine": machine, "env": env})
    assert recreate(snap, snap.environments.project, "3.11") == expected


def test_the_first_environment_of_a_project() -> None:
    assert line({}, none=True) == "python3.11 -m venv .venv && .venv/bin/python -m pip install -r requirements.txt"


def test_an_environment_is_not_cleared_by_its_own_python() -> None:
    """Without its pyvenv.cfg its Python passes for a base one, and it is first on PATH."""
    snap = snapshot({"files": {".venv/pyvenv.cfg": False}})
    command = recreate(snap, snap.environments.judged, "3.12")
    assert command.startswith("/usr/local/bin/python3.12 -m venv --clear .venv && ")


def test_what_is_installed_into_it() -> None:
    lists = {**BARE, "requirements/base.txt": "flask\n", "requirements/dev.txt": "-r base.txt\npytest\n"}
    assert line(lists).endswith(" && .venv/bin/python -m pip install -r requirements/base.txt")
    assert line(BARE) == "python3.11 -m venv --clear .venv"


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


PYTHON311 = {
    "HKLM\\Software\\Python\\PythonCore\\3.11\\InstallPath": {"": "C:\\Python311\\"},
}


def test_on_windows() -> None:
    machine = {"like": "windows", "registry": PYTHON311}
    files = {"C:\\Python311\\python.exe": "MZ", "C:\\Windows\\py.exe": "MZ"}
    snap = snapshot({"machine": machine, "files": files})
    made, installed = (
        "py '-3.11' -m venv --clear .venv",
        ".venv\\Scripts\\python.exe -m pip install -r requirements.txt",
    )
    assert recreate(snap, snap.environments.project, "3.11") == f"{made}; if ($?) {{ {installed} }}"
    made = made.replace(" --clear", "")
    assert recreate(snap, None, "3.11") == f"{made}; if ($?) {{ {installed} }}"


@pytest.mark.parametrize(
    ("files", "registry", "expected"),
    [
        # `py` is not installed, or does not know it
        ({"C:\\Python311\\python.exe": "MZ"}, PYTHON311, "C:\\Python311\\python.exe -m venv --clear .venv"),
        (
            {
                "C:\\Python311\\python.exe": "MZ",
                "C:\\Python311\\Lib\\build-details.json": "",
                "C:\\Windows\\py.exe": "MZ",
            },
            {},
            "",
        ),
        (
            {"C:\\Python311\\python.exe": "MZ", "C:\\Python311\\python311.dll": "MZ", "C:\\Windows\\py.exe": "MZ"},
            {},
            "C:\\Python311\\python.exe -m venv --clear .venv",
        ),
        ({"C:\\Windows\\py.exe": "MZ"}, {}, ""),
        (
            {"C:\\Windows\\pymanager.exe": "MZ"},
            {},
            "pymanager install 3.11; if ($?) { py '-V:3.11' -m venv --clear .venv }",
        ),
    ],
)
def test_on_windows_without_the_launcher(files: dict[str, Any], registry: dict[str, Any], expected: str) -> None:
    files = {"requirements.txt": False, "C:\\Python311\\python311.dll": "MZ", **files}
    if not expected:
        files = {name: text for name, text in files.items() if not name.endswith("python.exe")}
    snap = snapshot({"machine": {"like": "windows", "registry": registry}, "files": files})
    assert recreate(snap, snap.environments.project, "3.11") == expected


VERSIONS = "/home/me/.pyenv/versions"
PYENV = {
    "/home/me/.pyenv/bin/pyenv": "",
    **{f"{VERSIONS}/{one}/bin/python{one[:4]}": "" for one in ("3.10.13", "3.13.0", "3.13.1")},
}
LINKS = {f"{VERSIONS}/{one}/bin/python": f"python{one[:4]}" for one in ("3.10.13", "3.13.0", "3.13.1")}
SHIM = '#!/usr/bin/env bash\nexec "/home/me/.pyenv/libexec/pyenv" exec "$program" "$@"\n'
ON_PATH = (
    "/home/me/shop/.venv/bin:/home/me/.local/bin:/home/me/.pyenv/shims:/home/me/.pyenv/bin:/usr/local/bin:/usr/bin"
)


@pytest.mark.parametrize(
    ("what", "files", "wanted", "expected"),
    [
        ("its name on PATH", {}, "3.11", "python3.11"),
        ("the environment's own name is no way to make it anew", {}, "3.12", "/usr/local/bin/python3.12"),
        ("the newest of pyenv's, by its path", PYENV, "3.13", "/home/me/.pyenv/versions/3.13.1/bin/python"),
        ("the very release", PYENV, "3.13.0", "/home/me/.pyenv/versions/3.13.0/bin/python"),
        ("a path with a blank", {"/opt/a b/bin/python3.9": "", "/opt/a b/x": ""}, "3.9", "python3.9"),
        (
            "a shim that leads there",
            {**PYENV, ".python-version": "3.13.0\n", "/home/me/.pyenv/shims/python3.13": SHIM},
            "3.13",
            "python3.13",
        ),
        (
            "a shim that leads nowhere",
            {**PYENV, ".python-version": "3.10.13\n", "/home/me/.pyenv/shims/python3.13": SHIM},
            "3.13",
            "/home/me/.pyenv/versions/3.13.1/bin/python",
        ),
        ("pyenv fetches it", PYENV, "3.9", "pyenv install 3.9 && env 'PYENV_VERSION=3.9' pyenv exec python"),
        ("nothing fetches it", {}, "3.9", ""),
        (
            "asdf fetches releases",
            {"/usr/bin/asdf": ""},
            "3.9.1",
            "asdf install python 3.9.1 && env 'ASDF_PYTHON_VERSION=3.9.1' asdf exec python",
        ),
        ("asdf fetches no more than releases", {"/usr/bin/asdf": ""}, "3.9", ""),
        ("mise runs what it does not have", {"/usr/bin/mise": ""}, "3.9", "mise exec python@3.9 -- python"),
        ("Homebrew", {"/usr/bin/brew": ""}, "3.9", "brew install python@3.9 && python3.9"),
        ("Debian without its package", {"/usr/lib/python3.11/ensurepip": False}, "3.11", "python3.11"),
        (
            "Debian without its package, and apt",
            {"/usr/lib/python3.11/ensurepip": False, "/usr/bin/apt": ""},
            "3.11",
            "sudo apt install python3.11-venv && python3.11",
        ),
    ],
)  # fmt: skip
def test_by_hand(what: str, files: dict[str, Any], wanted: str, expected: str) -> None:
    path = ON_PATH + (":/opt/a b/bin" if "blank" in what else "")
    snap = snapshot(
        {
            "files": {**BARE, **files},
            "links": LINKS if "/home/me/.pyenv/bin/pyenv" in files else {},
            "env": {"PATH": path},
        }
    )
    said = recreate(snap, snap.environments.project, wanted)
    assert said == (f"{expected} -m venv --clear .venv" if expected else "")


def test_a_path_with_a_blank_is_quoted() -> None:
    files = {**BARE, "/home/me/.local/share/uv/python/cpython-3.9.1-x y/bin/python3": ""}
    snap = snapshot({"files": files})
    path = "/home/me/.local/share/uv/python/cpython-3.9.1-x y/bin/python3"
    assert recreate(snap, None, "3.9") == f"'{path}' -m venv .venv"


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({}, "uv venv --clear --seed --python 3.9 .venv"),
        ({"/usr/lib/python3.11/ensurepip": False}, "uv venv --clear --seed --python 3.9 .venv"),
        ({"/usr/local/bin/python3.9": ""}, "python3.9 -m venv --clear .venv"),
        # what made the environment is not uv, and the other Pythons come from pyenv
        (
            {"/usr/bin/pyenv": ""},
            "pyenv install 3.9 && env 'PYENV_VERSION=3.9' pyenv exec python -m venv --clear .venv",
        ),
    ],
)
def test_uv_makes_what_is_not_there(files: dict[str, Any], expected: str) -> None:
    snap = snapshot({"files": {**BARE, "/home/me/.local/bin/uv": "", **files}})
    assert recreate(snap, snap.environments.project, "3.9") == expected


@pytest.mark.parametrize(
    ("files", "wanted", "expected"),
    [
        ({"poetry.lock": ""}, "3.11", "poetry env use 3.11"),
        ({"poetry.lock": "", **PYENV}, "3.13", "poetry env use /home/me/.pyenv/versions/3.13.1/bin/python"),
        ({"poetry.lock": "", **PYENV}, "3.9", "pyenv install 3.9 && env 'PYENV_VERSION=3.9' poetry env use 3.9"),
        ({"poetry.lock": ""}, "3.9", "poetry python install 3.9 && poetry env use 3.9"),
        ({"pdm.lock": "", **PYENV}, "3.13", "pdm use --first 3.13"),
        ({"pdm.lock": ""}, "3.9", "pdm python install 3.9 && pdm use --first 3.9"),
    ],
)
def test_managers_are_told_what_they_find(files: dict[str, Any], wanted: str, expected: str) -> None:
    snap = snapshot({"files": files, "links": LINKS, "env": {"PATH": ON_PATH}})
    assert recreate(snap, None, wanted).rpartition(" && ")[0] == expected


def test_pipenv_has_nothing_to_remove_yet() -> None:
    snap = snapshot({"files": {"Pipfile": ""}})
    assert recreate(snap, None, "3.11") == "pipenv install --dev --python 3.11"


@pytest.mark.parametrize(
    ("like", "expected"), [("linux", "python3.9 -m venv .venv"), ("windows", "py '-3.9' -m venv .venv")]
)
def test_a_snapshot_that_does_not_say_which_pythons_there_are(like: str, expected: str) -> None:
    whole = snapshot({"files": BARE, "machine": {"like": like}})
    names = ("aim", "host", "shell", "project", "files", "environments", "declared")
    snap = Snapshot(None, **{name: getattr(whole, name) for name in names})
    assert recreate(snap, None, "3.9") == expected
