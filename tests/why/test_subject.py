"""Which Python is asked about: by a path, an environment, a version, a name, a command, a kernel."""

from __future__ import annotations

import json
from typing import Any

import pytest

from envdoctor.record import CannotKnow
from envdoctor.why.subject import NotFound
from tests.why.asked import INACTIVE, ask

PYENV = "/home/me/.pyenv/versions/3.10.13"
OTHER: dict[str, Any] = {
    "files": {
        f"{PYENV}/bin/python3.10": "",
        f"{PYENV}/bin/python": "",
        f"{PYENV}/lib/python3.10/os.py": "",
        f"{PYENV}/lib/python3.10/site-packages/six.py": "",
    }
}
CONDA: dict[str, Any] = {
    "files": {
        "/home/me/miniconda3/envs/eyes/conda-meta/history": "",
        "/home/me/miniconda3/envs/eyes/bin/python3.12": "",
        "/home/me/miniconda3/envs/eyes/lib/python3.12/os.py": "",
        "/home/me/.conda/environments.txt": "/home/me/miniconda3/envs/eyes\n",
    },
    "links": {"/home/me/miniconda3/envs/eyes/bin/python": "python3.12"},
}


def kernel(*argv: str, display: str = "Python 3") -> str:
    return json.dumps({"argv": [*argv, "-m", "ipykernel_launcher"], "display_name": display})


@pytest.mark.parametrize(
    ("said", "path", "what"),
    [
        ("/usr/bin/python3", "/usr/bin/python3", "the Python you named"),
        ("~/.pyenv/versions/3.10.13/bin/python", f"{PYENV}/bin/python", "the Python you named"),
        (".venv", "/home/me/shop/.venv/bin/python", "the environment .venv"),
        (".venv/bin/python", "/home/me/shop/.venv/bin/python", "the Python you named"),
        ("python3.11", "/usr/bin/python3.11", "the first `python3.11` on PATH"),
        ("3.10", f"{PYENV}/bin/python", "pyenv's 3.10.13"),
        ("3.10.13", f"{PYENV}/bin/python", "pyenv's 3.10.13"),
        ("python3.10", f"{PYENV}/bin/python", "pyenv's 3.10.13"),
        ("eyes", "/home/me/miniconda3/envs/eyes/bin/python", "conda's eyes"),
    ],
)
def test_a_python_that_is_named(said: str, path: str, what: str) -> None:
    found = ask("sys", OTHER, CONDA, python=said)
    assert (found.asked.path, found.asked.what) == (path, what)


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("3.7", "no Python 3.7 was found here; there are 3.10.13, 3.11.2, 3.12.4"),
        ("eyse", "there is no Python or environment eyse; did you mean `eyes`?"),
        ("app.txt", "there is no Python or environment app.txt"),
        ("README.md", "README.md is a file, and no Python"),
        (".git", ".git is neither an environment nor a Python"),
        ("dead", "dead cannot be used: the Python it was made from, /gone/python3, is gone"),
    ],
)
def test_a_python_that_is_not_there(said: str, message: str) -> None:
    dead = {"files": {"dead/pyvenv.cfg": "home = /gone\n"}, "links": {"dead/bin/python": "/gone/python3"}}
    with pytest.raises(NotFound) as error:
        ask("sys", OTHER, CONDA, dead, python=said)
    assert str(error.value) == message


def test_the_projects_environment_is_beside_the_point_then() -> None:
    found = ask("flask", OTHER, python="3.10")
    assert found.cause is not None
    assert found.cause.name == "installed-elsewhere"
    assert found.remedy is not None
    assert found.remedy.command == f"{PYENV}/bin/python -m pip install -r requirements.txt"


USER = "/home/me/.local/share/jupyter/kernels"
LOCAL = "/home/me/shop/.venv/share/jupyter/kernels"


@pytest.mark.parametrize(
    ("name", "files", "env", "path"),
    [
        ("eyes", {f"{USER}/eyes/kernel.json": kernel(f"{PYENV}/bin/python")}, {}, f"{PYENV}/bin/python"),
        ("Eyes", {f"{USER}/eyes/kernel.json": kernel(f"{PYENV}/bin/python")}, {}, f"{PYENV}/bin/python"),
        ("python3", {f"{LOCAL}/python3/kernel.json": kernel("python")}, {}, "/home/me/shop/.venv/bin/python"),
        # the environment's own comes before the user's
        (
            "python3",
            {
                f"{LOCAL}/python3/kernel.json": kernel("python3.12"),
                f"{USER}/python3/kernel.json": kernel("/usr/bin/python3"),
            },
            {},
            "/home/me/shop/.venv/bin/python",
        ),
        (
            "x",
            {"/opt/j/kernels/x/kernel.json": kernel("/usr/bin/python3")},
            {"JUPYTER_PATH": "/nowhere:/opt/j"},
            "/usr/bin/python3",
        ),
        (
            "x",
            {"/opt/d/kernels/x/kernel.json": kernel("/usr/bin/python3")},
            {"JUPYTER_DATA_DIR": "/opt/d"},
            "/usr/bin/python3",
        ),
        ("x", {"/usr/share/jupyter/kernels/x/kernel.json": kernel("/usr/bin/python3")}, {}, "/usr/bin/python3"),
        ("x", {"/home/me/.ipython/kernels/x/kernel.json": kernel("/usr/bin/python3")}, {}, "/usr/bin/python3"),
    ],
)
def test_kernels(name: str, files: dict[str, str], env: dict[str, str], path: str) -> None:
    found = ask("sys", OTHER, {"files": files, "env": env}, kernel=name)
    assert found.asked.path == path
    assert found.asked.what == f"the kernel `{name.lower()}` (Python 3)"
    assert bool(found.notes) is ("/.venv/" in path)


