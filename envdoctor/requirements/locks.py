"""Lock files of managers that lie beside requirements files: what they name, by their text alone."""

from __future__ import annotations

import re

from envdoctor.facts.installed import normal

_NAMED = re.compile(r"(?:uv|poetry|pdm)\.lock|pylock(?:\.[^./]+)?\.toml")
_PACKAGE = re.compile(r"""^name[ \t]*=[ \t]*["']([^"'\n]+)["']""", re.MULTILINE)
_WORDS = frozenset({"lock", "locked", "locks", "frozen", "freeze", "pinned", "pins", "compiled"})


def is_lock(path: str) -> bool:
    """Say whether a path is named as the lock files of uv, Poetry and PDM are, or as the one of PEP 751."""
    return _NAMED.fullmatch(path.rpartition("/")[2]) is not None


def packages(text: str) -> tuple[str, ...]:
    """Give the normal names of the packages that a lock file names, each once."""
    return tuple(dict.fromkeys(map(normal, _PACKAGE.findall(text.replace("\r\n", "\n")))))


def locks(path: str) -> bool:
    """Say whether the name of a requirements file says that it holds the versions of others."""
    name = path.rpartition("/")[2].lower()
    return not name.endswith(".in") and not _WORDS.isdisjoint(re.split(r"[-_.]", name))
