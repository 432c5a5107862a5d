"""The commands that change an environment, in the words of each shell and manager."""

from __future__ import annotations

from typing import Any

import pytest

from envdoctor.check import Location
from envdoctor.cures import installing
from envdoctor.facts import Snapshot
from envdoctor.facts.asking import Asking, AskingFile
from envdoctor.facts.machine import Environment
from envdoctor.record import Unknown
from envdoctor.testing import snapshot

PACKAGE = {"pyproject.toml": "[build-system]\n[project]\nname = 'shop'\n"}
UV = {
    "/usr/bin/uv": "",
    ".venv/pyvenv.cfg": "home = /usr/local/bin\nuv = 0.13.8\nversion_info = 3.12.4\n",
    ".venv/lib/python3.12/site-packages/pip": False,
    ".venv/lib/python3.12/site-packages/pip-24.0.dist-info": False,
}
SITE = ".venv/lib/python3.12/site-packages"
PIP_251 = {
    f"{SITE}/pip-24.0.dist-info": False,
    f"{SITE}/pip-25.1.dist-info/METADATA": "Metadata-Version: 2.1\nName: pip\nVersion: 25.1\n",
}
STALE = f'[metadata]\ncontent-hash = "{"0" * 64}"\n'
SHIM = '#!/usr/bin/env bash\nexec "/home/me/.pyenv/libexec/pyenv" exec "$program" "$@"\n'
FILE = AskingFile("requirements/base.txt", 2, "requirements.txt")
LIST = AskingFile(
    "pyproject.toml", 2, "pyproject.toml", absent=(Asking("rich", "rich", "rich>=13", ">=13", Location("x"), ""),)
)
DEV, TEST = LIST.replace(group="dev"), LIST.replace(group="test")


def seen(changes: dict[str, Any]) -> tuple[Snapshot, Environment]:
    snap = snapshot(changes)
    environment = snap.environments.judged
    assert environment is not None
    return snap, environment


@pytest.mark.parametrize(
    ("changes", "asking", "expected"),
    [
        ({}, FILE, "python -m pip install -r requirements.txt"),
        ({"files": UV}, FILE, "uv pip install --python .venv/bin/python -r requirements.txt"),
        (
            {"env": {"VIRTUAL_ENV": False, "PATH": "/usr/bin"}},
            FILE,
            ".venv/bin/python -m pip install -r requirements.txt",
        ),
        ({}, LIST, "python -m pip install 'rich>=13'"),
        ({"files": PACKAGE}, LIST, "python -m pip install -e ."),
        ({"files": PACKAGE}, TEST, "python -m pip install --upgrade pip && python -m pip install --group test"),
        ({"files": {**PACKAGE, **PIP_251}}, TEST, "python -m pip install --group test"),
        ({"files": {**PACKAGE, **UV}}, TEST, "uv pip install --python .venv/bin/python --group test"),
        ({"files": {"uv.lock": ""}}, LIST, "uv sync"),
        ({"files": {"uv.lock": ""}}, DEV, "uv sync"),
        ({"files": {"uv.lock": ""}}, TEST, "uv sync --group test"),
        ({"files": {"poetry.lock": ""}}, TEST, "poetry install --with test"),
        ({"files": {**PACKAGE, "poetry.lock": STALE}}, TEST, "poetry lock && poetry install --with test"),
        ({"files": {"pdm.lock": ""}}, TEST, "pdm install --group test"),
        ({"files": {"pixi.toml": ""}}, TEST, "pixi install"),
        ({"files": {"Pipfile": ""}}, LIST.replace(path="Pipfile"), "pipenv install --dev"),
        (
            {"machine": {"cwd": "/home/me/shop/src"}, "files": {"src/x.py": ""}},
            FILE,
            "cd /home/me/shop && python -m pip install -r requirements.txt",
        ),
        (
            {
                "machine": {"cwd": "/home/me/shop/src"},
                "files": {"src/x.py": ""},
                "env": {"VIRTUAL_ENV": False, "PATH": "/usr/bin"},
            },
            FILE,
            "cd /home/me/shop && .venv/bin/python -m pip install -r requirements.txt",
        ),
        # nothing says what the first python would start
        (
            {
                "files": {".python-version": "3.10.1\n", "/home/me/.pyenv/shims/python": SHIM},
                "env": {"VIRTUAL_ENV": False, "PATH": "/home/me/.pyenv/shims:/usr/bin:/bin"},
            },
            FILE,
            ".venv/bin/python -m pip install -r requirements.txt",
        ),
    ],
)
def test_sync(changes: dict[str, Any], asking: AskingFile, expected: str) -> None:
    assert installing.sync(*seen(changes), asking) == expected


