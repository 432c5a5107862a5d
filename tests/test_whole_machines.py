"""Whole machines, true to life: what all checks together say of each, to the letter; most are in order and say nothing.

A machine is a file in tests/machines/: the tables of a page's example, what Pythons and environments stand on its disk
(tests/makers/ writes them as their makers would), and `says`, the output that is expected.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from envdoctor.config import load as load_config
from envdoctor.engine import Report, run
from envdoctor.facts import Snapshot
from envdoctor.load import sources
from envdoctor.probe import look
from envdoctor.probe.project import aim
from envdoctor.render.layout import lay_out
from envdoctor.snapshot_file import load, save
from envdoctor.system import System
from envdoctor.testing import Machine
from tests.makers import built

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_SAYS = re.compile(r"^says = '''\n.*?'''$", re.DOTALL | re.MULTILINE)
FILES = sorted((Path(__file__).parent / "machines").glob("*.toml"))
SOURCES = [source for source in sources(System()) if source.module.startswith("envdoctor_checks.")]
CHECKS = {source.name: source.load() for source in SOURCES}
USUAL = [check for check in CHECKS.values() if check.default]


def named(value: Path) -> str:
    return value.stem


def read(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text("utf-8"))


def looked(data: dict[str, Any]) -> tuple[Machine, Snapshot]:
    """Look at a machine as `envdoctor check` in its current folder would."""
    machine = Machine(built(data))
    target = aim(machine, ())
    settings = load_config(machine, target.root)
    return machine, look(machine, target.replace(exclude=settings.exclude, environment=settings.environment))


def say(report: Report) -> str:
    lines = ["".join(text for text, _ in line).rstrip() for line in lay_out(report.found, CHECKS)]
    return "\n".join([*lines, *(f"skipped {skip.check}: {skip.reason}" for skip in report.skipped)])


@pytest.mark.parametrize("file", FILES, ids=named)
def test_what_is_said(file: Path, request: pytest.FixtureRequest) -> None:
    data = read(file)
    machine, snap = looked(data)
    report = run(snap, USUAL, clock=lambda: 0.0)
    assert not report.failed
    if request.config.getoption("--rewrite-pages"):
        said = f"says = '''\n{say(report)}\n'''"
        text = re.sub(_SAYS, lambda _: said, file.read_text("utf-8"), count=1)
        file.write_text(text, "utf-8")
        return
    assert say(report) == data["says"].strip("\n")

    # a family that says nothing concerns it was not needed
    needed = {*(one.check for one in report.found), *(one.check for one in report.skipped)}
    _, fresh = looked(data)
    spared = {source.name for source in SOURCES if not source.concerned(fresh)}
    assert not spared & needed

    # the same comes out of the machine's snapshot file, read on another one
    again = run(load(save(snap, machine, masked=False).encode()), USUAL, clock=lambda: 0.0)
    assert (say(again), again.failed) == (say(report), ())


@pytest.mark.parametrize("file", FILES, ids=named)
def test_no_check_fails(file: Path) -> None:
    """Those that are off by default speak of what is normal, but they do not fall over it."""
    _, snap = looked(read(file))
    assert not run(snap, CHECKS.values(), clock=lambda: 0.0).failed


@pytest.mark.parametrize("file", FILES, ids=named)
def test_the_file_says_what_it_is(file: Path) -> None:
    text = file.read_text("utf-8")
    assert text.startswith("# ")
    assert "says" in read(file)
    json.dumps(read(file), ensure_ascii=False)  # nothing but text, numbers and tables
