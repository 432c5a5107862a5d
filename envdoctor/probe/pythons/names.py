"""What the names of Python's own files and folders say: `python3.12`, `pypy3.10`, `python3.13t`, `pythonw.exe`.

Read without a pattern: every run needs them, and importing `re` costs a clean one more than all of its probes.
"""

from __future__ import annotations

IMPLEMENTATIONS = ("python", "pypy", "graalpy")


def executable(file: str) -> tuple[str, str, str]:
    """Read what an executable's name ends in: the implementation, `3.12`, and `t` of a free-threaded one.

    All three are empty where no minor version stands there.
    """
    name = file.removesuffix(".exe")
    number = name[len(name.rstrip("t0123456789.")) :]
    kind = next((one for one in IMPLEMENTATIONS if name.removesuffix(number).endswith(one)), "")
    free = "t" if number.endswith("t") else ""
    minor = number.removesuffix("t")
    return (kind, minor, free) if kind and _minor(minor) else ("", "", "")


def library(folder: str) -> str:
    """Read the minor version in the name of a library folder, `3.13` of `python3.13t`; empty where it is none."""
    return executable(folder)[1] if folder.startswith(IMPLEMENTATIONS) else ""


def is_python(file: str) -> bool:
    """Say whether a Python is called so, with or without a version: `python`, `Python3.exe`, `pythonw`."""
    name = file.lower().removesuffix(".exe").rstrip("t0123456789.").removesuffix("w")
    return name in IMPLEMENTATIONS


def _minor(text: str) -> bool:
    major, dot, rest = text.partition(".")
    return bool(dot) and major.isdecimal() and rest.isdecimal() and text.isascii()
