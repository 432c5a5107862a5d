"""Whether a name is one that a distribution can have, and a version one of PEP 440."""

from __future__ import annotations

import re

from envdoctor.probe.dists.versions import release

_NAME = "[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?"


def problem_of(name: str, version: str) -> str:
    """Say what is wrong with the name and the version that a METADATA says; empty: nothing is."""
    if not name:
        return "its METADATA names no distribution"
    if not re.fullmatch(_NAME, name):
        return f"its METADATA says the name `{name}`, which no distribution can have"
    if not version:
        return "its METADATA says no version"
    return "" if valid_version(version) else f"its METADATA says `{version}`, which is no version"


def valid_version(version: str) -> bool:
    """Say whether PEP 440 knows such a version."""
    if release(version):
        return True
    from packaging.version import InvalidVersion, Version

    try:
        Version(version)
    except InvalidVersion:
        return False
    return True
