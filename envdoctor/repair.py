"""Plan and apply fixes: the only code beside the renderers that writes."""

from __future__ import annotations

from envdoctor.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from envdoctor.check import Finding


class Change(Record):
    """One file, as it is and as it shall be."""

    path: str
    before: bytes | None  # None: the file does not exist yet
    after: bytes


class Held(Record):
    """A fix that is not applied, and why."""

    finding: Finding
    reason: str


class Plan(Record):
    """What `--fix` would do."""

    changes: tuple[Change, ...]
    held: tuple[Held, ...]


def plan(findings: Iterable[Finding], read: Callable[[str], bytes], *, unsafe: bool) -> Plan:
    """Work out what the files become."""
    raise NotImplementedError
