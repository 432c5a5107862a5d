"""Poetry's constraints, with poetry-core's own parser as the oracle."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from envdoctor.probe.declarations.poetry import specifier
from envdoctor.versions.releases import releases

NUMBER = st.integers(0, 14).map(str)
VERSION = st.one_of(
    st.sampled_from(["2", "3"]),
    st.tuples(st.sampled_from(["2", "3"]), NUMBER).map(".".join),
    st.tuples(st.just("3"), NUMBER, NUMBER).map(".".join),
)
PART = st.tuples(
    st.sampled_from(["^", "~", "~=", ">=", "<=", "!=", "==", "=", ">", "<", ""]),
    st.sampled_from(["", "", " "]),
    VERSION,
    st.sampled_from(["", "", "", ".*"]),
).map("".join)
CONSTRAINT = st.lists(st.tuples(PART, st.sampled_from([",", ", ", " ", " || ", "|"])), min_size=1, max_size=3).map(
    lambda parts: "".join(word for part in parts for word in part).rstrip(", |")
)


@given(CONSTRAINT, st.tuples(st.sampled_from([2, 3, 4]), st.integers(0, 15), st.integers(0, 15)))
def test_agrees_with_poetry(constraint: str, numbers: tuple[int, int, int]) -> None:
    library = pytest.importorskip("poetry.core.constraints.version")
    said = specifier(constraint)
    if said:
        found = releases(said)
        assert found is not None
        allowed = library.parse_constraint(constraint).allows(library.Version.parse(".".join(map(str, numbers))))
        assert any(low <= numbers < high for low, high in found) == allowed


@pytest.mark.parametrize(
    ("constraint", "expected"),
    [
        ("^3.9", ">=3.9,<4"),
        ("^3", ">=3,<4"),
        ("^3.9.1", ">=3.9.1,<4"),
        ("^ 3.9", ">=3.9,<4"),
        ("~3.9", ">=3.9,<3.10"),
        ("~3", ">=3,<4"),
        ("~3.9.1", ">=3.9.1,<3.10"),
        ("~=3", ">=3,<4"),
        ("~=3.9", "~=3.9"),
        (">=3.8.*", ">=3.8"),
        ("<3.12.*", "<3.12"),
        ("~=3.9.1", "~=3.9.1"),
        ("3.9", "==3.9"),  # 3.9.0 alone: Poetry refuses 3.9.5 with it
        ("=3.9", "==3.9"),
        ("==3.9", "==3.9"),
        ("v3.9", "==3.9"),
        ("3.9.*", "==3.9.*"),
        ("==3.9.*", "==3.9.*"),
        ("!=3.9.*", "!=3.9.*"),
        ("!=3.9.7", "!=3.9.7"),
        (">=3.9 <4.0", ">=3.9,<4.0"),
        (">=3.9,<4", ">=3.9,<4"),
        (">= 3.9, < 4", ">=3.9,<4"),
        (">=3.8 , <3.12", ">=3.8,<3.12"),
        ("^3.9,", ">=3.9,<4"),
        ("^3.9,!=3.9.7", ">=3.9,<4,!=3.9.7"),
        ("~2.7 || ^3.5", ">=2.7,<2.8 || >=3.5,<4"),
        ("3.10||3.11", "==3.10 || ==3.11"),
        (">=3.8|<3", ">=3.8 || <3"),
        # no verdict
        ("*", ""),
        ("", ""),
        ("^3.9 || *", ""),
        ("3.9 - 3.11", ""),
        ("3.9.x", ""),
        ("^3.9.*", ""),
        ("~=3.9.*", ""),
        ("^0.9", ""),
        ("^3.10-dev", ""),
        ("^3.9.0rc1", ""),
        ("python", ""),
    ],
)
def test_specifier(constraint: str, expected: str) -> None:
    assert specifier(constraint) == expected
