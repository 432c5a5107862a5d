"""More of interpreter-mismatch than its page tells: versions known by halves, other systems, odd shells."""

from __future__ import annotations

from typing import Any

import pytest
from envdoctor_checks.python.interpreter_mismatch import interpreter_mismatch

from envdoctor.check import Finding, Tell
from envdoctor.facts import Snapshot
from envdoctor.record import Unknown
from envdoctor.testing import snapshot

ALONE = {".venv": False}
PYTHONS = {f"/usr/local/bin/python3.{number}": "" for number in (8, 9, 10, 13)}


def judge(files: dict[str, Any], change: dict[str, Any] | None = None, **changes: Any) -> list[Finding]:
    """Run the check, with some fields of the project's environment changed."""
    snap = snapshot({"files": files, **changes})
    if change:
        seen = snap.environments
        assert seen.project
        project = seen.project.replace(**change)
        snap.__dict__["environments"] = seen.replace(project=project, python=project.python)
    return findings(snap)


def findings(snap: Snapshot) -> list[Finding]:
    said = list(interpreter_mismatch.function(snap))
    assert not any(isinstance(one, Unknown) for one in said)
    return [one for one in said if isinstance(one, Finding)]


def told(found: list[Finding]) -> list[str]:
    return [one.message for one in found]


def requires(specifier: str) -> dict[str, str]:
    return {"pyproject.toml": f'[project]\nname = "shop"\nversion = "1"\nrequires-python = "{specifier}"\n'}


@pytest.mark.parametrize(
    ("files", "change", "expected"),
    [
        # a version without its last number agrees with all that it may be
        (requires(">=3.12.3"), {"python": "3.12"}, []),
        ({".python-version": "3.12.1\n"}, {"python": "3.12"}, []),
        (
            {".python-version": "3.11.1\n"},
            {"python": "3.12"},
            [".venv runs Python 3.12, but .python-version pins 3.11.1"],
        ),
        (requires(">=3.13.2"), {"python": "3.12"}, [".venv runs Python 3.12, but the project requires >=3.13.2"]),
        (requires(">=3.12.5"), {}, [".venv runs Python 3.12.4, but the project requires >=3.12.5"]),
        # without its base the last number is a note from the day it was made
        (requires(">=3.12.5"), {"base": ""}, []),
        (requires(">=3.13"), {"base": ""}, [".venv runs Python 3.12, but the project requires >=3.13"]),
        (
            requires(">=3.12.5"),
            {"base": "", "kind": "conda"},
            [".venv runs Python 3.12.4, but the project requires >=3.12.5"],
        ),
        (requires(">=3.13"), {"python": ""}, []),
        (requires(">=3.13"), {"problem": "it has no python"}, []),
        # the exact version counts where a manager keeps several of them
        ({".python-version": "3.12.1\n"}, {}, []),
        ({".python-version": "3.12.1\n"}, {"base": "/opt/homebrew/Cellar/python@3.12/3.12.4/bin/python3.12"}, []),
        (
            {".tool-versions": "python 3.12.1\n"},
            {"base": "/home/me/.asdf/installs/python/3.12.4/bin/python3.12"},
            [".venv runs Python 3.12.4, but .tool-versions pins 3.12.1"],
        ),
        (
            {".python-version": "3.12.1\n"},
            {"base": "C:\\Users\\me\\.pyenv\\pyenv-win\\versions\\3.12.4\\python.exe"},
            [".venv runs Python 3.12.4, but .python-version pins 3.12.1"],
        ),
        (
            {"mise.toml": "[tools]\npython = '3.12.1'\n"},
            {"base": "/home/me/.local/share/uv/python/cpython-3.12.4-linux-x86_64-gnu/bin/python3.12"},
            [".venv runs Python 3.12.4, but mise.toml pins 3.12.1"],
        ),
        (
            {"runtime.txt": "python-3.12.1\n", "Dockerfile": "FROM python:3.12.1\n"},
            {"base": "/home/me/.pyenv/versions/3.12.4/bin/python3.12"},
            [],
        ),
        # each sentence names what its file says
        (
            {".python-version": "3.10\n3.11.9\n"},
            {},
            [".venv runs Python 3.12.4, but .python-version pins 3.10 or 3.11.9"],
        ),
        ({"runtime.txt": "python-3.11.9\n"}, {}, [".venv runs Python 3.12.4, but runtime.txt deploys Python 3.11.9"]),
        (
            {"environment.yml": "dependencies:\n  - python>=3.9,<3.12\n"},
            {"kind": "conda"},
            [".venv runs Python 3.12.4, but environment.yml requires <3.12"],
        ),
        (
            {"environment.yml": "dependencies:\n  - python=3.11=h1_0\n"},
            {"kind": "conda", "maker": "pixi"},
            [".venv runs Python 3.12.4, but environment.yml pins 3.11"],
        ),
        # conda's file says nothing of an environment that is not conda's
        ({"environment.yml": "dependencies:\n  - python>=3.9,<3.12\n"}, {}, []),
        ({"environment.yml": "dependencies:\n  - python=3.11=h1_0\n"}, {"maker": "uv"}, []),
        (
            {".python-version": ">=3.13\n", "uv.lock": ""},
            {},
            [".venv runs Python 3.12.4, but .python-version requires >=3.13"],
        ),
        (
            {"pyproject.toml": '[tool.poetry.dependencies]\npython = "~2.7 || ~3.8"\n'},
            {},
            [".venv runs Python 3.12.4, but the project requires ~2.7 || ~3.8"],
        ),
        (
            {**requires(">=3.9,<3.12"), ".python-version": "3.11\n"},
            {},
            [
                ".venv runs Python 3.12.4, but the project requires <3.12",
                ".venv runs Python 3.12.4, but .python-version pins 3.11",
            ],
        ),
        # two that contradict each other are another check's; the third is not to be kept with either
        ({**requires(">=3.13"), ".python-version": "3.11\n"}, {}, []),
        ({**requires(">=3.12,<3.10")}, {}, []),
        (
            {
                "setup.cfg": "[options]\npython_requires = <3.12\n",
                ".python-version": "3.8\n",
                "Dockerfile": "FROM python:3.9",
            },
            {},
            [".venv runs Python 3.12.4, but the project requires <3.12"],
        ),
        ({**requires(">=3.8.*"), ".python-version": "shop\n"}, {}, []),
    ],
)
def test_environment(files: dict[str, Any], change: dict[str, Any], expected: list[str]) -> None:
    assert told(judge(files, change)) == expected


