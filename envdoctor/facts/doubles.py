"""The metadata folders of what is there twice, and which of them an installer can take away."""

from __future__ import annotations

from envdoctor.record import Record


class Copy(Record):
    """One of several metadata folders of one distribution."""

    key: str  # the name in its normal form
    folder: str  # absolute
    file: bool  # it is a file, as those of old are
    # its own list of files names itself: one that is missing, or that came from another copy, leaves it where it is
    owned: bool


class Doubles(Record):
    """All of them, for the keys in `Distributions.doubled`."""

    copies: tuple[Copy, ...] = ()
