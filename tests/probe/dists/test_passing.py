"""One pass over what metadata folders hold beside the metadata."""

from __future__ import annotations

import pytest

from envdoctor.probe.dists import passing
from envdoctor.testing import Machine

SITE = "/site"
MACOS = "Wheel-Version: 1.0\nTag: cp312-cp312-macosx_10_13_x86_64\n"


@pytest.mark.parametrize(
    ("wheel", "tags"),
    [
        ("Wheel-Version: 1.0\nTag: py3-none-any\n", ("py3-none-any",)),
        ("Wheel-Version: 1.0\r\nTag: py2-none-any\r\nTag: py3-none-any\r\n", ("py2-none-any", "py3-none-any")),
        ("", ()),
        ("Wheel-Version: 1.0\n", ()),
    ],
)
def test_tags(wheel: str, tags: tuple[str, ...]) -> None:
    assert passing.tags(wheel.encode()) == tags


def test_those_that_are_for_every_platform_are_left_out() -> None:
    files = {"plain": "Tag: x\nTag: py3-none-any\n", "fast": MACOS, "faster": MACOS, "empty": ""}
    machine = Machine({"files": {f"{SITE}/{name}-1.dist-info/WHEEL": text for name, text in files.items()}})
    entries = [*machine.names(SITE), "gone-1.dist-info"]
    *_, tagged, strange = passing.over(machine, SITE, entries)
    tags = ("cp312-cp312-macosx_10_13_x86_64",)
    assert (tagged, strange) == ([("fast-1.dist-info", tags), ("faster-1.dist-info", tags)], [])


def test_a_wheel_of_many_tags_is_read_whole() -> None:
    tags = "".join(f"Tag: py3-none-macosx_10_{number}_x86_64\n" for number in range(200))
    machine = Machine({"files": {f"{SITE}/many-1.dist-info/WHEEL": f"Wheel-Version: 1.0\n{tags}Tag: py3-none-any\n"}})
    (_, found), *_ = passing.over(machine, SITE, ["many-1.dist-info"])[3]
    assert len(found) == 201
    assert passing._whole(machine, "/gone", b"x" * passing.WHEEL) == b""


@pytest.mark.parametrize("record", ["one/x.py,,\n\0\0\0\0", "\0" * 9000, "\ufeffone/x.py,,\n"])
def test_what_a_crash_left_behind_is_no_list(record: str) -> None:
    machine = Machine({"files": {f"{SITE}/one-1.dist-info/RECORD": record}})
    assert passing.over(machine, SITE, ["one-1.dist-info"])[0] == []
