"""The arithmetic of paths, in the flavour of a machine."""

from __future__ import annotations

import posixpath

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Protocol

    class Flavour(Protocol):
        """The pure functions of posixpath and ntpath."""

        sep: str

        def join(self, path: str, *paths: str) -> str: ...
        def split(self, path: str) -> tuple[str, str]: ...
        def splitext(self, path: str) -> tuple[str, str]: ...
        def splitdrive(self, path: str) -> tuple[str, str]: ...
        def dirname(self, path: str) -> str: ...
        def basename(self, path: str) -> str: ...
        def normpath(self, path: str) -> str: ...
        def normcase(self, path: str) -> str: ...
        def isabs(self, path: str) -> bool: ...


def flavour(*, windows: bool) -> Flavour:
    """Give posixpath or ntpath, of which only the pure functions are used."""
    found: Any = posixpath
    if windows:
        import ntpath

        found = ntpath
    return found  # type: ignore[no-any-return]
