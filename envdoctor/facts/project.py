"""The project that is looked at, and the names of its files."""

from __future__ import annotations

from envdoctor.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re


_RUNNERS = frozenset({"uv", "poetry", "pdm", "hatch", "pipenv", "pixi"})


class Aim(Record):
    """What the person asked to look at: the command line and the configuration, before anything is looked for."""

    root: str  # the project's folder, absolute
    named: tuple[str, ...] = ()  # files named on the command line, relative to the root, with `/`
    exclude: tuple[str, ...] = ()  # patterns of paths that the file checks leave out
    environment: str = ""  # the project's environment, as the configuration names it


class Project(Record):
    """The project that is looked at."""

    root: str  # absolute
    name: str  # as a person would write it: from `~`
    managers: tuple[str, ...]  # "uv", "poetry", "pdm", "hatch", "pipenv", "pixi", "conda": those the files name
    package: bool  # it is itself a package that is built: pyproject.toml with build-system or project, setup.py …
    anchor: str  # the file that findings about the machine point at: "pyproject.toml"; empty: no file fits

    @property
    def runs_itself(self) -> bool:
        """A manager starts what it runs in the project's environment, without anybody activating that."""
        return not _RUNNERS.isdisjoint(self.managers)


class Files(Record):
    """The names of the project's files, relative to its root, joined by NUL: one text, searched by one regex."""

    names: str
    git: bool  # they come from git

    def matching(self, pattern: re.Pattern[str]) -> list[str]:
        """Give the names on which a pattern matches; it must not cross a NUL."""
        return pattern.findall(self.names)

    def containing(self, *words: str) -> list[str]:
        """Give the names that contain one of some texts: as fast as text is searched, however many names there are."""
        found: dict[str, None] = {}
        for word in words:
            at = self.names.find(word)
            while at >= 0:
                end = self.names.find("\0", at)
                end = len(self.names) if end < 0 else end
                found[self.names[self.names.rfind("\0", 0, at) + 1 : end]] = None
                at = self.names.find(word, end)
        return list(found)


class Unread(Record):
    """A file of the project that is not judged, or not all of it, and why."""

    path: str
    reason: str  # "it is not UTF-8"
    line: int = 0  # 0: the file as a whole


def unreadable(path: str, error: OSError | ValueError) -> Unread:
    """Say of a file why reading it, or making sense of it, failed."""
    if isinstance(error, UnicodeDecodeError):
        return Unread(path, "it is not UTF-8")
    return Unread(path, f"it cannot be read: {error.strerror}" if isinstance(error, OSError) else str(error))
