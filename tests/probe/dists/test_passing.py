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
