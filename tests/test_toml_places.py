"""Where keys and values stand, in every form TOML has."""

from __future__ import annotations

import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from envdoctor.toml_places import line_and_column, places

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

TEXT = '''\
# a comment = "no key"
top = 1

[tool.envdoctor]  # here
select = ["a", 'b',  # c
    """d""",
]
"quoted key".'inner' = { x = 1, y.z = [2, {w = "}"}] }
multi = """
[not.a.header]
no = "key" \\""" """
raw = \'\'\'a'b\'\'\'
date = 2027-01-31
empty = ""
none = []

[[list]]
n = 1
[[list]]
n = 2
[list.sub]
m = 3
[ "spaced" . 'out' ]
k = true'''


def test_everything_is_found() -> None:
    assert {path: line_and_column(TEXT, offset) for path, offset in places(TEXT).items()} == {
        ("top",): (2, 1), ("top", ""): (2, 7),
        ("tool",): (4, 2), ("tool", "envdoctor"): (4, 2),
        ("tool", "envdoctor", "select"): (5, 1), ("tool", "envdoctor", "select", ""): (5, 10),
        ("tool", "envdoctor", "select", 0): (5, 11), ("tool", "envdoctor", "select", 0, ""): (5, 11),
        ("tool", "envdoctor", "select", 1): (5, 16), ("tool", "envdoctor", "select", 1, ""): (5, 16),
        ("tool", "envdoctor", "select", 2): (6, 5), ("tool", "envdoctor", "select", 2, ""): (6, 5),
        ("tool", "envdoctor", "quoted key"): (8, 1), ("tool", "envdoctor", "quoted key", "inner"): (8, 1),
        ("tool", "envdoctor", "quoted key", "inner", ""): (8, 24),
        ("tool", "envdoctor", "quoted key", "inner", "x"): (8, 26),
        ("tool", "envdoctor", "quoted key", "inner", "x", ""): (8, 30),
        ("tool", "envdoctor", "quoted key", "inner", "y"): (8, 33),
        ("tool", "envdoctor", "quoted key", "inner", "y", "z"): (8, 33),
        ("tool", "envdoctor", "quoted key", "inner", "y", "z", ""): (8, 39),
        ("tool", "envdoctor", "quoted key", "inner", "y", "z", 0): (8, 40),
        ("tool", "envdoctor", "quoted key", "inner", "y", "z", 0, ""): (8, 40),
        ("tool", "envdoctor", "quoted key", "inner", "y", "z", 1): (8, 43),
        ("tool", "envdoctor", "quoted key", "inner", "y", "z", 1, ""): (8, 43),
        ("tool", "envdoctor", "quoted key", "inner", "y", "z", 1, "w"): (8, 44),
        ("tool", "envdoctor", "quoted key", "inner", "y", "z", 1, "w", ""): (8, 48),
        ("tool", "envdoctor", "multi"): (9, 1), ("tool", "envdoctor", "multi", ""): (9, 9),
        ("tool", "envdoctor", "raw"): (12, 1), ("tool", "envdoctor", "raw", ""): (12, 7),
        ("tool", "envdoctor", "date"): (13, 1), ("tool", "envdoctor", "date", ""): (13, 8),
        ("tool", "envdoctor", "empty"): (14, 1), ("tool", "envdoctor", "empty", ""): (14, 9),
        ("tool", "envdoctor", "none"): (15, 1), ("tool", "envdoctor", "none", ""): (15, 8),
        ("list",): (17, 3), ("list", 0): (17, 3), ("list", 0, "n"): (18, 1), ("list", 0, "n", ""): (18, 5),
        ("list", 1): (19, 3), ("list", 1, "n"): (20, 1), ("list", 1, "n", ""): (20, 5),
        ("list", 1, "sub"): (21, 2), ("list", 1, "sub", "m"): (22, 1), ("list", 1, "sub", "m", ""): (22, 5),
        ("spaced",): (23, 3), ("spaced", "out"): (23, 3),
        ("spaced", "out", "k"): (24, 1), ("spaced", "out", "k", ""): (24, 5),
    }  # fmt: skip


@pytest.mark.parametrize("text", ["", "\n", "# only", "a = 1", 'a = "x\\"y"', "a = '''b''''", 'a = """"x""""'])
def test_small_texts(text: str) -> None:
    assert tomllib.loads(text) is not None
    assert len(places(text)) == (2 if text.startswith("a") else 0)


def paths(value: Any, above: tuple[str | int, ...] = ()) -> set[tuple[str | int, ...]]:
    found = {above} if above else set()
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in inside:
        found |= paths(part, (*above, key))
    return found


VALUES = st.recursive(
    st.integers(0, 9) | st.booleans() | st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab-", min_size=1), inner, max_size=3),
    max_leaves=8,
)


def written(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {written(part)}" for key, part in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"' if isinstance(value, str) else str(value)


@given(st.dictionaries(st.text("abc-", min_size=1), VALUES, max_size=4))
def test_all_that_tomllib_reads_is_found(table: dict[str, Any]) -> None:
    text = "".join(f"{key} = {written(value)}\n" for key, value in table.items())
    assert tomllib.loads(text) == table
    assert {path for path in places(text) if path[-1] != ""} == paths(table)
