"""The folder that a `file://` address names."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.system import System

_ESCAPE = re.compile(rb"%([0-9A-Fa-f]{2})")


def folder(system: System, url: str) -> str:
    """Give the absolute path; empty: the address is of something else, or of another machine."""
    said = re.match(r"file://(?:localhost)?(/.*)", url)
    if said is None:
        return ""
    raw = _ESCAPE.sub(lambda match: bytes([int(match[1], 16)]), said[1].encode("utf-8", "surrogateescape"))
    path = raw.decode("utf-8", "surrogateescape")
    if system.name == "windows":
        path = path.lstrip("/").replace("/", "\\")
    return system.path.normpath(path)
