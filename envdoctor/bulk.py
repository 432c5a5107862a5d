"""Many files of one folder at once: the part of `system.py` that reads environments of hundreds of distributions.

Each file costs the calls that it needs and no more, and its path is looked up from the folder on: the way down to a
site-packages is a long one. What is no regular file cannot block this: it gives what is there, which may be nothing.
A name is appended to the folder as it stands, which therefore ends in a separator.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOCTTY", 0)


def heads(folder: str, names: Iterable[str], size: int) -> Iterator[bytes | None]:
    """Read the first bytes of each file; None: it cannot be read."""
    begin, read, end = os.open, os.read, os.close
    prefix, anchor = _anchored(folder)
    try:
        for name in names:
            try:
                descriptor = begin(prefix + name, _FLAGS, dir_fd=anchor)
            except (OSError, ValueError):
                yield None
                continue
            try:
                data = read(descriptor, size)
            except OSError:
                data = None
            end(descriptor)
            yield data
    finally:
        _let_go(anchor)


def dated(folder: str, names: Iterable[str], size: int) -> Iterator[tuple[bytes, int] | None]:
    """Read the first bytes of each file, and say when it was last written; None: it cannot be read."""
    begin, look, read, end = os.open, os.fstat, os.read, os.close
    prefix, anchor = _anchored(folder)
    try:
        for name in names:
            try:
                descriptor = begin(prefix + name, _FLAGS, dir_fd=anchor)
            except (OSError, ValueError):
                yield None
                continue
            try:
                found = read(descriptor, size), look(descriptor).st_mtime_ns
            except OSError:
                found = None
            end(descriptor)
            yield found
    finally:
        _let_go(anchor)


def times(folder: str, names: Iterable[str]) -> list[int]:
    """Say of each file or folder when it was last written; -1: it is not there."""
    look = os.stat
    prefix, anchor = _anchored(folder)
    found = []
    for name in names:
        try:
            found.append(look(prefix + name, dir_fd=anchor).st_mtime_ns)
        except (OSError, ValueError):
            found.append(-1)
    _let_go(anchor)
    return found


def _anchored(folder: str) -> tuple[str, int | None]:
    """Open a folder for what is looked up in it; where that is not possible, give what its names begin with."""
    if os.open in os.supports_dir_fd and os.stat in os.supports_dir_fd:
        try:
            return "", os.open(folder, _FLAGS)
        except (OSError, ValueError):  # then nothing in it can be read either, and each name will say so
            pass
    return folder, None


def _let_go(anchor: int | None) -> None:
    if anchor is not None:
        os.close(anchor)
