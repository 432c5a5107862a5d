"""Sets of releases, against packaging, which judges one version at a time."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packaging.specifiers import InvalidSpecifier, SpecifierSet

from envdoctor.versions import OR
from envdoctor.versions.releases import ALL, FIRST, LAST, both, common, either, loosened, releases, without

from .test_versions import SPECIFIER

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.versions.releases import Releases

NUMBERS = st.tuples(st.sampled_from([2, 3, 4]), st.integers(0, 14), st.integers(0, 14))
SETS = st.lists(SPECIFIER, min_size=1, max_size=3)


def holds(found: Releases, version: tuple[int, int, int]) -> bool:
    return any(low <= version < high for low, high in found)


def orderly(found: Releases) -> bool:
    edges = [edge for span in found for edge in span]
    return all(a < b for a, b in itertools.pairwise(edges))


@given(SETS, NUMBERS)
def test_agrees_with_packaging(sets: list[str], numbers: tuple[int, int, int]) -> None:
    found = releases(OR.join(sets))
    if found is not None:
        version = ".".join(map(str, numbers))
        assert orderly(found)
        assert holds(found, numbers) == any(SpecifierSet(one).contains(version, prereleases=True) for one in sets)


@given(SPECIFIER)
def test_what_packaging_knows_to_be_empty_is_empty(specifier: str) -> None:
    try:
        empty = SpecifierSet(specifier).is_unsatisfiable()
    except InvalidSpecifier:
        assert releases(specifier) is None
        return
    if empty:
        assert releases(specifier) in {(), None}


@given(SETS, NUMBERS)
def test_sets_are_joined_cut_and_turned(sets: list[str], numbers: tuple[int, int, int]) -> None:
    found = [one for one in map(releases, sets) if one is not None]
    if found:
        one, other = found[0], found[-1]
        assert holds(both(one, other), numbers) == (holds(one, numbers) and holds(other, numbers))
        assert holds(either(one, other), numbers) == (holds(one, numbers) or holds(other, numbers))
        assert holds(without(one), numbers) != holds(one, numbers)
        assert without(without(one)) == one
        assert all(map(orderly, (both(one, other), either(one, other), without(one))))


@pytest.mark.parametrize(
    ("specifier", "expected"),
    [
        ("", ALL),
        ("==3.12.*", (((3, 12, 0), (3, 13, 0)),)),
        ("==3.12", (((3, 12, 0), (3, 12, 1)),)),
        ("==3.*", (((3, 0, 0), (4, 0, 0)),)),
        ("~=3.10", (((3, 10, 0), (4, 0, 0)),)),
        ("~=3.10.2", (((3, 10, 2), (3, 11, 0)),)),
        (">3.12", (((3, 12, 1), LAST),)),
        ("<=3.12", ((FIRST, (3, 12, 1)),)),
        ("<0", ()),
        (">=3.8,!=3.9.*", (((3, 8, 0), (3, 9, 0)), ((3, 10, 0), LAST))),
        (">=2.7,<2.8 || >=3.4", (((2, 7, 0), (2, 8, 0)), ((3, 4, 0), LAST))),
        (">=3.10,<3.11 || ==3.11.*", (((3, 10, 0), (3, 12, 0)),)),  # they touch: one span
        (">=3.13.0rc1", (((3, 13, 0), LAST),)),
        ("<3.13.0rc1", ((FIRST, (3, 13, 0)),)),
        ("<0a1", ()),
        ("!=3.13.0rc1", ALL),
        ("==3.13.0rc1", None),  # no finished release, but there are such interpreters
        ("===3.12.4", None),
        (">=3.12.post1", None),
        (">=3.12.4.1", None),
        (">=1!3", None),
        (">=3.8.*", None),
        ("3.9", None),
        ("==3.12.* || 3.9", None),
    ],
)
def test_releases(specifier: str, expected: Releases | None) -> None:
    assert releases(specifier) == expected


@pytest.mark.parametrize(
    ("specifiers", "expected"),
    [
        ([], ALL),
        ([">=3.11", "==3.9.*"], ()),
        ([">=3.12.5", "==3.12.1"], ()),
        ([">=3.12.5", "==3.12.*"], (((3, 12, 5), (3, 13, 0)),)),
        (["==3.12.1", "==3.12.4"], ()),
        (["==3.11.* || ==3.12.*", ">=3.12"], (((3, 12, 0), (3, 13, 0)),)),
        ([">=3.11", "3.9"], None),
    ],
)
def test_common(specifiers: list[str], expected: Releases | None) -> None:
    assert common(specifiers) == expected


@pytest.mark.parametrize(
    ("pin", "expected"),
    [
        ("==3.12.4", "==3.12.*"),
        ("==3.12.*", "==3.12.*"),
        ("==3.12", "==3.12.*"),
        ("==3.*", "==3.*"),
        ("==3.11.9 || ==3.12.4", "==3.11.* || ==3.12.*"),
        (">=3.12.4", ">=3.12.4"),
    ],
)
def test_loosened(pin: str, expected: str) -> None:
    assert loosened(pin) == expected
