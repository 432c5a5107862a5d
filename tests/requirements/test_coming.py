"""What a specifier lets in, in words; and whether it lets in just one version."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packaging.specifiers import SpecifierSet
from packaging.version import Version

from envdoctor.requirements.coming import may_come, only_version, satisfiable


@pytest.mark.parametrize(
    ("specifier", "words"),
    [
        ("", "any version"),
        (">=2", "any version from 2.0 on"),
        (">=2.0.1", "any version from 2.0.1 on"),
        (">2", "any version after 2.0"),
        ("<3", "any version before 3"),
        ("<=3", "any version up to 3"),
        (">=2.0,<3", "any version from 2.0 up to, not including, 3"),
        (">1,<=3", "any version after 1.0 up to 3"),
        (">=2.0rc1", "any version from 2.0rc1 on"),
        (">=1!2.0", "any version from 1!2.0 on"),
        # of several bounds the one that counts
        (">=1.2,>=1.5,>1.5,<4,<3,<=3", "any version after 1.5 up to, not including, 3"),
        (">=1.5,>1.2,<=3,<3", "any version from 1.5 up to, not including, 3"),
        # families
        ("==1.*", "any 1.x"),
        ("==0.*", "any 0.x"),
        ("==1.10.*", "any 1.10.x"),
        ("==1!2.*", "any 1!2.x"),
        ("~=1.4", "any 1.x from 1.4 on"),
        ("~=1.0", "any 1.x"),
        ("~=1.4.2", "any 1.4.x from 1.4.2 on"),
        ("~=2.2.post3", "any 2.x from 2.2.post3 on"),
        ("~=1!2.3", "any 1!2.x from 1!2.3 on"),
        ("==1.*,>=1.2", "any 1.x from 1.2 on"),
        ("==1.*,>1", "any 1.x after 1.0"),
        ("==1.*,>=0.5,<7", "any 1.x"),
        ("==1.*,<2", "any 1.x"),
        ("==1.4.*,<1.4.3", "any 1.4.x before 1.4.3"),
        ("==1.*,==1.4.*", "any 1.4.x"),
        # exclusions, if they matter
        ("!=1.5", "any version but 1.5"),
        ("!=1.5.*", "any version but 1.5.x"),
        ("!=1.5,!=1.6", "any version but 1.5 and 1.6"),
        ("!=1,!=2,!=3", "any version but 1, 2 and 3"),
        ("!=1,!=2,!=3,!=4,!=5", "any version but 1, 2 and 3 others"),
        (">=2,!=2.5,<3", "any version from 2.0 up to, not including, 3, but not 2.5"),
        ("~=1.4,!=1.5.1,!=2.9,!=0.1", "any 1.x from 1.4 on, but not 1.5.1"),
        (">=2,!=1.5", "any version from 2.0 on"),
        (">=2.1,!=2.*", "any version from 2.1 on, but not 2.x"),
        ("<2,!=2.5", "any version before 2"),
        ("==1.*,!=1.5.*", "any 1.x but 1.5.x"),
    ],
)
def test_words(specifier: str, words: str) -> None:
    assert may_come(specifier) == words


@pytest.mark.parametrize(
    ("specifier", "version"),
    [
        ("==2.0", "2.0"),
        ("===2.0-whatever", "2.0-whatever"),
        ("==2.0,<3", "2.0"),
        (">=2.0,<=2.0", "2.0"),
        (">=2.0,<2.0", ""),
        ("==2.*", ""),
        (">=2", ""),
        ("~=2.0", ""),
        ("", ""),
    ],
)
def test_only_version(specifier: str, version: str) -> None:
    assert only_version(SpecifierSet(specifier)) == version


@pytest.mark.parametrize(
    ("specifier", "some"),
    [("", True), (">=2", True), (">3,<2", False), ("==1.*,==2.*", False), (f">={'9' * 5000}", False)],
)
def test_satisfiable(specifier: str, some: bool) -> None:
    assert satisfiable(specifier) is some


number = st.sampled_from(["0", "1", "1.4", "1.4.2", "1.5", "2", "2.0", "2.3.1", "3", "10.1"])
clause = st.one_of(
    st.builds("{}{}".format, st.sampled_from([">=", ">", "<", "<=", "!="]), number),
    st.builds("{}{}.*".format, st.sampled_from(["==", "!="]), number),
    number.filter(lambda one: "." in one).map("~={}".format),
)
VERSIONS = [f"{major}.{minor}.{patch}" for major in range(12) for minor in range(6) for patch in range(4)]


@given(st.lists(clause, max_size=3).map(",".join))
def test_bounds_in_the_words_are_true(specifier: str) -> None:
    """Whatever a specifier lets in lies within what the words say."""
    if not satisfiable(specifier) or only_version(SpecifierSet(specifier)):
        return
    words = may_come(specifier).partition(", but not ")[0].partition(" but ")[0]
    let_in = [Version(one) for one in SpecifierSet(specifier).filter(VERSIONS)]
    family = words.split()[1].removesuffix(".x") if ".x" in words else ""
    after = [words.split(mark)[1].split()[0] for mark in (" from ", " after ") if mark in words]
    for version in let_in:
        assert not family or f"{version}.".startswith(f"{family}.")
        assert not after or version >= Version(after[0])
        for mark, fits in (
            ("before ", version.__lt__),
            ("not including, ", version.__lt__),
            (" up to ", version.__le__),
        ):
            bound = words.partition(mark)[2].split()
            if bound and bound[0] != "not" and not bound[0].endswith(","):
                assert fits(Version(bound[0]))
