"""Names in setup.cfg and setup.py: too many rather than too few, since what is computed there cannot be followed."""

from __future__ import annotations

import re

from envdoctor.probe.wants.exact import name

_STRING = re.compile(r"""(["'])([A-Za-z0-9][^"'\n]*)\1""")
_CFG_NAME = re.compile(r"^\[metadata\][^\[]*?^name[ \t]*=[ \t]*(\S+)[ \t]*$", re.MULTILINE)
_PY_NAME = re.compile(r"""\bname[ \t]*=[ \t]*(["'])([A-Za-z0-9._-]+)\1""")


def names(cfg: str, script: str) -> list[str]:
    """Give the first word of every line of setup.cfg, and of every text in setup.py."""
    lines = [line.partition("=")[2] if line[:1].strip() else line for line in cfg.splitlines()]
    return [name(text) for text in (*lines, *(found[2] for found in _STRING.finditer(script)))]


def called(cfg: str, script: str) -> str:
    """Give what the project is called; empty where it is not plainly said."""
    said = _CFG_NAME.search(cfg)
    if said:
        return said[1]
    found = _PY_NAME.findall(script)
    return found[0][1] if len(found) == 1 else ""
