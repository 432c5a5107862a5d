"""Requirements read by `packaging`, where more than a glance is needed."""

from __future__ import annotations

import re

_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")


def parts(text: str) -> tuple[str, str, str] | None:
    """Give name, specifier (empty for a URL) and marker of a requirement; None: it is none."""
    from packaging.requirements import InvalidRequirement, Requirement

    try:
        read = Requirement(text)
    except InvalidRequirement:
        return None
    return read.name, "" if read.url else str(read.specifier), str(read.marker or "")


def meets(version: str, specifier: str) -> bool | None:
    """Say whether an installed version is within a specifier; None: one of them is no such thing."""
    from packaging.specifiers import InvalidSpecifier, SpecifierSet
    from packaging.version import InvalidVersion, Version

    try:
        return SpecifierSet(specifier).contains(Version(version), prereleases=True)
    except (InvalidSpecifier, InvalidVersion, ValueError):
        return None


def name(requirement: str) -> str:
    """Give the name that a requirement begins with."""
    found = _NAME.match(requirement.strip())
    return found[0] if found else ""
