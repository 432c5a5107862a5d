"""The one class that touches the machine, on a real one; and the program runner behind it."""

from __future__ import annotations

import io
import marshal
import os
import re
import signal
import sys
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import pytest

from envdoctor.__main__ import main
from envdoctor.record import CannotKnow
from envdoctor.system import System, process
from envdoctor.system.process import by_spawn, by_subprocess
from envdoctor.system.registry import RegistryKey
from envdoctor.testing import Machine

SHELL = "/bin/sh"
ASK = "from envdoctor.system import System; print(System().ancestors()[0])"
Runner = Callable[[list[str], Mapping[str, str], bytes, float], "tuple[int, bytes, bytes] | None"]
posix = pytest.mark.skipif(sys.platform == "win32", reason="speaks of POSIX files")


@pytest.fixture
def system() -> System:
    return System()


def test_reading_a_file(system: System, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * 10_000)
    assert system.read(str(tmp_path / "a")) == b"x" * 10_000
    assert len(system.head(str(tmp_path / "a"))) == 8192


@pytest.mark.parametrize("text", ["", "one", "one\n", "a\n\nb\n" * 40, "x" * 100 + "\ny", ("z" * 9 + "\n") * 5])
def test_reading_in_pieces(system: System, tmp_path: Path, text: str) -> None:
    (tmp_path / "a").write_bytes(text.encode())
    made = Machine({"files": {"/home/me/a": text}})
    for pieces in (list(system.pieces(str(tmp_path / "a"), 10)), list(made.pieces("/home/me/a", 10))):
        assert b"".join(pieces) == text.encode()
        assert all(piece.endswith(b"\n") for piece in pieces[:-1])
        assert len(pieces) >= len(text) // 20 - text.count("x") // 10


@posix
def test_what_is_no_file_is_not_read_in_pieces(system: System, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    with pytest.raises(OSError, match="it is a FIFO"):
        list(system.pieces(str(tmp_path / "fifo"), 10))
    (tmp_path / "large").write_bytes(b"x" * 1025)
    with pytest.raises(OSError, match="larger than 1 KiB"):
        list(system.pieces(str(tmp_path / "large"), 10, limit=1024))
    (tmp_path / "large").write_bytes(b"x\n" + b"y" * 200_000)
    with pytest.raises(OSError, match="a line that is too long"):
        list(system.pieces(str(tmp_path / "large"), 1000))


@pytest.mark.parametrize("anchors", [True, False])
def test_many_files_at_once(system: System, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, anchors: bool) -> None:
    if not anchors:
        monkeypatch.setattr(os, "supports_dir_fd", set())
    (tmp_path / "small").write_bytes(b"abc")
    (tmp_path / "folder").mkdir()
    os.utime(tmp_path / "small", ns=(5, 7_000_000_000))
    folder, names = f"{tmp_path}{os.sep}", ["small", "absent", "folder", "a\0b"]
    before = len(os.listdir("/proc/self/fd")) if sys.platform == "linux" else 0
    assert list(system.heads(folder, names, 2)) == [b"ab", None, None, None]
    assert list(system.dated(folder, names, 9)) == [(b"abc", 7_000_000_000), None, None, None]
    assert system.times(folder, names) == [7_000_000_000, -1, (tmp_path / "folder").stat().st_mtime_ns, -1]
    assert next(system.heads(folder, names, 2)) == b"ab"  # whoever wants no more of them leaves nothing open
    assert list(system.heads(f"{tmp_path}/gone/", ["small"], 2)) == [None]
    assert system.times(f"{tmp_path}/gone/", ["small"]) == [-1]
    assert before == (len(os.listdir("/proc/self/fd")) if sys.platform == "linux" else 0)


@posix
@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("absent", "No such file"),
        ("folder", "it is a folder"),
        ("fifo", "it is a FIFO"),
        ("large", "larger than 1 KiB"),
    ],
)
def test_what_is_no_file_to_read_is_refused(system: System, tmp_path: Path, name: str, why: str) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "large").write_bytes(b"x" * 1025)
    with pytest.raises(OSError, match=why) as refused:
        system.read(str(tmp_path / name), limit=1024)
    assert refused.value.strerror


