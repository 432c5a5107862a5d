"""Edits of one file: what they change, and that nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from envdoctor.check import Append, Create, Replace
from envdoctor.edits import CannotMend, Document


def replaced(before: bytes, *steps: tuple[int, int, str, str]) -> bytes:
    document = Document("a.txt", before)
    for line, column, old, new in steps:
        document.accept(document.replace(Replace("a.txt", line, column, old, new)))
    return document.after()


@pytest.mark.parametrize(
    ("before", "step", "after"),
    [
        (b"a\nflask>=2\n", (2, 1, "flask>=2", "flask==3"), b"a\nflask==3\n"),
        (b"a\r\nb\r\n", (2, 1, "b", "c"), b"a\r\nc\r\n"),
        (b"a\rb\rc", (2, 1, "b", "x"), b"a\rx\rc"),
        (b"a", (1, 1, "a", "b"), b"b"),
        (b"ab", (1, 2, "", "-"), b"a-b"),
        (b"ab\n", (1, 3, "", "c"), b"abc\n"),
        (b"a\nb\nc\n", (2, 1, "b\n", ""), b"a\nc\n"),
        (b"a\r\nb\r\nc\n", (2, 1, "b\n", ""), b"a\r\nc\n"),
        (b"a\nb", (2, 1, "b\n", ""), b"a\n"),
        (b"a\r\nb", (1, 1, "a\nb", "x\ny"), b"x\r\ny"),
        ("é🐍x".encode(), (1, 3, "x", "日"), "é🐍日".encode()),
        (b"\xef\xbb\xbfa\n", (1, 1, "a", "b"), b"\xef\xbb\xbfb\n"),
        ("a\r\nb\r\n".encode("utf-16"), (2, 1, "b", "é"), "a\r\né\r\n".encode("utf-16")),
        (b"\xfe\xff\x00a", (1, 1, "a", "b"), b"\xfe\xff\x00b"),
        (b"caf\xe9 x\n", (1, 6, "x", "y"), b"caf\xe9 y\n"),
        (b"# -*- coding: latin-1 -*-\ncaf\xe9\n", (2, 4, "\xe9", "\xe8"), b"# -*- coding: latin-1 -*-\ncaf\xe8\n"),
        (b"one\x0ctwo\x0b\xc2\x85\nx\n", (2, 1, "x", "y"), b"one\x0ctwo\x0b\xc2\x85\ny\n"),
    ],
)
def test_replace(before: bytes, step: tuple[int, int, str, str], after: bytes) -> None:
    assert replaced(before, step) == after


def test_several_edits_of_one_file() -> None:
    assert replaced(b"a b c\nd\n", (1, 1, "a", "AA"), (2, 1, "d", ""), (1, 5, "c", "CC")) == b"AA b CC\n\n"


def test_the_same_edit_twice_is_one() -> None:
    assert replaced(b"a\n", (1, 1, "a", "b"), (1, 1, "a", "b")) == b"b\n"


def test_an_edit_behind_another_is_fine() -> None:
    assert replaced(b"ab\n", (1, 1, "a", "x"), (1, 2, "", "-")) == b"x-b\n"


@pytest.mark.parametrize(
    ("before", "steps", "reason"),
    [
        (b"a\n", [(1, 1, "b", "c")], "a.txt:1 does not read as it did"),
        (b"a\n", [(1, 0, "a", "c")], "a.txt:1 does not read as it did"),
        (b"a\n", [(3, 1, "b", "c")], "a.txt has no line 3 any more"),
        (b"abc\n", [(1, 1, "ab", "x"), (1, 2, "bc", "y")], "another fix changes a.txt:1 too"),
        (b"abc\n", [(1, 1, "a", "x"), (1, 1, "a", "y")], "another fix changes a.txt:1 too"),
        (b"abc\n", [(1, 1, "abc", "x"), (1, 2, "", "y")], "another fix changes a.txt:1 too"),
        (b"abc\n", [(1, 2, "", "x"), (1, 1, "abc", "y")], "another fix changes a.txt:1 too"),
        (b"abc\n", [(1, 2, "", "x"), (1, 2, "", "y")], "another fix changes a.txt:1 too"),
        (b"caf\xe9\n", [(1, 1, "c", "\xe9")], "the encoding of a.txt cannot hold the new text"),
        (b"# coding: ascii\na", [(2, 1, "a", "\xe9")], "the encoding of a.txt cannot hold the new text"),
        (b"# coding: no-such\na", [], "a.txt is not valid no-such"),
        (b"# coding: rot13\na", [], "a.txt is not valid rot13"),
        (b"\xff\xfea", [], "a.txt is not valid utf-16-le"),
        (b"\xff\xfe\x00\x00a\x00\x00\x00", [], "a.txt is no text"),
        (b"\x7fELF\x00", [], "a.txt is no text"),
    ],
)
def test_what_cannot_be_mended(before: bytes, steps: list[tuple[int, int, str, str]], reason: str) -> None:
    with pytest.raises(CannotMend) as error:
        replaced(before, *steps)
    assert str(error.value) == reason


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, b".venv/\n.env\n"),
        (b"", b".venv/\n.env\n"),
        (b"a\n", b"a\n.venv/\n.env\n"),
        (b"a", b"a\n.venv/\n.env\n"),
        (b"a\r\nb", b"a\r\nb\r\n.venv/\r\n.env\r\n"),
        (b"a\r\nb\nc\n", b"a\r\nb\nc\n.venv/\n.env\n"),
        (b"\xef\xbb\xbfa", b"\xef\xbb\xbfa\n.venv/\n.env\n"),
        ("a".encode("utf-16"), "a\n.venv/\n.env\n".encode("utf-16")),
        (b"a\xff", b"a\xff\n.venv/\n.env\n"),
    ],
)
def test_append(before: bytes | None, after: bytes) -> None:
    document = Document("a.txt", before)
    for lines in ((".venv/",), (".env", ".venv/"), (".env",)):
        document.accept(document.append(Append("a.txt", lines)))
    assert document.after() == after


def test_append_and_replace_together() -> None:
    document = Document("a.txt", b"a")
    document.accept(document.append(Append("a.txt", ("c",))))
    document.accept(document.replace(Replace("a.txt", 1, 1, "a", "b")))
    assert document.after() == b"b\nc\n"


def test_append_what_the_encoding_cannot_hold() -> None:
    with pytest.raises(CannotMend):
        Document("a.txt", b"\xff").append(Append("a.txt", ("é",)))


def test_create() -> None:
    document = Document("a.txt", None)
    document.accept(document.create(Create("a.txt", "x\n")))
    document.accept(document.create(Create("a.txt", "x\n")))
    assert document.after() == b"x\n"
    with pytest.raises(CannotMend, match=r"another fix creates a\.txt too"):
        document.create(Create("a.txt", "y\n"))
    document.accept(document.append(Append("a.txt", ("z",))))
    assert document.after() == b"x\nz\n"
    with pytest.raises(CannotMend, match=r"a\.txt is there already"):
        Document("a.txt", b"").create(Create("a.txt", "y\n"))
    with pytest.raises(CannotMend, match=r"a\.txt is not there any more"):
        Document("a.txt", None).replace(Replace("a.txt", 1, 1, "", "y"))


@given(st.binary(max_size=40))
def test_without_an_edit_a_file_stays_as_it_is(before: bytes) -> None:
    try:
        document = Document("a.txt", before)
    except CannotMend:
        return
    assert document.after() == before


TEXT = st.text(st.sampled_from("ab\n\r é"), max_size=12)


@example("", [(1, 2, "", "a"), (1, 3, "", " ")])
@given(TEXT, st.lists(st.tuples(st.integers(1, 3), st.integers(1, 4), TEXT, TEXT), max_size=4))
def test_what_no_edit_touches_stays(text: str, steps: list[tuple[int, int, str, str]]) -> None:
    before = text.encode()
    document = Document("a.txt", before)
    taken: list[tuple[int, int, str]] = []
    for line, column, old, new in steps:
        try:
            edit = document.replace(Replace("a.txt", line, column, old, new))
        except CannotMend:
            continue
        assert text[edit.begin : edit.end].replace("\r\n", "\n").replace("\r", "\n") == old.replace("\r", "\n") or old
        document.accept(edit)
        if (edit.begin, edit.end, edit.new) not in taken:
            taken.append((edit.begin, edit.end, edit.new))
    rest, at = "", 0
    for begin, end, new in sorted(taken):
        rest += text[at:begin] + new
        at = end
    assert document.after().decode() == rest + text[at:]
