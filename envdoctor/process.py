"""Run one program and give what it wrote, at the price of a few system calls.

Part of `system.py`, which alone uses it. Importing `subprocess` costs as much as starting Python once more, so POSIX
systems are asked directly; Windows has no cheaper way.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


def run(
    command: list[str], environ: Mapping[str, str], stdin: bytes, seconds: float
) -> tuple[int, bytes, bytes] | None:
    """Run a program; give its exit status, standard output and standard error, or None where it took too long."""
    if sys.platform != "win32":
        return _spawn(command, environ, stdin, seconds)
    import subprocess

    try:
        done = subprocess.run(  # noqa: S603 - the command is git with words of our own
            command, input=stdin, env=dict(environ), capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        return None
    return done.returncode, done.stdout, done.stderr


if sys.platform != "win32":
    import select
    import time

    def _spawn(
        command: list[str], environ: Mapping[str, str], stdin: bytes, seconds: float
    ) -> tuple[int, bytes, bytes] | None:
        pipes = [os.pipe() for _ in range(3)]  # each is closed on exec by itself; dup2 below is what the child keeps
        (in_read, in_write), (out_read, out_write), (err_read, err_write) = pipes
        actions = [
            (os.POSIX_SPAWN_DUP2, in_read, 0),
            (os.POSIX_SPAWN_DUP2, out_write, 1),
            (os.POSIX_SPAWN_DUP2, err_write, 2),
        ]
        try:
            process = os.posix_spawn(command[0], command, environ, file_actions=actions)
        except OSError as error:
            for pipe in pipes:
                os.close(pipe[0])
                os.close(pipe[1])
            return 127, b"", str(error).encode()
        for end in (in_read, out_write, err_write):
            os.close(end)
        parts: dict[int, list[bytes]] = {out_read: [], err_read: []}
        done = _talk(in_write, stdin, parts, time.monotonic() + seconds)
        if not done:
            os.kill(process, 9)
        _, status = os.waitpid(process, 0)
        if not done:
            return None
        return os.waitstatus_to_exitcode(status), b"".join(parts[out_read]), b"".join(parts[err_read])

    def _talk(into: int, stdin: bytes, parts: dict[int, list[bytes]], end: float) -> bool:
        """Feed the child and collect what it says, both at once so that no pipe fills up; False: time is over."""
        import time

        waiting = select.poll()
        for out in parts:
            waiting.register(out, select.POLLIN)
        open_ends = set(parts)
        os.set_blocking(into, False)
        if stdin:
            waiting.register(into, select.POLLOUT)
            open_ends.add(into)
        else:
            os.close(into)
        rest = memoryview(stdin)
        while open_ends:
            left = end - time.monotonic()
            ready = waiting.poll(left * 1000) if left > 0 else []
            if not ready:
                break
            for descriptor, _event in ready:
                if descriptor == into:
                    try:
                        rest = rest[os.write(into, rest) :]
                    except BrokenPipeError:  # it has heard enough
                        rest = rest[:0]
                    except BlockingIOError:
                        continue
                    if rest:
                        continue
                elif part := os.read(descriptor, 1 << 16):
                    parts[descriptor].append(part)
                    continue
                waiting.unregister(descriptor)
                os.close(descriptor)
                open_ends.discard(descriptor)
        for descriptor in open_ends:
            os.close(descriptor)
        return not open_ends
