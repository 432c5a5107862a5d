"""One environment on disk: its maker, its Python, and what is wrong with it."""

from __future__ import annotations

from typing import Any

import pytest

from envdoctor.facts.machine import Environment
from envdoctor.probe.pythons.environment import ACTIVATORS, read
from envdoctor.testing import Machine

CONDA, PIXI = "/home/me/miniconda3", "/home/me/shop/.pixi/envs/default"


def look(folder: str = ".venv", changes: dict[str, Any] | None = None, maker: str = "") -> Environment | None:
    machine = Machine(changes)
    return read(machine, machine.at(folder), machine.root, maker)


def test_the_healthy_one() -> None:
    assert look() == Environment(
        path="/home/me/shop/.venv",
        identity="/home/me/shop/.venv",
        name=".venv",
        kind="venv",
        maker="venv",
        python="3.12.4",
        base="/usr/local/bin/python3.12",
        system_packages=False,
        pip=True,
        scripts="/home/me/shop/.venv/bin",
        activators=("activate", "activate.fish", "activate.csh", "Activate.ps1"),
    )


def test_the_healthy_one_of_windows() -> None:
    found = look(changes={"machine": {"like": "windows"}})
    assert found is not None
    assert (found.scripts, found.pip, found.problem) == (r"C:\Users\me\shop\.venv\Scripts", True, "")
    assert found.base == r"C:\Users\me\AppData\Local\Programs\Python\Python312\python.exe"
    assert found.activators == ("activate", "Activate.ps1", "activate.bat")


NAMES = [
    ("/home/me/shop/.venv", ".venv"),
    ("/home/me/shop/envs/a", "envs/a"),
    ("/home/me/envs/a", "~/envs/a"),
    ("/srv/envs/a", "/srv/envs/a"),
]


@pytest.mark.parametrize(("folder", "name"), NAMES)
def test_name(folder: str, name: str) -> None:
    found = look(folder, {"files": {f"{folder}/pyvenv.cfg": "home = /usr/bin\n"}})
    assert found is not None
    assert found.name == name


WINDOWS_BASE = r"the Python it was made from, C:\Users\me\AppData\Local\Programs\Python\Python312, is gone"
PROBLEMS: list[tuple[str, dict[str, Any], str]] = [
    (
        "the base is gone",
        {"files": {"/usr/local/bin/python3.12": False}},
        "the Python it was made from, /usr/local/bin/python3.12, is gone",
    ),
    (
        "only python3 dangles",
        {"links": {".venv/bin/python3": "/opt/gone/python3"}},
        "the Python it was made from, /opt/gone/python3, is gone",
    ),
    (
        "a loop of links",
        {"links": {".venv/bin/python": "python3", ".venv/bin/python3": "python"}},
        "the Python it was made from, /home/me/shop/.venv/bin/python, is gone",
    ),
    (
        "the base was upgraded",
        {
            "files": {"/usr/local/bin/python3.13": "", "/usr/local/lib/python3.13/os.py": ""},
            "links": {".venv/bin/python3.12": "/usr/local/bin/python3.13"},
        },
        "it was made with Python 3.12 and now starts Python 3.13, which does not see its packages",
    ),
    (
        "the base was upgraded, and new packages were installed since",
        {
            "files": {"/usr/local/bin/python3.13": "", ".venv/lib/python3.13/site-packages/a/__init__.py": ""},
            "links": {".venv/bin/python3.12": "/usr/local/bin/python3.13"},
        },
        "",
    ),
    (
        "pyvenv.cfg is missing",
        {"files": {".venv/pyvenv.cfg": False}},
        "its pyvenv.cfg is missing: its Python runs as the one it was made from",
    ),
    (
        "made on Windows, by pyvenv.cfg",
        {"files": {".venv": False, ".venv/pyvenv.cfg": "home = C:\\Python312\n", ".venv/Scripts/python.exe": "MZ"}},
        "it was made on Windows",
    ),
    (
        "made on Windows, by its folders",
        {"files": {".venv": False, ".venv/pyvenv.cfg": "", ".venv/Scripts/python.exe": "MZ"}},
        "it was made on Windows",
    ),
    ("no interpreter", {"files": {".venv": False, ".venv/pyvenv.cfg": "home = /usr/bin\n"}}, "it has no python"),
    ("home alone is gone", {"files": {".venv/pyvenv.cfg": "home = /opt/gone/bin\n"}}, ""),
    ("no library at all", {"files": {".venv/lib": False}}, ""),
    (
        "the base's version cannot be known",
        {
            "files": {"/opt/py/bin/python": ""},
            "links": {".venv/bin/python3.12": "/opt/py/bin/python"},
        },
        "",
    ),
    (
        "on Windows, the base is gone",
        {"machine": {"like": "windows"}, "files": {r"C:\Users\me\AppData\Local\Programs\Python\Python312": False}},
        WINDOWS_BASE,
    ),
    (
        "on Windows, made elsewhere",
        {
            "machine": {"like": "windows"},
            "files": {".venv": False, r".venv\pyvenv.cfg": "home = /usr/bin\n", r".venv\bin\python": ""},
        },
        "it was made on another system, not on Windows",
    ),
    (
        "on Windows, no interpreter",
        {"machine": {"like": "windows"}, "files": {r".venv\Scripts\python.exe": False}},
        "it has no python.exe",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "problem"), [row[1:] for row in PROBLEMS], ids=[row[0] for row in PROBLEMS])
