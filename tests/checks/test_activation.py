"""More cases of the checks of the shell, beside those that their pages show."""

from __future__ import annotations

from typing import Any

import pytest
from envdoctor_checks.activation.environment_not_active import environment_not_active
from envdoctor_checks.activation.pip_of_another_python import pip_of_another_python
from envdoctor_checks.activation.user_install_in_environment import user_install_in_environment

from envdoctor.check import Check, Tell
from envdoctor.engine import run
from envdoctor.testing import snapshot

NOTHING = {"VIRTUAL_ENV": False, "PATH": "/usr/bin:/bin"}
DEBIAN = "`python3` is /usr/bin/python3"
UVX = "/home/me/.cache/uv/archive-v0/q9DdDdmS"
UVX_FILES = {
    "/home/me/.cache/uv/CACHEDIR.TAG": "",
    f"{UVX}/pyvenv.cfg": "home = /usr/bin\nuv = 0.13.8\nrelocatable = true\n",
}
PREK = "/home/me/.cache/prek/hooks/python-q9DdDdmSq9DdDdmSq9Dd"
PYENV = "/home/me/.pyenv"
CONDA = "/home/me/miniconda3/envs/shop"
IN_CONDA = {"VIRTUAL_ENV": False, "CONDA_PREFIX": CONDA, "PATH": f"{CONDA}/bin:/usr/bin:/bin"}
CONDA_FILES = {f"{CONDA}/conda-meta/history": "", f"{CONDA}/bin/python3.12": ""}
CONDA_LINKS = {f"{CONDA}/bin/python": "python3.12"}
NO_PIP = {
    ".venv/bin/pip": False, ".venv/bin/pip3": False, ".venv/lib/python3.12/site-packages/pip": False,
}  # fmt: skip
HOME_CONFIG = "/home/me/.config/pip/pip.conf"
USER = "[global]\nuser = true\n"


def said(check: Check, changes: dict[str, Any]) -> list[tuple[str, ...]]:
    """Give severity, message and command of each finding; what was skipped with its reason."""
    report = run(snapshot(changes), [check], clock=lambda: 0.0)
    assert not report.failed
    found = []
    for one in report.found:
        (fix,) = one.fixes
        (step,) = fix.steps
        assert isinstance(step, Tell)
        found.append((one.severity, one.message, step.command))
    return [*found, *(("skipped", skip.reason) for skip in report.skipped)]


NOT_ACTIVE: list[tuple[str, dict[str, Any], str, str]] = [
    (
        "zsh on macOS",
        {"machine": {"like": "macos"}, "env": {**NOTHING, "PATH": "/opt/homebrew/bin:/usr/bin:/bin"}},
        "`python3` is /opt/homebrew/bin/python3",
        "source .venv/bin/activate",
    ),
    (
        "the shell stands in a folder of the project",
        {"machine": {"cwd": "/home/me/shop/src"}, "files": {"src/shop.py": ""}, "env": NOTHING},
        DEBIAN,
        "source ../.venv/bin/activate",
    ),
    (
        "a shell inside of a container is a person's shell too",
        {"files": {"/.dockerenv": ""}, "env": {**NOTHING, "PATH": "/usr/local/bin:/usr/bin:/bin"}},
        "`python3` is /usr/local/bin/python3",
        "source .venv/bin/activate",
    ),
    (
        "started by uvx, whose own environment does not count",
        {
            "machine": {"prefix": UVX},
            "files": {**UVX_FILES, f"{UVX}/bin/python": ""},
            "env": {**NOTHING, "PATH": f"{UVX}/bin:/usr/bin:/bin"},
        },
        DEBIAN,
        "source .venv/bin/activate",
    ),
    (
        "there is no python on PATH at all",
        {"env": {**NOTHING, "PATH": "/bin"}},
        "this shell finds no `python`",
        "source .venv/bin/activate",
    ),
    (
        "no file that the finding could stand in",
        {"files": {"requirements.txt": False, ".gitignore": False}, "env": NOTHING},
        DEBIAN,
        "source .venv/bin/activate",
    ),
]


@pytest.mark.parametrize(
    ("changes", "instead", "command"), [row[1:] for row in NOT_ACTIVE], ids=[row[0] for row in NOT_ACTIVE]
)
def test_not_active(changes: dict[str, Any], instead: str, command: str) -> None:
    assert said(environment_not_active, changes) == [("warning", f".venv is not active: {instead}", command)]


