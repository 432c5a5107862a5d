"""The healthy machines are healthy: every check looks at each of them, and none says a word or is skipped."""

from __future__ import annotations

import json

import pytest

from envdoctor.engine import run
from envdoctor.facts import FACTS
from envdoctor.load import Source, sources
from envdoctor.machines import MACHINES
from envdoctor.record import from_data, to_data
from envdoctor.system import System
from envdoctor.testing import snapshot

CHECKS = [source for source in sources(System()) if source.module.startswith("envdoctor_checks.")]
MACHINE_FACTS = ("host", "shell", "environments", "pip_config")


@pytest.mark.parametrize("source", CHECKS, ids=lambda one: one.name)
@pytest.mark.parametrize("like", MACHINES)
def test_every_check_is_silent(like: str, source: Source) -> None:
    report = run(snapshot({"machine": {"like": like}}), [source.load()], clock=lambda: 0.0)
    assert (report.found, report.skipped, report.failed) == ((), (), ())


@pytest.mark.parametrize("like", MACHINES)
def test_the_machine_is_seen_as_its_user_sees_it(like: str) -> None:
    snap = snapshot({"machine": {"like": like}})
    assert snap.host.system == like
    assert snap.shell.kind == {"linux": "bash", "macos": "zsh", "windows": "powershell"}[like]
    assert snap.shell.interactive
    found = snap.environments
    assert found.active == found.project == found.judged
    assert found.judged is not None
    assert (found.judged.name, found.judged.problem, found.python) == (".venv", "", "3.12.4")
    assert (found.launcher, found.why) == ("pipx", "active in this shell")


@pytest.mark.parametrize("name", MACHINE_FACTS)
@pytest.mark.parametrize("like", MACHINES)
def test_facts_survive_a_file(like: str, name: str) -> None:
    assert name in FACTS
    fact = getattr(snapshot({"machine": {"like": like}}), name)
    assert from_data(json.loads(json.dumps(to_data(fact)))) == fact