@pytest.mark.parametrize(
    ("files", "command"),
    [
        (requires(">=3.10,<3.12"), "python3.11 "),  # the newest below the bound
        (requires(">=3.13"), "python3.13 "),  # the only one that is named
        ({**requires(">=3.9,<3.12"), ".python-version": "3.10\n"}, "python3.10 "),  # what suits all
        # two images contradict each other: whoever follows one of them breaks the other
        ({"Dockerfile": "FROM python:3.9\n", "Dockerfile.dev": "FROM python:3.11\n"}, ""),
        ({"Dockerfile": "FROM python:3.9\n", "Dockerfile.dev": "FROM python:3.9-slim\n"}, "python3.9 "),
        (
            {**requires("<3.12"), "Dockerfile": "FROM python:3.11\n", "Dockerfile.old": "FROM python:3.8\n"},
            "python3.11 ",
        ),
        ({".python-version": "3.13.1\n", "Dockerfile": "FROM python:3.13.2\n"}, "python3.13 "),
        ({".python-version": "2.7.18\n"}, ""),
        (requires("==3.12"), ""),  # the same again would not help
        # conda's file would make another environment than the one that is wrong
        ({**requires(">=3.13"), "environment.yml": "dependencies:\n  - python=3.13\n"}, "python3.13 "),
    ],
)
def test_cure(files: dict[str, Any], command: str) -> None:
    first, *_ = judge({**PYTHONS, **files})
    said = [step.command for fix in first.fixes for step in fix.steps if isinstance(step, Tell)]
    assert [one.partition("-m")[0] for one in said] == [command] * bool(command)


