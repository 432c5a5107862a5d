"""The machine behind one small class: environment variables, files, processes and git. Nothing else touches it.

It reads and never writes, and the only program it runs is git.
"""

from __future__ import annotations

import os
import posixpath
import stat
import sys

from envdoctor.record import CannotKnow, Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Any, NoReturn, Protocol

    from envdoctor.process import Child, Copy
    from envdoctor.registry import RegistryKey

    class Flavour(Protocol):
        """The pure functions of posixpath and ntpath."""

        sep: str

        def join(self, path: str, *paths: str) -> str: ...
        def split(self, path: str) -> tuple[str, str]: ...
        def splitext(self, path: str) -> tuple[str, str]: ...
        def splitdrive(self, path: str) -> tuple[str, str]: ...
        def dirname(self, path: str) -> str: ...
        def basename(self, path: str) -> str: ...
        def normpath(self, path: str) -> str: ...
        def normcase(self, path: str) -> str: ...
        def isabs(self, path: str) -> bool: ...


LIMIT = 8 * 1024 * 1024  # bytes; what is larger is no file that a person or a tool of this field writes
GIT_SECONDS = 20.0
# nothing that the repository or the user configured may start a program or change the answer
GIT_OFF = (
    "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "core.excludesFile=/dev/null",
    "-c", "core.pager=cat", "-c", "core.quotePath=false", "-c", "protocol.allow=never",
)  # fmt: skip
# set in hooks: they speak of another folder than the one asked about, and hide the .gitignore files above it
GIT_ASTRAY = ("GIT_TRACE", "GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX")


