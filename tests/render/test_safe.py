"""What a project can write into its files must not reach the terminal, nor the runner of a CI job."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from envdoctor.render.safe import defused, runner, text


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("flask==3.0.3", "flask==3.0.3"),
        ("", ""),
        ("naïve 日本語 🐍", "naïve 日本語 🐍"),
        ("👩\u200d🔬 می\u200cخواهم", "👩\u200d🔬 می\u200cخواهم"),
        ("a\u00a0b\u3000c", "a\u00a0b\u3000c"),
        ("\x1b[31mred\x1b]8;;http://x\x07", "\\x1b[31mred\\x1b]8;;http://x\\x07"),
        ("one\ntwo\r\tthree", "one\\ntwo\\r\\tthree"),
        ("\x9b2J\x85\x7f", "\\x9b2J\\x85\\x7f"),
        ("a\u2028b\u2029c", "a\\u2028b\\u2029c"),
        ("\u202etxt.exe\u2066\u200f\u061c", "\\u202etxt.exe\\u2066\\u200f\\u061c"),
        ("fl\u200bask\ufeff\u00ad", "fl\\u200bask\\ufeff\\xad"),
        ("\U000e0041", "\\U000e0041"),
        ("caf\udce9.txt", "caf\\xe9.txt"),
        ("\ud800", "\\ud800"),
    ],
)
def test_text(raw: str, shown: str) -> None:
    assert text(raw) == shown


def test_tabs_can_be_blanks() -> None:
    assert text("\tx", tabs="    ") == "    x"


@given(st.text(st.characters()))
def test_nothing_that_acts_is_left(raw: str) -> None:
    shown = text(raw)
    shown.encode("utf-8")
    assert not {unicodedata.category(one) for one in shown.replace("\u200c", "").replace("\u200d", "")} & {
        "Cc", "Cf", "Cs", "Zl", "Zp",
    }  # fmt: skip
    assert text(shown) == shown


@pytest.mark.parametrize(
    ("env", "name"),
    [
        ({}, ""),
        ({"GITHUB_ACTIONS": "true"}, "github"),
        ({"GITHUB_ACTIONS": ""}, ""),
        ({"TF_BUILD": "True"}, "azure"),
        ({"TEAMCITY_VERSION": "2024.1"}, "teamcity"),
    ],
)
def test_runner(env: dict[str, str], name: str) -> None:
    assert runner(env) == name


@pytest.mark.parametrize(
    ("line", "harmless"),
    [
        ("error: a::b", "error: a::b"),
        ("::set-output name=x::y", "\\x3a:set-output name=x::y"),
        ("  ::error::x", "  \\x3a:error::x"),
        ("## heading [x]", "## heading [x]"),
        ("say ##[group]x", "say \\x23#[group]x"),
        ("##vso[task.setvariable]x", "\\x23#vso[task.setvariable]x"),
        ("a ##VSO[x] ##[y] ##[z]", "a \\x23#VSO[x] \\x23#[y] \\x23#[z]"),
        ("###[x", "#\\x23#[x"),
        ("##teamcity[buildStop]", "\\x23#teamcity[buildStop]"),
    ],
)
def test_defused(line: str, harmless: str) -> None:
    assert defused(line) == harmless


@given(st.text(st.sampled_from(" :#[vsoVSO")))
def test_no_runner_obeys(line: str) -> None:
    shown = defused(line)
    assert not shown.lstrip().startswith("::")
    assert not any(word in shown.lower() for word in ("##[", "##vso["))
