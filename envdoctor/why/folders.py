"""The folders and zip archives that modules are looked for in, each listed once."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.system import System

_END = b"PK\x05\x06"
_LARGE = 96 * 1024 * 1024  # bytes: no larger archive is a folder of modules, and no Python is larger


class Folders:
    """What is in folders, remembered for one question."""

    def __init__(self, system: System) -> None:
        self.system = system
        self._names: dict[str, frozenset[str]] = {}
        self._archives: dict[str, frozenset[str] | None] = {}
        self._programs: dict[str, bytes] = {}

    def names(self, folder: str) -> frozenset[str]:
        """Give the names in a folder; empty where it is none."""
        found = self._names.get(folder)
        if found is None:
            try:
                found = frozenset(self.system.names(folder))
            except OSError:
                found = frozenset()
            self._names[folder] = found
        return found

    def file(self, folder: str, name: str) -> str:
        """Give the path of a file in a folder, by its exact name; empty: it is not there.

        Python compares names letter by letter, also where the system does not.
        """
        if name not in self.names(folder):
            return ""
        path = self.system.path.join(folder, name)
        return path if self.system.kind(path) == "file" else ""

    def folder(self, folder: str, name: str) -> str:
        """Give the path of a folder in a folder, likewise."""
        if name not in self.names(folder):
            return ""
        path = self.system.path.join(folder, name)
        return path if self.system.kind(path) == "folder" else ""

    def text(self, path: str) -> str:
        """Read a file as text; empty where that is not possible."""
        return self.system.content(path).decode("utf-8", "replace")

    def binary(self, path: str) -> bytes:
        """Read a program; nothing where that is not possible."""
        if path not in self._programs:
            try:
                self._programs[path] = self.system.read(path, _LARGE)
            except OSError:
                self._programs[path] = b""
        return self._programs[path]

    def archive(self, path: str) -> tuple[str, str] | None:
        """Split a path into that of a zip archive and what is meant inside of it; None: there is no archive."""
        inside = ""
        here = path
        while not self.system.kind(here):
            here, name = self.system.path.split(here)
            if not name:
                return None
            inside = f"{name}/{inside}"
        if self.system.kind(here) != "file" or self.entries(here) is None:
            return None
        return here, inside

    def entries(self, path: str) -> frozenset[str] | None:
        """Give the names in a zip archive, with `/`; None: it is none that Python could read."""
        if path not in self._archives:
            try:
                found = _entries(self.system.read(path, _LARGE))
            except OSError:
                found = None
            self._archives[path] = found
        return self._archives[path]


def _entries(data: bytes) -> frozenset[str] | None:
    """Read the directory at the end of an archive."""
    end = data.rfind(_END, max(0, len(data) - 65557))
    if end < 0 or end + 20 > len(data):
        return None

    def number(at: int, size: int) -> int:
        return int.from_bytes(data[at : at + size], "little")

    size, offset = number(end + 12, 4), number(end + 16, 4)
    at = end - size
    if at < 0 or at < offset:
        return None
    found = []
    while at + 46 <= end and data[at : at + 4] == b"PK\x01\x02":
        length = number(at + 28, 2)
        found.append(data[at + 46 : at + 46 + length].decode("utf-8", "replace"))
        at += 46 + length + number(at + 30, 2) + number(at + 32, 2)
    return frozenset(found)
