"""Does a marker hold in an environment that is not this one?"""

from __future__ import annotations

import re

_QUOTED = re.compile("\"[^\"]*\"|'[^']*'")
_WORD = re.compile("[a-z_]+")
_PLATFORMS = {
    "linux": ("linux", "Linux", "posix"),
    "macos": ("darwin", "Darwin", "posix"),
    "windows": ("win32", "Windows", "nt"),
}


def holds(marker: str, python: str, system: str) -> bool | None:
    """Say whether a marker holds for a version of Python ("3.12.4") and a system, as in `Host`; None: not known."""
    if not marker:
        return True
    numbers = python.split(".")
    sys_platform, platform_system, os_name = _PLATFORMS[system]
    known = {"sys_platform": sys_platform, "platform_system": platform_system, "os_name": os_name, "extra": ""}
    if len(numbers) > 1:
        known["python_version"] = ".".join(numbers[:2])
    if len(numbers) > 2:  # noqa: PLR2004 - major, minor, patch
        known["python_full_version"] = python
    return evaluate(marker, known)


def evaluate(marker: str, known: dict[str, str]) -> bool | None:
    """Say whether a marker holds where some variables have these values; None: it asks about others, or is none."""
    asked = set(_WORD.findall(_QUOTED.sub("", marker))) - {"and", "or", "not", "in"}
    if not asked <= set(known):
        return None
    from packaging.markers import Marker

    try:
        return Marker(marker).evaluate(known)
    except ValueError:  # what stands there is no marker, or compares what cannot be compared
        return None
