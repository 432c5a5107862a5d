"""Reading files: one as it should be, and many of one folder at once.

Where there are hundreds, each costs the calls that it needs and no more, and its path is looked up from the folder on:
the way down to a site-packages is a long one. What is no regular file cannot block: there it gives what is there.
"""

from __future__ import annotations

import os
import stat

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOCTTY", 0)
LONGEST = 1 << 17  # bytes of a line
_WHAT = {stat.S_IFDIR: "a folder", stat.S_IFIFO: "a FIFO", stat.S_IFSOCK: "a socket", stat.S_IFCHR: "a device"}


def read(path: str, limit: int) -> bytes:
    """Read a regular file.

    Raises:
        OSError: it cannot be read; `strerror` says why, also where it is no regular file or larger than `limit`.
    """
    # a FIFO or a device would block for ever, so it is looked at before it is opened, and again after
    descriptor = _open(path)
    try:
        whole = _regular(descriptor, path, limit)
        # below /proc a file has no size, and a piece is as large as a page; others are read at once, as a rule
        size = whole + 1 if whole else 1 << 16
        data = os.read(descriptor, size)
        while len(data) != whole and (more := os.read(descriptor, size)):
            data += more
        return data
    finally:
        os.close(descriptor)


def pieces(path: str, size: int, limit: int) -> Iterator[bytes]:
    """Read a regular file in pieces of whole lines and about so many bytes; small ones need no new memory.

    Raises:
        OSError: as `read`.
    """
    descriptor = _open(path)
    try:
        _regular(descriptor, path, limit)
        rest = b""
        while piece := os.read(descriptor, size):
            piece = rest + piece if rest else piece
            end = piece.rfind(b"\n") + 1
            if end:
                yield piece[:end]
            rest = piece[end:]
            if len(rest) > LONGEST:
                raise OSError(22, "it has a line that is too long", path)
        if rest:
            yield rest
    finally:
        os.close(descriptor)


def head(path: str, size: int) -> bytes:
    """Read the first bytes of a regular file; as `read`."""
    descriptor = _open(path)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(22, "it is no regular file", path)
        return os.read(descriptor, size)
    finally:
        os.close(descriptor)


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


def _open(path: str) -> int:
    try:
        return os.open(path, _FLAGS)
    except ValueError as error:  # a path out of some file, with a NUL in it
        raise OSError(22, str(error), path) from None


def _regular(descriptor: int, path: str, limit: int) -> int:
    """Give the size of a regular file, or raise what `read` says."""
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        raise OSError(22, f"it is {_WHAT.get(stat.S_IFMT(status.st_mode), 'no regular file')}", path)
    if status.st_size > limit:
        raise OSError(27, f"it is larger than {limit // 1024} KiB", path)
    return status.st_size