PYENV = "/home/me/.pyenv/versions/3.12.4/bin/python3.12"
UV = "/home/me/.local/share/uv/python/cpython-3.12.4-linux-x86_64-gnu/bin/python3.12"
CONDA = {"kind": "conda", "maker": "conda", "path": "/opt/e", "base": PYENV}


@pytest.mark.parametrize(
    ("files", "change", "command"),
    [
        # `python3.12` would be the same again
        ({".python-version": "3.12.1\n"}, {"base": PYENV}, ""),
        ({"environment.yml": "dependencies:\n  - python=3.12\n", ".python-version": "3.12.1\n"}, {"base": PYENV}, ""),
        ({"Pipfile": '[requires]\npython_full_version = "3.12.1"\n'}, {"base": PYENV}, ""),
        ({"poetry.lock": "", ".python-version": "3.12.1\n"}, {"base": PYENV}, ""),
        # these find or fetch what they are asked for
        (
            {".python-version": "3.12.1\n", "/usr/bin/uv": ""},
            {"base": UV, "maker": "uv"},
            "uv venv --clear --python 3.12.1 .venv",
        ),
        ({".python-version": "3.12.1\n", "uv.lock": ""}, {"base": UV}, "uv sync --python 3.12.1"),
        ({".python-version": "3.11.1\n", "uv.lock": ""}, {"base": UV}, "uv sync --python 3.11.1"),
        ({".python-version": "3.11\n", "uv.lock": ""}, {"base": UV}, "uv sync --python 3.11"),
        ({".python-version": "3.12.1\n"}, CONDA, "conda install --prefix /opt/e 'python=3.12.1'"),
        (
            {"environment.yml": "dependencies:\n  - python=3.12.1\n"},
            CONDA,
            "conda install --prefix /opt/e 'python=3.12.1'",
        ),
        # a server's last number forbids nothing, another pin does
        (
            {".python-version": "3.12.1\n", "uv.lock": "", "runtime.txt": "python-3.12.2\n"},
            {"base": UV},
            "uv sync --python 3.12.1",
        ),
        ({".python-version": "3.12.1\n", "uv.lock": "", ".tool-versions": "python 3.12.2\n"}, {"base": UV}, ""),
    ],
)
def test_only_the_last_number_differs(files: dict[str, Any], change: dict[str, Any], command: str) -> None:
    first, *_ = judge(files, change)
    said = [step.command for fix in first.fixes for step in fix.steps if isinstance(step, Tell)]
    assert [one.partition(" && ")[0] for one in said] == [command] * bool(command)


@pytest.mark.parametrize(
    ("files", "details"),
    [
        (
            {"Dockerfile": "FROM python:3.9\n", "Dockerfile.dev": "FROM python:3.12\n"},
            ["Dockerfile.dev:1 asks for 3.12, and no Python suits both."],
        ),
        ({".python-version": "2.7.18\n", **requires("<3")}, ["", ""]),
        ({".python-version": "3.11\n", **requires(">=3.13")}, []),  # another check's
    ],
)
def test_a_second_image(files: dict[str, Any], details: list[str]) -> None:
    assert [one.detail for one in judge(files)] == details


@pytest.mark.parametrize(
    ("specifier", "detail"),
    [
        (">=3.13", "There is no Python 3.13 on this machine yet, and no tool that is known to install one."),
        (">=3.11,<3.12", ""),
        ("==3.12", "Here 3.12 means 3.12.0 alone; every 3.12 is written `==3.12.*`."),
        (">=3.10,<=3.12", "Here 3.12 means 3.12.0 alone; every 3.12 is written `==3.12.*`."),
        (">=3.12.5", "It takes another release of Python 3.12 than the one at hand."),
    ],
)
def test_detail(specifier: str, detail: str) -> None:
    assert [one.detail for one in judge(requires(specifier))] == [detail]


NOBODY = {"VIRTUAL_ENV": False}


