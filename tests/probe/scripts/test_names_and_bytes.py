"""Which files are read at all, and what is said of those that cannot be."""

from __future__ import annotations

import pytest

from tests.probe.seen import seen

FILES = [
    ("Dockerfile.j2", "RUN sudo pip install x\n", []),
    ("bin/x", "#!/usr/bin/env bash\nsudo pip install x\n", ["2:1-9, sudo root"]),
    ("bin/y", "#!/usr/bin/python\nsudo pip install x\n", []),
    ("install", "#!/bin/sh\nsudo pip install x\n", ["2:1-9, sudo root"]),
    ("a.fish", "sudo pip install x\n", []),
    ("s.sh", b"sudo pip install \xff", ["unread: it is not UTF-8"]),
    ("s.sh", b"sudo pip install \x00", ["unread: it is not text"]),
    ("s.sh", b"\xef\xbb\xbfsudo pip install x", ["1:1-9, sudo root"]),
    (
        "s.sh",
        "$(" * 60 + "sudo pip install x\n",
        ["unread: it is nested too deeply"],
    ),
    ("tests/s.sh", "sudo pip install x\n", []),
]


@pytest.mark.parametrize(("path", "text", "expected"), FILES)
def test_names_and_bytes(path: str, text: str, expected: list[str]) -> None:
    assert seen(path, text) == expected
