"""`envdoctor explain`, `envdoctor checks` and `envdoctor snapshot`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Project


def test_a_page(project: Project) -> None:
    answer = project.run("explain", "word-misspelt")
    assert answer.status == 0
    assert answer.out == ("word-misspelt\n\nerror · files · fix: safe\n\nA word of the notes is misspelt.\n")
    assert "\x1b[1mword-misspelt\x1b[0m" in project.run("explain", "word-misspelt", terminal=True).out


def test_lists(project: Project) -> None:
    assert project.run("explain", "machine").out == (
        "machine\n  shell-broken  The check itself is broken.\n  shell-odd     The shell is odd.\n"
    )
    everything = project.run("explain").out
    assert everything.startswith("files\n  entry-missing  The ignore file lacks an entry.\n")
    assert "\n\nmachine\n" in everything
    project.run("explain", terminal=True)


def test_a_list_on_a_narrow_terminal(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setattr("envdoctor.check.Check.summary", "word " * 30, raising=False)
    real = __import__("envdoctor.load", fromlist=["Source"]).Source.load
    monkeypatch.setattr("envdoctor.load.Source.load", lambda self: real(self).replace(summary="word " * 30))
    lines = project.run("explain", "machine", "--color", "never", terminal=True).out.splitlines()
    assert max(map(len, lines)) <= 60
    assert lines[2].startswith(" " * 16 + "word")


def test_a_page_that_is_missing(project: Project) -> None:
    answer = project.run("explain", "entry-missing")
    assert answer.status == 2
    assert answer.err.startswith("envdoctor: the page of entry-missing cannot be read: No such file")


def test_the_table(project: Project) -> None:
    project.write(
        "pyproject.toml",
        "[tool.envdoctor]\nignore = {word-misspelt = 'a quotation'}\n[tool.envdoctor.severity]\nmachine = 'error'\n",
    )
    answer = project.run("checks", "--ignore", "entry-missing")
    assert answer.status == 0
    assert (
        answer.out
        == """\
check          family   severity  fix     here       because of
entry-missing  files    warning   safe    off        --ignore
word-misspelt  files    error     safe    set aside  pyproject.toml:2 · a quotation
word-too-long  files    warning   unsafe  on
shell-broken   machine  error             off        its default
shell-odd      machine  error     tell    on
"""
    )
    assert "\x1b" in project.run("checks", terminal=True).out


def test_the_table_as_json(project: Project) -> None:
    data = json.loads(project.run("checks", "--output-format", "json", "--select", "shell-odd").out)
    assert data["schema_version"] == 1
    assert data["checks"][-1] == {
        "check": "shell-odd", "family": "machine", "severity": "note", "fix": "tell", "state": "on",
        "why": "--select", "reason": "", "summary": "The shell is odd.",
    }  # fmt: skip


def test_snapshot(project: Project, tmp_path: Path) -> None:
    project.write("odd")
    answer = project.run("snapshot")
    assert answer.status == 0
    data = json.loads(answer.out)
    assert data["facts"]["aim"]["is"] == "Aim"
    assert project.run("snapshot", "--output", "../snap.json").out == ""
    assert json.loads((tmp_path / "snap.json").read_text()) == data
    (project.root / "odd").unlink()
    judged = project.run("--snapshot", str(tmp_path / "snap.json"))
    assert judged.status == 0
    assert "4 checks" in judged.last


def test_a_snapshot_is_judged_by_the_configuration_that_is_named(project: Project) -> None:
    project.run("snapshot", "--output", "snap.json")
    project.write("envdoctor.toml", "select = []")
    assert "4 checks" in project.run("--snapshot", "snap.json").last
    assert "0 checks" in project.run("--snapshot", "snap.json", "--config", "envdoctor.toml").last


def test_a_snapshot_that_cannot_be_written(project: Project) -> None:
    project.write("file")
    answer = project.run("snapshot", "--output", "file/below")
    assert answer.status == 2
    assert answer.err.startswith("envdoctor: file/below cannot be written: ")
