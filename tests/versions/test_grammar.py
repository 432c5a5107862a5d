"""What readers refuse, and what was meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from packaging.specifiers import InvalidSpecifier, SpecifierSet

from envdoctor.versions import valid
from envdoctor.versions.grammar import Fault, conda, fault, no_such, poetry

from .test_versions import SPECIFIER


@given(SPECIFIER)
def test_a_fault_is_what_packaging_refuses(specifier: str) -> None:
    try:
        SpecifierSet(specifier)
    except InvalidSpecifier:
        found = fault(specifier)
        assert found is not None
        assert found.why
        assert not found.cure or valid(found.cure)
    else:
        assert fault(specifier) is None


@pytest.mark.parametrize(
    ("text", "why", "cure"),
    [
        (">=3.8.*", "`.*` goes only", ">=3.8"),
        ("<3.12.*", "`.*` goes only", "<3.12"),
        (">=3.8.*, <4", "`.*` goes only", ">=3.8,<4"),
        (">3.8.*", "`.*` goes only", ""),  # 3.8.1, or 3.9?
        ("<=3.12.*", "`.*` goes only", ""),
        ("~=3.8.*", "`.*` goes only", ""),
        ("3.9", "it has no operator", ""),
        ("3.9.*", "it has no operator", ""),
        (">=3.8, 3.9", "it has no operator", ""),
        ("=>3.8", "`=>` is written `>=`", ">=3.8"),
        ("=> 3.8", "`=>` is written `>=`", ">=3.8"),
        ("=<3.8", "`=<` is written `<=`", "<=3.8"),
        ("=>3.8.*", "`=>` is written `>=`", ""),
        ("3.8+", "`+` is no operator", ">=3.8"),
        (">=3.8+", "`+` is no operator", ""),
        (">=3.8 <4", "a comma is missing", ">=3.8,<4"),
        (">=3.8 =<4", "`=<` is written `<=`", ">=3.8,<=4"),
        ("^3.9", "`^` is known to Poetry", ">=3.9,<4"),
        ("^0.9", "`^` is known to Poetry", ""),
        ("^3.9.*", "`^` is known to Poetry", ""),
        ("~3.9", "`~` is no operator", ""),
        ("=3.9", "`=` is no operator", ""),
        ("~=3", "`~=` takes two numbers", ""),
        ('">=3.8"', "the quotes are part", ">=3.8"),
        ("'>=3.8.*'", "the quotes are part", ""),
        ("python>=3.8", "the name `python`", ">=3.8"),
        (">=3.x", "it is no version", ""),
        ("{{ python }}", "it is no version", ""),
        (">=3.8 || <3", "`||` is known to Poetry", ""),
        ("!>3.8", "it is no version", ""),
    ],
)
def test_fault(text: str, why: str, cure: str) -> None:
    found = fault(text)
    assert found
    assert found.why.startswith(why)
    assert found.cure == cure


def test_hint() -> None:
    found, exact = fault("3.9"), fault("3.9.1")
    assert found
    assert exact
    assert found.hint == "`>=3.9` is 3.9 and all later ones, `==3.9.*` is 3.9 alone."
    assert exact.hint == "`>=3.9.1` is 3.9.1 and all later ones, `==3.9.1` is 3.9.1 alone."


@pytest.mark.parametrize(
    ("text", "cure"),
    [
        ("=>3.8", ">=3.8"),
        (">=3.8,=<3.12", ">=3.8,<=3.12"),
        ("3.8+", ">=3.8"),
        ("^3.9.*", "^3.9"),
        ("~3.9.*", "~3.9"),
    ],
)
def test_what_poetry_refuses(text: str, cure: str) -> None:
    found = poetry(text)
    assert found
    assert found.cure == cure
    parser = pytest.importorskip("poetry.core.constraints.version")
    with pytest.raises(ValueError, match="Could not parse"):
        parser.parse_constraint(text)
    assert parser.parse_constraint(cure)


@pytest.mark.parametrize("text", ["^3.9", "~3.9", ">=3.8.*", "3.9", "^2.7 || ^3.6", ">=3.8 <4", "*", "~=3"])
def test_what_poetry_takes(text: str) -> None:
    assert poetry(text) is None
    assert pytest.importorskip("poetry.core.constraints.version").parse_constraint(text)


# held against conda's own MatchSpec by hand: it is not to be had from PyPI
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("^3.9", Fault("`^` is known to Poetry alone")),
        ("~3.9", Fault("`~` is known to Poetry alone")),
        ("3.8+", Fault("`+` is no operator", ">=3.8")),
        ("=>3.8", None),
        (">=3.8.*", None),
        ("=3.11", None),
        ("~=3.9", None),
        ("3.10.*|3.11.*", None),
    ],
)
def test_conda(text: str, expected: Fault | None) -> None:
    assert conda(text) == expected


@pytest.mark.parametrize(
    ("word", "wrong"),
    [("3.910", True), ("python-3.910", True), ("3.100.1", True), ("3.91", False), ("3.12.4", False), ("3.9x", False)],
)
def test_no_such(word: str, wrong: bool) -> None:
    assert (no_such(word) is not None) is wrong
