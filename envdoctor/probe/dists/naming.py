"""What the names of metadata folders say: most say it all."""

from __future__ import annotations

import re

# a name that says it all: dashes and underscores in names are one underscore here, so there is exactly one dash
_PLAIN = r"([A-Za-z0-9][A-Za-z0-9_.]*)-([0-9][A-Za-z0-9.+!]*)\.dist-info"
_LOOSE = r"(.+?)-([0-9][A-Za-z0-9.+!_]*?)(?:-py[0-9.]+)?\.(?:dist|egg)-info"


def called(entry: str) -> tuple[str, str]:
    """Give name and version as the folder's name says them, each empty where it leaves a doubt."""
    plain = re.fullmatch(_PLAIN, entry)
    return (plain[1], plain[2]) if plain else ("", "")


def guessed(entry: str) -> tuple[str, str]:
    """As `called`, but as well as can be guessed: for a distribution whose own metadata cannot be read."""
    loose = re.fullmatch(_LOOSE, entry)
    return (loose[1], loose[2]) if loose else (entry.rpartition(".")[0], "")


def developed(entry: str) -> bool:
    """Say whether this is a folder that `setup.py develop` left: it has no version in its name."""
    return entry.endswith(".egg-info") and "-" not in entry.removesuffix(".egg-info")
