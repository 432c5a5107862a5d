"""Requirements that an environment does not meet."""

from __future__ import annotations

from envdoctor.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Location


class Asking(Record):
    """A requirement that the environment does not meet."""

    name: str  # as written
    key: str  # the name in its normal form
    text: str  # name, extras and specifier, as written
    specifier: str
    location: Location
    source: str  # the text of the line that it begins in
    found: str = ""  # the version that is installed; empty: none is


class AskingFile(Record):
    """A file that the environment is to be installed from, as far as it does not meet it."""

    path: str
    asks: int  # the requirements of it that count here
    through: str  # the file that includes it, and is installed from; or `path`
    group: str = ""  # the dependency group in it that is meant
    absent: tuple[Asking, ...] = ()
    differing: tuple[Asking, ...] = ()
