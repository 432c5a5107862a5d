"""An environment of more than a hundred distributions, of which a copy of the process reads a part."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from envdoctor.__main__ import main
from envdoctor.probe.ahead import MANY
from envdoctor.system import System

posix = pytest.mark.skipif(sys.platform == "win32", reason="the environment is laid out as POSIX systems do it")


def digest(text: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose environment is in order, but for one distribution that lost a file and two that share one."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path / ".venv"], check=True)
    (site,) = tmp_path.glob(".venv/lib/python*/site-packages")
    for number in range(MANY + 20):
        name = f"part{number}"
        files = [f"{name}/__init__.py", f"{name}/more.py", f"{name}-1.0.dist-info/METADATA"]
        if number == 7:
            files.append("part6/more.py")
        texts = dict.fromkeys(files, f"of = {name!r}\n")
        for file, text in texts.items():
            (site / file).parent.mkdir(exist_ok=True)
            (site / file).write_text(text)
        info = site / f"{name}-1.0.dist-info"
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n\n")
        (info / "WHEEL").write_text("Wheel-Version: 1.0\nTag: py3-none-any\n")
        (info / "INSTALLER").write_text("pip\n")
        (info / "RECORD").write_text("".join(f"{file},sha256={digest(text)},\n" for file, text in texts.items()))
    (site / "part9" / "more.py").unlink()
    return tmp_path


@posix
def test_a_copy_sees_what_the_process_would_see(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As installed, where a copy reads the RECORDs; and in this process, which is not copied."""
    words = ["--isolated", "--output-format", "json", "--select", "installed"]
    environ = {"PATH": "/usr/bin:/bin", "HOME": str(project), "VIRTUAL_ENV": str(project / ".venv")}
    code = "import sys; from envdoctor.__main__ import script; sys.exit(script())"
    done = subprocess.run(
        [sys.executable, "-c", code, *words], cwd=project, env=environ, capture_output=True, text=True, check=False
    )
    for name in [*os.environ]:
        monkeypatch.delenv(name)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(project)
    here = io.StringIO()
    assert main(words, System(), here, here) == done.returncode == 1, done.stderr
    found, same = (json.loads(text)["findings"] for text in (done.stdout, here.getvalue()))
    assert found == same
    assert [one["check"] for one in found] == ["files-missing", "files-clobbered"]
