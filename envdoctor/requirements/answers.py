"""What a line of a requirements file comes to: something asked for, an include, or a refusal."""

from __future__ import annotations

from envdoctor.record import Record


class Asked(Record):
    """A requirement, as its line gives it; offsets are those in the line."""

    kind: str  # as in `Requirement`
    end: int = 0  # behind name and specifier, or the URL; the marker follows
    name: str = ""
    extras: tuple[str, ...] = ()
    specifier: str = ""
    version: str = ""  # the only one that the specifier allows
    marker: str = ""
    url: str = ""
    hashes: tuple[str, ...] = ()
    specifier_span: tuple[int, int] | None = None


class Included(Record):
    """An include: `-r` or, for constraints, `-c`."""

    target: str
    constraint: bool


class Refusal(Exception):  # noqa: N818 - it is pip's answer, not an error of ours
    """pip refuses a line: what it says, and which part of the line it means."""

    def __init__(self, message: str, span: tuple[int, int] | None = None, *, whole: bool = False) -> None:
        super().__init__(message)
        self.span, self.whole = span, whole
