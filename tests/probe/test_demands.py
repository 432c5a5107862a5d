"""What the project's files say about versions, as far as it holds for its environment."""

from __future__ import annotations

from typing import Any

import pytest

from envdoctor.facts.demands import Demand
from envdoctor.probe import look
from envdoctor.probe.project import aim
from envdoctor.record import unknown
from envdoctor.testing import Machine, snapshot

NONE = {"requirements.txt": False}
PYPROJECT = """
[project]
name = "shop"
dependencies = ["a>=1,<2", "b", "c @ https://example.org/c.whl", "d==1; python_version < '3.9'", "e f"]
[dependency-groups]
dev = ["A~=1.4"]
"""


def said(files: dict[str, Any], **more: Any) -> list[str]:
    found = snapshot({"files": {**NONE, **files}, **more}).demands.demands
    return [f"{one.place} {one.key}{one.specifier}" for one in found]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({}, []),
        (
            {"requirements.txt": "a==1.0\nB_c>=2\nd\n-e .\ne==1; sys_platform == 'win32'\n"},
            ["requirements.txt:1 a==1.0", "requirements.txt:2 b-c>=2"],
        ),
        ({"requirements/dev.txt": "a==1\n"}, ["requirements/dev.txt:1 a==1"]),
        ({"constraints.txt": "a<2\n"}, ["constraints.txt:1 a<2"]),
        ({"requirements.in": "a<2\n"}, ["requirements.in:1 a<2"]),
        ({"docs/requirements.txt": "a==1\n", "sub/requirements.txt": "a==1\n"}, []),
        ({"requirements.txt": "a===2004d\n"}, []),
        ({"pyproject.toml": PYPROJECT}, ["pyproject.toml a<2,>=1", "pyproject.toml a~=1.4"]),
        ({"pyproject.toml": "["}, []),
        ({"requirements.txt": "a==1\na==1\n"}, ["requirements.txt:1 a==1", "requirements.txt:2 a==1"]),
    ],
)
def test_demands(files: dict[str, Any], expected: list[str]) -> None:
    assert said(files) == expected


def test_without_an_environment_markers_of_versions_are_open() -> None:
    changes = {"env": {"VIRTUAL_ENV": False, "PATH": "/bin"}}
    files = {".venv": False, "requirements.txt": "a==1; python_version < '3.9'\n"}
    assert said(files, **changes) == ["requirements.txt:1 a==1"]


def test_requirements_that_cannot_be_read() -> None:
    machine = Machine({"files": {"requirements.txt": "a==1\n"}})
    snap = look(machine, aim(machine, ()))
    snap.__dict__["?requirements"] = unknown("they cannot be read")
    assert snap.demands.demands == ()


@pytest.mark.parametrize(
    ("specifier", "pin"), [("==1.0", "1.0"), ("===1.0", "1.0"), ("==1.*", ""), ("==1,!=2", ""), (">=1", "")]
)
def test_pin(specifier: str, pin: str) -> None:
    assert Demand("a", specifier, "x").pin == pin
