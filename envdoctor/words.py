"""How messages call things: paths and Pythons as a person would."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts import Snapshot
    from envdoctor.facts.machine import Interpreter


def path(snap: Snapshot, absolute: str) -> str:
    """Write a path relative to the project, or from `~`, or as it is."""
    inside = _below(snap.aim.root, absolute)
    if inside:
        return inside
    home = _below(snap.host.home or "", absolute)
    return f"~{absolute[len(snap.host.home or '')]}{home}" if home else absolute


def command(absolute: str) -> str:
    """Give the word that a person types for an executable."""
    return re.split(r"[/\\]", absolute)[-1].removesuffix(".exe")


# where installers put a Python, by a part of its folder
_INSTALLERS = (
    ("/Cellar/", "Homebrew"), ("/.pyenv/", "pyenv"), ("\\.pyenv\\", "pyenv"), ("/uv/python/", "uv"),
    ("\\uv\\python\\", "uv"), ("/installs/python/", "asdf or mise"),
    ("/Python3.framework/", "Apple's developer tools"), ("SoftwareFoundation.Python.", "the Microsoft Store"),
    ("/Library/Frameworks/Python.framework/", "python.org"), ("\\Programs\\Python\\Python3", "python.org"),
)  # fmt: skip


def python(snap: Snapshot, interpreter: Interpreter) -> str:
    """Name a Python by what it belongs to."""
    version = f" {interpreter.version}" if interpreter.version else ""
    if interpreter.kind == "environment":
        return f"the Python of {path(snap, interpreter.prefix)}"
    if interpreter.kind == "conda":
        return f"the Python of the conda environment {path(snap, interpreter.prefix)}"
    if interpreter.prefix == "/usr":
        return f"the system's Python{version}"
    installer = next((name for part, name in _INSTALLERS if part in interpreter.prefix + "/"), "")
    return f"the Python{version} of {installer}" if installer else f"the Python{version} in {interpreter.prefix}"


def _below(folder: str, absolute: str) -> str:
    """Give the rest of a path behind a folder; empty: it does not lie there."""
    start = folder.rstrip("/\\")
    if not start or not absolute.startswith((start + "/", start + "\\")):
        return ""
    return absolute[len(start) + 1 :]
