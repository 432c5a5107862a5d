"""What the project's files ask to be installed, and its environment does not have."""

from __future__ import annotations

from envdoctor.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts.asking import AskingFile


class Shortfall(Record):
    """The files of which something is not installed as they ask."""

    identity: str = ""  # of the environment, as in `Environment`; empty: none is the project's
    files: tuple[AskingFile, ...] = ()
    # nothing at all is installed of what the requirements file asks for: the environment was never filled
    empty: AskingFile | None = None

    @property
    def sound(self) -> bool:
        """Everything is there, as far as it can be judged."""
        return not self.files and self.empty is None
