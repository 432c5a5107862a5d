"""Fixes are planned as a whole, and applied in one step or not at all."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from envdoctor.check import Append, Create, Finding, Fix, Replace, Run, Tell
from envdoctor.repair import TOLD, UNSAFE, Change, Plan, apply, plan, save, write

posix = pytest.mark.skipif(sys.platform == "win32", reason="modes and links of POSIX")
not_root = pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write everywhere")


def finding(*fixes: Fix, message: str = "It is so") -> Finding:
    return Finding(message, fixes=fixes, severity="warning", check="some-check")


def fix(*steps: Any, safe: bool = True, title: str = "mends") -> Fix:
    return Fix(title, steps, safe)


TEXT = b"flask\nrequests\n"


def read(path: str) -> bytes:
    if path == "dir":
        raise IsADirectoryError(errno.EISDIR, "it is a folder")
    if path != "r.txt":
        raise FileNotFoundError(errno.ENOENT, "No such file or directory")
    return TEXT


def planned(*findings: Finding, unsafe: bool = False) -> Plan:
    return plan(findings, read, unsafe=unsafe)


def after(made: Plan) -> dict[str, bytes]:
    return {change.path: change.after for change in made.changes}


PIN = fix(Replace("r.txt", 1, 1, "flask", "flask==3"), title="pins")
PIN_OTHER = fix(Replace("r.txt", 2, 1, "requests", "requests==2"), title="pins")


def test_fixes_of_one_file_are_one_change() -> None:
    made = planned(finding(PIN), finding(PIN_OTHER), finding(fix(Append("r.txt", ("x",)))))
    assert made.changes == (Change("r.txt", TEXT, b"flask==3\nrequests==2\nx\n"),)
    assert [(one.title, one.paths) for one in made.mended] == [
        ("pins", ("r.txt",)), ("pins", ("r.txt",)), ("mends", ("r.txt",)),
    ]  # fmt: skip
    assert made.held == ()


def test_a_file_that_is_absent_is_created() -> None:
    made = planned(finding(fix(Append("new", ("x",)))), finding(fix(Create("other", "y"))))
    assert made.changes == (Change("new", None, b"x\n"), Change("other", None, b"y"))


def test_unsafe_fixes_are_held_unless_they_are_asked_for() -> None:
    one = finding(fix(Create("new", "y"), safe=False))
    assert [held.reason for held in planned(one).held] == [UNSAFE]
    assert after(planned(one)) == {}
    assert after(planned(one, unsafe=True)) == {"new": b"y"}


@pytest.mark.parametrize("unsafe", [False, True])
def test_of_several_fixes_the_first_that_can_be_applied_is(unsafe: bool) -> None:
    fixes = (
        fix(Tell("do it")),
        fix(Create("unsafe", ""), safe=False),
        fix(Create("r.txt", "")),
        fix(Create("safe", "")),
        fix(Create("never", "")),
    )
    assert list(after(planned(finding(*fixes), unsafe=unsafe))) == ["unsafe" if unsafe else "safe"]


def test_commands_are_never_run() -> None:
    made = planned(finding(fix(Tell("rm -rf /"))), finding(fix(Run(("rm", "-rf", "/")))), finding())
    assert (made.changes, [held.reason for held in made.held]) == ((), [TOLD, TOLD])
    both = planned(finding(fix(Append("new", ("x",)), Tell("git rm x"))))
    assert after(both) == {"new": b"x\n"}


@pytest.mark.parametrize(
    ("steps", "reason"),
    [
        ((Replace("r.txt", 1, 1, "django", "x"),), "r.txt:1 does not read as it did"),
        ((Replace("gone.txt", 1, 1, "x", "y"),), "gone.txt is not there any more"),
        ((Append("dir", ("x",)),), "dir cannot be read: it is a folder"),
        ((Create("r.txt", "x"),), "r.txt is there already"),
        ((Append("../up", ("x",)),), "../up is not in the project"),
        ((Append("a/../../up", ("x",)),), "a/../../up is not in the project"),
        ((Append("/etc/passwd", ("x",)),), "/etc/passwd is not in the project"),
        ((Append("C:\\x", ("x",)),), "C:\\x is not in the project"),
        ((Append("..\\x", ("x",)),), "..\\x is not in the project"),
        ((Append("", ("x",)),), " is not in the project"),
        ((Replace("r.txt", 1, 1, "flask", "a"), Replace("r.txt", 1, 2, "l", "b")),
         "its own steps get in each other's way in r.txt"),
    ],
)  # fmt: skip
def test_what_cannot_be_mended_is_held_with_a_reason(steps: tuple[Any, ...], reason: str) -> None:
    made = planned(finding(fix(*steps)))
    assert made.changes == ()
    assert [held.reason for held in made.held] == [reason]


def test_a_fix_is_applied_as_a_whole_or_not_at_all() -> None:
    made = planned(finding(fix(Append("new", ("x",)), Create("r.txt", "x"))))
    assert made.changes == ()
    assert len(made.held) == 1


def test_fixes_that_overlap_wait_for_each_other() -> None:
    made = planned(finding(PIN), finding(fix(Replace("r.txt", 1, 2, "lask", "LASK"))))
    assert after(made) == {"r.txt": b"flask==3\nrequests\n"}
    assert [held.reason for held in made.held] == ["another fix changes r.txt:1 too"]


def test_a_fix_that_changes_nothing_is_no_change() -> None:
    assert planned(finding(fix(Replace("r.txt", 1, 1, "flask", "flask")))).changes == ()


# ── writing ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def written(root: Path, path: str, before: bytes | None, new: bytes) -> list[str]:
    return [refused.reason for refused in apply(str(root), [Change(path, before, new)])]


def test_apply(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    assert written(tmp_path, "a", b"old", b"new\r\n") == []
    assert written(tmp_path, "deep/er/b", None, b"made") == []
    assert (tmp_path / "a").read_bytes() == b"new\r\n"
    assert (tmp_path / "deep/er/b").read_bytes() == b"made"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "deep"]


@posix
def test_the_mode_is_kept(tmp_path: Path) -> None:
    for mode in (0o755, 0o600, 0o644):
        (tmp_path / "a").write_bytes(b"old")
        (tmp_path / "a").chmod(mode)
        assert written(tmp_path, "a", b"old", b"new") == []
        assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == mode


@posix
def test_a_new_file_follows_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        assert written(tmp_path, "a", None, b"x") == []
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o640


@posix
def test_the_owner_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"old")
    real = os.stat

    def foreign(path: Any, **words: Any) -> os.stat_result:
        found = real(path, **words)
        return os.stat_result((*found[:4], 4242, 4243, *found[6:])) if str(path).endswith("/a") else found

    given = []
    monkeypatch.setattr(os, "stat", foreign)
    monkeypatch.setattr(os, "fchown", lambda _file, user, group: given.append((user, group)))
    assert written(tmp_path, "a", b"old", b"new") == []
    assert given == [(4242, 4243)]

    def forbidden(*_given: Any) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "fchown", forbidden)
    assert written(tmp_path, "a", b"new", b"newer") == []
    assert (tmp_path / "a").read_bytes() == b"newer"


@pytest.mark.parametrize("now", [b"changed", b""])
def test_a_file_that_changed_is_left_alone(tmp_path: Path, now: bytes) -> None:
    (tmp_path / "a").write_bytes(now)
    assert written(tmp_path, "a", b"old", b"new") == ["it was changed since it was read"]
    assert written(tmp_path, "a", None, b"new") == ["it was changed since it was read"]
    assert (tmp_path / "a").read_bytes() == now


def test_a_file_that_is_gone_is_not_made_again(tmp_path: Path) -> None:
    assert written(tmp_path, "a", b"old", b"new") == ["it is gone since it was read"]
    assert list(tmp_path.iterdir()) == []


@posix
def test_links_inside_are_followed_and_others_are_not(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (root / "real").write_bytes(b"old")
    (tmp_path / "outside").write_bytes(b"old")
    (root / "in").symlink_to("real")
    (root / "out").symlink_to("../outside")
    (root / "nowhere").symlink_to("gone")
    (root / "folder").symlink_to("..")
    assert written(root, "in", b"old", b"new") == []
    assert (root / "in").is_symlink()
    assert (root / "real").read_bytes() == b"new"
    assert written(root, "out", b"old", b"new") == ["it is a link that leads out of the project"]
    assert written(root, "folder/outside", b"old", b"new") == ["it is a link that leads out of the project"]
    assert written(root, "folder/fresh", None, b"new") == ["it is a link that leads out of the project"]
    assert written(root, "nowhere", None, b"new") == ["it is a link that leads nowhere"]
    assert (tmp_path / "outside").read_bytes() == b"old"
    assert not (tmp_path / "fresh").exists()


@posix
def test_what_is_no_file_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "folder").mkdir()
    assert written(tmp_path, "fifo", b"", b"new") == ["it was changed since it was read"]
    assert written(tmp_path, "folder", None, b"new") == ["it was changed since it was read"]


def test_a_read_only_file_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"old")
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)
    assert written(tmp_path, "a", b"old", b"new") == ["it is read-only"]


@posix
@not_root
def test_a_read_only_folder(tmp_path: Path) -> None:  # pragma: no cover - not as root
    (tmp_path / "a").write_bytes(b"old")
    tmp_path.chmod(0o555)
    assert written(tmp_path, "a", b"old", b"new") == ["it cannot be written: Permission denied"]
    tmp_path.chmod(0o755)


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_disk_that_fails_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    for name in "ab":
        (tmp_path / name).write_bytes(b"old")
    real: Callable[..., Any] = getattr(os, step)
    calls = []

    def fails_once(*given: Any) -> Any:
        calls.append(given)
        if len(calls) == 1:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(*given)

    monkeypatch.setattr(os, step, fails_once)
    refused = apply(str(tmp_path), [Change("a", b"old", b"new"), Change("b", b"old", b"new")])
    assert [(one.path, one.reason) for one in refused] == [("a", "it cannot be written: No space left on device")]
    assert (tmp_path / "a").read_bytes() == b"old"
    assert (tmp_path / "b").read_bytes() == b"new"  # the rest goes on
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]


@posix
def test_a_folder_that_cannot_be_settled_is_no_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.fsync

    def of_files(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", of_files)
    write(str(tmp_path / "a"), b"x")
    assert (tmp_path / "a").read_bytes() == b"x"


def test_systems_without_owners_and_modes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("fchown", "fchmod", "O_DIRECTORY"):
        monkeypatch.delattr(os, name, raising=False)
    (tmp_path / "a").write_bytes(b"old")
    assert written(tmp_path, "a", b"old", b"new") == []
    assert (tmp_path / "a").read_bytes() == b"new"


@posix
def test_save_writes_into_devices_and_behind_links_but_replaces_neither(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    reading = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    save(str(tmp_path / "pipe"), b"x")
    assert os.read(reading, 9) == b"x"
    os.close(reading)
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to("real")
    save(str(tmp_path / "link"), b"new")
    save(str(tmp_path / "fresh"), b"new")
    assert (tmp_path / "link").is_symlink()
    assert [(tmp_path / name).read_bytes() for name in ("real", "fresh")] == [b"new", b"new"]
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)
    with pytest.raises(OSError, match="Is a directory"):
        save(str(tmp_path), b"x")
