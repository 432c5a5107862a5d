"""Versions against specifiers: the plain ones at once, and never otherwise than `packaging` judges them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packaging.specifiers import InvalidSpecifier, SpecifierSet

from envdoctor.versions import OR, fitting, minor, plainly_within, valid, violated, within

NUMBER = st.integers(0, 14).map(str)
VERSION = st.tuples(st.sampled_from(["2", "3", "4"]), NUMBER, NUMBER).map(".".join)
BOUND = st.one_of(VERSION, st.tuples(st.just("3"), NUMBER).map(".".join), st.sampled_from(["3", "03.08", "3.12.4.1"]))
CLAUSE = st.tuples(
    st.sampled_from([">=", "<=", "==", "!=", "~=", ">", "<", "===", "=>", ""]),
    st.sampled_from(["", " ", "  "]),
    BOUND,
    st.sampled_from(["", "", "", ".*", "rc1", ".post1", ".dev0", "*", " "]),
).map("".join)
SPECIFIER = st.lists(CLAUSE, max_size=3).flatmap(
    lambda parts: st.sampled_from([",", " , ", ", "]).map(lambda by: by.join(parts))
)


def ask(version: str, specifier: str) -> bool | None:
    try:
        return SpecifierSet(specifier).contains(version, prereleases=True)
    except InvalidSpecifier:
        return None


@given(VERSION, SPECIFIER)
def test_agrees_with_packaging(version: str, specifier: str) -> None:
    assert within(version, specifier) == ask(version, specifier)
    assert plainly_within(version, specifier) in {None, ask(version, specifier)}
    assert valid(specifier) == (ask(version, specifier) is not None)


@given(st.tuples(st.just("3"), NUMBER).map(".".join), SPECIFIER)
def test_a_version_without_a_patch_number_stands_for_all_that_it_may_be(version: str, specifier: str) -> None:
    verdicts = {ask(f"{version}.{patch}", specifier) for patch in range(30)}
    assert within(version, specifier) == (verdicts.pop() if len(verdicts) == 1 else None)


@given(VERSION, st.lists(SPECIFIER, min_size=2, max_size=3))
def test_alternatives(version: str, sets: list[str]) -> None:
    if all(map(valid, sets)):
        assert within(version, OR.join(sets)) == any(ask(version, one) for one in sets)


@pytest.mark.parametrize(
    ("version", "specifier", "expected"),
    [
        ("3.12.4", "", True),
        ("3.12.4", ">=3.10,<3.13", True),
        ("3.12.4", ">=3.10,<3.12", False),
        ("3.12.4", "==3.12.*", True),
        ("3.12.4", "==3.12", False),
        ("3.12.4", "<=3.12", False),
        ("3.12.4", "~=3.11", True),
        ("3.12.4", "~=3.11.2", False),
        ("3.12.4", "!=3.12.*", False),
        ("3.9.2", ">=3.10", False),  # numbers, not text
        ("3.12", "==3.12.4", None),
        ("3.12", ">=3.12.3", None),
        ("3.12", ">=3.12", True),
        ("3.11", ">=3.12.3", False),
        ("3.12", "!=3.12.3", None),
        ("3.13.0rc1", ">=3.13", True),  # pip compares the numbers alone
        ("3.12.4+", "==3.12.4", True),
        ("", ">=3.12", None),
        ("system", ">=3.12", None),
        ("3.12.4", "===3.12.4", True),  # for packaging
        ("3.12.4", ">=3.8.*", None),
        ("3.12.4", "3.12", None),
        ("3.8.1", ">=2.7,<2.8 || >=3.9", False),
        ("3.9.1", ">=2.7,<2.8 || >=3.9", True),
        ("3.12", "==3.12.1 || ==3.12.4", None),
        ("3.11", "==3.12.1 || ==3.12.4", False),
    ],
)
def test_within(version: str, specifier: str, expected: bool | None) -> None:
    assert within(version, specifier) is expected


@pytest.mark.parametrize("specifier", ["===3.12.4", ">=3.12rc1", ">=3.8.*", "3.12", "~=3", ">=3.8,", ">=3.8;<4"])
def test_what_is_not_plain_is_left_to_packaging(specifier: str) -> None:
    assert plainly_within("3.12.4", specifier) is None


@pytest.mark.parametrize(
    ("version", "specifier", "expected"),
    [
        ("3.12.4", ">=3.10,<3.12", "<3.12"),
        ("3.8.1", ">=3.10, <3.12", ">=3.10"),
        ("3.12.4", "<3.12, !=3.12.4", "<3.12,!=3.12.4"),
        ("3.8.1", ">=2.7,<2.8 || >=3.9", ">=2.7,<2.8 || >=3.9"),
    ],
)
def test_violated(version: str, specifier: str, expected: str) -> None:
    assert violated(version, specifier) == expected


@pytest.mark.parametrize(
    ("version", "expected"), [("3.12.4", "3.12"), ("3.12", "3.12"), ("3.13.0rc1", "3.13"), ("", "")]
)
def test_minor(version: str, expected: str) -> None:
    assert minor(version) == expected


@pytest.mark.parametrize(
    ("specifiers", "expected"),
    [
        ([">=3.10,<3.12"], "3.11"),  # the newest below a bound
        ([">=3.10"], "3.10"),  # the only one that is named
        ([">=3.10", "==3.12.*"], "3.12"),
        ([">=3.12.3"], "3.12"),
        ([">=3.9,<4 || >=2.7,<3"], "3.9"),
        (["==2.7.*"], ""),
        (["==3.11.*", "==3.12.*"], ""),
        ([">=3.9,!=3.9.*,!=3.10.*"], "3.11"),
    ],
)
def test_fitting(specifiers: list[str], expected: str) -> None:
    assert fitting(specifiers) == expected
