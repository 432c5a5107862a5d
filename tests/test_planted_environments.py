"""Faults planted in real environments, each found by the one check that names it; what is found for people is true."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from envdoctor.check import Tell
from envdoctor.engine import Report, run
from envdoctor.load import sources
from envdoctor.probe import look
from envdoctor.probe.project import aim
from envdoctor.system import System
from tests import planted

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="plants what happens to POSIX environments")
SOURCES = [source for source in sources(System()) if source.module.startswith("envdoctor_checks.environment.")]
SOMEBODY = 4711


class Desk(System):
    """This machine, with a shell that stands in a project; who is at work can be chosen."""

    def __init__(self, root: Path, who: int | None = None) -> None:
        super().__init__()
        self.cwd = str(root)
        self.env = {"HOME": str(root.parent), "PATH": os.environ["PATH"], "SHELL": "/bin/bash"}
        self.who = who

    def user(self) -> int | None:
        return super().user() if self.who is None else self.who


def judge(environment: Path, who: int | None = None) -> Report:
    desk = Desk(environment.parent, who)
    snap = look(desk, aim(desk, ()))
    if who is not None:  # the tests may run in a container, where nothing is said of root
        snap.__dict__["host"] = snap.host.replace(container="", superuser=False)
    report = run(snap, [source.load() for source in SOURCES], clock=lambda: 0.0)
    assert (report.skipped, report.failed) == ((), ())
    return report


def found(environment: Path, who: int | None = None) -> list[str]:
    return [one.check for one in judge(environment, who).found]


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with an environment that has pip, made once: each test makes its own only where it must."""
    project = tmp_path_factory.mktemp("original").resolve() / "shop"
    (project / ".git").mkdir(parents=True)
    (project / "requirements.txt").write_text("")
    subprocess.run([sys.executable, "-m", "venv", project / ".venv"], check=True)
    return project / ".venv"


@pytest.fixture
def environment(original: Path, tmp_path: Path) -> Path:
    """The same in a folder of its own, with its place set right wherever it is named; a new one would take longer."""
    project = tmp_path.resolve() / "shop"
    subprocess.run(["cp", "-a", original.parent, project], check=True)
    for file in [project / ".venv" / "pyvenv.cfg", *(project / ".venv" / "bin").iterdir()]:
        data = file.read_bytes()
        if not file.is_symlink() and bytes(original) in data:
            file.write_bytes(data.replace(bytes(original), bytes(project / ".venv")))
    return project / ".venv"


def test_nothing_is_wrong(original: Path, environment: Path) -> None:
    assert found(original) == []
    assert found(environment) == []


def test_renamed(environment: Path) -> None:
    there = planted.renamed(environment)
    assert found(there) == ["environment-moved"]
    assert subprocess.run([there / "bin" / "python", "-c", ""], check=False).returncode == 0
    with pytest.raises(OSError, match=str(there)):
        subprocess.run([there / "bin" / "pip", "--version"], check=False)


def test_copied(environment: Path) -> None:
    there = planted.copied(environment)
    assert found(there) == ["environment-copied"]
    assert found(environment) == []
    said = subprocess.run([there / "bin" / "pip", "--version"], capture_output=True, text=True, check=True).stdout
    assert str(environment) in said


def test_base_gone(environment: Path) -> None:
    planted.base_gone(environment)
    assert found(environment) == ["interpreter-missing"]


def other_python() -> str:
    """Give a Python of another minor version; empty where there is none."""
    folders = [*map(str, Path.home().glob(".pyenv/versions/*/bin")), "/usr/bin"]
    for minor in (10, 12, 13, 14, 11):
        for folder in folders:
            if minor != sys.version_info.minor and os.access(f"{folder}/python3.{minor}", os.X_OK):
                return f"{folder}/python3.{minor}"
    return ""


@pytest.mark.skipif(not other_python(), reason="there is one Python alone here")
def test_base_upgraded(environment: Path) -> None:
    planted.base_upgraded(environment, other_python())
    assert found(environment) == ["interpreter-upgraded"]
    done = subprocess.run([environment / "bin" / "python", "-m", "pip"], capture_output=True, text=True, check=False)
    assert "No module named pip" in done.stderr


def test_without_config(environment: Path) -> None:
    planted.without_config(environment)
    assert found(environment) == ["environment-without-config"]
    words = [str(environment / "bin" / "python"), "-c", "import sys; print(sys.prefix)"]
    said = subprocess.run(words, capture_output=True, text=True, check=True).stdout.strip()
    assert said != str(environment)


def test_of_windows(environment: Path) -> None:
    planted.of_windows(environment)
    assert found(environment) == ["environment-of-another-system"]


def test_seeing_the_system(environment: Path) -> None:
    planted.seeing_the_system(environment)
    assert found(environment) == ["system-packages-visible"]


@pytest.mark.skipif(sys.version_info < (3, 11), reason="it does not say who made an environment")
def test_unfinished(environment: Path) -> None:
    planted.unfinished(environment)
    assert found(environment) == ["environment-incomplete"]


DEAD = [b"#!/opt/gone/bin/python3.12\n", b"#!python\n", b"#!" + sys.executable.encode() + b"\r\n"]


@pytest.mark.parametrize("line", DEAD)
def test_unrunnable(environment: Path, line: bytes) -> None:
    planted.unrunnable(environment, "pip3", line)
    report = judge(environment)
    assert [one.check for one in report.found] == ["scripts-unrunnable"]
    with pytest.raises(OSError, match="pip3"):
        subprocess.run([environment / "bin" / "pip3"], check=False)


@pytest.mark.skipif(sys.platform != "linux", reason="macOS reads twice as much")
@pytest.mark.parametrize(("length", "bad"), [(255, False), (256, True)])
def test_the_longest_first_line(environment: Path, tmp_path: Path, length: int, *, bad: bool) -> None:
    """What the kernel does on this very machine, and what is said about it."""
    folder = tmp_path / "x"
    while len(f"#!{folder}/python3") < length - 60:
        folder /= "y" * 40
    folder = folder.with_name(folder.name + "z" * (length - len(f"#!{folder}/python3")))
    folder.mkdir(parents=True)
    (folder / "python3").symlink_to(Path(sys.executable).resolve())
    planted.unrunnable(environment, "pip3", f"#!{folder}/python3\n".encode())
    assert found(environment) == (["scripts-unrunnable"] if bad else [])
    try:
        subprocess.run([environment / "bin" / "pip3"], capture_output=True, check=False)
    except OSError:
        assert bad
    else:
        assert not bad


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can give files away")
def test_owned_by_root(environment: Path) -> None:
    planted.owned_by_root(environment, SOMEBODY, "pip")
    assert found(environment, SOMEBODY) == ["files-owned-by-root"]
    assert found(environment) == []


def test_the_cure_is_the_cure(environment: Path) -> None:
    """Of a moved environment: the command that is told leaves nothing to say."""
    there = planted.renamed(environment)
    ((fix,),) = [one.fixes for one in judge(there).found]
    (step,) = fix.steps
    assert isinstance(step, Tell)
    command = step.command.replace("python -m pip install -r requirements.txt", "python -c ''")
    env = {**os.environ, "PATH": os.pathsep.join([os.path.dirname(sys.executable), os.environ["PATH"]])}
    subprocess.run(["bash", "-c", command], cwd=there.parent, env=env, check=True)
    assert found(there) == []
