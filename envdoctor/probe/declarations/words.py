"""Versions of Python as CI services, test runners and tools write them, in the words of PEP 440."""

from __future__ import annotations

import re

from envdoctor.probe.declarations.pins import pin
from envdoctor.versions import accepted

_FLOATING = re.compile(r"3(?:\.x)?")
_GAP = re.compile(r"(?<=[0-9])[ \t]+(?=[<>=!])")
_FACTOR = re.compile(r"(?:py|pypy|cpython|graalpy)([23])\.?([0-9]{1,2})t?")


def service(word: str) -> str:
    """Read what setup-python and its like take: `3.12`, `3.x`, `>=3.9 <3.14`, `pypy3.10`, `3.13t`."""
    bare = word.strip()
    if _FLOATING.fullmatch(bare):
        return "==3.*"
    if bare[:1] in {"<", ">", "=", "!"}:
        joined = _GAP.sub(",", bare)
        return joined if accepted(joined) else ""
    bare = bare.removeprefix("v").removesuffix("-dev").removesuffix(".x")
    return pin(bare)


def factor(word: str) -> str:
    """Read a factor of tox, or a name of an interpreter: `py39`, `py310`, `pypy310`, `python3.12`."""
    found = _FACTOR.fullmatch(word)
    return f"=={found[1]}.{found[2]}.*" if found else pin(word)


def target(word: str) -> str:
    """Read a target of ruff or black, `py310`: code for that version and all later ones."""
    found = _FACTOR.fullmatch(word)
    return f">={found[1]}.{found[2]}" if found else ""
