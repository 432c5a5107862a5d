"""Whether the source files of installed distributions are as they were installed: asked for only by who wants it."""

from __future__ import annotations

from envdoctor.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts.damage import Altered


class Alterations(Record):
    """The distributions of the judged environment that somebody changed."""

    identity: str  # of the environment, as in `Environment`
    altered: tuple[Altered, ...] = ()