def test_outside_of_an_environment_the_users_kernel_comes_first() -> None:
    files = {
        "/usr/share/jupyter/kernels/python3/kernel.json": kernel("python"),
        f"{USER}/python3/kernel.json": kernel(f"{PYENV}/bin/python"),
    }
    assert ask("sys", OTHER, INACTIVE, {"files": files}, kernel="python3").asked.path == f"{PYENV}/bin/python"
    env = {"JUPYTER_PREFER_ENV_PATH": "1"}
    assert ask("sys", OTHER, INACTIVE, {"files": files, "env": env}, kernel="python3").asked.path == "/usr/bin/python3"


@pytest.mark.parametrize(
    ("like", "place"),
    [
        ("macos", "/Users/me/Library/Jupyter/kernels/x/kernel.json"),
        ("windows", "C:\\Users\\me\\AppData\\Roaming\\jupyter\\kernels\\x\\kernel.json"),
        ("windows", "C:\\ProgramData\\jupyter\\kernels\\x\\kernel.json"),
    ],
)
def test_kernels_of_other_systems(like: str, place: str) -> None:
    found = ask("sys", {"machine": {"like": like}, "files": {place: kernel("python")}}, kernel="x")
    assert found.importable is True


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({}, "there is no kernel eyes (known: there are none)"),
        ({f"{USER}/eye/kernel.json": kernel("python")}, "there is no kernel eyes; did you mean `eye`? (known: eye)"),
        ({f"{USER}/eyes/kernel.json": "{"}, "there is no kernel eyes (known: there are none)"),
        ({f"{USER}/eyes/kernel.json": "[]"}, "there is no kernel eyes (known: there are none)"),
        ({f"{USER}/eyes/kernel.json": '{"argv": []}'}, "there is no kernel eyes (known: there are none)"),
        (
            {f"{USER}/eyes/kernel.json": kernel("/gone/python")},
            f"the kernel eyes is dead: /gone/python, which {USER}/eyes/kernel.json names, is gone",
        ),
    ],
)
def test_kernels_that_are_not_there(files: dict[str, str], message: str) -> None:
    with pytest.raises(NotFound) as error:
        ask("sys", {"files": files}, kernel="eyes")
    assert str(error.value) == message


def test_a_python_of_unknown_version_is_not_guessed_about() -> None:
    with pytest.raises(CannotKnow, match="no file says which version"):
        ask("sys", {"files": {"/opt/bin/python": ""}}, python="/opt/bin/python")


def test_python_2_imports_by_other_rules() -> None:
    with pytest.raises(CannotKnow, match=r"is Python 2\.7, which imports by other rules"):
        ask("sys", {"files": {"/opt/bin/python2.7": ""}}, python="/opt/bin/python2.7")


def test_a_python_without_its_library_is_not_guessed_about() -> None:
    with pytest.raises(CannotKnow, match=r"the standard library of /opt/bin/python3\.12 was not found below /opt"):
        ask("sys", {"files": {"/opt/bin/python3.12": ""}}, python="/opt/bin/python3.12")


def test_an_environment_whose_base_is_gone() -> None:
    with pytest.raises(CannotKnow, match=r"the Python that .* was made from is gone"):
        ask(
            "sys",
            {"files": {"v/pyvenv.cfg": "home = /gone\nversion = 3.12.1\n", "v/bin/python": "copy"}},
            python="v/bin/python",
        )


def test_a_stub_starts_no_python() -> None:
    with pytest.raises(NotFound, match="is a stub that starts no Python"):
        ask("sys", {"machine": {"like": "macos"}}, python="/usr/bin/python3")


def test_an_environment_without_a_python() -> None:
    with pytest.raises(NotFound, match="it has no python"):
        ask("sys", {"files": {"v/pyvenv.cfg": "home = /usr/bin\n", "v/bin/activate": ""}}, python="v")
