"""Pieces of a file put together, and where each part of them stands."""

from __future__ import annotations

from envdoctor.lex.excerpt import Excerpt


def test_a_slice_of_a_file() -> None:
    excerpt = Excerpt.whole("abcdef", 2, 5)
    assert excerpt.text == "cde"
    assert excerpt.span(0, 3) == (2, 5)
    assert excerpt.span(1, 2) == (3, 4)


def test_pieces() -> None:
    excerpt = Excerpt()
    excerpt.add("ab", 10)
    excerpt.add("", 50)
    excerpt.add("variable", 20, 4)
    excerpt.add("cd", 30)
    assert excerpt.text == "abvariablecd"
    assert excerpt.span(0, 1) == (10, 11)
    assert excerpt.span(3, 5) == (20, 24)  # within what was filled in: as a whole
    assert excerpt.span(1, 11) == (11, 31)


def test_taken_from_another() -> None:
    first = Excerpt()
    first.add("ab", 10)
    first.add("variable", 20, 4)
    first.add("cd", 30)
    second = Excerpt()
    second.take(first, 1, 11)
    second.take(first, 11, 12, "D")  # it reads otherwise here
    second.take(first, 10, 11, "c")
    assert second.text == "bvariablecDc"
    assert second.span(0, 1) == (11, 12)
    assert second.span(2, 3) == (20, 24)
    assert second.span(9, 10) == (30, 31)
    assert second.span(10, 11) == (31, 32)
    assert second.span(11, 12) == (30, 31)


def test_nothing() -> None:
    assert Excerpt().text == ""
    assert Excerpt().span(0, 1) == (0, 0)
