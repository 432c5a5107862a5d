"""What the files of a distribution say, however they are written."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from envdoctor.facts.distributions import Metadata
from envdoctor.facts.unfit import Origin
from envdoctor.probe.dists import naming, reading
from envdoctor.probe.dists.origin import origin
from envdoctor.system import System
from envdoctor.testing import Machine

if TYPE_CHECKING:
    from pathlib import Path

SITE = "/site"
ENTRY = "tools-1.0.dist-info"


def machine(**files: str | bytes) -> Machine:
    return Machine({"files": {f"{SITE}/{ENTRY}/{name}": text for name, text in files.items()}})


def read(head: str | bytes) -> Metadata:
    return reading.read(machine(METADATA=head), SITE, ENTRY)


HEAD = "Metadata-Version: 2.1\nName: tools\nVersion: 1.0\n"
LONG = "".join(f"Classifier: Number {number} of many\n" for number in range(300))


@pytest.mark.parametrize(
    ("head", "requires", "python"),
    [
        (HEAD, (), ""),
        (HEAD + "Requires-Dist: a>=1\nRequires-Python: >=3.8\nRequires-Dist: b ; extra == 'x'\n\nText\n",
         ("a>=1", "b ; extra == 'x'"), ">=3.8"),
        # the description may hold anything, headers too
        (HEAD + "\nRequires-Dist: not-this\nRequires-Python: <2\n", (), ""),
        # what no tool of today writes
        (HEAD.replace("\n", "\r\n") + "Requires-Dist: a\r\n\r\nText\n\nRequires-Dist: b\n", ("a",), ""),
        (HEAD + "Requires-Dist: a\n  >=1\nRequires-Dist: b\n", ("a   >=1", "b"), ""),
        ("name: tools\nVERSION: 1.0\nrequires-dist: a\n", ("a",), ""),
        ("Metadata-Version: 2.1\rName: tools\rVersion: 1.0\rRequires-Dist: a\r", ("a",), ""),
        (HEAD + "Summary:\nRequires-Dist: a\n", ("a",), ""),
        # longer than what is read at first, and than what is read next
        (HEAD + LONG + "Requires-Dist: a\n\nText\n", ("a",), ""),
        (HEAD + LONG * 10 + "Requires-Dist: a\n\nText\n", ("a",), ""),
        (HEAD + "Author: J\xf6rg\nRequires-Dist: a\n", ("a",), ""),
    ],
)  # fmt: skip
def test_headers(head: str, requires: tuple[str, ...], python: str) -> None:
    for data in (head.encode(), head.encode("latin-1")):
        found = read(data)
        assert (found.name, found.version, found.problem) == ("tools", "1.0", "")
        assert (found.requires, found.python) == (requires, python)


LINE = st.sampled_from(
    [
        "Requires-Dist: a", "Requires-Dist: b>=1 ; extra == 'x'", "Requires-Python: >=3.8", "License: MIT", "  folded",
        "\tfolded", "Import-Name: tools; private", "Import-Namespace: zope", "Description: of one line",
        "requires-dist: c", "no header", "", "Name: second", "Requires-Dist:tight", "Requires-Dist:\ttab",
        "REQUIRES-PYTHON:>=3.9", "import-name: other", "Requires-Dist:", "\r",
    ]
)  # fmt: skip


@given(st.sampled_from(["1.0", "2.1", "2.5"]), st.lists(LINE), st.sampled_from(["\n", "\r\n"]))
def test_the_quick_reading_is_the_exact_one(version: str, lines: list[str], end: str) -> None:
    """Where the two differ, the exact one sees less: it ends at the first line that is no header."""
    data = end.join([f"Metadata-Version: {version}", "Name: tools", "Version: 1.0", "Summary: x", *lines, ""]).encode()
    quick, exact = reading.fields(data), reading.exact(data)
    if not {"no header", "\r"} & set(lines):
        assert quick[:4] == exact[:4]
        assert quick[4] == (exact[4] if version == "2.5" or quick == exact else ())
    assert quick[:2] == ("tools", "1.0")


def test_imports_came_with_version_2_5() -> None:
    head = HEAD.replace("2.1", "2.5") + "Import-Name: tools\nImport-Name: tools._c ; private\nImport-Namespace: zope\n"
    assert read(head).imports == ("tools", "tools._c", "zope")
    assert read(HEAD).imports == ()


@pytest.mark.parametrize(
    ("head", "problem"),
    [
        (None, "it has no METADATA"),
        ("", "its METADATA names no distribution"),
        ("Version: 1.0\n", "its METADATA names no distribution"),
        ("Name: tools\n", "its METADATA says no version"),
        ("Name: -tools\nVersion: 1.0\n", "its METADATA says the name `-tools`, which no distribution can have"),
        ("Name: tools\nVersion: three\n", "its METADATA says `three`, which is no version"),
        ("Name: t\xf6ls\nVersion: 1.0\n", "its METADATA says the name `t\xf6ls`, which no distribution can have"),
        ("Name: tools\nVersion: 1..0\n", "its METADATA says `1..0`, which is no version"),
        # odd, but versions
        ("Name: tools\nVersion: 1.0-1\n", ""),
        ("Name: tools\nVersion: v1.0\n", ""),
        ("Name: tools\nVersion: 1!1.0\n", ""),
        ("Name: a.b_c-d\nVersion: 1.0.post1+local\n", ""),
    ],
)
def test_problems(head: str | None, problem: str) -> None:
    system = machine(RECORD="") if head is None else machine(METADATA=head)
    found = reading.read(system, SITE, ENTRY)
    assert found.problem == problem
    if problem:
        assert (found.name, found.key, found.version) == ("tools", "tools", "1.0")
        assert reading.name_and_version(system, SITE, ENTRY) in {("", ""), ("tools", ""), ("", "1.0")} or head


def test_what_may_not_be_read() -> None:
    system = Machine(
        {"files": {f"{SITE}/{ENTRY}/METADATA": HEAD}, "machine": {"unreadable": [f"{SITE}/{ENTRY}/METADATA"]}}
    )
    assert reading.read(system, SITE, ENTRY).problem == "its METADATA cannot be read: Permission denied"
    assert reading.name_and_version(system, SITE, ENTRY) == ("", "")
    assert reading.required(system, SITE, ENTRY) == ()


def test_old_ones() -> None:
    """An .egg-info is a folder or a file; what it leaves out is never held against it."""
    files = {
        f"{SITE}/a-1.0.egg-info/PKG-INFO": "Name: a\nVersion: 1.0\n",
        f"{SITE}/b-2004d.egg-info": "Name: b\nVersion: x\n",
    }
    system = Machine({"files": {**files, f"{SITE}/c.egg-info/SOURCES.txt": "", f"{SITE}/~d-1.dist-info/METADATA": ""}})
    entries = reading.entries(system, SITE)
    assert entries == ["a-1.0.egg-info", "b-2004d.egg-info", "c.egg-info"]
    found = reading.read_all(system, SITE, entries)
    assert [(one.key, one.version, one.problem) for one in found] == [
        ("a", "1.0", ""),
        ("b", "2004d", ""),
        ("c", "", ""),
    ]
    assert reading.required(system, SITE, "b-2004d.egg-info") == ()


@pytest.mark.parametrize(
    ("entry", "called", "guessed"),
    [
        ("a-1.0.dist-info", ("a", "1.0"), ("a", "1.0")),
        ("a-b-1.0.dist-info", ("", ""), ("a-b", "1.0")),
        ("a-1.0-py3.11.egg-info", ("", ""), ("a", "1.0")),
        ("a.dist-info", ("", ""), ("a", "")),
    ],
)
def test_names(entry: str, called: tuple[str, str], guessed: tuple[str, str]) -> None:
    assert naming.called(entry) == called
    assert naming.guessed(entry) == guessed


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({}, Origin()),
        ({"INSTALLER": "pip\n", "REQUESTED": ""}, Origin("pip", requested=True)),
        (
            {"direct_url.json": '{"url": "file:///x", "dir_info": {"editable": true}}'},
            Origin(url="file:///x", editable=True),
        ),
        ({"direct_url.json": '{"url": "https://x", "archive_info": {}}'}, Origin(url="https://x")),
        ({"direct_url.json": "[]"}, Origin()),
        ({"direct_url.json": "{"}, Origin()),
    ],
)
def test_origin(files: dict[str, str], expected: Origin) -> None:
    assert origin(machine(**files), f"{SITE}/{ENTRY}") == expected


def test_nothing_blocks_it(tmp_path: Path) -> None:
    """A FIFO, a folder and a link to nothing in the place of METADATA, on the real machine."""
    for number in range(4):
        (tmp_path / f"x{number}-1.dist-info").mkdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "x0-1.dist-info" / "METADATA")
    (tmp_path / "x1-1.dist-info" / "METADATA").mkdir()
    (tmp_path / "x2-1.dist-info" / "METADATA").symlink_to(tmp_path / "gone")
    (tmp_path / "x3-1.dist-info" / "METADATA").write_text("Name: x3\nVersion: 1\n")
    system = System()
    found = reading.read_all(system, str(tmp_path), reading.entries(system, str(tmp_path)))
    assert [bool(one.problem) for one in found] == [True, True, True, False]
    assert "cannot be read: " in found[2].problem
    assert list(system.heads(f"{tmp_path}/", ["a\0b"], 10)) == [None]
