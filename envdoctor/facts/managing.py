"""What decides in which words a manager is told to do a thing; looked for where something has to be mended."""

from __future__ import annotations

from envdoctor.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts.activation import CondaFile


class Managing(Record):
    """What the managers' own files say."""

    poetry: tuple[int, ...] = ()  # its version, or that of the one that wrote poetry.lock; empty: no file tells
    stale: bool = False  # poetry.lock was written for another pyproject.toml: poetry installs nothing from it
    conda: CondaFile | None = None
