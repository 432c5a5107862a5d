"""Whether environments are sound: what their own files say against the place they lie in and the Python they start."""

from __future__ import annotations

from envdoctor.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts.conditions import Condition, Intruder


class Health(Record):
    """What is not sound about the judged environment, the project's own and the one that VIRTUAL_ENV names."""

    conditions: tuple[Condition, ...] = ()
    owned: tuple[str, ...] = ()  # folders of this user's beside them that hold files of root's: pip's cache
    intruders: tuple[Intruder, ...] = ()
    user: int | None = None

    @property
    def sound(self) -> bool:
        """Nothing is wrong."""
        return not (self.conditions or self.owned or self.intruders)

    def faulty(self, *faults: str) -> list[Condition]:
        """Give the environments with one of some faults."""
        return [one for one in self.conditions if one.fault in faults]

    def whole(self) -> list[Condition]:
        """Give those that work as a whole: in the others, everything else comes after."""
        return [one for one in self.conditions if not one.fault]