class GitAnswer(Record):
    """What git said: its exit status, and what it wrote."""

    status: int
    out: bytes
    err: bytes


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
        self._begun: dict[tuple[str, tuple[str, ...]], Child] = {}
        self._copies: dict[str, Copy] = {}

    @property
    def path(self) -> Flavour:
        """The module of path arithmetic in this machine's flavour; only its pure functions are used."""
        return _flavour(windows=self.name == "windows")

    def read(self, path: str, limit: int = LIMIT) -> bytes:
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

    def pieces(self, path: str, size: int, limit: int = LIMIT) -> Iterator[bytes]:
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
            if rest:
                yield rest
        finally:
            os.close(descriptor)

    def head(self, path: str, size: int = 8192) -> bytes:
        """Read the first bytes of a regular file; as `read`."""
        descriptor = _open(path)
        try:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise OSError(22, "it is no regular file", path)
            return os.read(descriptor, size)
        finally:
            os.close(descriptor)

    def heads(self, folder: str, names: Iterable[str], size: int) -> Iterator[bytes | None]:
        """Read the first bytes of many files; None: one cannot be read, and `head` says why.

        A name is appended to the folder as it stands, which therefore ends in a separator.
        """
        from envdoctor import bulk

        return bulk.heads(folder, names, size)

    def dated(self, folder: str, names: Iterable[str], size: int) -> Iterator[tuple[bytes, int] | None]:
        """Read the first bytes of many files, as `heads` does, and say when each was last written, as `times` does."""
        from envdoctor import bulk

        return bulk.dated(folder, names, size)

    def times(self, folder: str, names: Iterable[str]) -> list[int]:
        """Say of many files when they were last written, and of folders when a name in them was last added or removed.

        It is -1 where nothing is. These numbers are good for nothing but to be compared with each other.
        """
        from envdoctor import bulk

        return bulk.times(folder, names)

    def names(self, path: str) -> list[str]:
        """Give the names in a folder, sorted.

        Raises:
            OSError: it is no folder, or cannot be read.
        """
        try:
            return sorted(os.listdir(path))
        except ValueError as error:
            raise OSError(22, str(error), path) from None

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
        from envdoctor import registry

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
        names: list[str] = []
        process = os.getppid() if hasattr(os, "getppid") else 0
        while process > 0 and len(names) < 32:  # noqa: PLR2004 - a bound, not a number that means anything
            try:
                with open(f"/proc/{process}/stat", "rb") as file:
                    line = file.read().decode("utf-8", "replace")
                name, _, rest = line.rpartition(")")
                name = name.partition("(")[2]
                if name.endswith("sh") or name == "nu":
                    with open(f"/proc/{process}/cmdline", "rb") as file:
                        _, *words = file.read(4096).decode("utf-8", "replace").rstrip("\0").split("\0")
                    name = "\0".join([name, *words])
            except OSError:
                break
            names.append(name)
            process = int(rest.split()[1])
        return names

    def git(self, words: Iterable[str], folder: str, stdin: bytes = b"") -> GitAnswer:
        """Run git in a folder, unable to start anything else and bounded in time.

        Raises:
            CannotKnow: there is no git on PATH, or it did not answer in time.
        """
        from envdoctor import process

        words = tuple(words)
        child = self._begun.pop((folder, words), None)
        if child:
            answer = child.answer(stdin, GIT_SECONDS)
        else:
            answer = process.run(self._command(folder, words), self._environ(), stdin, GIT_SECONDS)
        if answer is None:
            raise CannotKnow(f"git did not answer within {GIT_SECONDS:.0f} seconds")
        return GitAnswer(*answer)

    def begin(self, words: Iterable[str], folder: str) -> None:
        """Start git on a question that `git` will be asked later: it works while Python imports what is needed."""
        from envdoctor import process

        words = tuple(words)
        if sys.platform == "win32":
            return  # there is no cheap way
        try:
            self._begun[folder, words] = process.start(self._command(folder, words), self._environ())
        except CannotKnow:
            return  # whoever asks the question will hear why

    def begin_work(self, name: str, work: Callable[[], Any]) -> None:
        """Work something out beside everything else, for `worked` to be told later; it must be made of plain data."""
        from envdoctor import process

        copy = process.copy(work, self._begun.values()) if self.copies else None
        if copy:
            self._copies[name] = copy

    def worked(self, name: str, work: Callable[[], Any]) -> Any:
        """Give what was begun under a name, or else work it out now."""
        copy = self._copies.pop(name, None)
        found = copy.answer() if copy else None
        return work() if found is None else found

    def end(self) -> None:
        """Hear the questions out that nobody asked for in the end."""
        for child in self._begun.values():
            child.answer(b"", GIT_SECONDS)
        for copy in self._copies.values():
            copy.answer()
        self._begun.clear()
        self._copies.clear()

    def _command(self, folder: str, words: tuple[str, ...]) -> list[str]:
        return [self._git(folder), *GIT_OFF, "-C", folder, *words]

    def _environ(self) -> dict[str, str]:
        environ = {name: value for name, value in self.env.items() if not name.startswith(GIT_ASTRAY)}
        environ |= {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C", "GIT_NO_LAZY_FETCH": "1"}
        return environ

    def _git(self, folder: str) -> str:
        """Find git on PATH, but never one that lies in the project: it could be planted there."""
        name = "git.exe" if self.name == "windows" else "git"
        for entry in self.env.get("PATH", "").split(os.pathsep):
            program = os.path.join(entry, name)
            if not os.path.isabs(entry) or not self.executable(program):
                continue
            within = os.path.join(self.real(folder), "")
            if not self.real(program).startswith(within) and not os.path.abspath(program).startswith(within):
                return program
        raise CannotKnow("there is no git on PATH")


def leave(status: int) -> NoReturn:
    """End the process at once: taking the interpreter apart would take a tenth of a clean run."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None and not stream.closed:
                stream.flush()
        except OSError:  # nobody listens any more
            pass
    os._exit(status)


_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_KIND = {stat.S_IFREG: "file", stat.S_IFDIR: "folder", stat.S_IFLNK: "link"}
_WHAT = {stat.S_IFDIR: "a folder", stat.S_IFIFO: "a FIFO", stat.S_IFSOCK: "a socket", stat.S_IFCHR: "a device"}


def _flavour(*, windows: bool) -> Flavour:
    flavour: Any = posixpath
    if windows:
        import ntpath

        flavour = ntpath
    return flavour  # type: ignore[no-any-return]


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
