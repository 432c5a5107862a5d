"""Real machines in a bad state: never a traceback, a sane answer or a reason."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import pytest

from envdoctor.engine import run
from envdoctor.load import sources
from envdoctor.probe import look
from envdoctor.probe.project import aim
from envdoctor.record import CannotKnow
from envdoctor.system import System

if TYPE_CHECKING:
    from pathlib import Path

    from envdoctor.facts import Snapshot

posix = pytest.mark.skipif(os.name != "posix", reason="links and PATH of POSIX")
FACTS = ("host", "shell", "environments", "pip_config")


def seen(root: Path, monkeypatch: pytest.MonkeyPatch, env: dict[str, str]) -> Snapshot:
    """Look at a folder with these variables alone, and let every check of the family judge."""
    monkeypatch.chdir(root)
    system = System()
    system.env = env
    system.terminal = True
    snap = look(system, aim(system, ()))
    for name in FACTS:
        assert getattr(snap, name)
    checks = [source.load() for source in sources(System()) if source.family == "activation"]
    report = run(snap, checks, clock=lambda: 0.0)
    assert report.failed == ()
    return snap


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "shop"
    (root / ".venv" / "bin").mkdir(parents=True)
    (root / "requirements.txt").write_text("flask==3.0.3\n")
    return root


@posix
@pytest.mark.parametrize(
    "env",
    [
        {},
        {"PATH": ""},
        {"PATH": ":::"},
        {"PATH": "bin:../nowhere:/nowhere:\0bad"},
        {"PATH": "/usr/bin", "VIRTUAL_ENV": "\0"},
        {"PATH": "/usr/bin", "VIRTUAL_ENV": "", "CONDA_PREFIX": ""},
        {"PATH": "/usr/bin", "HOME": ""},
        {"PATH": "/usr/bin", "HOME": "/nowhere", "SHELL": ""},
        {"PATH": "/usr/bin", "HOME": "relative", "PIP_CONFIG_FILE": ""},
        {"PATH": "/usr/bin/python3", "PYENV_ROOT": "", "PYENV_DIR": "", "PYENV_HOOK_PATH": ""},
        {"PATH": "/usr/bin", "UV_PROJECT_ENVIRONMENT": "\0", "TOX_ENV_DIR": "\0"},
    ],
)
def test_variables(project: Path, monkeypatch: pytest.MonkeyPatch, env: dict[str, str]) -> None:
    snap = seen(project, monkeypatch, env)
    assert snap.environments.project is None


def folder(path: Path) -> None:
    path.mkdir()


@posix
@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\0", b"home", b"home = \0\nversion = x.y\n", b"=" * 100_000, folder]
)
def test_pyvenv_cfg(project: Path, monkeypatch: pytest.MonkeyPatch, content: Any) -> None:
    file = project / ".venv" / "pyvenv.cfg"
    if content is folder:
        file.mkdir()
    else:
        file.write_bytes(content)
        (project / ".venv" / "bin" / "python").symlink_to(sys.executable)
    env = {"PATH": f"{project}/.venv/bin:/usr/bin", "HOME": str(project.parent), "VIRTUAL_ENV": f"{project}/.venv"}
    snap = seen(project, monkeypatch, env)
    assert (snap.environments.project is None) == (content is folder)


@posix
def test_loops_of_links(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scripts = project / ".venv" / "bin"
    (project / ".venv" / "pyvenv.cfg").write_text("home = /usr/bin\n")
    (scripts / "python").symlink_to("python3")
    (scripts / "python3").symlink_to("python")
    (scripts / "pip").symlink_to("pip")
    (project / "venv").symlink_to("venv")
    env = {"PATH": f"{scripts}:{project}/venv/bin", "HOME": str(project.parent), "VIRTUAL_ENV": f"{project}/venv"}
    found = seen(project, monkeypatch, env).environments
    assert found.project is not None
    assert found.project.problem.endswith("is gone")


@posix
def test_shims_that_are_nonsense(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shims = project.parent / "shims"
    shims.mkdir()
    for name, text in (("python", b'exec "/x/pyenv" exec\n'), ("pip", b"\xff\0"), ("python3", b"asdf exec\n")):
        (shims / name).write_bytes(text)
        (shims / name).chmod(0o755)
    (project / ".python-version").write_bytes(b"\xff\xfe3\0.\0")
    snap = seen(project, monkeypatch, {"PATH": str(shims), "HOME": str(project.parent)})
    for name in ("python", "python3", "pip"):
        with pytest.raises(CannotKnow, match=r"pyenv|asdf|shim"):
            getattr(snap.shell, name)


@posix
def test_a_fifo_is_no_script_and_no_configuration(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scripts = project.parent / "bin"
    scripts.mkdir()
    for place in (scripts / "pip", scripts / "python", project / ".venv" / "pyvenv.cfg"):
        os.mkfifo(place)
        place.chmod(0o755)
    config = project.parent / ".config" / "pip"
    config.mkdir(parents=True)
    os.mkfifo(config / "pip.conf")
    snap = seen(project, monkeypatch, {"PATH": str(scripts), "HOME": str(project.parent)})
    assert (snap.shell.python, snap.shell.pip, snap.environments.project) == (None, None, None)


@posix
def test_the_current_folder_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    with pytest.raises(CannotKnow, match="the current folder does not exist any more"):
        System()


@posix
def test_a_project_that_vanishes_while_it_is_looked_at(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import shutil

    monkeypatch.chdir(project)
    system = System()
    snap = look(system, aim(system, ()))
    shutil.rmtree(project)
    for name in ("project", "environments"):
        with pytest.raises(CannotKnow, match="cannot be read: No such file"):
            getattr(snap, name)
