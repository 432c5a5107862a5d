"""What people met who used `why` for the first time: each of these once sent somebody the wrong way."""

from __future__ import annotations

from typing import Any

import pytest

from envdoctor.probe import look
from envdoctor.probe.project import aim
from envdoctor.render.plain import render
from envdoctor.render.why import lines
from envdoctor.testing import Machine
from envdoctor.why.declaring import namings
from envdoctor.why.folders import Folders
from envdoctor.why.question import problem
from envdoctor.why.subject import NotFound
from envdoctor.why.trace import read
from tests.why.asked import INACTIVE, LIBRARY, SITE, ask, installed

FRAME = 'Traceback (most recent call last):\n  File "/home/me/shop/{file}", line 1, in <module>\n    {code}\n'


def files(*tables: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for one in tables:
        found |= one
    return {"files": found}


def test_what_lies_below_a_folder_that_is_no_project_declares_nothing() -> None:
    machine = Machine(
        {
            "files": {".git": False, "requirements.txt": False, "a/requirements.txt": "six\n"},
            "env": {"VIRTUAL_ENV": False},
        }
    )
    assert list(namings(machine, look(machine, aim(machine, ())))) == []


@pytest.mark.parametrize(
    ("path", "counts"),
    [
        ("requirements-dev.txt", True),
        ("requirements/base.txt", True),
        ("requirements/dev/base.txt", False),
        ("vendor/other/requirements.txt", False),
        ("tools/requirements.txt", False),
        ("included/requirements.txt", True),
    ],
)
def test_only_the_projects_own_files_declare(path: str, *, counts: bool) -> None:
    machine = Machine(files({path: "six\n", "requirements.txt": "-r included/requirements.txt\nflask\n"}))
    said = {one.path for one in namings(machine, look(machine, aim(machine, ()))) if one.name == "six"}
    assert said == ({path} if counts else set())


@pytest.mark.parametrize(
    ("made", "folder"),
    [((), ".venv-3.11"), ((".venv-3.11",), ".venv-3.11-2")],
)
def test_no_environment_is_made_over_another(made: tuple[str, ...], folder: str) -> None:
    more = {f"{one}/pyvenv.cfg": "home = /usr/bin\nversion = 3.11.2\n" for one in made}
    found = ask("numpy", INACTIVE, files(more), python="/usr/bin/python3")
    assert found.remedy is not None
    python = "/usr/bin/python3"
    assert found.remedy.command == f"{python} -m venv {folder} && {folder}/bin/python -m pip install numpy"
    assert ".venv is another environment" in found.remedy.then


@pytest.mark.parametrize(("user", "sudo"), [(1000, "sudo "), (0, "")])
def test_debian_keeps_apart_what_makes_environments(user: int, sudo: str) -> None:
    gone = {"files": {"/usr/lib/python3.11/ensurepip": False}, "machine": {"user": user}}
    found = ask("numpy", INACTIVE, gone, python="/usr/bin/python3")
    assert found.remedy is not None
    assert found.remedy.command.startswith(f"{sudo}apt install python3.11-venv && /usr/bin/python3 -m venv .venv-3.11")


def test_fedora_keeps_nothing_apart() -> None:
    gone: dict[str, Any] = {
        "files": {
            "/usr/lib/python3.11/ensurepip": False,
            "/etc/os-release": "ID=fedora\n",
            "/etc/debian_version": False,
        }
    }
    found = ask("numpy", INACTIVE, gone, python="/usr/bin/python3")
    assert found.remedy is not None
    assert found.remedy.command.startswith("/usr/bin/python3 -m venv .venv-3.11")


PANDAS = {
    f"{SITE}/pandas/__init__.py": "try:\n    import numpy\nexcept ImportError:\n    raise\n",
    f"{SITE}/pandas-2.0.dist-info/METADATA": (
        "Metadata-Version: 2.1\nName: pandas\nVersion: 2.0\nRequires-Dist: numpy\nRequires-Dist: pytz\n"
        "Requires-Dist: [broken\n\n"
    ),
    f"{SITE}/pandas-2.0.dist-info/RECORD": "pandas/__init__.py,,\n",
}


def test_what_a_package_requires_is_gone_and_files_do_not_say_where_it_is_imported() -> None:
    found = ask("pandas", files(PANDAS))
    assert found.importable is None
    assert found.cause is not None
    assert found.cause.message == "`pandas` is there, but needs numpy, which is not installed (nor is pytz)."
    assert found.remedy is not None
    assert found.remedy.command == "python -m pip install numpy"


@pytest.mark.parametrize(
    "more",
    [
        {f"{SITE}/numpy/__init__.py": "", f"{SITE}/pytz.py": ""},
        {**installed("numpy", "2.0"), **installed("pytz", "2025")},
        {f"{SITE}/pandas-2.0.dist-info/INSTALLER": "conda\n"},
    ],
    ids=["there without metadata", "there", "conda resolved it"],
)
def test_what_is_required_is_there(more: dict[str, str]) -> None:
    found = ask("pandas", files(PANDAS, more))
    assert found.importable is True, found.cause
    assert found.cause is None


@pytest.mark.parametrize(
    ("text", "importable"),
    [
        ("import gone\n", False),
        ("import os, gone\n", False),
        ("from gone import (\n    x,\n)\n", False),
        ("from .core import x\n", False),
        ("from . import core\n", False),
        ('"""Like this:\n\nimport gone\n"""\n', True),
        ("if TYPE_CHECKING:\n    import gone\n", True),
        ("try:\n    import gone\nexcept ImportError:\n    gone = None\n", True),
        ("import sys\nsys.path.insert(0, 'x')\nimport gone\n", True),
        ("import gone.x as y  # here\n", False),
        ("from .... import gone\n", True),
        ("from os import gone\n", True),
        ("import gone\nthis is no Python\n", True),
    ],
)
def test_what_a_module_imports_in_its_turn(text: str, *, importable: bool) -> None:
    found = ask("foo", files({f"{SITE}/foo/__init__.py": text, f"{SITE}/foo/core.py": "import gone\n"}))
    assert found.importable is importable, found.cause
    assert (found.cause is not None) is not importable
    if found.cause:
        assert found.cause.name == "needs-missing"
        assert "`gone` is imported by `foo" in found.cause.evidence[0]


def test_a_local_file_that_hides_a_part_of_the_standard_library_is_spoken_of() -> None:
    local = {"calendar.py": "", f"{LIBRARY}/calendar.py": "", "notes.py": ""}
    note = "calendar.py hides the standard library's `calendar`: whatever imports that gets this file in its place."
    found = ask("flask", files(local))
    assert (found.importable, found.notes) == (True, (note,))
    assert ask("nothing_here", files(local)).notes == (note,)
    itself = ask("calendar", files(local))
    assert itself.notes == ()
    assert itself.cause is not None
    assert render(lines(itself, 0)).startswith("`import calendar` finds something in the first Python on PATH: ")
    astray = ask("foo", files(local, {f"{SITE}/foo.py": "import calendar\n"}))
    assert astray.importable is None  # the other file may do
    assert astray.remedy is not None
    assert astray.remedy.command == "mv calendar.py my_calendar.py"
    assert ask("flask", files({"calendar/a.txt": "", f"{LIBRARY}/calendar.py": ""})).notes == ()


def test_a_file_that_imports_itself() -> None:
    text = FRAME.format(file="dotenv.py", code="from dotenv import load_dotenv") + (
        "ImportError: cannot import name 'load_dotenv' from partially initialized module 'dotenv' "
        "(most likely due to a circular import) (/home/me/shop/dotenv.py)\n"
    )
    found = ask("", files({"dotenv.py": "from dotenv import load_dotenv\n"}), traceback=text)
    assert found.cause is not None
    assert found.cause.name == "hidden"
    assert found.cause.message.startswith("dotenv.py imports itself: it stands before python-dotenv")
    assert found.remedy is not None
    assert found.remedy.command == "mv dotenv.py my_dotenv.py && python -m pip install python-dotenv"
    assert render(lines(found, 0)).startswith("`from dotenv import load_dotenv` fails in the first Python on PATH")
    meant = ask("", files({"dotenv.py": "import os\n"}), traceback=text)
    assert meant.cause is not None
    assert meant.cause.name == "name-missing"
    named = files({"dotenv.py": "import dotenv\n", "pyproject.toml": "[project]\nname = 'dotenv'\n"})
    own = ask("", named, traceback=text)
    assert own.cause is not None
    assert own.cause.name == "name-missing"


def test_a_folder_without_init_is_taken_for_a_package() -> None:
    text = FRAME.format(file="app.py", code="from docker import from_env") + (
        "ImportError: cannot import name 'from_env' from 'docker' (unknown location)\n"
    )
    folder = files({"docker/Dockerfile": ""})
    for found in (ask("", folder, traceback=text), ask("docker", folder)):
        assert found.cause is not None
        assert found.cause.name == "hidden"
        assert "Python takes the folder docker for `docker`" in found.cause.message
        assert found.remedy is not None
        assert found.remedy.command == "python -m pip install docker"
    assert ask("docker", folder, files(installed("docker", "7.0", "docker/__init__.py"))).cause is None


def test_other_failures_of_the_text_are_named() -> None:
    one = FRAME.format(file="a.py", code="import six") + "ModuleNotFoundError: No module named 'six'\n"
    other = FRAME.format(file="b.py", code="import yaml") + "ModuleNotFoundError: No module named 'yaml.x'\n"
    handled = one.replace("six", "ujson") + "\nDuring handling of the above exception, another exception occurred:\n\n"
    found = read(one + "\n" + other + one.replace("six", "attr"))
    assert found is not None
    assert (found.module, found.others) == ("attr", ("six", "yaml"))
    chained = read(handled + one)
    assert chained is not None
    assert (chained.module, chained.others) == ("six", ())
    note = ask("", traceback=one + other).notes
    assert note == ("Other imports fail in that text, too: `six`. This is about the last one.",)


@pytest.mark.parametrize(
    ("error", "heading"),
    [
        (
            "ImportError: cannot import name 'Mapping' from 'collections' (/x.py)",
            "`from collections import Mapping` fails",
        ),
        ("AttributeError: module 'json' has no attribute 'lod'", "`json.lod` fails"),
        ("ModuleNotFoundError: No module named 'cv2'", "`import cv2` fails"),
    ],
)
def test_the_heading_names_the_statement(error: str, heading: str) -> None:
    there = files({f"{LIBRARY}/json/__init__.py": "", f"{LIBRARY}/collections/__init__.py": ""})
    found = ask("", there, traceback=FRAME.format(file="app.py", code="x") + error + "\n")
    assert render(lines(found, 0)).startswith(heading + " in the first Python on PATH")


def test_the_program_itself() -> None:
    found = ask("__main__")
    assert (found.importable, found.kind) == (True, "program")
    assert "  the program itself that is run: every Python has one\n" in render(lines(found, 0))


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ("/usr/local", "the Python 3.12.4 in /usr/local"),
        ("/usr", "the system's Python 3.11.2"),
        ("/opt/odd", "the Python 3.13 in /opt/odd"),
    ],
)
def test_the_folder_of_a_base_installation_names_it(said: str, what: str) -> None:
    odd = {"/opt/odd/bin/python3.13": "", "/opt/odd/lib/python3.13/os.py": ""}
    assert ask("sys", files(odd), python=said).asked.what == what


