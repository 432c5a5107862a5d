"""Whether the files of the judged environment are those that its distributions say they installed."""

from __future__ import annotations

from envdoctor.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts.damage import Astray, Leftover, Lost, Overwritten, Shared


class Records(Record):
    """What is gone, left over, owned by two, or leads nowhere."""

    identity: str  # of the environment, as in `Environment`
    lost: tuple[Lost, ...] = ()
    shared: tuple[Shared, ...] = ()
    leftovers: tuple[Leftover, ...] = ()
    astray: tuple[Astray, ...] = ()
    overwritten: tuple[Overwritten, ...] = ()

    @property
    def sound(self) -> bool:
        """No check of the files has anything to say."""
        return not (self.lost or self.shared or self.leftovers or self.astray or self.overwritten)
