"""The judged cases of `sudo pip`: on which lines a pip install with root's rights really runs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from envdoctor_checks.commands.sudo_pip import sudo_pip

from envdoctor.check import Check
from envdoctor.engine import run
from envdoctor.facts import Snapshot
from tests.probe.seen import commands

CASES = json.loads((Path(__file__).parent.parent / "cases" / "sudo_pip.json").read_text("utf-8"))
FILES = {
    "bash": "scripts/setup.sh",
    "dockerfile": "Dockerfile",
    "make": "Makefile",
    "github": ".github/workflows/ci.yml",
    "gitlab": ".gitlab-ci.yml",
    "markdown": "README.md",
    "ansible": "playbook.yml",
}
MISSED: list[str] = []  # their ids; at most two may stand here, none of them a false alarm in bash or a Dockerfile


def lines(case: dict[str, Any]) -> list[int]:
    """Give the lines that the check speaks of; a note says that the system is safe."""
    check: Check = sudo_pip
    snap = Snapshot(commands=commands({FILES[case["kind"]]: case["text"]}))
    report = run(snap, [check], clock=lambda: 0.0)
    assert not report.failed
    assert not report.skipped
    return [one.location.line for one in report.found if one.location and one.severity != "note"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["id"]))
def test_case(case: dict[str, Any]) -> None:
    assert (lines(case) == case["expect_lines"]) == (case["id"] not in MISSED)


def test_the_bar() -> None:
    assert len(CASES) == 55
    wrong = [case for case in CASES if lines(case) != case["expect_lines"]]
    assert len(CASES) - len(wrong) >= 53
    assert [case["id"] for case in wrong] == MISSED
    alarms = [case for case in wrong if case["kind"] in {"bash", "dockerfile"} and lines(case)]
    assert alarms == []
