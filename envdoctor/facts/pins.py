"""All requirements of exactly one version, also the plain pins that are not in `Requirements`."""

from __future__ import annotations

from envdoctor.record import Record


class Pin(Record):
    """A requirement of exactly one version."""

    line: int
    name: str  # as written
    version: str
    marker: str = ""
    hashed: bool = False


class FilePins(Record):
    """The pins of one requirements file, plain ones and others, by line."""

    path: str
    pins: tuple[Pin, ...]


class LockFile(Record):
    """A manager's lock file."""

    path: str
    names: tuple[str, ...]  # of its packages, in their normal form


class Pins(Record):
    """The pins of all files in `Requirements`, and what the managers' lock files name."""

    files: tuple[FilePins, ...]
    locks: tuple[LockFile, ...] = ()

    def of(self, path: str) -> tuple[Pin, ...]:
        """Give the pins of one file."""
        return next((file.pins for file in self.files if file.path == path), ())
