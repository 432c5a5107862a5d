"""Whether the files of the judged environment are those that its distributions say they installed, and fit it."""

from __future__ import annotations

from envdoctor.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts.damage import Astray, Leftover, Lost, Overwritten, Shared
    from envdoctor.facts.unfit import Misfit


class Records(Record):
    """What is gone, left over, owned by two, made for another platform, or leads nowhere."""

    identity: str  # of the environment, as in `Environment`
    lost: tuple[Lost, ...] = ()
    shared: tuple[Shared, ...] = ()
    leftovers: tuple[Leftover, ...] = ()
    astray: tuple[Astray, ...] = ()
    overwritten: tuple[Overwritten, ...] = ()
    other_platform: tuple[Misfit, ...] = ()  # none of their tags fits the environment's Python and platform

    @property
    def sound(self) -> bool:
        """No check of the files has anything to say."""
        damaged = self.lost or self.shared or self.leftovers or self.astray or self.overwritten
        return not (damaged or self.other_platform)
