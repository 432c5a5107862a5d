"""envdoctor as a process: what surrounds the commands, and the ways in which a run can end."""

from __future__ import annotations

import gc
import io
import os
import re
import runpy
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from envdoctor import __main__, load
from envdoctor.__main__ import main
from envdoctor.record import CannotKnow
from envdoctor.testing import Machine
from envdoctor.version import __version__

posix = pytest.mark.skipif(sys.platform == "win32", reason="pipes and signals of POSIX")
MODULE = [sys.executable, "-m", "envdoctor"]


def start(
    *argv: str, cwd: Path, command: list[str] = MODULE, env: dict[str, str] | None = None, **words: Any
) -> subprocess.CompletedProcess[str]:
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COVERAGE"))}
    environ |= {"HOME": str(cwd.parent), "TERM": "xterm", **(env or {})}
    words = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "encoding": "utf-8", **words}
    return subprocess.run([*command, *argv], cwd=cwd, env=environ, check=False, **words)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "shop").mkdir()
    return tmp_path / "shop"


# ── in this process ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"envdoctor {__version__}\n"


def test_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["-h"]) == 0
    assert capsys.readouterr().out.startswith("usage: envdoctor [check]")


@pytest.fixture
def stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the script come back: it ends the process at once, and collects no garbage until then."""
    monkeypatch.setattr("envdoctor.system.leave", lambda status: status)
    monkeypatch.setattr(gc, "disable", lambda: None)
    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path])


@pytest.mark.usefixtures("stays")
def test_script(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["envdoctor", "--version"])
    assert __main__.script() == 0
    assert capsys.readouterr().out


@pytest.mark.usefixtures("stays")
def test_an_interrupt_before_anything_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(__main__, "_quicken", interrupt)
    assert __main__.script() == 130


class Unwritable(io.StringIO):
    """A stream that takes nothing."""

    def write(self, _: str) -> int:
        raise OSError(28, "No space left on device")


def test_nobody_can_be_told() -> None:
    assert main(["--version"], None, Unwritable(), Unwritable()) == 3


def test_a_machine_made_of_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "_packs", lambda _system: [])
    out = io.StringIO()
    assert main([], Machine(), out) == 0
    assert out.getvalue().startswith(
        f"envdoctor {__version__} · ~/shop · Python 3.12.4 in .venv, active\nnothing wrong"
    )


def ends(monkeypatch: pytest.MonkeyPatch, error: BaseException, *argv: str) -> tuple[int, str]:
    def run(_session: object) -> int:
        raise error

    monkeypatch.setattr("envdoctor.cli.check.run", run)
    err = io.StringIO()
    return main(argv, stdout=io.StringIO(), stderr=err), err.getvalue()


def test_an_interrupt(monkeypatch: pytest.MonkeyPatch) -> None:
    assert ends(monkeypatch, KeyboardInterrupt()) == (130, "")


def test_what_cannot_be_known(monkeypatch: pytest.MonkeyPatch) -> None:
    assert ends(monkeypatch, CannotKnow("it is dark")) == (2, "envdoctor: it is dark\n")


def test_a_failure_of_our_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ENVDOCTOR_DEBUG", raising=False)
    error = TypeError("no \x1b here")
    line = "envdoctor: it failed itself: TypeError: no \\x1b here (ENVDOCTOR_DEBUG=1 says where)\n"
    assert ends(monkeypatch, error) == (3, line)
    assert ends(monkeypatch, error, "-v") == (3, line)
    status, text = ends(monkeypatch, error, "-vv")
    assert status == 3
    assert text.startswith("envdoctor: Traceback (most recent call last):\n")
    assert text.endswith("envdoctor: TypeError: no \\x1b here\n")
    monkeypatch.setenv("ENVDOCTOR_DEBUG", "1")
    assert "Traceback" in ends(monkeypatch, error)[1]


def test_a_library_that_is_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONHOME", "/usr")
    status, text = ends(monkeypatch, ModuleNotFoundError("No module named 'math'"))
    assert status == 3
    assert "PYTHONHOME is set, and hides Python's own library from it" in text


def test_messages_are_harmless_to_a_runner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert ends(monkeypatch, CannotKnow("##[error]x")) == (2, "envdoctor: \\x23#[error]x\n")


class Full(io.RawIOBase):
    def writable(self) -> bool:
        return True

    def write(self, _data: object) -> int:
        raise OSError(28, "No space left on device")


@pytest.mark.parametrize("argv", [["--version"], ["-h"], ["explain"]])
def test_a_disk_that_is_full(argv: list[str]) -> None:
    err = io.StringIO()
    assert main(argv, stdout=io.TextIOWrapper(io.BufferedWriter(Full()), "utf-8"), stderr=err) == 3
    assert err.getvalue() == "envdoctor: the output cannot be written: No space left on device\n"


def test_pythonpath_comes_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert main(["-h"], stdout=io.StringIO()) == 0
    assert str(tmp_path) not in sys.path


@pytest.mark.usefixtures("stays")
def test_started_as_a_module(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "path", ["/the/current/folder", *sys.path])
    monkeypatch.setattr(sys, "argv", ["envdoctor", "--version"])
    monkeypatch.delitem(sys.modules, "envdoctor.__main__")
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("envdoctor", run_name="__main__")
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"envdoctor {__version__}\n"
    assert "/the/current/folder" not in sys.path


# ── as a process ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_it_runs(folder: Path) -> None:
    done = start(cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"envdoctor {__version__} · ~/shop · ")


HOSTILE = (
    "re",
    "json",
    "yaml",
    "tomllib",
    "argparse",
    "time",
    "posixpath",
    "stat",
    "unicodedata",
    "envdoctor_checks",
    "rich",
)


def test_nothing_of_the_project_is_imported(folder: Path) -> None:
    (folder / ".git").mkdir()
    (folder / "pyproject.toml").write_text("[tool.envdoctor]\nignore = ['ALL']\n")
    # what Python itself imports before anybody's code runs is Python's to protect: since 3.11, it is frozen
    early = {"posixpath", "stat"} if sys.version_info < (3, 11) else set()
    for name in HOSTILE:
        if name in early:
            continue
        (folder / f"{name}.py").write_text(f"import sys\nsys.stderr.write('{name} is the project’s\\n')\n", "utf-8")
    script = [str(Path(sys.executable).parent / "envdoctor")]
    for command in (MODULE, script if Path(script[0]).exists() else MODULE):
        for pythonpath in ("", ".", f":{folder}"):
            env = {"PYTHONPATH": pythonpath} if pythonpath and command is script else {}
            for argv in ([], ["--version"], ["-q", "--color", "always"], ["--output-format", "json"]):
                done = start(*argv, cwd=folder, command=command, env=env)
                assert (done.returncode, done.stderr) == (0, ""), (command, pythonpath, argv)


def test_isolated_python_has_no_folder_to_drop(folder: Path) -> None:
    for options in (["-I"], ["-P"] if sys.version_info >= (3, 11) else ["-I"]):
        done = start("--version", cwd=folder, command=[sys.executable, *options, "-m", "envdoctor"])
        assert done.stdout == f"envdoctor {__version__}\n", done.stderr


@posix
def test_a_folder_that_is_gone(folder: Path) -> None:
    command = ["sh", "-c", 'rmdir "$PWD" && exec "$@"', "sh", *MODULE]
    done = start(cwd=folder, command=command)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "envdoctor: the current folder does not exist any more\n"


@posix
@pytest.mark.parametrize("argv", [[], ["--version"], ["explain"], ["snapshot"], ["-h"]])
def test_nobody_reads(folder: Path, argv: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = start(*argv, cwd=folder, stdout=writing)
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")


@posix
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has a device that is always full")
@pytest.mark.parametrize("argv", [[], ["--version"], ["explain"], ["snapshot"], ["-h"]])
def test_a_full_disk(folder: Path, argv: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = start(*argv, cwd=folder, stdout=full)
    assert done.returncode == 3
    assert done.stderr == "envdoctor: the output cannot be written: No space left on device\n"


@posix
@pytest.mark.parametrize("closed", ["1>&-", "2>&-", "0<&-", "0<&- 1>&- 2>&-"])
def test_streams_that_are_closed(folder: Path, closed: str) -> None:
    done = start(cwd=folder, command=["sh", "-c", f'exec "$@" {closed}', "sh", *MODULE])
    assert done.returncode == 0
    assert done.stderr == ""


@posix
def test_an_ascii_locale(folder: Path) -> None:
    env = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"}
    (folder / "pyproject.toml").write_bytes(b"[tool.envdoctor]\n'caf\xc3\xa9\xe2\x80\xae' = 1\n")
    done = start(cwd=folder, env=env)
    assert done.returncode == 2
    assert done.stderr == "envdoctor: pyproject.toml:2:1: there is no key `caf\\xe9\\u202e`\n"
    done = start(cwd=folder, env=env, command=[*MODULE, "--isolated"])
    assert done.stdout.startswith(f"envdoctor {__version__} - ~/shop - ")
    odd = os.fsdecode(b"caf\xe9\xff")
    done = start(odd, cwd=folder, env=env)
    assert done.stderr == "envdoctor: caf\\xe9\\xff: there is no such file or folder\n"


@posix
def test_ctrl_c(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    code = (
        "import sys, time, envdoctor.__main__ as m, envdoctor.cli.check as c\n"
        "def run(session):\n    print('ready', flush=True)\n    time.sleep(60)\n"
        "c.run = run\nsys.exit(m.script())\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=20)
    assert (process.returncode, err) == (130, "")


@posix
def test_a_terminal(folder: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    done = start(cwd=folder, stdout=theirs)
    os.close(theirs)
    text = os.read(ours, 100_000).decode()
    os.close(ours)
    assert done.returncode == 0
    assert re.search(r"nothing wrong · \d+ checks?", text)
