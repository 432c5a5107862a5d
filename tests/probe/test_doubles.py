"""Which of two metadata folders an installer can take away."""

from __future__ import annotations

from typing import Any

import pytest

from envdoctor.testing import snapshot

SITE = ".venv/lib/python3.12/site-packages"
META = "Metadata-Version: 2.1\nName: foo\nVersion: {}\n"
NEW = {
    f"{SITE}/foo-2.0.dist-info/METADATA": META.format("2.0"),
    f"{SITE}/foo-2.0.dist-info/RECORD": "foo.py,,\nfoo-2.0.dist-info/METADATA,,\n",
}
OLD = f"{SITE}/foo-1.0.dist-info"
EGG = f"{SITE}/foo-1.0-py3.12.egg-info"


def copies(files: dict[str, Any]) -> dict[str, tuple[bool, bool]]:
    found = snapshot({"files": {**NEW, **files}}).doubles.copies
    return {one.folder.rpartition("/")[2]: (one.owned, one.file) for one in found}


@pytest.mark.parametrize(
    ("files", "name", "expected"),
    [
        ({f"{OLD}/RECORD": "foo-1.0.dist-info/METADATA,,\n"}, "foo-1.0.dist-info", (True, False)),
        ({f"{OLD}/RECORD": '"foo-1.0.dist-info/a,b",,\n'}, "foo-1.0.dist-info", (True, False)),
        ({f"{OLD}/RECORD": "foo-1.0.dist-info\\METADATA,,\r\n"}, "foo-1.0.dist-info", (True, False)),
        ({f"{OLD}/RECORD": "foo-2.0.dist-info/METADATA,,\n"}, "foo-1.0.dist-info", (False, False)),
        ({}, "foo-1.0.dist-info", (False, False)),
    ],
)
def test_folders_of_today(files: dict[str, Any], name: str, expected: tuple[bool, bool]) -> None:
    both = copies({f"{OLD}/METADATA": META.format("1.0"), **files})
    assert both == {"foo-2.0.dist-info": (True, False), name: expected}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({f"{EGG}/PKG-INFO": META.format("1.0")}, (False, False)),
        ({f"{EGG}/PKG-INFO": META.format("1.0"), f"{EGG}/top_level.txt": ""}, (True, False)),
        ({EGG: META.format("1.0")}, (False, True)),
    ],
)
def test_those_of_old(files: dict[str, Any], expected: tuple[bool, bool]) -> None:
    assert copies(files)["foo-1.0-py3.12.egg-info"] == expected


def test_others_are_not_looked_at() -> None:
    assert snapshot({"files": NEW}).doubles.copies == ()