QUIET: list[tuple[str, dict[str, Any]]] = [
    (
        "active, and started by uvx",
        {
            "machine": {"prefix": UVX},
            "files": {**UVX_FILES, f"{UVX}/bin/python": ""},
            "env": {"PATH": f"{UVX}/bin:/home/me/shop/.venv/bin:/usr/bin:/bin"},
        },
    ),
    (
        "a git hook that an editor started, with a bare PATH",
        {
            "machine": {"terminal": False, "ancestors": []},
            "env": {**NOTHING, "GIT_INDEX_FILE": ".git/index", "GIT_EXEC_PATH": "/usr/lib/git-core"},
        },
    ),
    ("an editor or a desktop", {"machine": {"terminal": False, "ancestors": ["code"]}, "env": NOTHING}),
    ("a task of an editor", {"machine": {"ancestors": ["bash -c envdoctor", "code"]}, "env": NOTHING}),
    ("tox", {"env": {**NOTHING, "TOX_ENV_NAME": "py312", "TOX_ENV_DIR": "/home/me/shop/.tox/py312"}}),
    ("nox", {"env": {**NOTHING, "NOX_CURRENT_SESSION": "tests"}}),
    ("poetry", {"files": {"poetry.lock": ""}, "env": NOTHING}),
    ("pdm", {"files": {"pdm.lock": ""}, "env": NOTHING}),
    ("hatch", {"files": {"hatch.toml": ""}, "env": NOTHING}),
    ("pipenv", {"files": {"Pipfile": ""}, "env": NOTHING}),
    ("pixi", {"files": {"pixi.toml": ""}, "env": NOTHING}),
    ("a conda environment is active", {"files": CONDA_FILES, "links": CONDA_LINKS, "env": IN_CONDA}),
    (
        "pyenv's virtual environment is active, PATH unchanged",
        {
            "files": {
                f"{PYENV}/shims/python": f'#!/usr/bin/env bash\nexec "{PYENV}/libexec/pyenv" exec "$program" "$@"\n',
                f"{PYENV}/versions/3.12.4/bin/python3.12": "",
                f"{PYENV}/versions/3.12.4/envs/shop/pyvenv.cfg": "home = /x\nversion = 3.12.4\n",
            },
            "links": {
                f"{PYENV}/versions/shop": f"{PYENV}/versions/3.12.4/envs/shop",
                f"{PYENV}/versions/3.12.4/envs/shop/bin/python": f"{PYENV}/versions/3.12.4/bin/python3.12",
            },
            "env": {
                "PYENV_VERSION": "shop",
                "PYENV_VIRTUAL_ENV": f"{PYENV}/versions/shop",
                "VIRTUAL_ENV": f"{PYENV}/versions/shop",
                "PATH": f"{PYENV}/shims:/usr/bin:/bin",
            },
        },
    ),
    ("sudo has replaced PATH", {"machine": {"user": 0}, "env": {**NOTHING, "SUDO_USER": "me", "HOME": "/root"}}),
    ("no environment", {"files": {".venv": False}, "env": NOTHING}),
    ("one that would not start", {"files": {"/usr/local/bin/python3.12": False}, "env": NOTHING}),
    (
        "the configuration names conda's base, which is the first python",
        {
            "files": {
                "pyproject.toml": "[tool.envdoctor]\nenvironment = '~/conda'\n",
                "/home/me/conda/condabin/conda": "",
                "/home/me/conda/conda-meta/history": "",
                "/home/me/conda/bin/python": "",
            },
            "env": {**NOTHING, "PATH": "/home/me/conda/bin:/usr/bin"},
        },
    ),
]


@pytest.mark.parametrize("changes", [row[1] for row in QUIET], ids=[row[0] for row in QUIET])
def test_active_or_not_to_be(changes: dict[str, Any]) -> None:
    assert said(environment_not_active, changes) == []


def test_the_configuration_names_nothing_that_is_there() -> None:
    files = {"pyproject.toml": "[tool.envdoctor]\nenvironment = 'envs/test'\n"}
    reason = "[tool.envdoctor] names envs/test as the project's environment, but that does not exist"
    assert said(environment_not_active, {"files": files}) == [("skipped", reason)]


