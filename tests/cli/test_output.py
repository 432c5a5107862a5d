"""Writing to streams that are closed, broken or full."""

from __future__ import annotations

import errno
import io
import os

import pytest

from envdoctor.cli.output import write


class Broken(io.RawIOBase):
    def __init__(self, number: int) -> None:
        self.number = number

    def writable(self) -> bool:
        return True

    def write(self, _data: object) -> int:
        raise OSError(self.number, os.strerror(self.number))


def stream(number: int) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BufferedWriter(Broken(number)), "utf-8")


@pytest.mark.parametrize("utf8", [False, True])
def test_text_is_written(utf8: bool) -> None:
    raw = io.BytesIO()
    text = io.TextIOWrapper(raw, "latin-1", newline="\r\n")
    text.write("first ")
    write(text, "é\n", utf8=utf8)
    assert raw.getvalue() == (b"first \xc3\xa9\n" if utf8 else b"first \xe9\r\n")


def test_a_stream_of_text_alone() -> None:
    text = io.StringIO()
    write(text, "é\n", utf8=True)
    assert text.getvalue() == "é\n"


def test_nobody_listens() -> None:
    write(None, "x")
    closed = io.StringIO()
    closed.close()
    write(closed, "x")


@pytest.mark.parametrize("number", [errno.EPIPE, errno.EINVAL])
@pytest.mark.parametrize("utf8", [False, True])
def test_a_broken_pipe_is_no_failure(number: int, utf8: bool) -> None:
    broken = stream(number)
    write(broken, "x", utf8=utf8)
    assert broken.closed  # so that Python does not try again as it ends
    write(broken, "more")


def test_a_full_disk_is() -> None:
    full = stream(errno.ENOSPC)
    with pytest.raises(OSError, match="No space left"):
        write(full, "x")
    assert full.closed
