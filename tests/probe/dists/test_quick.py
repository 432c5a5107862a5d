"""What is judged without `packaging` is judged as `packaging` does, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packaging.markers import Marker
from packaging.requirements import InvalidRequirement, Requirement
from packaging.specifiers import InvalidSpecifier, SpecifierSet

from envdoctor.facts.distributions import Metadata, normal
from envdoctor.facts.machine import Environment
from envdoctor.probe.dists.markers import plainly
from envdoctor.probe.dists.needs import Needs
from envdoctor.probe.dists.target import Target
from envdoctor.probe.dists.versions import meets
from envdoctor.testing import Machine

NUMBER = st.sampled_from(["0", "1", "2", "3", "10", "2024", "01"])
RELEASE = st.lists(NUMBER, min_size=1, max_size=4).map(".".join)
SUFFIX = st.sampled_from(
    ["", "", "", "", "a1", "b2", "rc1", ".post0", ".post1", ".dev3", "a1.dev2", "rc1.post2", "-1", ".0a.0", "a", ".a1"]
)
LOCAL = st.sampled_from(["", "", "", "+cu118", "+local.1"])
VERSION = st.builds("{}{}{}".format, RELEASE, SUFFIX, LOCAL)
OPERATOR = st.sampled_from(["==", "!=", ">=", "<=", ">", "<", "~=", "===", "=", ""])
SPACE = st.sampled_from(["", "", " "])
CLAUSE = st.builds("{}{}{}{}{}".format, OPERATOR, SPACE, RELEASE, st.one_of(SUFFIX, st.just(".*")), LOCAL)
SPECIFIER = st.lists(CLAUSE, min_size=1, max_size=3).map(",".join)
KNOWN = {
    "python_version": "3.12", "python_full_version": "3.12.4", "sys_platform": "linux", "os_name": "posix",
    "platform_system": "Linux", "implementation_name": "cpython", "platform_python_implementation": "CPython",
    "platform_machine": "x86_64", "extra": "docs-all",
}  # fmt: skip
VALUE = st.sampled_from(
    ["3.12", "3.12.4", "3", "3.9", "3.12.0", "4.0a1", "linux", "win32", "posix", "Linux", "cpython", "CPython",
     "x86_64", "docs-all", "Docs_All", "docs", "", "v3", "3.12.*"]
)  # fmt: skip
COMPARISON = st.builds(
    "{}{}{}{}{}".format,
    st.sampled_from(sorted(KNOWN)),
    SPACE,
    st.sampled_from(["==", "!=", ">=", "<=", ">", "<", "~=", " in ", " not in "]),
    SPACE,
    st.one_of(VALUE.map('"{}"'.format), VALUE.map("'{}'".format)),
)
MARKER = st.recursive(
    COMPARISON,
    lambda part: st.one_of(
        st.builds("{} and {}".format, part, part),
        st.builds("{} or {}".format, part, part),
        part.map("({})".format),
        part.map("( {} )".format),
    ),
    max_leaves=4,
)


@given(VERSION, SPECIFIER)
def test_versions_agree(version: str, specifier: str) -> None:
    quick = meets(version, specifier)
    if quick is not None:
        assert quick is SpecifierSet(specifier).contains(version, prereleases=True)


@pytest.mark.parametrize(
    ("version", "specifier", "verdict"),
    [
        ("2.1", ">=2,<3", True),
        ("2.1.0", "==2.1", True),
        ("2.1rc1", ">=2.0", True),
        ("2.1.post1", "<3,!=2.1.*", False),
        ("1.40.2", "<2.0a.0,>=1.37.4", True),
        ("0.66b1", "==0.66b1", True),
        ("2.4.1", "~=2.3", True),
        ("3.0", "~=2.3", False),
        # what follows the numbers would decide, or it is not plain
        ("2.0.0+cu118", "==2.0.0", None),
        ("3.0rc1", "<3.0", None),
        ("1!2.0", ">=1", None),
        ("2.0", ">=1!1", None),
        ("2.0", "~=2", None),
        ("2.0", "===2.0", None),
        ("2.0", ">=2.*", None),
        ("2.0", "2.0", None),
        ("2..0", ">=2", None),
        ("２.0", ">=2", None),
        ("9" * 5000, ">=2", None),
    ],
)
def test_versions(version: str, specifier: str, verdict: bool | None) -> None:
    assert meets(version, specifier) is verdict


@given(MARKER)
def test_markers_agree(marker: str) -> None:
    quick = plainly(marker, KNOWN)
    if quick is not None:
        assert quick is Marker(marker).evaluate({**KNOWN})


@pytest.mark.parametrize(
    ("marker", "verdict"),
    [
        ('python_version < "3.11"', False),
        ("python_version>='3.9'and os_name=='posix'", None),
        ('(python_version < "3.11" or os_name == "posix") and extra == "Docs.All"', True),
        ('platform_release == "6" or os_name == "posix"', True),
        ('platform_release == "6" and os_name == "posix"', None),
        ('platform_release == "6" and os_name == "nt"', False),
        ('sys_platform in "linux win32"', None),
        ('sys_platform > "linux"', None),
        ('"3.9" <= python_version', None),
        ('sys_platform == "v1"', None),
        ('(os_name == "posix"', None),
        ("nonsense", None),
        # what `packaging` refuses
        ("python_version == '3\"", None),
        ("python_version == '3.12\" and os_name == 'posix\"", None),
        ('extra == "x" and foo == "y"', None),
        ('os_name == "posix" or foo == "y"', None),
        ("""python_version < "3.8" and extra == 'docs'""", False),
        ("""python_version > '3.8' and extra == "docs-all\"""", True),
    ],
)
def test_markers(marker: str, verdict: bool | None) -> None:
    assert plainly(marker, KNOWN) is verdict


NAME = st.sampled_from(["tools", "Tools", "zope.interface", "zope_interface", "a", "-a", "b-"])
TAIL = st.one_of(
    SPECIFIER, SPECIFIER.map(" ({})".format), SPECIFIER.map(" ({}".format), st.just(" @ https://example.org/x.zip"),
    st.just(""), SPECIFIER.map("[x, y] {}".format), SPECIFIER.map("[x{}".format),
)  # fmt: skip


@given(NAME, TAIL)
def test_requirements_agree(name: str, tail: str) -> None:
    """What is passed over as plainly met is met, as `packaging` reads it."""
    installed = [
        Metadata(one, normal(one), version, "") for one, version in (("tools", "2.1"), ("Zope.Interface", "3.0rc1"))
    ]
    owner = Metadata("owner", "owner", "1", "", requires=(name + tail,))
    found = list(Needs([*installed, owner], target()).suspects(list))
    if not found:
        try:
            asked = Requirement(name + tail)
        except (InvalidRequirement, InvalidSpecifier):
            pytest.fail("what nobody can read was passed over")
        (other,) = (one for one in installed if one.key == normal(asked.name))
        assert asked.specifier.contains(other.version, prereleases=True)


def target() -> Target:
    environment = Environment(
        path="/home/me/shop/.venv", identity="", name=".venv", kind="venv", maker="venv", python="3.12.4",
        base="/usr/local/bin/python3.12", system_packages=False, pip=True, scripts="/home/me/shop/.venv/bin",
        activators=(),
    )  # fmt: skip
    return Target(Machine(), environment, ("/home/me/shop/.venv/lib/python3.12/site-packages",))
