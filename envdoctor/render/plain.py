"""Lines as plain text: what is piped, and a terminal without colour."""

from __future__ import annotations

from envdoctor.render.safe import defused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from envdoctor.render.layout import Line


def render(lines: Iterable[Line], runner: str = "") -> str:
    """Join the pieces; with a CI runner reading along, no line is one that it would obey."""
    texts = ["".join([text for text, _ in line]) for line in lines]
    if runner:
        texts = [defused(text) for text in texts]
    return "".join([text + "\n" for text in texts])
