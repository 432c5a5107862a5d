"""What works beside this process: git, and copies of the process; begun before anybody asks, and ended with the run."""

from __future__ import annotations

import sys

from envdoctor.record import CannotKnow, Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from envdoctor.system import System
    from envdoctor.system.process import Child, Copy

GIT_SECONDS = 20.0


class GitAnswer(Record):
    """What git said: its exit status, and what it wrote."""

    status: int
    out: bytes
    err: bytes


class Aside:
    """What was begun, and not asked for yet; each method is that of `System`."""

    def __init__(self, system: System) -> None:
        self._system = system
        self.begun: dict[tuple[str, tuple[str, ...]], Child] = {}
        self.copies: dict[str, Copy] = {}

    def git(self, words: Iterable[str], folder: str, stdin: bytes) -> GitAnswer:
        """Run git, or hear the one that was begun."""
        from envdoctor.system import git, process

        words = tuple(words)
        child = self.begun.pop((folder, words), None)
        if child:
            answer = child.answer(stdin, GIT_SECONDS)
        else:
            command = git.command(self._system, folder, words)
            answer = process.run(command, git.environ(self._system.env), stdin, GIT_SECONDS)
        if answer is None:
            raise CannotKnow(f"git did not answer within {GIT_SECONDS:.0f} seconds")
        return GitAnswer(*answer)

    def begin(self, words: Iterable[str], folder: str) -> None:
        """Start git."""
        from envdoctor.system import git, process

        words = tuple(words)
        if sys.platform == "win32":
            return  # there is no cheap way
        try:
            command = git.command(self._system, folder, words)
        except CannotKnow:
            return  # whoever asks the question will hear why
        self.begun[folder, words] = process.start(command, git.environ(self._system.env))

    def begin_work(self, name: str, work: Callable[[], Any]) -> None:
        """Start a copy, where there can be one."""
        from envdoctor.system import process

        copy = process.copy(work, self.begun.values())
        if copy:
            self.copies[name] = copy

    def worked(self, name: str, work: Callable[[], Any]) -> Any:
        """Hear the copy, or do its work."""
        copy = self.copies.pop(name, None)
        found = copy.answer() if copy else None
        return work() if found is None else found

    def end(self) -> None:
        """End those that nobody asked for."""
        for child in self.begun.values():
            child.end()
        for copy in self.copies.values():
            copy.end()
        self.begun.clear()
        self.copies.clear()
