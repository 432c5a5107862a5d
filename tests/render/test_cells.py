"""Widths of text, and how it is wrapped and cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from envdoctor.render.cells import cells, pad, widths, window, wrap


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("flask", 5),
        ("naïve", 5),
        ("nai\u0308ve", 5),
        ("日本", 4),
        ("ＡＢ", 4),
        ("🐍", 2),
        ("❤\ufe0f", 2),
        ("👩\u200d🔬", 2),
        ("a\u00adb", 3),
        ("\ufe0f", 0),
        ("", 0),
    ],
)
def test_cells(text: str, width: int) -> None:
    assert cells(text) == width
    assert len(widths(text)) == len(text)


def test_pad() -> None:
    assert pad("日本", 6) == "日本  "
    assert pad("too long", 3) == "too long"


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("one two three", 20, ["one two three"]),
        ("one two three", 7, ["one two", "three"]),
        ("averylongword is", 5, ["averylongword", "is"]),
        ("run `pip install x` now", 8, ["run", "`pip install x`", "now"]),
        ("a lone ` is no quote", 9, ["a lone `", "is no", "quote"]),
        ("日本 語", 5, ["日本", "語"]),
        ("", 5, [""]),
    ],
)
def test_wrap(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines


@pytest.mark.parametrize(
    ("begin", "end", "room", "shown"),
    [
        (0, 3, 10, "0123456789"),
        (25, 26, 9, "123456789"),  # the last columns
        (27, 28, 9, "123456789"),
        (13, 15, 8, "01234567"),
        (2, 30, 6, "234567"),  # more is marked than there is room for
        (40, 50, 4, "6789"),
    ],
)
def test_window(begin: int, end: int, room: int, shown: str) -> None:
    line = "0123456789" * 3
    low, high = window([1] * 30, begin, end, room)
    assert line[low:high] == shown
    assert low <= min(begin, 30) <= high


@given(st.lists(st.integers(0, 2), min_size=1), st.integers(0, 60), st.integers(0, 60), st.integers(2, 40))
def test_a_window_fits_and_is_as_large_as_can_be(sizes: list[int], begin: int, end: int, room: int) -> None:
    low, high = window(sizes, begin, end, room)
    assert 0 <= low <= high <= len(sizes)
    used = sum(sizes[low:high])
    assert used <= room
    assert low == 0 or used + sizes[low - 1] > room
    assert high == len(sizes) or used + sizes[high] > room
