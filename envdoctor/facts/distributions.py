"""What the distributions of the judged environment say of themselves, and which of their requirements are not met."""

from __future__ import annotations

from envdoctor.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts.unfit import Misfit, Unmet


class Metadata(Record):
    """What one installed distribution says of itself."""

    name: str  # as its metadata writes it; where that cannot be read, as the name of its folder does
    key: str  # the name in its normal form
    version: str  # as `name`; empty: nothing says it
    folder: str  # its .dist-info or .egg-info, absolute; of an old one this may be a file
    requires: tuple[str, ...] = ()  # Requires-Dist, as written
    python: str = ""  # Requires-Python
    imports: tuple[str, ...] = ()  # Import-Name and Import-Namespace (PEP 794)
    problem: str = ""  # why its metadata cannot be read: "it has no METADATA"


class Distributions(Record):
    """All distributions of the judged environment."""

    identity: str  # of the environment, as in `Environment`
    sites: tuple[str, ...]  # the folders they lie in, absolute
    distributions: tuple[Metadata, ...]
    unmet: tuple[Unmet, ...] = ()
    other_python: tuple[Misfit, ...] = ()  # their Requires-Python leaves the environment's Python out
    doubled: tuple[str, ...] = ()  # keys that two metadata folders of one site claim
    unreadable: tuple[Metadata, ...] = ()  # those with a problem

    @property
    def sound(self) -> bool:
        """No check of what they say of themselves has anything to say."""
        return not (self.unmet or self.other_python or self.doubled or self.unreadable)

    def find(self, key: str) -> Metadata | None:
        """Give the distribution with a normal name; None: there is none, or there are several."""
        found = [one for one in self.distributions if one.key == key]
        return found[0] if len(found) == 1 else None


def normal(name: str) -> str:
    """Give the normal form of a distribution's name: `zope.interface` and `Zope_Interface` are the same."""
    plain = name.lower().replace("_", "-").replace(".", "-")
    while "--" in plain:
        plain = plain.replace("--", "-")
    return plain
