"""The diff is exact: git applies it, whatever the line ends and the end of the file are."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from envdoctor.render import plain
from envdoctor.render.diff import render
from envdoctor.repair import Change


def diff(path: str, before: bytes | None, after: bytes, *, exact: bool = True) -> str:
    return plain.render(render([Change(path, before, after)], exact=exact))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"a\nb\nc\n", b"a\nB\nc\n"),
        (b"a\nb", b"a\nb\nc\n"),
        (b"a\n", b"a\nb"),
        (b"a\r\nb\r\n", b"a\r\nB\r\n"),
        (b"a  \n\n\tb\n", b"a  \n\n\tB\n"),
        (b"-- a\n++ b\n", b"-- A\n++ b"),
        (None, b".venv/\n"),
        (b"", b".venv/\n"),
        ("naïve\n".encode(), "naïve\nbye\n".encode()),
    ],
)
def test_git_applies_it(tmp_path: Path, before: bytes | None, after: bytes) -> None:
    if before is not None:
        (tmp_path / "a.txt").write_bytes(before)
    command = ["git", "apply", "--whitespace=nowarn", "-"]
    subprocess.run(command, cwd=tmp_path, input=diff("a.txt", before, after).encode(), check=True)
    assert (tmp_path / "a.txt").read_bytes() == after


def test_what_it_looks_like() -> None:
    assert diff("r.txt", b"flask\nx", b"flask==3\nx") == (
        "--- a/r.txt\n+++ b/r.txt\n@@ -1,2 +1,2 @@\n-flask\n+flask==3\n x\n\\ No newline at end of file\n"
    )


def test_nothing_of_the_file_acts_on_a_terminal() -> None:
    text = diff("a\x1b.txt", b"\x1b[31m\r\n", b"\x1b[32mx\ry\r\n", exact=False)
    assert text.replace("\n", "").isprintable()
    exact = diff("a.txt", b"\x1b[31m\r\n", b"\x1b[32mx\ry\r\n")
    assert "+\\x1b[32mx\\ry\r\n" in exact


def test_other_encodings_are_shown_as_text() -> None:
    assert "+flask==3\n" in diff("r.txt", "flask\n".encode("utf-16"), "flask==3\n".encode("utf-16"))
    assert "+\\xff\n" in diff("r.txt", b"\xfe\xff\xd8\n", b"\xff\n")
