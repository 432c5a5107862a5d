"""The machine behind one small class: environment variables, files, processes and git. Nothing else touches it.

It reads and never writes, and the only program it runs is git.
"""

from __future__ import annotations

import os
import posixpath
import stat
import sys

from envdoctor.record import CannotKnow
from envdoctor.system import files
from envdoctor.system.aside import Aside
from envdoctor.system.aside import GitAnswer as GitAnswer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Any, NoReturn

    from envdoctor.system.flavour import Flavour
    from envdoctor.system.registry import RegistryKey

LIMIT = 8 * 1024 * 1024  # bytes; what is larger is no file that a person or a tool of this field writes


class System:
    """One machine, seen through its files; `testing.Machine` is another, made of nothing but text."""

    copies = False  # this process may be copied: it is short, and nothing else runs in it

    def __init__(self) -> None:
        self.name = {"darwin": "macos", "win32": "windows", "cygwin": "windows"}.get(sys.platform, "linux")
        # a copy is read ten times as fast; on Windows it would forget that case does not matter
        self.env: Mapping[str, str] = os.environ if self.name == "windows" else dict(os.environ)
        self.cwd = _cwd()
        self.prefix = sys.prefix  # of the Python that runs envdoctor
        self.base_prefix = sys.base_prefix
        self.terminal = _is_terminal(0)  # standard input is a terminal
        self._aside = Aside(self)

    @property
    def path(self) -> Flavour:
        """The module of path arithmetic in this machine's flavour; only its pure functions are used."""
        flavour: Any = posixpath
        if self.name == "windows":
            import ntpath

            flavour = ntpath
        return flavour  # type: ignore[no-any-return]

    def read(self, path: str, limit: int = LIMIT) -> bytes:
        """Read a regular file.

        Raises:
            OSError: it cannot be read; `strerror` says why, also where it is no regular file or larger than `limit`.
        """
        return files.read(path, limit)

    def pieces(self, path: str, size: int, limit: int = LIMIT) -> Iterator[bytes]:
        """Read a regular file in pieces of whole lines and about so many bytes; small ones need no new memory.

        Raises:
            OSError: as `read`.
        """
        return files.pieces(path, size, limit)

    def head(self, path: str, size: int = 8192) -> bytes:
        """Read the first bytes of a regular file; as `read`."""
        return files.head(path, size)

    def heads(self, folder: str, names: Iterable[str], size: int) -> Iterator[bytes | None]:
        """Read the first bytes of many files; None: one cannot be read, and `head` says why.

        A name is appended to the folder as it stands, which therefore ends in a separator.
        """
        return files.heads(folder, names, size)

    def dated(self, folder: str, names: Iterable[str], size: int) -> Iterator[tuple[bytes, int] | None]:
        """Read the first bytes of many files, as `heads` does, and say when each was last written, as `times` does."""
        return files.dated(folder, names, size)

    def times(self, folder: str, names: Iterable[str]) -> list[int]:
        """Say of many files when they were last written, and of folders when a name in them was last added or removed.

        It is -1 where nothing is. These numbers are good for nothing but to be compared with each other.
        """
        return files.times(folder, names)

    def names(self, path: str) -> list[str]:
        """Give the names in a folder, sorted.

        Raises:
            OSError: it is no folder, or cannot be read.
        """
        try:
            return sorted(os.listdir(path))
        except ValueError as error:
            raise OSError(22, str(error), path) from None

    def inside(self, path: str) -> list[str]:
        """Give the names in a folder, as `names` does; none where it is none, or cannot be read."""
        try:
            return self.names(path)
        except OSError:
            return []

    def content(self, path: str) -> bytes:
        """Read a file, as `read` does; empty where there is none, or it cannot be read."""
        try:
            return self.read(path)
        except OSError:
            return b""

    def kind(self, path: str, *, follow: bool = True) -> str:
        """Say what a path is: "file", "folder", "link" (only with `follow` off), "other", or "" where nothing is."""
        try:
            mode = (os.stat if follow else os.lstat)(path).st_mode
        except (OSError, ValueError):
            return ""
        return _KIND.get(stat.S_IFMT(mode), "other")

    def link(self, path: str) -> str:
        """Give what a symbolic link says, or "" where the path is none."""
        try:
            return os.readlink(path)
        except (OSError, ValueError):
            return ""

    def real(self, path: str) -> str:
        """Give the path with all links resolved."""
        try:
            return os.path.realpath(path)
        except ValueError:
            return path

    def identity(self, path: str) -> str:
        """Give what two paths of the same thing have in common: links resolved, case folded where the system does."""
        return os.path.normcase(self.real(path)) if self.name != "macos" else self.real(path).casefold()

    def executable(self, path: str) -> bool:
        """Say whether a path is a file that this user may run."""
        return self.kind(path) == "file" and os.access(path, os.X_OK)

    def owner(self, path: str) -> int | None:
        """Give the user id that owns a path (not what it links to), or None where that cannot be known."""
        try:
            return os.lstat(path).st_uid if self.name != "windows" else None
        except OSError:
            return None

    def user(self) -> int | None:
        """Give the effective user id, or None on Windows."""
        return os.geteuid() if hasattr(os, "geteuid") else None

    def release(self) -> str:
        """Give the kernel's release, or "" on Windows."""
        return os.uname().release if hasattr(os, "uname") else ""

    def today(self) -> str:
        """Give the date, "2027-01-31"; ENVDOCTOR_TODAY names another one, so that a test says the same every year."""
        from time import strftime

        said = self.env.get("ENVDOCTOR_TODAY", "")
        is_date = [part.isdigit() and len(part) for part in said.split("-")] == [4, 2, 2]
        return said if is_date else strftime("%Y-%m-%d")

    def registry(self, root: str, key: str) -> RegistryKey | None:
        """Read a key of Windows' registry, `root` is "HKCU" or "HKLM"; None: there is none, or this is no Windows.

        The two halves that Windows keeps, for 64 and 32 bits, are read as one; the first wins.
        """
        if sys.platform != "win32":
            return None
        from envdoctor.system import registry

        return registry.read(root, key)

    def columns(self) -> int:
        """Give the width of the terminal that standard output is, or 0 where it is none."""
        try:
            return os.get_terminal_size(1).columns
        except OSError:
            return 0

    def ancestors(self) -> list[str]:
        """Give the names of the processes above this one, the parent first; empty where they cannot be read.

        Behind the name of a shell stand its options and the script it runs, each after a NUL.
        """
        from envdoctor.system import process

        return process.ancestors()

    def git(self, words: Iterable[str], folder: str, stdin: bytes = b"") -> GitAnswer:
        """Run git in a folder, unable to start anything else and bounded in time.

        Raises:
            CannotKnow: there is no git on PATH, or it did not answer in time.
        """
        return self._aside.git(words, folder, stdin)

    def begin(self, words: Iterable[str], folder: str) -> None:
        """Start git on a question that `git` will be asked later: it works while Python imports what is needed."""
        self._aside.begin(words, folder)

    def begin_work(self, name: str, work: Callable[[], Any]) -> None:
        """Work something out beside everything else, for `worked` to be told later; it must be made of plain data."""
        if self.copies:
            self._aside.begin_work(name, work)

    def worked(self, name: str, work: Callable[[], Any]) -> Any:
        """Give what was begun under a name, or else work it out now."""
        return self._aside.worked(name, work)

    def end(self) -> None:
        """End what was begun, and asked for by nobody."""
        self._aside.end()


def leave(status: int) -> NoReturn:
    """End the process at once: taking the interpreter apart would take a tenth of a clean run."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None and not stream.closed:
                stream.flush()
        except OSError:  # nobody listens any more
            pass
    os._exit(status)


_KIND = {stat.S_IFREG: "file", stat.S_IFDIR: "folder", stat.S_IFLNK: "link"}


def _cwd() -> str:
    try:
        return os.getcwd()
    except FileNotFoundError:
        raise CannotKnow("the current folder does not exist any more") from None


def _is_terminal(descriptor: int) -> bool:
    try:
        return os.isatty(descriptor)
    except OSError:
        return False