def test_a_version_where_there_is_none_at_all() -> None:
    with pytest.raises(NotFound, match=r"no Python 3\.4 was found$"):
        ask("sys", {"machine": {"like": "bare-linux"}, "env": {"PATH": "/bin"}}, python="3.4")


def test_a_folder_of_the_project_does_not_make_a_distribution() -> None:
    machine = Machine()
    assert problem(Folders(machine), look(machine, aim(machine, ())), "beautifulsoup4") == ""


def test_versions_are_said_once() -> None:
    found = ask("flask", python="3.12.4")
    heading = render(lines(found, 0)).splitlines()[0]
    assert heading.count("3.12.4") == 1


def test_a_table_has_no_column_of_nothing() -> None:
    user = "/home/me/.local/lib/python3.11/site-packages"
    found = ask("six", files({f"{user}/six.py": ""}))
    text = render(lines(found, 0))
    assert "  ~/.local/lib/python3.11/site-packages  Python 3.11  this user's packages for Python 3.11" in text
    assert "?" not in text


def test_long_doubts_are_wrapped() -> None:
    found = ask("yaml", files({f"{SITE}/odd.pth": "import odd_hooks; " + "x" * 80 + "\n"}))
    shown = [line for line in render(lines(found, 60)).splitlines() if line.startswith("    ")]
    assert len(shown) > 1