def test_problem(changes: dict[str, Any], problem: str) -> None:
    found = look(changes=changes)
    assert found is not None
    assert found.problem == problem


def test_a_folder_that_is_none() -> None:
    for files in ({}, {"new/README": ""}, {"new": "text"}, {"new/bin/activate": ""}, {"new/pyvenv.cfg/inside": ""}):
        assert look("new", {"files": files}) is None
    assert look("new", {"files": {"new/lib/python3.12/site-packages/a.py": ""}}) is None


WITHOUT_PIP: list[tuple[str, bool]] = [
    ("home = /usr/local/bin\nuv = 0.13.8\n", True),
    ("home = /usr/local/bin\nvirtualenv = 20.26\n", True),
    ("home = /usr/local/bin\ncommand = python -m venv --without-pip x\n", True),
    ("home = /usr/local/bin\ncommand = python -m venv x\n", False),
    ("home = /usr/local/bin\n", False),
    ("", False),
]


@pytest.mark.parametrize(("keys", "seedless"), WITHOUT_PIP)
def test_without_pip(keys: str, *, seedless: bool) -> None:
    gone = {".venv/lib/python3.12/site-packages/pip": False, ".venv/lib/python3.12/site-packages/a.py": ""}
    found = look(changes={"files": {".venv/pyvenv.cfg": keys, **gone}})
    assert found is not None
    assert (found.pip, found.seedless) == (False, seedless)


def test_system_packages() -> None:
    found = look(changes={"files": {".venv/pyvenv.cfg": "home = /usr/local/bin\n"}})
    assert found is not None
    assert found.system_packages


def test_a_maker_that_is_known_from_the_place() -> None:
    found = look(maker="poetry")
    assert found is not None
    assert found.maker == "poetry"


def test_an_environment_of_msys2() -> None:
    files = {r"new\pyvenv.cfg": "home = C:\\msys64\\mingw64\\bin\n", r"new\bin\python.exe": "MZ"}
    files[r"C:\msys64\mingw64\bin\python.exe"] = "MZ"
    found = look("new", {"machine": {"like": "windows"}, "files": files})
    assert found is not None
    assert (found.scripts, found.problem) == (r"C:\Users\me\shop\new\bin", "")


def conda(folder: str, **files: str) -> dict[str, Any]:
    return {f"{folder}/conda-meta/history": "", f"{folder}/bin/python3.12": "", **files}


CONDA_ROWS: list[tuple[str, dict[str, Any], dict[str, Any], str, bool]] = [
    (f"{CONDA}/envs/shop", conda(f"{CONDA}/envs/shop"), {}, "conda", False),
    (CONDA, conda(CONDA, **{f"{CONDA}/condabin/conda": ""}), {}, "conda", True),
    (CONDA, conda(CONDA), {"_CONDA_ROOT": CONDA}, "conda", True),
    (PIXI, conda(PIXI, **{f"{PIXI}/conda-meta/pixi": "{}"}), {}, "pixi", False),
]  # fmt: skip


@pytest.mark.parametrize(("folder", "files", "env", "maker", "root"), CONDA_ROWS)
def test_conda(folder: str, files: dict[str, Any], env: dict[str, Any], maker: str, *, root: bool) -> None:
    found = look(folder, {"files": files, "env": env, "links": {f"{folder}/bin/python": "python3.12"}})
    assert found is not None
    assert (found.kind, found.maker, found.root, found.python, found.pip) == ("conda", maker, root, "3.12", False)


def test_conda_with_pip() -> None:
    files = conda(CONDA, **{f"{CONDA}/lib/python3.12/site-packages/pip/__init__.py": ""})
    found = look(CONDA, {"files": files})
    assert found is not None
    assert found.pip


def test_conda_on_windows() -> None:
    files = {r"C:\conda\conda-meta\python-3.12.2-h1_0.json": "", r"C:\conda\python.exe": "MZ"}
    found = look(r"C:\conda", {"machine": {"like": "windows"}, "files": files})
    assert found is not None
    assert (found.python, found.scripts) == ("3.12.2", r"C:\conda\Scripts")


def test_a_folder_of_packages_that_cannot_be_read() -> None:
    class Closed(Machine):
        def names(self, path: str) -> list[str]:
            if path.endswith("site-packages"):
                raise OSError(13, "Permission denied", path)
            return super().names(path)

    files: dict[str, Any] = {f".venv/bin/{name}": False for name in ACTIVATORS}
    machine = Closed({"files": {**files, ".venv/lib/python3.12/site-packages/pip": False}})
    found = read(machine, "/home/me/shop/.venv", machine.root)
    assert found is not None
    assert (found.pip, found.activators, found.fault) == (False, (), "")


ACTIVATED: list[tuple[str, bool]] = [
    ("/home/me/shop/.venv", True),
    ("/home/me/alias/.venv", True),
    ("/home/me/old-shop/.venv", False),
    ("$(pwd)/.venv", True),
]


@pytest.mark.parametrize(("place", "led"), ACTIVATED)
def test_an_activation_script_that_leads_elsewhere_is_no_use(place: str, *, led: bool) -> None:
    files = {".venv/bin/activate": f'VIRTUAL_ENV="{place}"\nexport VIRTUAL_ENV\n'}
    found = look(changes={"files": files, "links": {"/home/me/alias": "/home/me/shop"}})
    assert found is not None
    assert (found.problem, bool(found.activators)) == ("", led)