OTHER_PIP: list[tuple[str, dict[str, Any], str, str]] = [
    (
        "two Pythons in one folder",
        {
            "files": {"/usr/local/bin/pip": "#!/usr/local/bin/python3.10\n", "/usr/local/bin/python3.10": ""},
            "env": {**NOTHING, "PATH": "/usr/local/bin:/usr/bin:/bin"},
        },
        "`pip` installs for the Python 3.10 in /usr/local, but `python3` is the Python 3.12.4 in /usr/local",
        "python3 -m pip",
    ),
    (
        "only `pip3` and `python3` disagree",
        {
            "machine": {"like": "macos"},
            "files": {
                "/usr/local/bin/pip3": "#!/Library/Frameworks/Python.framework/Versions/3.11/bin/python3.11\n",
                "/Library/Frameworks/Python.framework/Versions/3.11/bin/python3.11": "",
            },
            "links": {"/opt/homebrew/bin/pip3": False},
            "env": {**NOTHING, "PATH": "/opt/homebrew/bin:/usr/local/bin:/usr/bin:/bin"},
        },
        "`pip3` installs for the Python 3.11 of python.org, but `python3` is the Python 3.12.4 of Homebrew",
        "python3 -m pip",
    ),
    (
        "`python` and `pip` agree, `python3` and `pip3` do not",
        {"links": {".venv/bin/python3": False}},
        "`pip3` installs for the Python of .venv, but `python3` is the Python 3.12.4 in /usr/local",
        "python3 -m pip",
    ),
    (
        "in a container, where nobody types",
        {
            "machine": {"terminal": False},
            "files": {"/.dockerenv": "", "/usr/bin/python": ""},
            "links": {"/usr/local/bin/python": "python3.12"},
            "env": {**NOTHING, "PATH": "/usr/local/bin:/usr/bin:/bin"},
        },
        "`pip` installs for the system's Python 3.11.2, but `python` is the Python 3.12.4 in /usr/local",
        "python -m pip",
    ),
    (
        "a conda environment without pip",
        {"files": CONDA_FILES, "links": CONDA_LINKS, "env": IN_CONDA},
        "~/miniconda3/envs/shop has no pip: `pip` installs for the system's Python 3.11.2",
        "conda install --prefix /home/me/miniconda3/envs/shop pip",
    ),
]


@pytest.mark.parametrize(
    ("changes", "message", "command"), [row[1:] for row in OTHER_PIP], ids=[row[0] for row in OTHER_PIP]
)
def test_pip_of_another(changes: dict[str, Any], message: str, command: str) -> None:
    assert said(pip_of_another_python, changes) == [("error", message, command)]


CONTENT: list[tuple[str, dict[str, Any]]] = [
    (
        "pdm made the environment without pip",
        {"files": {"pdm.lock": "", ".venv/pyvenv.cfg": "home = /usr/local/bin\nvirtualenv = 20.26\n", **NO_PIP}},
    ),
    ("a manager that installs by itself", {"files": {"poetry.lock": "", **NO_PIP}}),
    (
        "--without-pip",
        {"files": {".venv/pyvenv.cfg": "home = /usr/local/bin\ncommand = python -m venv --without-pip x\n", **NO_PIP}},
    ),
    (
        "uvx, whose own environment has no pip",
        {
            "machine": {"prefix": UVX},
            "files": UVX_FILES,
            "links": {f"{UVX}/bin/python": "/usr/bin/python3.11"},
            "env": {"PATH": f"{UVX}/bin:/home/me/shop/.venv/bin:/usr/bin:/bin"},
        },
    ),
    (
        "prek, whose own environment has no pip",
        {
            "machine": {"prefix": PREK, "terminal": False},
            "files": {f"{PREK}/.prek-hook.json": "{}", f"{PREK}/pyvenv.cfg": "home = /usr/bin\nuv = 0.13.8\n"},
            "links": {f"{PREK}/bin/python": "/usr/bin/python3.11"},
            "env": {"PRE_COMMIT": "1", "VIRTUAL_ENV": PREK, "PATH": f"{PREK}/bin:/home/me/shop/.venv/bin:/usr/bin"},
        },
    ),
    (
        "conda",
        {
            "files": {**CONDA_FILES, f"{CONDA}/bin/pip": f"#!{CONDA}/bin/python\n"},
            "links": {**CONDA_LINKS, f"{CONDA}/bin/python3": "python3.12", f"{CONDA}/bin/pip3": "pip"},
            "env": IN_CONDA,
        },
    ),
    (
        "a long path, so that the script starts through /bin/sh",
        {"files": {".venv/bin/pip": "#!/bin/sh\n'''exec' '/home/me/shop/.venv/bin/python3.12' \"$0\" \"$@\"\n' '''\n"}},
    ),
    ("no pip at all", {"files": {"/usr/bin/pip": False, "/usr/bin/pip3": False}, "env": NOTHING}),
    (
        "a pip, but no Python",
        {"files": {"/opt/x/bin/pip": "#!/usr/bin/python3\n"}, "env": {**NOTHING, "PATH": "/opt/x/bin:/bin"}},
    ),
    (
        "the two may be the same, and no file says the version of one",
        {
            "files": {
                "/opt/py/bin/python": "",
                "/opt/py/bin/pip": "#!/opt/py/bin/python3.12\n",
                "/opt/py/bin/python3.12": "",
                "/opt/py/lib/python3.11/os.py": "",
                "/opt/py/lib/python3.12/os.py": "",
            },
            "env": {**NOTHING, "PATH": "/opt/py/bin:/bin"},
        },
    ),
]


