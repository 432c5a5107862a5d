"""`envdoctor info`: the facts a colleague would ask for."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from envdoctor.__main__ import main
from envdoctor.facts import Snapshot
from envdoctor.info import GROUPS, gather
from envdoctor.record import CannotKnow
from envdoctor.render.info import render
from envdoctor.testing import Machine, snapshot
from envdoctor.words import path


def shown(width: int = 0, **changes: Any) -> str:
    return text(snapshot(changes), width)


def text(snap: Snapshot, width: int = 0) -> str:
    lines = render(gather(snap), "~/shop", lambda one: path(snap, one), width)
    return "\n".join("".join(piece for piece, _ in line).rstrip() for line in lines)


def run(*argv: str, terminal: bool = False, **changes: Any) -> tuple[int, str]:
    out = io.BytesIO()
    stdout = io.TextIOWrapper(out, "utf-8")
    if terminal:
        stdout.isatty = lambda: True  # type: ignore[method-assign]
    status = main(["info", *argv], Machine(changes), stdout)
    stdout.flush()
    return status, out.getvalue().decode()


HEALTHY = """\
envdoctor 0.1.0 · ~/shop

Python
  version      3.12.4
  environment  .venv
  because      active in this shell
  made by      venv, from /usr/local/bin/python3.12
  packages     pip is installed in it

This shell
  shell    bash, with a person at it
  python   .venv/bin/python        the Python of .venv, 3.12.4
  python3  .venv/bin/python3       the Python of .venv, 3.12.4
           /usr/local/bin/python3  the Python 3.12.4 in /usr/local
           /usr/bin/python3        the system's Python 3.11.2
  pip      .venv/bin/pip           the Python of .venv, 3.12.4
           /usr/bin/pip            the system's Python 3.11.2
  pip3     .venv/bin/pip3          the Python of .venv, 3.12.4
           /usr/bin/pip3           the system's Python 3.11.2

The project
  folder      ~/shop
  managers    none that its files name
  lock files  none
  Python      no file says which

Pythons of this machine
  3.12.4  /usr/local/bin/python3.12
  3.11.2  /usr/bin/python3.11  system

