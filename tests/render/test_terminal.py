"""The terminal and the plain text say the same; the terminal adds colour and links, and nothing else."""

from __future__ import annotations

import re

import pytest

from envdoctor.render import plain, terminal

ANSI = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^;]*;[^\x1b]*\x1b\\")
LINES: list[list[tuple[str, str]]] = [
    [("error:", "error"), (" It is so", "bold"), ("   ", ""), ("[some-check]", "check")],
    [("  ", ""), ("a.txt:1", "place")],
    [],
    [("", "error"), ("  fix  ", "fix"), ("pip install 'a'", "command"), (" unknown style", "no-such-style")],
    [("  ::set-output name=x::y", ""), (" ##[x]", "place")],
]


@pytest.mark.parametrize("runner", ["", "github"])
def test_without_its_colours_the_text_is_the_plain_one(runner: str) -> None:
    styled = terminal.render(LINES, runner, {"some-check": "file:///pages/some-check.md"})
    assert ANSI.sub("", styled) == plain.render(LINES, runner)


def test_every_style_is_a_colour_of_the_person_s_own_choice() -> None:
    styled = terminal.render([[("x", name)] for name in terminal.STYLES])
    for line in styled.splitlines():
        assert re.fullmatch(r"\x1b\[(?:[1-9]|3[0-7]|;)+mx\x1b\[0m", line), line


def test_names_of_checks_are_links_where_their_pages_are_known() -> None:
    text = terminal.render(LINES, "", {"some-check": "file:///pages/some-check.md"})
    assert ";file:///pages/some-check.md\x1b\\" in text
    assert "]8;" not in terminal.render(LINES)
    assert "]8;" not in terminal.render(LINES, "", {"other-check": "x"})


def test_a_runner_obeys_nothing() -> None:
    text = ANSI.sub("", terminal.render(LINES, "github"))
    assert "\n  \\x3a:set-output name=x::y \\x23#[x]\n" in text


def test_an_old_console_of_windows_is_asked_about() -> None:
    assert terminal.unable() is False
