"""Which versions a specifier lets in, said in words."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from packaging.specifiers import Specifier, SpecifierSet
    from packaging.version import Version

SHOWN = 3  # excluded versions that are named one by one


def only_version(specifier: SpecifierSet) -> str:
    """Give the one version that a specifier allows; empty: it allows others too."""
    least = {one.version for one in specifier if one.operator == ">="}
    for one in specifier:
        exact = one.operator == "===" or (one.operator == "==" and not one.version.endswith(".*"))
        if exact or (one.operator == "<=" and one.version in least):
            return one.version
    return ""


def satisfiable(specifier: str) -> bool:
    """Say whether any version at all satisfies a specifier."""
    from packaging.specifiers import SpecifierSet

    try:
        return not SpecifierSet(specifier).is_unsatisfiable()
    except ValueError:  # a number with thousands of digits
        return False


def may_come(specifier: str) -> str:
    """Say which versions a specifier lets in: "any version from 2.0 on", "any 1.x".

    It is one that some version satisfies, and not just one.
    """
    from packaging.specifiers import SpecifierSet
    from packaging.version import Version

    parts = sorted(SpecifierSet(specifier), key=str)
    family = max((_prefix(one) for one in parts if _prefix(one)), key=len, default="")
    within = Version(family) if family else None
    lowest = [(_version(one), one.operator == ">") for one in parts if one.operator in {">=", ">", "~="}]
    highest = [(_version(one), one.operator == "<") for one in parts if one.operator in {"<=", "<"}]
    low, above = max(lowest, default=(None, False))
    high, below = min(highest, key=lambda bound: (bound[0], not bound[1]), default=(None, False))
    if within is not None:
        low = low if low and (low > within or (above and low >= within)) else None
        high = high if high and high < _next(within, family) else None
    words = [f"any {family}.x" if family else "any version"]
    if low is not None:
        words.append(f"after {_full(low)}" if above else f"from {_full(low)}")
    if high is not None:
        reach = ("up to, not including," if low is not None else "before") if below else "up to"
        words.append(f"{reach} {high}")
    elif low is not None and not above:
        words.append("on")
    left_out = [_shown(one) for one in parts if one.operator == "!=" and _matters(one, low, high, family)]
    return " ".join(words) + _but(left_out, bounded=len(words) > 1)


def _prefix(one: Specifier) -> str:
    """Give what all versions that a specifier lets in begin with."""
    if one.operator == "==":
        return one.version.removesuffix(".*")
    if one.operator == "~=":
        epoch, mark, _ = one.version.rpartition("!")
        return epoch + mark + ".".join(map(str, _version(one).release[:-1]))
    return ""


def _version(one: Specifier) -> Version:
    from packaging.version import Version

    return Version(one.version)


def _next(within: Version, family: str) -> Version:
    """Give the first version behind a family: 1.5 behind 1.4.x."""
    from packaging.version import Version

    *head, last = within.release[: family.rpartition("!")[2].count(".") + 1]
    return Version(f"{within.epoch}!" + ".".join(map(str, [*head, last + 1])))


def _full(version: Version) -> str:
    """Write a version with two numbers at least: "from 2" would read as if it were a count."""
    return f"{version}.0" if str(version).isdigit() else str(version)


def _shown(one: Specifier) -> str:
    return one.version.removesuffix(".*") + ".x" if one.version.endswith(".*") else one.version


def _matters(one: Specifier, low: Version | None, high: Version | None, family: str) -> bool:
    """Say whether what is left out would be let in otherwise."""
    from packaging.version import Version

    stem = one.version.removesuffix(".*")
    version = Version(stem)
    behind = version if stem == one.version else _next(version, stem)
    if family and not (Version(family) <= behind and version < _next(Version(family), family)):
        return False
    return (low is None or behind >= low) and (high is None or version <= high)


def _but(left_out: list[str], *, bounded: bool) -> str:
    if not left_out:
        return ""
    if len(left_out) > SHOWN:
        left_out = [*left_out[: SHOWN - 1], f"{len(left_out) - SHOWN + 1} others"]
    *head, last = left_out
    words = f"{', '.join(head)} and {last}" if head else last
    return f", but not {words}" if bounded else f" but {words}"