@pytest.mark.parametrize(
    ("files", "changes", "count"),
    [
        ({}, {"env": NOBODY}, 1),
        ({}, {"env": {**NOBODY, "PATH": "/nowhere"}}, 0),  # there is no Python at all
        ({"uv.lock": ""}, {"env": NOBODY}, 0),
        ({}, {"env": {**NOBODY, "CI": "true"}}, 0),
        ({}, {"env": {**NOBODY, "PRE_COMMIT": "1"}, "machine": {"terminal": False}}, 0),
        ({}, {"env": NOBODY, "machine": {"terminal": False}}, 0),
    ],
)
def test_without_an_environment(files: dict[str, Any], changes: dict[str, Any], count: int) -> None:
    assert len(judge({**ALONE, **requires(">=3.13"), **files}, **changes)) == count


def test_without_an_environment_and_a_version() -> None:
    snap = snapshot({"files": {**ALONE, **requires(">=3.13")}, "env": NOBODY})
    assert snap.shell.python
    snap.__dict__["shell"] = snap.shell.replace(python=snap.shell.python.replace(version=""))
    assert findings(snap) == []


ACTIVE = {
    **ALONE,
    "/home/me/envs/tools/pyvenv.cfg": "home = /usr/local/bin\nversion = 3.12.4\n",
    "/home/me/envs/tools/bin/activate": "",
}
ACTIVE_LINKS = {"/home/me/envs/tools/bin/python": "/usr/local/bin/python3.12"}
ACTIVE_ENV = {"VIRTUAL_ENV": "/home/me/envs/tools", "PATH": "/home/me/envs/tools/bin:/usr/bin:/bin"}


def test_an_active_environment_that_is_not_the_projects() -> None:
    changes: dict[str, Any] = {"links": ACTIVE_LINKS, "env": ACTIVE_ENV}
    assert told(judge({**ACTIVE, **requires(">=3.13")}, **changes)) == [
        "~/envs/tools runs Python 3.12.4, but the project requires >=3.13"
    ]
    # in a pipeline it may be that of a tool
    assert judge({**ACTIVE, **requires(">=3.13")}, **changes, machine={"terminal": False}) == []


def test_the_projects_own_environment_goes_before_the_active_one() -> None:
    files = {name: text for name, text in ACTIVE.items() if name != ".venv"}
    changes: dict[str, Any] = {"links": ACTIVE_LINKS, "env": ACTIVE_ENV}
    assert told(judge({**files, **requires(">=3.13")}, **changes)) == [
        ".venv runs Python 3.12.4, but the project requires >=3.13"
    ]


LEFT = {
    ".venv/lib": False,
    ".venv/pyvenv.cfg": "home = /usr/bin\nversion = 3.11.2\n",
    "venv/pyvenv.cfg": "home = /usr/local/bin\nversion = 3.12.4\n",
    "venv/bin/activate": "",
}
LEFT_LINKS = {
    ".venv/bin/python": "/usr/bin/python3.11",
    ".venv/bin/python3": "/usr/bin/python3.11",
    "venv/bin/python": "/usr/local/bin/python3.12",
}
LEFT_ENV = {"VIRTUAL_ENV": "/home/me/shop/venv", "PATH": "/home/me/shop/venv/bin:/usr/bin:/bin"}
LEFT_BEHIND = {"links": LEFT_LINKS, "env": LEFT_ENV}


@pytest.mark.parametrize(
    ("pinned", "change", "count"),
    [
        ("3.12", {}, 0),
        ("3.12.1", {}, 0),  # as good as it would be in the project's own
        ("3.13", {}, 1),  # neither of them
        ("3.12", {"problem": "it has no python"}, 1),
        ("3.12", {"root": True}, 1),  # conda's base
    ],
)
def test_an_environment_in_use_that_agrees(pinned: str, change: dict[str, Any], count: int) -> None:
    snap = snapshot({"files": {**LEFT, ".python-version": pinned + "\n"}, **LEFT_BEHIND})
    seen = snap.environments
    assert seen.active
    assert seen.project
    assert (seen.active.name, seen.project.name, seen.project.python) == ("venv", ".venv", "3.11.2")
    snap.__dict__["environments"] = seen.replace(active=seen.active.replace(**change))
    assert len(findings(snap)) == count


