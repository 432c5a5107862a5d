"""Shell scripts: all of the file is shell text."""

from __future__ import annotations

from envdoctor.lex.excerpt import Excerpt
from envdoctor.probe.installs.session import Session
from envdoctor.probe.installs.walk import Walk

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.probe.installs.sighting import Sightings


def read(text: str, seen: Sightings) -> None:
    """Follow a script."""
    Walk(Excerpt.whole(text), Session(), seen).run()
