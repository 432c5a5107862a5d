"""Where the Pythons of a machine are, a module for each kind of place; each gives `(executable, who, its name)`."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    Found = Iterator[tuple[str, str, str]]  # the executable, its manager or installer, what that one calls it
