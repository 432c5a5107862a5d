"""A project with all the flaws envdoctor was founded on: each is found, each fix works when followed literally."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="makes POSIX environments and talks to bash")
ENVDOCTOR = Path(sys.executable).parent / "envdoctor"
MINOR = f"{sys.version_info.major}.{sys.version_info.minor}"
FLAWS = {
    "environment-not-active": "warning",
    "ignore-entry-missing": "warning",
    "interpreter-mismatch": "error",
    "pip-user-in-environment": "warning",
    "requirement-unpinned": "warning",
    "sudo-pip": "error",
}


def other_python() -> tuple[str, str]:
    """Give another minor version of Python that is installed here, and its folder; empty where there is none."""
    folders = [*map(str, Path.home().glob(".pyenv/versions/*/bin")), *os.environ["PATH"].split(os.pathsep)]
    for minor in ("3.10", "3.11", "3.12", "3.13", "3.14"):
        for folder in folders:
            found = Path(folder) / f"python{minor}"
            if minor != MINOR and found.exists() and Path(folder).name != "shims":
                asked = subprocess.run([found, "-c", "import ensurepip, venv"], capture_output=True, check=False)
                if asked.returncode == 0:
                    return minor, folder
    return "", ""


def shell(project: Path, command: str) -> tuple[int, str]:
    """Type a line into a bash on a terminal, as a person does; give its status and what it printed."""
    environ = {name: os.environ[name] for name in ("HOME", "PATH", "LANG") if name in os.environ}
    here = str(ENVDOCTOR.parent)  # the tests' own environment must not look like the user's
    path = [one for one in environ["PATH"].split(os.pathsep) if one != here]
    environ["PATH"] = os.pathsep.join([*path, *filter(None, [other_python()[1]])])
    environ |= {"TERM": "xterm", "SHELL": "/bin/bash", "GIT_CONFIG_GLOBAL": os.devnull}
    environ["ENVDOCTOR_TODAY"] = "2026-06-15"  # any Python that is installed here will do
    said, status = project.parent / "said", project.parent / "status"
    line = f"{{ {command}; }} >../said 2>&1; echo $? >../status; exit\n"
    ours, theirs = pty.openpty()
    words = ["bash", "--norc", "--noprofile", "-i"]
    with subprocess.Popen(
        words, cwd=project, env=environ, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
    ):
        os.close(theirs)
        os.write(ours, line.encode())
        try:
            while os.read(ours, 65536):
                pass
        except OSError:  # the other end is closed: it is done
            pass
    os.close(ours)
    return int(status.read_text()), said.read_text()


def judge(project: Path, before: str = "true") -> tuple[int, dict[str, Any]]:
    status, output = shell(project, f"{before}; {ENVDOCTOR} --output-format json")
    assert output.startswith("{"), output
    report: dict[str, Any] = json.loads(output)
    assert not report["failed"]
    return status, report


def told(report: dict[str, Any], check: str) -> str:
    """Give the command that the fix of a check tells a person to run."""
    (finding,) = [one for one in report["findings"] if one["check"] == check]
    return " && ".join(step["command"] for step in finding["fixes"][0]["steps"])


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A healthy project: its environment, pinned requirements, scripts, everything ignored that must be."""
    root = tmp_path / "my shop"  # a space, so that unquoted advice would fail
    (root / "scripts").mkdir(parents=True)
    (root / ".gitignore").write_text(".venv/\n.env\n__pycache__/\n*.pyc\n")
    subprocess.run([sys.executable, "-m", "venv", root / ".venv"], check=True)
    (root / ".venv" / ".gitignore").unlink(missing_ok=True)
    pip = subprocess.run(
        [root / ".venv/bin/python", "-c", "import pip; print(pip.__version__)"],
        capture_output=True,
        text=True,
        check=True,
    )
    (root / "requirements.txt").write_text(f"pip=={pip.stdout.strip()}\n")
    (root / "scripts/setup.sh").write_text("python -m pip install -r requirements.txt\n")
    (root / "scripts/tools.sh").write_text(". .venv/bin/activate\npip install -r requirements.txt\n")
    (root / "app.py").write_text("")
    (root / "ruff.toml").write_text('target-version = "py310"\n')
    subprocess.run(["git", "init", "-q", root], check=True)
    subprocess.run(["git", "-C", root, "add", "."], check=True)
    return root


ACTIVATE = ". .venv/bin/activate"


def test_the_healthy_project_is_silent(project: Path) -> None:
    status, report = judge(project, ACTIVATE)
    assert (status, report["findings"], report["skipped"]) == (0, [], [])
    assert report["environment"]["path"] == str(project / ".venv")


def spoil(project: Path, wanted: str) -> None:
    (project / ".gitignore").write_text("__pycache__/\n*.pyc")
    (project / ".env").write_text("DATABASE_PASSWORD=hunter2\n")
    (project / "pyproject.toml").write_text(
        f'[project]\nname = "shop"\nversion = "1"\nrequires-python = "=={wanted}.*"\n'
    )
    (project / "requirements.txt").write_text("pip>=20  # the installer\n")
    (project / "scripts/setup.sh").write_text("sudo -H pip3 install -r requirements.txt\n")
    (project / "scripts/tools.sh").write_text(". .venv/bin/activate\npip install --user -r requirements.txt\n")


def test_every_flaw_is_found_and_every_fix_works(project: Path) -> None:
    other, _ = other_python()
    spoil(project, other or "3.9")
    status, report = judge(project)
    assert status == 1
    assert {one["check"]: one["severity"] for one in report["findings"]} == FLAWS

    # what a person is told to type, typed as it stands
    activate = told(report, "environment-not-active")
    done, output = shell(project, f"{activate} && command -v python")
    assert (done, output.strip()) == (0, str(project / ".venv/bin/python"))
    recreate = told(report, "interpreter-mismatch")
    if other:
        done, output = shell(project, recreate)
        assert done == 0, output
    else:
        assert "3.9" in recreate
        (project / "pyproject.toml").unlink()

    # what envdoctor itself mends; --diff says it beforehand and changes nothing
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file() and ".venv" not in path.parts}
    status, diff = shell(project, f"{activate} && {ENVDOCTOR} --diff --unsafe-fixes")
    assert status == 1
    for line in ("+.venv/", "+.env", "-pip>=20  # the installer", "-sudo -H pip3 install -r requirements.txt"):
        assert line in diff.splitlines()
    assert before == {path: path.read_bytes() for path in before}
    status, output = shell(project, f"{activate} && {ENVDOCTOR} --fix --unsafe-fixes")
    assert status == 0, output

    assert (project / ".gitignore").read_text().startswith("__pycache__/\n*.pyc\n")
    assert (project / "requirements.txt").read_text().startswith("pip==")
    assert (project / "requirements.txt").read_text().endswith("  # the installer\n")
    assert "sudo" not in (project / "scripts/setup.sh").read_text()
    assert (project / "scripts/tools.sh").read_text() == ". .venv/bin/activate\npip install -r requirements.txt\n"
    status, report = judge(project, activate)
    assert (status, report["findings"]) == (0, [])
    for script in ("setup.sh", "tools.sh"):
        done, output = shell(project, f"{activate} && sh scripts/{script}")
        assert done == 0, output

    # a second --fix has nothing left to do
    after = {path: path.read_bytes() for path in before if path.exists()}
    shell(project, f"{activate} && {ENVDOCTOR} --fix --unsafe-fixes")
    assert after == {path: path.read_bytes() for path in after}