@pytest.mark.parametrize("changes", [row[1] for row in CONTENT], ids=[row[0] for row in CONTENT])
def test_pip_as_it_should_be(changes: dict[str, Any]) -> None:
    assert said(pip_of_another_python, changes) == []


def test_a_pip_that_is_a_program_of_its_own() -> None:
    changes = {
        "machine": {"like": "macos"},
        "files": {"/opt/one/bin/pip3": b"\xcf\xfa\xed\xfe"},
        "env": {**NOTHING, "PATH": "/opt/one/bin:/opt/homebrew/bin:/bin"},
    }
    assert said(pip_of_another_python, changes) == [
        ("skipped", "/opt/one/bin/pip3 is a program of its own, not a script"),
    ]


FOR_THE_USER: list[tuple[str, dict[str, Any], str]] = [
    ("both the variable and a file", {"files": {HOME_CONFIG: USER}, "env": {"PIP_USER": "y"}}, "export PIP_USER=0"),
    ("pip's old file", {"files": {"/home/me/.pip/pip.conf": USER}}, "export PIP_USER=0"),
    (
        "the environment's own file",
        {"files": {".venv/pip.conf": USER}},
        "python -m pip config --site unset global.user",
    ),
]


@pytest.mark.parametrize(
    ("changes", "command"), [row[1:] for row in FOR_THE_USER], ids=[row[0] for row in FOR_THE_USER]
)
def test_for_the_user(changes: dict[str, Any], command: str) -> None:
    ((severity, message, told),) = said(user_install_in_environment, changes)
    assert (severity, told) == ("error", command)
    assert message.startswith("`pip install` fails in .venv: ")


NOT_FOR_THE_USER: list[tuple[str, dict[str, Any]]] = [
    ("for another command", {"files": {HOME_CONFIG: "[list]\nuser = true\n"}}),
    ("an empty variable", {"env": {"PIP_USER": ""}}),
    ("a value that pip refuses", {"env": {"PIP_USER": "perhaps"}}),
    (
        "PIP_CONFIG_FILE names another file than the user's",
        {
            "files": {HOME_CONFIG: USER, "/home/me/pip.conf": "[global]\ntimeout = 60\n"},
            "env": {"PIP_CONFIG_FILE": "/home/me/pip.conf"},
        },
    ),
    ("no file is read", {"files": {"/etc/pip.conf": USER}, "env": {"PIP_CONFIG_FILE": "/dev/null"}}),
    ("conda", {"files": CONDA_FILES, "links": CONDA_LINKS, "env": {**IN_CONDA, "PIP_USER": "1"}}),
    ("VIRTUAL_ENV is set, PATH leads elsewhere", {"env": {"PIP_USER": "1", "PATH": "/usr/bin:/bin"}}),
    ("a hook", {"machine": {"terminal": False}, "env": {"PIP_USER": "1", "PRE_COMMIT": "1"}}),
]


@pytest.mark.parametrize("changes", [row[1] for row in NOT_FOR_THE_USER], ids=[row[0] for row in NOT_FOR_THE_USER])
def test_not_for_the_user(changes: dict[str, Any]) -> None:
    assert said(user_install_in_environment, changes) == []