@posix
def test_the_head_of_a_fifo_is_not_waited_for(system: System, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    with pytest.raises(OSError, match="no regular file"):
        system.head(str(tmp_path / "fifo"))


@posix
def test_kinds_links_and_owners(system: System, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("")
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "to_file").symlink_to("file")
    (tmp_path / "to_nothing").symlink_to("nothing")
    (tmp_path / "round").symlink_to("round")
    kinds = {name: system.kind(str(tmp_path / name)) for name in system.names(str(tmp_path))}
    assert kinds == {
        "fifo": "other",
        "file": "file",
        "folder": "folder",
        "round": "",
        "to_file": "file",
        "to_nothing": "",
    }
    assert system.kind(str(tmp_path / "to_nothing"), follow=False) == "link"
    assert system.kind("\0") == ""
    assert system.link(str(tmp_path / "to_file")) == "file"
    assert system.link(str(tmp_path / "file")) == ""
    assert system.real(str(tmp_path / "to_file")) == os.path.realpath(tmp_path / "file")
    assert system.identity(str(tmp_path / "to_file")) == system.identity(str(tmp_path / "file"))
    assert system.owner(str(tmp_path / "file")) == system.user() == os.geteuid()
    assert system.owner(str(tmp_path / "absent")) is None
    assert not system.executable(str(tmp_path / "file"))
    assert system.executable(SHELL)


@posix
def test_the_process_above_this_one_is_named(system: System) -> None:
    if not os.path.exists("/proc/self/stat"):
        assert system.ancestors() == []
        return
    done = by_spawn([SHELL, "-c", f"{sys.executable} -c '{ASK}'; true"], os.environ, b"", 20)
    assert done is not None
    name, option, *_ = done[1].decode().split("\0")
    assert (name in {"sh", "dash", "bash"}, option) == (True, "-c")


ASK = "from envdoctor.system import System; print(System().ancestors()[0])"


RUNNERS = pytest.mark.parametrize("run", [by_spawn, by_subprocess])


@posix
@RUNNERS
def test_a_program_is_fed_and_heard(run: Runner) -> None:
    large = b"line\n" * 200_000  # more than a pipe holds, both ways at once
    assert run([SHELL, "-c", "cat; echo no >&2; exit 3"], os.environ, large, 20) == (3, large, b"no\n")


@posix
@RUNNERS
def test_a_program_may_hear_only_a_part(run: Runner) -> None:
    assert run([SHELL, "-c", "exit 0"], os.environ, b"x" * 1_000_000, 20) == (0, b"", b"")


@posix
@RUNNERS
def test_a_program_that_takes_too_long_is_ended(run: Runner) -> None:
    assert run(["/bin/sleep", "60"], os.environ, b"", 0.2) is None


@posix
@RUNNERS
def test_a_program_that_cannot_start_is_an_answer(run: Runner) -> None:
    done = run(["/nowhere/git"], os.environ, b"", 5)
    assert done is not None
    assert done[0] == 127
    assert b"No such file" in done[2]


@pytest.fixture
def copying(system: System, monkeypatch: pytest.MonkeyPatch) -> System:
    """A machine of two cores, on which this process may be copied."""
    monkeypatch.setattr(process, "_cores", lambda: 2)
    system.copies = True
    return system


@posix
def test_a_copy_works_and_is_heard(copying: System) -> None:
    """More than a pipe holds; what nobody asks for is heard in the end, and nothing is left open."""
    descriptors = len(os.listdir("/dev/fd"))
    copying.begin(["--version"], os.getcwd())
    for name in ("asked", "not asked"):
        copying.begin_work(name, lambda: ["x" * 1_000_000, os.getpid()])
    assert len(os.listdir("/dev/fd")) == descriptors + 5
    processes = [one.process for one in copying._aside.copies.values()]
    text, where = copying.worked("asked", list)
    assert text == "x" * 1_000_000
    assert where != os.getpid()
    assert copying.git(["--version"], os.getcwd()).out.startswith(b"git version")
    copying.begin(["--version"], os.getcwd())
    copying.begin_work("for ever", partial(time.sleep, 600))
    processes += [one.process for one in copying._aside.copies.values()]
    processes += [one.process for one in copying._aside.begun.values()]
    copying.end()
    assert len(os.listdir("/dev/fd")) == descriptors
    for one in processes:
        with pytest.raises(ChildProcessError):
            os.waitpid(one, os.WNOHANG)


@posix
def test_where_nobody_keeps_the_status_of_children(copying: System) -> None:
    """Whoever ignores SIGCHLD, or was started by one who does, is not told how its children ended."""
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        copying.begin(["--version"], os.getcwd())
        for name, work in (("done", os.getpid), ("failed", fail), ("left", os.getpid)):
            copying.begin_work(name, work)
        assert copying.worked("done", list) != os.getpid()
        assert copying.worked("failed", lambda: "done here") == "done here"
        assert copying.git(["--version"], os.getcwd()).status == 0
        time.sleep(0.2)  # by now it is at its end, and gone without a trace
        copying.end()
    finally:
        signal.signal(signal.SIGCHLD, before)


@posix
def test_what_was_begun_ends_with_the_run(copying: System) -> None:
    copying.begin_work("for ever", partial(time.sleep, 600))
    (copy,) = copying._aside.copies.values()
    assert main(["checks"], copying, io.StringIO(), io.StringIO()) == 0
    with pytest.raises(ProcessLookupError):
        os.kill(copy.process, 0)


def fail() -> None:
    raise CannotKnow("it is not there")


@posix
def test_what_fails_in_a_copy_fails_here(copying: System) -> None:
    copying.begin_work("it", fail)
    with pytest.raises(CannotKnow, match="it is not there"):
        copying.worked("it", fail)
    copying.begin_work("other", object)  # `marshal` does not know it
    assert type(copying.worked("other", object)) is object


@posix
def test_a_copy_lets_go_of_the_pipes_of_others(copying: System) -> None:
    """A program that reads its input to the end would wait for the copy otherwise."""
    copying.begin(["--version"], os.getcwd())
    out, into = os.pipe()
    (child,) = copying._aside.begun.values()
    ends = os.dup(child.into), os.dup(child.out), os.dup(child.err)
    other = process.Child(0, *ends)
    spare = os.dup(into)
    assert process._answer(lambda: "done", [other, process.Child(0, 0, 0, 0, "no git")], into, [spare]) == 0
    assert os.path.samestat(os.fstat(spare), os.stat(os.devnull))  # so that nobody waits for what it might write
    os.close(spare)
    assert marshal.loads(os.read(out, 100)) == "done"
    for end in ends:
        with pytest.raises(OSError, match="Bad file descriptor"):
            os.fstat(end)
    os.close(out)
    assert process._answer(lambda: "nobody listens", [], into, ()) == 1
    os.close(into)
    copying.end()


def refuse() -> int:
    raise BlockingIOError(11, "Resource temporarily unavailable")


@posix
@pytest.mark.parametrize(
    ("where", "name", "value"), [(process, "_cores", lambda: 1), (os, "fork", refuse), (os, "fork", None)]
)
def test_without_a_copy_the_work_is_done_here(
    copying: System, monkeypatch: pytest.MonkeyPatch, where: object, name: str, value: object
) -> None:
    if value is None:
        monkeypatch.delattr(where, name)
    else:
        monkeypatch.setattr(where, name, value)
    descriptors = len(os.listdir("/dev/fd"))
    copying.begin_work("it", os.getpid)
    assert len(os.listdir("/dev/fd")) == descriptors
    assert copying.worked("it", os.getpid) == os.getpid()


def test_cores_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    assert process._cores() >= 1
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    assert process._cores() >= 1


@posix
def test_no_descriptor_is_left_open() -> None:
    before = len(os.listdir("/dev/fd"))
    for command in (["/bin/sleep", "60"], ["/nowhere/git"], [SHELL, "-c", "cat"]):
        by_spawn(command, os.environ, b"x", 0.1)
    assert len(os.listdir("/dev/fd")) == before


def git(system: System, folder: Path, *words: str) -> str:
    return system.git(words, str(folder)).out.decode()


@posix
def test_git_can_start_nothing_that_the_repository_names(system: System, tmp_path: Path) -> None:
    git(system, tmp_path, "init", "-q")
    trap = tmp_path / "trap"
    trap.write_text(f"#!{SHELL}\ntouch {tmp_path}/sprung\n")
    trap.chmod(0o755)
    for name in (
        "core.fsmonitor",
        "core.pager",
        "core.sshCommand",
        "diff.external",
        "filter.f.clean",
        "core.hooksPath",
    ):
        git(system, tmp_path, "config", name, str(trap))
    (tmp_path / ".gitattributes").write_text("* filter=f\n")
    (tmp_path / "a.txt").write_text("a")
    assert git(system, tmp_path, "ls-files", "-z", "-o", "--exclude-standard").split("\0")[:3] == [
        ".gitattributes",
        "a.txt",
        "trap",
    ]
    assert system.git(["check-ignore", "-z", "--stdin"], str(tmp_path), b"a.txt").status == 1
    assert not (tmp_path / "sprung").exists()


@posix
def test_a_git_planted_in_the_project_is_not_run(tmp_path: Path) -> None:
    system = System()
    for folder in ("", "bin", ".venv/bin"):
        planted = tmp_path / folder / "git"
        planted.parent.mkdir(parents=True, exist_ok=True)
        planted.write_text(f"#!{SHELL}\ntouch {tmp_path}/sprung\n")
        planted.chmod(0o755)
    outside = tmp_path.parent / "linked_bin"
    outside.symlink_to(tmp_path / "bin")
    folders = [tmp_path, tmp_path / "bin", tmp_path / ".venv/bin", outside, Path("."), Path("bin")]
    system.env = {"PATH": os.pathsep.join(map(str, folders))}
    with pytest.raises(CannotKnow, match="no git on PATH"):
        system.git(["--version"], str(tmp_path))
    system.env = {"PATH": os.pathsep.join([*map(str, folders), os.environ["PATH"]])}
    assert system.git(["--version"], str(tmp_path)).out.startswith(b"git version")
    assert not (tmp_path / "sprung").exists()


@posix
def test_a_git_that_does_not_answer_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = tmp_path / "bin" / "git"
    slow.parent.mkdir()
    slow.write_text(f"#!{SHELL}\nexec sleep 60\n")
    slow.chmod(0o755)
    monkeypatch.setattr("envdoctor.system.aside.GIT_SECONDS", 0.2)
    system = System()
    system.env = {"PATH": f"{slow.parent}{os.pathsep}{os.environ['PATH']}"}
    (tmp_path / "project").mkdir()
    with pytest.raises(CannotKnow, match="did not answer"):
        system.git(["--version"], str(tmp_path / "project"))


@posix
def test_a_current_folder_that_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    with pytest.raises(CannotKnow, match="current folder does not exist"):
        System()


def test_paths_in_the_flavour_of_the_machine(system: System) -> None:
    system.name = "windows"
    assert system.path.join("C:\\a", "b") == "C:\\a\\b"
    assert system.owner("C:\\a") is None
    system.name = "linux"
    assert system.path.join("/a", "b") == "/a/b"


@posix
def test_git_may_begin_before_it_is_asked(tmp_path: Path) -> None:
    system = System()
    git(system, tmp_path, "init", "-q")
    (tmp_path / "a.txt").write_text("a")
    git(system, tmp_path, "add", ".")
    system.begin(["ls-files"], str(tmp_path))
    (tmp_path / "b.txt").write_text("b")
    assert git(system, tmp_path, "ls-files") == "a.txt\n"
    before = len(os.listdir("/dev/fd"))
    system.begin(["ls-files"], str(tmp_path))
    system.end()
    assert len(os.listdir("/dev/fd")) == before, "a question that nobody asked is heard out"


@posix
def test_beginning_without_git_is_no_failure(tmp_path: Path) -> None:
    system = System()
    system.env = {"PATH": "/nowhere"}
    system.begin(["ls-files"], str(tmp_path))
    with pytest.raises(CannotKnow, match="no git on PATH"):
        system.git(["ls-files"], str(tmp_path))


def test_the_day_and_the_registry(system: System) -> None:
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", system.today())
    for said, known in (("2024-01-31", True), ("tomorrow", False), ("24-1-31", False)):
        system.env = {"ENVDOCTOR_TODAY": said}
        assert (system.today() == said) is known
    found = system.registry("HKLM", "Software")
    assert (found is None) is (sys.platform != "win32")


def test_a_registry_made_of_text() -> None:
    machine = Machine({"machine": {"registry": {"HKCU\\A\\B": {"": "one", "x": "two"}, "HKCU\\A\\c\\D": {}}}})
    above = machine.registry("HKCU", "a")
    assert above == RegistryKey((), ("B", "c"))
    below = machine.registry("HKCU", "A\\b")
    assert below
    assert (below.get(""), below.get("x"), below.get("y"), below.keys) == ("one", "two", "", ())
    assert machine.registry("HKLM", "A") is None
