"""What each launcher does to a process, and that the user's environment is found behind it."""

from __future__ import annotations

from typing import Any

import pytest

from envdoctor.probe.pythons.launcher import classify, users_path
from envdoctor.testing import Machine, snapshot

CACHE = "/home/me/.cache"
UVX = f"{CACHE}/uv/archive-v0/q9DdDdmS"
WITH = f"{CACHE}/uv/builds-v0/.tmpAbCdEf"
HOOK = f"{CACHE}/pre-commit/repoab12cd34/py_env-python3.11"
PREK = f"{CACHE}/prek/hooks/python-q9DdDdmSq9DdDdmSq9Dd"
PIPX = "/home/me/.local/share/pipx/venvs/python-envdoctor"
PIPX_RUN = "/home/me/.local/share/pipx/.cache/0123456789abcde"
UV_TOOL = "/home/me/.local/share/uv/tools/python-envdoctor"
TOX, NOX = "/home/me/shop/.tox/py311", "/home/me/shop/.nox/tests"
OWN = "/home/me/shop/.venv"
PYENV = "/home/me/.pyenv"
SHIMMED = (
    "versions/3.12.4/bin", "libexec", "plugins/python-build/bin", "plugins/pyenv-virtualenv/bin", "shims",
    "versions/3.9.1/bin",
)  # fmt: skip
UV_CACHE = {f"{CACHE}/uv/CACHEDIR.TAG": ""}
PRE_COMMIT = {"PRE_COMMIT": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
GIT = {"GIT_EXEC_PATH": "/usr/lib/git-core", "GIT_INDEX_FILE": ".git/index", "GIT_PREFIX": ""}

# launcher, its prefix, folders that it puts on PATH, files that mark it, variables that it sets, VIRTUAL_ENV its own
LAUNCHERS: list[tuple[str, str, list[str], dict[str, str], dict[str, str], bool]] = [
    ("venv", OWN, [], {}, {}, False),
    ("base", "/usr", [], {}, {}, False),
    ("pipx", PIPX, [], {}, {}, False),
    ("pipx", PIPX_RUN, [], {f"{PIPX_RUN}/pipx_metadata.json": "{}"}, {"PIP_USER": "0"}, False),
    ("uv tool", UV_TOOL, [], {f"{UV_TOOL}/uv-receipt.toml": ""}, {}, False),
    ("uvx", UVX, [UVX], UV_CACHE, {"UV": "/usr/bin/uv"}, False),
    ("uv run", WITH, [WITH, UVX], UV_CACHE, {"UV": "/usr/bin/uv", "UV_RUN_RECURSION_DEPTH": "1"}, True),
    ("pre-commit", HOOK, [HOOK], {f"{CACHE}/pre-commit/db.db": ""}, PRE_COMMIT, True),
    ("pre-commit", HOOK, [HOOK, "git"], {}, {**PRE_COMMIT, **GIT}, True),
    ("prek", PREK, [PREK], {f"{PREK}/.prek-hook.json": "{}"}, {"PRE_COMMIT": "1", "PREK_HOOK_STAGE": "x"}, True),
    ("tox", TOX, [TOX], {}, {"TOX_ENV_NAME": "py311", "TOX_ENV_DIR": TOX, "PIP_USER": "0"}, True),
    ("tox", "/tmp/work/py311", ["/tmp/work/py311"], {}, {"TOX_ENV_DIR": "/tmp/work/py311"}, True),
    ("nox", NOX, [NOX], {}, {"NOX_CURRENT_SESSION": "tests"}, True),
]  # fmt: skip


def started(launcher: tuple[str, str, list[str], dict[str, str], dict[str, str], bool], *, active: bool) -> Any:
    """Make the machine as a launcher leaves it, with the project's environment active or nothing active."""
    _, prefix, front, marks, env, own = launcher
    files: dict[str, Any] = dict(marks)
    links: dict[str, Any] = {}
    for folder in {prefix, *front} - {"git", OWN, "/usr"}:
        files[f"{folder}/pyvenv.cfg"] = "home = /usr/bin\nversion = 3.11.2\n"
        links[f"{folder}/bin/python"] = links[f"{folder}/bin/python3"] = "/usr/bin/python3.11"
    path = ["/usr/lib/git-core" if folder == "git" else f"{folder}/bin" for folder in front]
    user = [f"{OWN}/bin"] if active else []
    variables: dict[str, Any] = {**env, "PATH": ":".join([*path, *user, "/usr/bin", "/bin"])}
    variables["VIRTUAL_ENV"] = prefix if own else OWN if active else False
    if own or not active:
        variables["VIRTUAL_ENV_PROMPT"] = "(.venv) " if active else False
    return {"machine": {"prefix": prefix}, "files": files, "links": links, "env": variables}


@pytest.mark.parametrize("launcher", LAUNCHERS, ids=lambda one: f"{one[0]} {one[1]}")
def test_the_users_environment_is_found(launcher: Any) -> None:
    found = snapshot(started(launcher, active=True)).environments
    assert found.launcher == launcher[0]
    assert found.active is not None
    assert found.active.path == OWN
    assert found.active == found.project == found.judged
    assert (found.python, found.why) == ("3.12.4", "active in this shell")


@pytest.mark.parametrize("launcher", LAUNCHERS, ids=lambda one: f"{one[0]} {one[1]}")
def test_nothing_active(launcher: Any) -> None:
    snap = snapshot(started(launcher, active=False))
    found = snap.environments
    assert found.active is None
    assert found.project is not None
    assert found.project.path == OWN
    assert found.judged == found.project
    assert snap.shell.path == ("/usr/bin", "/bin")
    assert snap.shell.python is not None
    assert snap.shell.python.prefix == "/usr"
    assert found.why.startswith("the project's own environment")
    assert (found.own == OWN) == (launcher[1] == OWN)


@pytest.mark.parametrize("launcher", LAUNCHERS, ids=lambda one: f"{one[0]} {one[1]}")
def test_nothing_there_at_all(launcher: Any) -> None:
    changes = started(launcher, active=False)
    changes["files"][".venv"] = False
    if launcher[1] == OWN:
        changes["machine"]["prefix"] = "/home/me/elsewhere"
    found = snapshot(changes).environments
    assert (found.active, found.project, found.judged) == (None, None, None)
    assert found.python == "3.11.2"
    assert found.why == "the first python on PATH; the project has no environment"


CLASSIFIED: list[tuple[str, dict[str, Any], str]] = [
    ("/opt/py_env-tools", {}, "venv"),  # the name alone says nothing
    ("/opt/archive-v0/abc", {}, "venv"),  # nor does the folder, without the mark of a cache
    (UVX.replace("archive-v0", "environments-v2"), {"files": UV_CACHE}, "uvx"),
    ("/home/me/shop/.tox/py311", {}, "tox"),
    ("/home/me/shop/.nox/tests", {}, "nox"),
    ("/home/me/shop/.venv/", {}, "venv"),
]


@pytest.mark.parametrize(("prefix", "changes", "kind"), CLASSIFIED)
def test_classify(prefix: str, changes: dict[str, Any], kind: str) -> None:
    assert classify(Machine(changes), prefix) == kind


PATHS: list[tuple[str, str, dict[str, Any], tuple[str, ...]]] = [
    ("relative", "bin:tools/../other", {}, ("/home/me/shop/bin", "/home/me/shop/other")),
    ("empty entries are the current folder", "/bin::", {}, ("/bin", "/home/me/shop", "/home/me/shop")),
    ("what does not exist stays", "/nowhere/bin:/bin", {}, ("/nowhere/bin", "/bin")),
    ("git's own folder goes", "/usr/lib/git-core:/bin", {"env": {"GIT_EXEC_PATH": "/usr/lib/git-core/"}}, ("/bin",)),
    (
        "another environment of the user's stays",
        "/home/me/envs/data/bin:/bin",
        {"files": {"/home/me/envs/data/pyvenv.cfg": ""}},
        ("/home/me/envs/data/bin", "/bin"),
    ),
    (
        "an environment of tox that was activated by hand is the user's",
        f"{TOX}/bin:/bin",
        {"files": {f"{TOX}/pyvenv.cfg": ""}},
        (f"{TOX}/bin", "/bin"),
    ),
    (
        "what pyenv puts in front of a program started through a shim",
        ":".join(f"{PYENV}/{folder}" for folder in SHIMMED),
        {"env": {"PYENV_ROOT": "/home/me/.pyenv", "PYENV_DIR": "/", "PYENV_HOOK_PATH": ""}},
        ("/home/me/.pyenv/shims", "/home/me/.pyenv/versions/3.9.1/bin"),
    ),
    (
        "the same, without a version: pyenv started the system's Python",
        "/home/me/.pyenv/libexec:/bin",
        {"env": {"_PYENV_INSTALL_PREFIX": "/home/me/.pyenv", "PYENV_DIR": "/", "PYENV_HOOK_PATH": ""}},
        ("/bin",),
    ),
    (
        "a version that the user put on PATH stays",
        "/home/me/.pyenv/versions/3.12.4/bin:/bin",
        {"env": {"PYENV_ROOT": "/home/me/.pyenv", "PYENV_DIR": "/", "PYENV_HOOK_PATH": ""}},
        ("/home/me/.pyenv/versions/3.12.4/bin", "/bin"),
    ),
    (
        "quotes and empty entries on Windows",
        r'"C:\Program Files\Git\cmd";;C:\Windows',
        {"machine": {"like": "windows"}},
        (r"C:\Program Files\Git\cmd", r"C:\Windows"),
    ),
]


@pytest.mark.parametrize(("path", "changes", "expected"), [row[1:] for row in PATHS], ids=[row[0] for row in PATHS])
def test_path(path: str, changes: dict[str, Any], expected: tuple[str, ...]) -> None:
    machine = Machine({**changes, "env": {**changes.get("env", {}), "PATH": path}})
    assert users_path(machine) == expected
