"""What the pages of the checks on installed files do not show."""

from __future__ import annotations

import pytest
from envdoctor_checks.installed.editable_target_missing import editable_target_missing
from envdoctor_checks.installed.files_clobbered import files_clobbered
from envdoctor_checks.installed.files_missing import files_missing
from envdoctor_checks.installed.pip_too_old import pip_too_old

from envdoctor.check import Finding, Tell
from envdoctor.engine import run
from envdoctor.facts.damage import Astray, Lost, Shared
from envdoctor.facts.records import Records
from envdoctor.load import Source, sources
from envdoctor.record import Unknown, unknown
from envdoctor.system import System
from envdoctor.testing import snapshot

FAMILY = [source for source in sources(System()) if source.module.startswith("envdoctor_checks.installed.")]
NOWHERE = {"files": {".venv": False}, "env": {"VIRTUAL_ENV": False, "PATH": "/usr/bin:/bin"}}


@pytest.mark.parametrize("source", FAMILY, ids=lambda one: one.name)
def test_without_an_environment_nothing_is_said(source: Source) -> None:
    snap = snapshot(NOWHERE)
    assert snap.environments.judged is None
    report = run(snap, [source.load()], clock=lambda: 0.0)
    assert (report.found, report.skipped, report.failed) == ((), (), ())


def said(check: object, records: Records, **facts: object) -> Finding:
    snap = snapshot()
    snap.__dict__["records"] = records
    snap.__dict__.update({f"?{name}" if isinstance(fact, Unknown) else name: fact for name, fact in facts.items()})
    (found,) = check.function(snap)  # type: ignore[attr-defined]
    assert isinstance(found, Finding)
    return found


def test_what_came_from_elsewhere_has_no_command() -> None:
    lost = Lost("own", "own", "1.0", 1, 2, "own/__init__.py", url="https://example.org/own.whl")
    assert said(files_missing, Records("x", lost=(lost,))).fixes == ()


def test_where_the_project_cannot_be_read_none_is_kept() -> None:
    pair = Shared(("one", "two"), ("1", "2"), 1, 1, "x.py")
    assert said(files_clobbered, Records("x", shared=(pair,)), wanted=unknown("no TOML")).fixes == ()


def test_where_the_project_cannot_be_read_it_is_not_this_one() -> None:
    gone = Astray("shop", "shop", "shop.pth", "/home/me/old")
    (fix,) = said(editable_target_missing, Records("x", astray=(gone,)), wanted=unknown("no TOML")).fixes
    assert fix.steps == (Tell("python -m pip uninstall shop"),)


def test_where_the_project_cannot_be_read_an_old_pip_may_do() -> None:
    site = ".venv/lib/python3.12/site-packages"
    old = {f"{site}/pip-24.0.dist-info": False, f"{site}/pip-20.2.dist-info/METADATA": "Name: pip\nVersion: 20.2\n"}
    assert len(list(pip_too_old.function(snapshot({"files": old})))) == 1
    assert list(pip_too_old.function(snapshot({"files": {**old, "setup.py": b"\xff"}}))) == []
