"""Where the words go: colour, width and the characters of the stream."""

from __future__ import annotations

import io

import pytest

from envdoctor.cli.screen import Screen, fitted, screen_of
from envdoctor.testing import Machine


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Wide(Machine):
    def columns(self) -> int:
        return 100


@pytest.mark.parametrize(
    ("env", "terminal", "option", "colour"),
    [
        ({}, True, "auto", True),
        ({}, False, "auto", False),
        ({}, False, "always", True),
        ({}, True, "never", False),
        ({"NO_COLOR": "1"}, True, "auto", False),
        ({"NO_COLOR": ""}, True, "auto", True),
        ({"NO_COLOR": "1"}, False, "always", True),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, "auto", False),
        ({"FORCE_COLOR": "1"}, False, "auto", True),
        ({"FORCE_COLOR": ""}, False, "auto", False),
        ({"FORCE_COLOR": "1"}, True, "never", False),
        ({"CLICOLOR_FORCE": "1"}, False, "auto", True),
        ({"CLICOLOR_FORCE": "0"}, False, "auto", False),
        ({"CLICOLOR_FORCE": ""}, False, "auto", False),
        ({"CLICOLOR": "0"}, True, "auto", False),
        ({"CLICOLOR": "1"}, True, "auto", True),
        ({"TERM": "dumb"}, True, "auto", False),
        ({"TERM": "dumb", "FORCE_COLOR": "1"}, True, "auto", True),
        ({"TERM": "dumb"}, True, "always", True),
    ],
)
def test_colour(env: dict[str, str], terminal: bool, option: str, colour: bool) -> None:
    stream = Terminal() if terminal else io.StringIO()
    assert screen_of(stream, Machine({"env": env}), option).colour is colour


@pytest.mark.parametrize(
    ("env", "terminal", "width"),
    [
        ({}, True, 100),
        ({}, False, 80),
        ({"COLUMNS": "90"}, True, 90),
        ({"COLUMNS": "90"}, False, 80),
        ({"COLUMNS": "20"}, True, 60),
        ({"COLUMNS": "300"}, True, 120),
        ({"COLUMNS": "0"}, True, 80),
        ({"COLUMNS": "wide"}, True, 100),
        ({"COLUMNS": "²"}, True, 100),
    ],
)
def test_width(env: dict[str, str], terminal: bool, width: int) -> None:
    screen = screen_of(Terminal() if terminal else io.StringIO(), Wide({"env": env}), "auto")
    assert (screen.width, screen.terminal) == (width, terminal)


def test_a_stream_that_is_not_there_is_no_terminal() -> None:
    assert screen_of(None, Machine(), "auto") == Screen()
    closed = Terminal()
    closed.close()
    assert screen_of(closed, Machine(), "auto") == Screen()


def test_what_else_is_known() -> None:
    machine = Machine({"machine": {"like": "windows"}, "env": {"TF_BUILD": "True"}})
    screen = screen_of(io.TextIOWrapper(io.BytesIO(), "cp1252"), machine, "auto")
    assert (screen.encoding, screen.runner, screen.windows) == ("cp1252", "azure", True)


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [
        ("utf-8", "a · b → c … │ ━ naïve 日"),
        ("latin-1", "a - b -> c ... | ^ naïve \\u65e5"),
        ("cp1252", "a - b -> c ... | ^ naïve \\u65e5"),
        ("ascii", "a - b -> c ... | ^ na\\xefve \\u65e5"),
        ("no-such-encoding", "a - b -> c ... | ^ na\\xefve \\u65e5"),
    ],
)
def test_what_an_encoding_does_not_hold_is_written_otherwise(encoding: str, shown: str) -> None:
    assert fitted("a · b → c … │ ━ naïve 日", encoding) == shown


def test_what_it_holds_is_left_alone() -> None:
    assert fitted("a · b", "cp1252") == "a · b"