@pytest.mark.parametrize(("path", "name", "count"), [("/home/me/t", "~/t", 1), ("/home/me/shop/venv", "venv", 0)])
def test_the_environment_that_envdoctor_is_in_counts_in_the_project(path: str, name: str, count: int) -> None:
    snap = snapshot({"files": {**LEFT, ".python-version": "3.12\n"}, **LEFT_BEHIND})
    seen = snap.environments
    assert seen.active
    active = seen.active.replace(path=path, name=name, identity=path)
    snap.__dict__["environments"] = seen.replace(active=active, own=path)
    assert len(findings(snap)) == count


def test_condas_base_is_no_projects_environment() -> None:
    snap = snapshot({"files": requires(">=3.13")})
    seen = snap.environments
    assert seen.project
    base = seen.project.replace(kind="conda", root=True, name="~/miniconda3", python="3.12.4")
    snap.__dict__["environments"] = seen.replace(project=None, active=base, judged=base)
    (found,) = findings(snap)
    assert found.message.startswith("this shell's Python, ")
    assert "--clear" not in str(found.fixes)


def test_ci_keeps_to_ranges() -> None:
    ci: dict[str, Any] = {"env": {"CI": "true"}, "machine": {"terminal": False}}
    assert judge({".python-version": "3.11\n", "Dockerfile": "FROM python:3.11\n"}, **ci) == []
    assert told(judge({**requires(">=3.9,<3.12"), ".python-version": "3.11\n"}, **ci)) == [
        ".venv runs Python 3.12.4, but the project requires <3.12"
    ]


def test_who_has_a_say() -> None:
    # a pin that a variable overrides, and what a service builds with, rule nothing out here
    files = {**requires(">=3.13"), ".python-version": "3.11\n"}
    assert len(judge(files, env={"PYENV_VERSION": "3.12"})) == 1
    docs = "build:\n  tools:\n    python: '{}'\npython:\n  install:\n    - method: pip\n      path: .\n"
    assert len(judge({**requires(">=3.13"), ".readthedocs.yaml": docs.format("3.11")})) == 1
    # but the environment was made with the service's
    assert judge({**requires(">=3.13"), ".readthedocs.yaml": docs.format("3.12")}) == []


def test_severities() -> None:
    files = {**requires("<3.12.4"), ".python-version": "3.12.1\n"}
    found = judge(files, {"base": "/home/me/.pyenv/versions/3.12.4/bin/python3.12"})
    assert [one.severity for one in found] == ["", "warning"]
    assert [one.subject for one in found] == ["requires-python <3.12.4", ".python-version ==3.12.1"]
    assert [one.severity for one in judge({"runtime.txt": "python-3.11.9\n"})] == ["warning"]


def test_a_broken_file_is_skipped_and_the_others_are_judged() -> None:
    snap = snapshot({"files": {"Pipfile": "python_version [", ".python-version": "3.11\n"}})
    skipped, found = interpreter_mismatch.function(snap)
    assert isinstance(skipped, Unknown)
    assert skipped.reason.startswith("Pipfile: it is not valid TOML")
    assert isinstance(found, Finding)


def test_on_windows_and_macos() -> None:
    for system in ("windows", "macos"):
        (found,) = judge({".python-version": "3.11\n"}, machine={"like": system})
        assert found.message.endswith("but .python-version pins 3.11")


def test_an_environment_above_the_project_at_its_end_of_life() -> None:
    from envdoctor_checks.python.python_end_of_life import python_end_of_life

    python = "/usr/local/bin/python3.8"
    files = {
        ".venv": False, ".git": False, "setup.py": "", "/home/me/work/.git/HEAD": "",
        "/home/me/work/.venv/pyvenv.cfg": "home = /usr/local/bin\nversion = 3.8.10\n", python: "",
    }  # fmt: skip
    links = {"/home/me/work/.venv/bin/python": python}
    machine = {"root": "/home/me/work/api"}
    snap = snapshot({"files": files, "links": links, "machine": machine, "env": {"VIRTUAL_ENV": False}})
    (found,) = python_end_of_life.function(snap)
    assert isinstance(found, Finding)
    assert not found.fixes
    assert found.detail.endswith("make it anew where it belongs.")