def test_what_hatch_made_is_made_again() -> None:
    snap, environment = seen({"files": {"hatch.toml": ""}})
    assert installing.sync(snap, environment, LIST) == "python -m pip install 'rich>=13'"  # a folder beside hatch's
    assert installing.sync(snap, environment.replace(maker="hatch"), LIST) == "hatch env prune && hatch env create"
    assert installing.sync(snap, environment.replace(maker="hatch"), FILE).endswith(" -r requirements.txt")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "python -m pip install -e ."),
        ({"files": UV}, "uv pip install --python .venv/bin/python -e ."),
        ({"files": {"poetry.lock": ""}}, "poetry install"),
    ],
)
def test_editable(changes: dict[str, Any], expected: str) -> None:
    assert installing.editable(*seen(changes)) == expected


def test_groups_where_no_pip_installs_them() -> None:
    snap, environment = seen({"files": PACKAGE})
    old = environment.replace(python="3.8.18")
    assert installing.sync(snap, old, TEST) == "python -m pip install 'rich>=13'"
    assert installing.sync(snap, old, LIST) == "python -m pip install -e ."
    snap.__dict__.pop("distributions", None)
    snap.__dict__["?distributions"] = Unknown("it cannot be read")
    assert installing.sync(snap, environment, TEST).startswith("python -m pip install --upgrade pip && ")


def test_locking() -> None:
    lock = {"uv.lock": 'version = 1\n[[package]]\nname = "a"\nversion = "1"\n'}
    snap, _ = seen({"files": lock})
    assert [installing.locking(snap, keys) for keys in ({"a"}, {"b"}, {"a", "b"})] == ["uv", "", ""]
    assert installing.locking(seen({})[0], {"a"}) == ""
    snap.__dict__.pop("pins")
    snap.__dict__["?pins"] = Unknown("it cannot be read")
    assert installing.locking(snap, {"a"}) == ""


def test_a_snapshot_that_does_not_say_what_poetry_has() -> None:
    snap, _ = seen({"files": {**PACKAGE, "poetry.lock": STALE}})
    assert installing.synced(snap, "poetry") == (("poetry", "lock"), ("poetry", "install"))
    snap.__dict__.pop("managing")
    snap.__dict__["?managing"] = Unknown("it cannot be read")
    assert installing.synced(snap, "poetry") == (("poetry", "install"),)


def test_one_at_a_time() -> None:
    with_pip, with_uv = seen({}), seen({"files": UV})
    assert installing.reinstall(*with_pip, ["a==1"]) == "python -m pip install --force-reinstall --no-deps 'a==1'"
    anew = "uv pip install --python .venv/bin/python --reinstall --no-deps 'a==1'"
    assert installing.reinstall(*with_uv, ["a==1"]) == anew
    assert installing.uninstall(*with_pip, "a", "b") == "python -m pip uninstall a b"
    assert installing.uninstall(*with_uv, "a") == "uv pip uninstall --python .venv/bin/python a"


@pytest.mark.parametrize(
    ("ancestor", "files", "folders", "expected"),
    [
        ("bash", ["/home/me/shop/.venv/~a.py"], ["/srv/~b"], "rm -r '.venv/~a.py' '/srv/~b'"),
        ("fish", [], ["/home/me/shop/~b"], "rm -r '~b'"),
        (
            "pwsh",
            ["/home/me/shop/.venv/a'.py"],
            ["/srv/b"],
            "Remove-Item -Recurse -Force -LiteralPath '.venv/a''.py', /srv/b",
        ),
    ],
)
def test_remove(ancestor: str, files: list[str], folders: list[str], expected: str) -> None:
    snap = snapshot({"machine": {"ancestors": [ancestor]}})
    assert installing.remove(snap, files, folders) == expected


def test_remove_in_cmd() -> None:
    cmd = snapshot({"machine": {"like": "windows"}, "env": {"PSModulePath": False, "PROMPT": "$P$G"}})
    assert cmd.shell.kind == "cmd"
    folder, file = "C:\\Users\\me\\shop\\.venv\\~b", "C:\\Users\\me\\shop\\.venv\\~a.py"
    assert installing.remove(cmd, [], [folder]) == 'rd /s /q ".venv\\~b"'
    assert installing.remove(cmd, [file], []) == 'del /q ".venv\\~a.py"'
    assert installing.remove(cmd, [file], [folder]) == 'rd /s /q ".venv\\~b" && del /q ".venv\\~a.py"'
