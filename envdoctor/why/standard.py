"""The standard library: what each release has, what was taken out and what is there instead, and what builds lack."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    Table = Literal["ALL", "BUILT_IN", "COMPILED", "FROZEN", "STARTED"]
    Minor = tuple[int, int]

# from here on Python itself lists its modules, those of other systems and builds too; nothing was added in it
LISTED = (3, 10)
_READ: dict[str, list[tuple[tuple[int, int], frozenset[str]]]] = {}


def _table(table: Table) -> list[tuple[Minor, frozenset[str]]]:
    """Give the names of each release, the oldest first."""
    if table not in _READ:
        from envdoctor.why import releases

        known: frozenset[str] = frozenset()
        found = []
        for number, added, gone in getattr(releases, table):
            known = (known | frozenset(added.split())) - frozenset(gone.split())
            major, _, minor = number.partition(".")
            found.append(((int(major), int(minor)), known))
        _READ[table] = found
    return _READ[table]


def among(table: Table, name: str, minor: Minor) -> bool:
    """Say whether a release has a module, on some system and in some build."""
    return name in _at(table, minor) or (table == "ALL" and minor < LISTED and _first(name) == LISTED)


def _at(table: Table, minor: Minor) -> frozenset[str]:
    """Give the names of a release; one that the table does not reach is taken for the nearest in it."""
    known = [found for number, found in _table(table) if number <= minor]
    return known[-1] if known else _table(table)[0][1]


def since(name: str) -> str:
    """Give the first release that has a module: "3.11"; empty: it was always there, or never."""
    first = _first(name)
    if first in {_table("ALL")[0][0], LISTED}:
        return ""
    return f"{first[0]}.{first[1]}"


def _first(name: str) -> Minor:
    releases = _table("ALL")
    return next((number for number, names in releases if name in names), releases[0][0])


def ever(name: str) -> bool:
    """Say whether any release has, or had, a module."""
    return any(name in found for _, found in _table("ALL"))


def names(minor: Minor) -> frozenset[str]:
    """Give the public names of a release."""
    return frozenset(name for name in _at("ALL", minor) if not name.startswith("_"))
