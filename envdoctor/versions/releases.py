"""Sets of Python's releases: which of them satisfy several specifiers at once.

A set is a tuple of spans, sorted and apart: from the first release up to, and without, the second. Of a release only
its three numbers count, as they do to pip when it compares an interpreter with `requires-python`; so what a specifier
says of `rc1` or `.post1` is put in terms of the finished releases, or not judged at all.
"""

from __future__ import annotations

from envdoctor.versions import LONGEST, OR, minor

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from packaging.specifiers import Specifier
    from packaging.version import Version

    Release = tuple[int, int, int]
    Releases = tuple[tuple[Release, Release], ...]

FIRST: Release = (0, 0, 0)
LAST: Release = (1 << 30, 0, 0)
NONE: Releases = ()
ALL: Releases = ((FIRST, LAST),)


def releases(specifier: str) -> Releases | None:
    """Give the releases that satisfy a specifier; None: it is none, or it asks for more than three numbers can say."""
    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    found = NONE
    for one in specifier.split(OR):
        try:
            clauses = list(SpecifierSet(one))
        except InvalidSpecifier:
            return None
        inside = ALL
        for clause in clauses:
            allowed = _clause(clause)
            if allowed is None:
                return None
            inside = both(inside, allowed)
        found = either(found, inside)
    return found


def common(specifiers: Iterable[str]) -> Releases | None:
    """Give the releases that satisfy all specifiers; None: one of them cannot be judged."""
    found = ALL
    for specifier in specifiers:
        inside = releases(specifier)
        if inside is None:
            return None
        found = both(found, inside)
    return found


def both(one: Releases, other: Releases) -> Releases:
    """Give what lies in both sets."""
    spans = [(max(a, c), min(b, d)) for a, b in one for c, d in other]
    return tuple(sorted((low, high) for low, high in spans if low < high))


def either(one: Releases, other: Releases) -> Releases:
    """Give what lies in one of two sets."""
    return without(both(without(one), without(other)))


def without(one: Releases) -> Releases:
    """Give what does not lie in a set."""
    edges = [FIRST, *(edge for span in one for edge in span), LAST]
    return tuple((low, high) for low, high in zip(edges[::2], edges[1::2], strict=True) if low < high)


def loosened(specifier: str) -> str:
    """Give what a pin asks for when its last number does not count: `==3.12.*` for `==3.12.4`."""
    pins = [pin.removeprefix("==") for pin in specifier.split(OR)]
    if any(set(pin) - set("0123456789.*") for pin in pins):
        return specifier
    return OR.join(f"=={minor(pin)}.*" if minor(pin) else f"=={pin}" for pin in pins)


def _clause(clause: Specifier) -> Releases | None:
    from packaging.version import Version

    operator, text = clause.operator, clause.version
    if operator == "===":
        return None
    wildcard = text.endswith(".*")
    version = Version(text[:-2] if wildcard else text)
    if version.epoch or version.local or version.post is not None or any(version.release[LONGEST:]):
        return None
    if version.is_prerelease:
        return _before(operator, _full(version))
    start = _full(version)
    if operator == "~=":
        return ((start, _behind(version.release[:-1][:LONGEST])),)
    beyond = _behind(version.release[:LONGEST] if wildcard else start)
    spans = {
        "==": (start, beyond), "!=": (start, beyond), ">=": (start, LAST), ">": (beyond, LAST), "<": (FIRST, start),
        "<=": (FIRST, beyond),
    }  # fmt: skip
    low, high = spans[operator]
    inside: Releases = ((low, high),) if low < high else NONE
    return without(inside) if operator == "!=" else inside


def _before(operator: str, start: Release) -> Releases | None:
    """Judge a clause about a prerelease, which comes before the release of the same numbers."""
    if operator in {">=", ">"}:
        return ((start, LAST),)
    if operator in {"<", "<="}:
        return ((FIRST, start),) if start > FIRST else NONE
    return ALL if operator == "!=" else None


def _full(version: Version) -> Release:
    first, second, third = (*version.release, 0, 0)[:LONGEST]
    return first, second, third


def _behind(numbers: tuple[int, ...]) -> Release:
    """Give the first release that does not begin with some numbers."""
    first, second, third = (*numbers[:-1], numbers[-1] + 1, 0, 0)[:LONGEST]
    return first, second, third
