"""What is read at a glance says what the real parsers say, or nothing."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from envdoctor.probe.wants import exact
from envdoctor.probe.wants.plain import arrays, parts
from envdoctor.probe.wants.setuptools import called, names

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

LISTS = {("project", "dependencies"): ["a>=1", "b[x,y]"], ("dependency-groups", "dev"): ["c"]}
WHOLE = """\
[build-system]
requires = ["hatchling"]

[project]
name = "shop"
authors = [
  {name = "me = [", email = "me@example.org"},
]
classifiers = [
  "dependencies = [",
]
dependencies = [
  # what it needs: "x"
  "a>=1",
  "b[x,y]"  # and a comment, with ] and "
]  # done
urls.home = "https://example.org"
optional-dependencies.more = ["z"]

[dependency-groups]
dev = ["c"]

[tool.other]
dependencies = ["no"]
text = \"\"\"
[project]
\"\"\"
"""


def test_the_usual_file() -> None:
    assert arrays(WHOLE) == LISTS


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[project]\nname = 'shop'\n",
        "project.dependencies = ['x']\n",
        "[tool.x]\ndependencies = ['x']\n",
        "[project]\n# dependencies = ['x']\n",
        "[project.optional-dependencies]\ndependencies = ['x']\n",
    ],
)
def test_nothing_is_asked_for(text: str) -> None:
    assert arrays(text) == {}


@pytest.mark.parametrize(
    "text",
    [
        "[project]\ndependencies = ['x']\n",
        '[project]\n"dependencies" = ["x"]\n',
        '[project]\ndependencies = ["""x"""]\n',
        '[project]\ndependencies = ["a\\u0062"]\n',
        '[project]\ndependencies = ["x"\n',
        '[project]\ndependencies = ["x\n',
        '[project]\ndependencies = ["x\n"]\n',
        '[project]\ndependencies = ["x"] odd\n',
        "[project]\ndependencies = other\n",
        '[project]\ndescription = """\n[project]\n"""\ndependencies = ["x"]\n',
        "[project]\ndescription = '''\n'''\ndependencies = [\"x\"]\n",
        '[dependency-groups]\ndev = ["x", {include-group = "y"}]\n',
        '[dependency-groups]\n"dev" = ["x"]\n',
        "[dependency-groups]\ndev = 1\n",
        "[dependency-groups]\n= 1\n",
    ],
)
def test_what_is_odd_is_left_to_the_parser(text: str) -> None:
    assert arrays(text) is None


PIECES = st.sampled_from(
    [
        "[project]\n", "[dependency-groups]\n", "[tool.x]\n", "dependencies = [", "dev = [", "other = [", "]\n", "]",
        '"a>=1"', '"b"', "'c'", ", ", ",\n", '# "]\n', '"""', "'''", 'name = "[project]"\n', "\n", '""', "{}",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=14).map("".join))
@settings(max_examples=500)
def test_a_file_that_is_toml_is_read_as_toml_or_not_at_all(text: str) -> None:
    quick = arrays(text)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    if quick is not None:
        said = {("project", "dependencies"): data.get("project", {}).get("dependencies")}
        said |= {("dependency-groups", name): value for name, value in data.get("dependency-groups", {}).items()}
        assert quick == {keys: value for keys, value in said.items() if value is not None}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("flask", ("flask", "", "")),
        (" Flask >= 3.0 , < 4 ", ("Flask", ">= 3.0 , < 4", "")),
        ("a.b-c_d[x,y]~=1.2", ("a.b-c_d", "~=1.2", "")),
        ("old (>=1.0)", ("old", ">=1.0", "")),
        ("x==1.*; python_version < '3.9'", ("x", "==1.*", "python_version < '3.9'")),
        ("x>=1.0rc1", None),
        ("x @ https://example.org/x.whl", None),
        ("x[y", None),
        ("-x", None),
        ("x- >1", None),
        ("", None),
        ("x 1.0", None),
    ],
)
def test_parts(text: str, expected: tuple[str, str, str] | None) -> None:
    assert parts(text) == expected
    if expected:
        name, specifier, marker = exact.parts(text) or ("", "", "")
        assert (name, bool(specifier), bool(marker)) == (expected[0], bool(expected[1]), bool(expected[2]))


def test_exactly() -> None:
    assert exact.parts("x @ https://example.org/x.whl ; os_name == 'nt'") == ("x", "", 'os_name == "nt"')
    assert exact.parts("x>=1.0rc1") == ("x", ">=1.0rc1", "")
    assert exact.parts("{{ x }}") is None
    assert exact.meets("1.0rc1", ">=0.9") is True
    assert exact.meets("1.0", ">=1.0.post1") is False
    assert exact.meets("odd", ">=1.0") is None
    assert exact.meets("1.0", "odd") is None
    assert exact.name(" flask[x]>=3 ") == "flask"
    assert exact.name("# no") == ""


def test_setuptools() -> None:
    cfg = "[metadata]\nname = shop\n[options]\ninstall_requires =\n    attrs>=23\n    click\n"
    script = "setup(name='other', install_requires=['django>=5', \"rich\"])\n"
    assert {"attrs", "click", "django", "rich"} <= set(names(cfg, script))
    assert called(cfg, script) == "shop"
    assert called("", script) == "other"
    assert called("", "setup(name=NAME)") == ""