THIRTEEN: dict[str, Any] = {
    "env": {"VIRTUAL_ENV": "/home/me/o/.venv", "PATH": "/home/me/o/.venv/bin:/usr/bin:/bin"},
    "files": {
        "/home/me/o/.git/HEAD": "",
        "/home/me/o/.venv/pyvenv.cfg": "home = /usr/bin\nversion = 3.11.2\n",
        "/home/me/o/.venv/lib/python3.11/site-packages/pip/__init__.py": "",
    },
    "links": {"/home/me/o/.venv/bin/python": "/usr/bin/python3.11"},
}
NONE: dict[str, Any] = {
    "files": {".venv": False},
    "links": {
        ".venv/bin/python": False,
        ".venv/bin/python3": False,
        ".venv/bin/python3.12": False,
        ".venv/lib64": False,
    },
}


def test_the_project_is_not_installed_into_the_environment_of_another() -> None:
    project = {"setup.py": "setup(name='shop')\n", "src/shop/__init__.py": "", "requirements.txt": False}
    found = ask("shop", THIRTEEN, NONE, {"files": project})
    assert found.cause is not None
    assert found.cause.name == "project-not-installed"
    assert found.remedy is not None
    assert found.remedy.command.startswith("python3.11 -m venv .venv && ")
    assert "/home/me/o" not in found.remedy.command


