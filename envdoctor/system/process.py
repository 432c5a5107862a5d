"""Run one program and give what it wrote, at the price of a few system calls; or work in a copy of this process.

Importing `subprocess` costs as much as starting Python once more, so POSIX systems are asked directly; on Windows there
is no cheaper way.
"""

from __future__ import annotations

import marshal
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

    Answer = tuple[int, bytes, bytes]  # exit status, standard output, standard error


def run(command: list[str], environ: Mapping[str, str], stdin: bytes, seconds: float) -> Answer | None:
    """Run a program, named by its path; None where it took longer than `seconds` and was ended."""
    if sys.platform == "win32":
        return by_subprocess(command, environ, stdin, seconds)
    return by_spawn(command, environ, stdin, seconds)


def by_subprocess(command: list[str], environ: Mapping[str, str], stdin: bytes, seconds: float) -> Answer | None:
    """Run it the portable way."""
    import subprocess

    try:
        done = subprocess.run(  # noqa: S603 - the command is git, with words of our own
            command, input=stdin, env=dict(environ), capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        return None
    except OSError as error:
        return 127, b"", str(error).encode()
    return done.returncode, done.stdout, done.stderr


def by_spawn(command: list[str], environ: Mapping[str, str], stdin: bytes, seconds: float) -> Answer | None:
    """Run it by posix_spawn."""
    return start(command, environ).answer(stdin, seconds)


class Child:
    """A program that was started and not heard yet."""

    def __init__(self, process: int, into: int, out: int, err: int, failure: str = "") -> None:
        self.process, self.into, self.out, self.err, self.failure = process, into, out, err, failure

    def answer(self, stdin: bytes, seconds: float) -> Answer | None:
        """Feed it and hear it to its end; None where it takes longer than `seconds` and is ended."""
        if self.failure:
            return 127, b"", self.failure.encode()
        heard: dict[int, list[bytes]] = {self.out: [], self.err: []}
        done = _talk(self.into, stdin, heard, seconds)
        if not done:
            os.kill(self.process, 9)
        status = _ended(self.process)
        if not done:
            return None
        return status, b"".join(heard[self.out]), b"".join(heard[self.err])

    def end(self) -> None:
        """End it unheard."""
        if not self.failure:
            _end(self.process, self.into, self.out, self.err)


def start(command: list[str], environ: Mapping[str, str]) -> Child:
    """Start a program; the three pipes close on exec, so it keeps only what is duplicated to 0, 1 and 2."""
    (in_read, in_write), (out_read, out_write), (err_read, err_write) = pipes = [os.pipe() for _ in range(3)]
    actions = [(os.POSIX_SPAWN_DUP2, ours, theirs) for theirs, ours in enumerate((in_read, out_write, err_write))]
    try:
        process = os.posix_spawn(command[0], command, environ, file_actions=actions)
    except OSError as error:
        for end in (end for pipe in pipes for end in pipe):
            os.close(end)
        return Child(0, 0, 0, 0, str(error))
    for end in (in_read, out_write, err_write):
        os.close(end)
    return Child(process, in_write, out_read, err_read)


def _talk(into: int, stdin: bytes, heard: dict[int, list[bytes]], seconds: float) -> bool:
    """Feed the child and hear it, both at once so that no pipe fills up; False: the time is over."""
    import select
    import time

    end = time.monotonic() + seconds
    waiting = select.poll()
    for out in heard:
        waiting.register(out, select.POLLIN)
    waiting.register(into, select.POLLOUT)
    os.set_blocking(into, False)
    rest = memoryview(stdin)
    ends = {into, *heard}
    while ends and (left := end - time.monotonic()) > 0:
        for descriptor, _event in waiting.poll(left * 1000):
            if descriptor == into:
                try:
                    rest = rest[os.write(into, rest) :] if rest else rest
                except BrokenPipeError:  # it has heard enough
                    rest = rest[:0]
                if rest:
                    continue
            elif part := os.read(descriptor, 1 << 16):
                heard[descriptor].append(part)
                continue
            waiting.unregister(descriptor)
            os.close(descriptor)
            ends.discard(descriptor)
    for descriptor in ends:
        os.close(descriptor)
    return not ends


class Copy:
    """A copy of this process that works something out, beside it."""

    def __init__(self, process: int, out: int) -> None:
        self.process, self.out = process, out

    def answer(self) -> Any:
        """Hear what came of it; None: nothing, whatever the reason."""
        parts = []
        while part := os.read(self.out, 1 << 16):
            parts.append(part)
        os.close(self.out)
        if _ended(self.process) != 0:
            return None
        try:
            return marshal.loads(b"".join(parts))  # noqa: S302 - it comes from ourselves
        except (EOFError, ValueError, TypeError):  # a part of it; nobody could say how the copy ended
            return None

    def end(self) -> None:
        """End it unheard."""
        _end(self.process, self.out)


def copy(work: Callable[[], Any], others: Iterable[Child]) -> Copy | None:
    """Work something out in a copy of this process, made of what `marshal` knows; None: there can be none.

    The copy lets go of the pipes of other children, who would wait for their ends.
    """
    if not hasattr(os, "fork") or _cores() == 1:
        return None
    out, into = os.pipe()
    try:
        process = os.fork()
    except OSError:
        os.close(out)
        os.close(into)
        return None
    if process == 0:
        os._exit(_answer(work, others, into))
    os.close(into)
    return Copy(process, out)


def _answer(work: Callable[[], Any], others: Iterable[Child], into: int, streams: Iterable[int] = (0, 1, 2)) -> int:
    """Work in the copy, and give its exit status: whatever happens here happens once more where it can be said.

    It lets go of what this process was given: should that be ended, whoever reads its output need not wait for a copy.
    """
    try:
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in streams:
            os.dup2(nothing, stream)
        for child in others:
            for end in () if child.failure else (child.into, child.out, child.err):
                os.close(end)
        rest = memoryview(marshal.dumps(work()))
        while rest:
            rest = rest[os.write(into, rest) :]
    except BaseException:  # noqa: BLE001 - nothing may get out of the copy, and go on as if it were the process itself
        return 1
    return 0


def _ended(process: int) -> int:
    """Wait for the end of a child, and give its exit status; 0, as `subprocess` does, where nobody keeps it."""
    try:
        return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    except ChildProcessError:  # whoever started us ignores SIGCHLD, and so do we
        return 0


def _end(process: int, *pipes: int) -> None:
    for pipe in pipes:
        os.close(pipe)
    try:
        os.kill(process, 9)
    except ProcessLookupError:  # it is at its end, and nobody waits for it
        pass
    _ended(process)


def _cores() -> int:
    """Say on how many cores this process may run."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS
        return os.cpu_count() or 1


def ancestors() -> list[str]:
    """Give the names of the processes above this one, as `System.ancestors` does."""
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
