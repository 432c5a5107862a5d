"""Which known word a misspelt one was probably meant to be."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


def meant(word: str, known: Iterable[str]) -> str:
    """Say which known word was probably meant, as the end of a message; empty: none is near."""
    from difflib import get_close_matches

    words = {one.lower(): one for one in known}
    near = get_close_matches(word.lower().replace("_", "-"), sorted(words), n=1)
    return f"; did you mean `{words[near[0]]}`?" if near else ""
