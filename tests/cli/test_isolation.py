"""Nothing that a project puts on PYTHONPATH stands in the place of what envdoctor imports."""

from __future__ import annotations

from pathlib import Path

import pytest

import envdoctor
from envdoctor.cli.isolation import put_last
from envdoctor.testing import Machine

OWN = str(Path(envdoctor.__file__).parent.parent)


@pytest.mark.parametrize(
    ("pythonpath", "before", "after"),
    [
        ("src", ["/home/me/shop/src", "/lib"], ["/lib"]),
        (".", ["/home/me/shop", "/lib"], ["/lib"]),
        ("src:", ["/home/me/shop/src", "/home/me/shop", "/lib"], ["/lib"]),
        ("/a/lib", ["/a/lib", "/lib"], ["/lib"]),
        ("/a/site-packages", ["/a/site-packages", "/lib"], ["/lib", "/a/site-packages"]),
        (OWN, [OWN, "/lib"], ["/lib", OWN]),
        ("/elsewhere", ["/lib"], ["/lib"]),
    ],
)
def test_put_last(pythonpath: str, before: list[str], after: list[str]) -> None:
    path = list(before)
    put_last(path, Machine({"env": {"PYTHONPATH": pythonpath}}))
    assert path == after


def test_windows() -> None:
    path = ["C:\\x\\src", "C:\\y", "C:\\Lib"]
    put_last(path, Machine({"machine": {"like": "windows"}, "env": {"PYTHONPATH": "C:\\x\\src;C:\\y"}}))
    assert path == ["C:\\Lib"]