def test_a_module_of_a_later_python_that_the_projects_environment_has() -> None:
    library = "/usr/local/lib/python3.12"
    old = {"/opt/lib/python3.10/os.py": "", "/opt/bin/python3.10": "", f"{library}/tomllib/__init__.py": ""}
    env = {"VIRTUAL_ENV": False, "PATH": "/opt/bin:/bin"}
    found = ask("tomllib", files(old), {"env": env, "links": {"/opt/bin/python3": "python3.10"}})
    assert found.cause is not None
    assert found.cause.message == "`tomllib` came with Python 3.11; this is Python 3.10."
    assert found.remedy is not None
    assert found.remedy.command == "source .venv/bin/activate"
    assert found.spots == ()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (
            {"files": {".tool-versions": "python 3.9\n", "/home/me/.asdf/shims/python": "asdf exec"}},
            "asdf is told to use",
        ),
        ({"files": {".python-version": "3.9.9\n"}}, ".python-version:1 tells pyenv to use 3.9.9"),
    ],
)
def test_shims_that_lead_nowhere(more: dict[str, Any], words: str) -> None:
    tool = "asdf" if ".tool-versions" in more["files"] else "pyenv"
    shims = f"/home/me/.{tool}/shims"
    env = {"VIRTUAL_ENV": False, "PATH": f"{shims}:/bin"}
    found = ask("flask", NONE, files({f"{shims}/python": f"{tool} exec", f"{shims}/python3": f"{tool} exec"}), more,
                {"env": env})  # fmt: skip
    assert found.cause is not None
    assert words in found.cause.message
    assert (found.remedy is not None) is (tool == "pyenv")


def test_an_environment_in_a_folder_that_is_no_project_is_not_its_own() -> None:
    bare = {".git": False, "requirements.txt": False, "other/pyvenv.cfg": "home = /usr/bin\nversion = 3.11.2\n"}
    off = {"files": {".venv": False, **bare}, "env": {"VIRTUAL_ENV": False, "PATH": "/usr/bin:/bin"}}
    found = ask("numpy", NONE, off, {"links": {"other/bin/python": "/usr/bin/python3.11"}})
    assert found.cause is not None
    assert found.cause.message == "numpy is not installed for this Python, nor declared by the project."
