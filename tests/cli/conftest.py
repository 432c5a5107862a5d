"""envdoctor with a pack of simple checks, in a project of its own."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pytest

from envdoctor import load
from envdoctor.__main__ import main

PACK = Path(__file__).parent.parent / "fake_pack"


class Answer:
    """What a run wrote and gave."""

    def __init__(self, status: int, out: bytes, err: bytes) -> None:
        self.status = status
        self.raw = out
        self.out, self.err = out.decode(), err.decode()

    @property
    def last(self) -> str:
        return self.out.splitlines()[-1]


class Project:
    """A folder, and envdoctor run in it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(self, name: str, text: str | bytes = "") -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def read(self, name: str) -> str:
        return (self.root / name).read_bytes().decode()

    def run(self, *argv: str, encoding: str = "utf-8", terminal: bool = False) -> Answer:
        out, err = io.BytesIO(), io.BytesIO()
        stdout = io.TextIOWrapper(out, encoding)
        if terminal:
            stdout.isatty = lambda: True  # type: ignore[method-assign]
        stderr = io.TextIOWrapper(err, "utf-8")  # kept, for it closes what it wraps when it goes
        status = main(argv, stdout=stdout, stderr=stderr)
        return Answer(status, out.getvalue(), err.getvalue())


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    root = tmp_path / "shop"
    root.mkdir()
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    monkeypatch.syspath_prepend(str(PACK))
    monkeypatch.setattr(load, "_packs", lambda _system: ["fake_checks"])
    monkeypatch.chdir(root)
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "GITHUB_ACTIONS", "TF_BUILD",
                 "TEAMCITY_VERSION", "ENVDOCTOR_DEBUG", "PYTHONPATH"):  # fmt: skip
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("HOME", str(tmp_path))
    return Project(root)
