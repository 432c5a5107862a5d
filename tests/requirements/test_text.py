"""Encodings, as pip reads them."""

from __future__ import annotations

import codecs

import pytest

from envdoctor.requirements.text import Undecodable, decode, lines_of


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (b"flask\n", "flask\n", "utf-8"),
        (b"", "", "utf-8"),
        ("# é 中\n".encode(), "# é 中\n", "utf-8"),
        (codecs.BOM_UTF8 + b"flask", "flask", "utf-8-sig"),
        (codecs.BOM_UTF16_LE + "flask".encode("utf-16-le"), "flask", "utf-16-le"),
        (codecs.BOM_UTF16_BE + "flask".encode("utf-16-be"), "flask", "utf-16-be"),
        (codecs.BOM_UTF32_LE + "flask".encode("utf-32-le"), "flask", "utf-32-le"),
        (codecs.BOM_UTF32_BE + "flask".encode("utf-32-be"), "flask", "utf-32-be"),
        (b"# -*- coding: latin-1 -*-\n# \xe9\n", "# -*- coding: latin-1 -*-\n# é\n", "latin-1"),
        (b"flask\n# coding=latin-1\n# \xe9\n", "flask\n# coding=latin-1\n# é\n", "latin-1"),
        (b"# coding: utf8\n", "# coding: utf8\n", "utf-8"),
        (b"# encoding is no word that counts\n", "# encoding is no word that counts\n", "utf-8"),
        (b"flask # coding: latin-1\n", "flask # coding: latin-1\n", "utf-8"),  # only a comment of its own
    ],
)
def test_decode(data: bytes, text: str, encoding: str) -> None:
    assert decode(data) == (text, encoding)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"# \xe9\n", "it is not UTF-8 and does not say what else it is"),
        (b"\n\n# coding: latin-1\n# \xe9\n", "it is not UTF-8 and does not say what else it is"),
        (codecs.BOM_UTF8 + b"\xe9", "it is not valid utf-8"),
        (codecs.BOM_UTF16_LE + b"a", "it is not valid utf-16-le"),
        (b"# coding: klingon\n", "it is not valid klingon"),
        (b"# coding: base64\n", "it is not valid base64"),
    ],
)
def test_undecodable(data: bytes, reason: str) -> None:
    with pytest.raises(Undecodable) as raised:
        decode(data)
    assert str(raised.value) == reason


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", "\n"),
        ("a", "\na"),
        ("a\n", "\na\n"),
        ("a\n\n", "\na\n\n"),
        ("a\r\nb\r\n", "\na\nb"),
        ("a\rb", "\na\nb"),
        ("a\x0cb\x1cc\x85d\u2028e", "\na\nb\nc\nd\ne"),
    ],
)
def test_lines(text: str, lines: str) -> None:
    assert lines_of(text) == lines
    assert [line for line in lines.split("\n") if line] == [line for line in text.splitlines() if line]
