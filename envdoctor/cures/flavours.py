"""Pythons that are not the plain CPython: PyPy, GraalPy, and builds without the lock of the interpreter.

Written as uv and setup-python do: "pypy3.10", "3.13t". The number alone would be met by another Python.
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts import Snapshot

_WANTED = re.compile(r"(pypy|graalpy)?(\d+(?:\.\d+)*)(t)?")
# as pyenv, asdf, mise and uv take it; what follows PyPy's number is its own version
_PIN = re.compile(
    r"(?:c?python[-@]?)?(?P<kind>pypy|graalpy)?[-@]?(?P<number>3\.\d+)(?:\.\d+)?(?P<free>t|\+freethreaded)?(?:-.*)?"
)
_KIND = re.compile(r"pypy|graalpy")
# the names of folders, 3.13.0t and cpython-3.13.0+freethreaded-…, and of executables
_FREE = re.compile(r"\d\.\d+(?:\.\d+)?(?:t(?![a-z])|\+freethreaded)")


def parts(wanted: str) -> tuple[str, str]:
    """Give the number, and what it is of: "pypy", "graalpy", "t"; empty: the plain CPython."""
    found = _WANTED.fullmatch(wanted)
    return (found[2], found[1] or found[3] or "") if found else (wanted, "")


def executable(wanted: str) -> str:
    """Name the program: "python3.12", "pypy3.10", "python3.13t"."""
    number, flavour = parts(wanted)
    short = ".".join(number.split(".")[:2])
    return f"python{short}{flavour}" if flavour in {"", "t"} else f"{flavour}{short}"


def of(python: str, name: str) -> str:
    """Say which flavour an installation is, by its path and by what its manager calls it."""
    near = "/".join(re.split(r"[/\\]", python)[-3:])  # the folder of the installation, bin, and the program
    for text in (name, near):
        if found := _KIND.search(text):
            return found[0]
        if _FREE.search(text):
            return "t"
    return ""


def pinned(snap: Snapshot, number: str) -> str:
    """Give what is to be made where a number suits: that number, or the flavour of it that a file pins."""
    found = _pin(snap, number)
    return f"{found['kind'] or ''}{found['number']}{'t' if found['free'] else ''}" if found else number


def pinned_as(snap: Snapshot, wanted: str) -> str:
    """Give it as the file writes it, whose reader knows that name; what no file pins stays as it is."""
    number, flavour = parts(wanted)
    found = _pin(snap, number) if flavour else None
    return found[0] if found else wanted


def _pin(snap: Snapshot, number: str) -> re.Match[str] | None:
    """Give the first pin, if it is one of these; what is deployed elsewhere says nothing of this machine."""
    for one in snap.declared.declarations:
        if one.kind == "pin" and one.decides and not one.deployment:
            found = _PIN.fullmatch(one.text.partition(" or ")[0])
            if found and found["number"] == ".".join(number.split(".")[:2]) and (found["kind"] or found["free"]):
                return found
            return None
    return None