The machine
  system     linux
  envdoctor  0.1.0, run by pipx"""


def test_the_healthy_machine() -> None:
    assert shown() == HEALTHY


FULL: dict[str, Any] = {
    "files": {
        ".python-version": "3.12\n",
        "pyproject.toml": '[project]\nname = "shop"\nversion = "1"\nrequires-python = ">=3.10"\n[tool.uv]\n',
        "uv.lock": "",
        "pylock.dev.toml": "",
        "docs/poetry.lock": "",
        ".venv/pyvenv.cfg": "home = /usr/local/bin\ninclude-system-site-packages = true\nuv = 0.5.1\n",
        ".venv/lib/python3.12/site-packages/pip": False,
        ".venv/bin/pip": False,
        "/home/me/.config/pip/pip.conf": (
            "[global]\nindex-url = https://me:hunter2@pypi.example/simple\n[install]\nuser = no\n"
        ),
        "/home/me/.local/bin/uv": "",
        "/home/me/.pyenv/bin/pyenv": "",
        "/home/me/.pyenv/versions/3.9.1/bin/python3.9": "",
        "/home/me/.virtualenvs/a/pyvenv.cfg": "home = /usr/local/bin\n",
        "/home/me/.virtualenvs/a/bin/python": "",
        "/home/me/.virtualenvs/b/pyvenv.cfg": "home = /usr/local/bin\n",
        "/home/me/.virtualenvs/b/bin/python": "",
        "/home/me/.local/share/uv/tools/ruff/pyvenv.cfg": "home = /usr/local/bin\n",
        "/home/me/.local/share/uv/tools/ruff/bin/python": "",
        "/opt/own/bin/pip3": b"\x7fELF",
    },
    "links": {"/home/me/.pyenv/versions/3.9.1/bin/python": "python3.9"},
    "env": {
        "PYENV_VERSION": "3.9.1",
        "PIP_TOKEN": "token=abcdefghijkl",
        "PATH": "/home/me/shop/.venv/bin:/opt/own/bin:/home/me/.local/bin:/usr/bin:/bin",
        "CI": "true",
        "WSL_DISTRO_NAME": "Debian",
    },
    "machine": {"user": 0, "terminal": False},
}


def test_all_that_can_be_said() -> None:
    said = shown(**FULL)
    for line in (
        "  made by      uv, from /usr/local/bin/python3.12",
        "  packages     without pip; the system's packages are visible",
        "  shell    bash: continuous integration",
        "  pip3     .venv/bin/pip3     the Python of .venv, 3.12.4",
        "           /opt/own/bin/pip3  not known: /opt/own/bin/pip3 is a program of its own, not a script",
        "  managers    uv",
        "  lock files  pylock.dev.toml, uv.lock",
        "  Python      pyproject.toml:4   requires >=3.10",
        "              .python-version:1  pins 3.12 (not here: PYENV_VERSION is set)",
        "  user       no                                   [install] ~/.config/pip/pip.conf:4",
        "  3.9.1   ~/.pyenv/versions/3.9.1/bin/python  pyenv",
        "  kept    2 environments of virtualenvwrapper",
        "  kept    1 environment of uv tool",
        "  tools   ~/.pyenv/bin/pyenv (not on PATH), uv",
        "  system     linux in WSL",
        "  CI         CI",
        "  user       root",
    ):
        assert line in said.splitlines(), f"{line}\n{said}"
    assert "hunter2" not in said
    assert "abcdefghijkl" not in said


def test_no_environment_and_no_python() -> None:
    said = shown(files={".venv": False}, env={"VIRTUAL_ENV": False, "PATH": "/bin"})
    assert "  because  the project has no environment, and there is no python on PATH" in said
    assert "  python   none on PATH" in said


def test_the_project_has_another_one_than_is_active() -> None:
    files = {"/home/me/e/pyvenv.cfg": "home = /usr/local/bin\nversion = 3.12.4\n"}
    links = {"/home/me/e/bin/python": "/usr/local/bin/python3.12", "/usr/local/bin/python3.12": False}
    env = {"VIRTUAL_ENV": "/home/me/e", "PATH": "/home/me/e/bin:/usr/bin"}
    said = shown(files=files, links=links, env=env)
    assert "  environment    ~/e" in said
    assert "  the project's  .venv, Python 3.12.4" in said
    said = shown(files={**files, "/usr/local/bin/python3.12": False}, links=links, env=env)
    assert "; it does not work: the Python it was made from" in said


def test_an_environment_that_does_not_work() -> None:
    said = shown(files={"/usr/local/bin/python3.12": False})
    assert "  problem      the Python it was made from, /usr/local/bin/python3.12, is gone" in said


def test_what_cannot_be_known_says_why() -> None:
    said = shown(env={"PATH": False, "VIRTUAL_ENV": False})
    assert "  python   none on PATH" in said
    snap = Snapshot(None, aim=snapshot({}).aim)
    said = text(snap)
    for label in ("environment", "shell", "project", "settings", "Pythons", "system"):
        assert f"  {label}" in said
    assert said.count("not known: the snapshot does not say what ") == 6
    snap = snapshot({})
    for name in ("files", "declared"):
        whole = {one: getattr(snap, one) for one in ("aim", "host", "shell", "project", "environments")}
        said = text(Snapshot(None, **whole))
        assert f"not known: the snapshot does not say what {name} is" in said


def test_a_probe_that_fails_hides_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_snap: Snapshot) -> None:
        raise ZeroDivisionError("oh")

    monkeypatch.setitem(GROUPS, "project", fail)
    said = shown()
    assert "  project  not known: its probe failed: ZeroDivisionError: oh" in said
    assert "  shell    bash, with a person at it" in said


def test_on_a_terminal_nothing_is_wider_than_it() -> None:
    for width in (60, 80, 120):
        lines = shown(width, **FULL).splitlines()
        assert max(map(len, lines)) <= width
    assert "\n             ~/.config/pip/pip.conf:2\n" in shown(60, **FULL)


def test_json() -> None:
    status, out = run("--output-format", "json", **FULL)
    data = json.loads(out)
    assert status == 0
    assert list(data) == ["schema_version", "tool", *GROUPS, "unknown"]
    assert data["schema_version"] == 1
    assert data["environment"]["judged"]["path"] == "/home/me/shop/.venv"
    assert data["commands"][0]["python"]["owner"] == "the Python of .venv"
    assert data["declared"][1]["overridden_by"] == "PYENV_VERSION"
    assert data["locks"] == ["pylock.dev.toml", "uv.lock"]
    assert (
        data["unknown"] == {"shell.pip3": "/opt/own/bin/pip3 is a program of its own, not a script"}
        or not (data["unknown"])
    )
    assert "hunter2" not in out


def test_json_of_what_cannot_be_known() -> None:
    _, out = run("--output-format", "json", env={"PATH": False})
    data = json.loads(out)
    assert data["unknown"]["shell.python"] == "PATH is not set"


def test_run() -> None:
    status, out = run()
    assert (status, out) == (0, HEALTHY + "\n")
    status, out = run("--color", "never", terminal=True)
    assert out == HEALTHY + "\n"


def test_a_snapshot_of_another_machine(tmp_path: Path) -> None:
    from envdoctor.snapshot_file import save
    from envdoctor.system import System

    windows = {"machine": {"like": "windows"}}
    file = tmp_path / "snapshot.json"
    file.write_text(save(snapshot(windows), Machine(windows)), "utf-8")
    out = io.StringIO()
    assert main(["info", "--snapshot", str(file)], System(), out) == 0
    assert "  system     windows" in out.getvalue()
    assert "  python   .venv" in out.getvalue()


def test_the_configuration_names_the_environment() -> None:
    said = run(files={"envdoctor.toml": 'environment = "/gone"\n'})[1]
    assert "not known: [tool.envdoctor] names /gone" in said
    with pytest.raises(CannotKnow):
        _ = Snapshot(None).environments
