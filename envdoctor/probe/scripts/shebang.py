"""The first line of a script: whether a shell is to run it."""

from __future__ import annotations

import re

_SHEBANG = re.compile(r"#![ \t]*(?:\S*/)?(?:env[ \t]+(?:-\S+[ \t]+)*)?(?:\S*/)?(\w+)")
_SHELLS = frozenset({"sh", "bash", "dash", "zsh", "ksh", "mksh", "ash"})


def is_shell(line: str) -> bool:
    """Say whether a first line asks for a shell."""
    found = _SHEBANG.match(line)
    return bool(found and found[1] in _SHELLS)
