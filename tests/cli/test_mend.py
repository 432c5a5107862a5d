"""`--fix` and `--diff`: what is changed, what is said, and that a second time nothing is left."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from envdoctor import repair
from tests.cli.conftest import Project

posix = pytest.mark.skipif(sys.platform == "win32", reason="links of POSIX")
LONG = "teh line is longer than it should be"


def test_fix(project: Project) -> None:
    project.write("notes.txt", "teh cat\r\nteh dog")
    project.write("odd")
    answer = project.run("--fix")
    assert answer.status == 0
    assert project.read("notes.txt") == "the cat\r\nthe dog"
    assert answer.out.split("\n\n")[1:3] == [
        "note: The shell is odd                                               [shell-odd]\n  fix  exec bash",
        "mended 2\n  notes.txt  spells it right (2 findings)",
    ]
    assert "held back 1\n  1 command for you to run, shown above\n" in answer.out
    assert answer.last.startswith("nothing wrong, 1 note · 4 checks · ")


def test_it_goes_on_until_nothing_is_left(project: Project) -> None:
    for name in ("one", "two"):
        project.write(name)
    project.write("notes.txt", LONG)
    answer = project.run("--fix", "--unsafe-fixes")
    assert project.read(".gitignore") == "one\ntwo\n"
    assert project.read("notes.txt") == "the line is longer t"
    assert "mended 4\n" in answer.out
    assert answer.status == 0
    before = {path: path.stat().st_mtime_ns for path in project.root.iterdir()}
    again = project.run("--fix", "--unsafe-fixes")
    assert "mended" not in again.out
    assert before == {path: path.stat().st_mtime_ns for path in project.root.iterdir()}


def test_unsafe_fixes_are_held_back(project: Project) -> None:
    project.write("notes.txt", LONG)
    answer = project.run("--fix")
    assert answer.status == 1
    assert "mended 1\n  notes.txt  spells it right\n" in answer.out
    assert "held back 1\n  1 unsafe fix: --unsafe-fixes applies it\n" in answer.out
    assert answer.last.startswith("1 warning · 4 checks")


@pytest.mark.parametrize(("argv", "status"), [([], 0), (["--exit-non-zero-on-fix"], 1)])
def test_the_exit_status_of_a_fix(project: Project, argv: list[str], status: int) -> None:
    project.write("notes.txt", "teh cat\n")
    assert project.run("--fix", *argv).status == status
    assert project.run("--fix", *argv).status == 0
    project.write("notes.txt", "teh cat\n")
    assert project.run("--fix", "--exit-zero", *argv).status == 0


def test_json_says_what_was_mended(project: Project) -> None:
    project.write("notes.txt", LONG)
    data = json.loads(project.run("--fix", "--output-format", "json").out)
    assert data["mending"]["files"] == ["notes.txt"]
    assert data["mending"]["mended"] == [{"check": "word-misspelt", "title": "spells it right", "paths": ["notes.txt"]}]
    assert [one["check"] for one in data["mending"]["held"]] == ["word-too-long"]
    assert [one["check"] for one in data["findings"]] == ["word-too-long"]


@posix
def test_no_link_is_followed_out_of_the_project(project: Project) -> None:
    outside = project.write("../outside.txt", "teh cat\n")
    (project.root / "notes.txt").symlink_to("../outside.txt")
    answer = project.run("--fix")
    assert answer.status == 1
    assert outside.read_text() == "teh cat\n"
    assert "word-misspelt  notes.txt cannot be read: it is a link that leads out of the project\n" in answer.out


@posix
def test_a_link_inside_is_followed(project: Project) -> None:
    project.write("docs/notes.txt", "teh cat\n")
    (project.root / "notes.txt").symlink_to("docs/notes.txt")
    assert project.run("--fix").status == 0
    assert project.read("docs/notes.txt") == "the cat\n"
    assert (project.root / "notes.txt").is_symlink()


def test_what_cannot_be_written_is_said_and_the_rest_goes_on(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.write("notes.txt", "teh cat\n")
    project.write("one")
    real = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: "notes" not in str(path) and real(path, mode))
    answer = project.run("--fix")
    assert answer.status == 1
    assert "mended 1\n  .gitignore  adds `one`\n" in answer.out
    assert "could not be written\n  notes.txt  it is read-only\n" in answer.out
    assert project.read("notes.txt") == "teh cat\n"
    project.write("envdoctor.toml", "severity = {word-misspelt = 'note'}")
    assert project.run("--fix").last.startswith("nothing wrong, 1 note, exit status 1 (a file could not be written) · ")
    assert project.run("--fix", "--exit-zero").status == 0


def test_fixes_that_never_end_are_stopped(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.write("notes.txt", "teh cat\n")
    rounds = []

    def does_nothing(_root: str, changes: list[repair.Change]) -> list[repair.Refused]:
        rounds.append(changes)
        return []

    monkeypatch.setattr("envdoctor.cli.mend.apply", does_nothing)
    assert project.run("--fix").status == 1
    assert len(rounds) == 10


# ── --diff ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_diff(project: Project) -> None:
    project.write("notes.txt", LONG + "\r\nteh cat\r\n")
    project.write("one")
    answer = project.run("--diff")
    assert answer.status == 1
    assert project.read("notes.txt").startswith("teh")
    assert answer.out == (
        "--- /dev/null\n+++ b/.gitignore\n@@ -0,0 +1 @@\n+one\n"
        "--- a/notes.txt\n+++ b/notes.txt\n@@ -1,2 +1,2 @@\n"
        f"-{LONG}\r\n-teh cat\r\n+the{LONG[3:]}\r\n+the cat\r\n"
    )
    assert answer.err == "envdoctor: held back: word-too-long: it is unsafe: --unsafe-fixes applies it\n"
    subprocess.run(["git", "apply", "--whitespace=nowarn", "-"], input=answer.raw, cwd=project.root, check=True)
    assert project.run("--diff").out == ""
    assert project.run("--diff").status == 0
    assert project.run("--diff", "--unsafe-fixes").status == 1
    assert project.run("--diff", "--unsafe-fixes", "--exit-zero").status == 0
    assert "\x1b[32m+the line" in project.run("--diff", "--unsafe-fixes", terminal=True).out


@posix
def test_what_is_held_back_is_said_once_for_all(project: Project) -> None:
    (project.root / "notes.txt").symlink_to(project.write("../far.txt", "teh cat\nteh dog\n"))
    reason = "notes.txt cannot be read: it is a link that leads out of the project"
    assert project.run("--diff").err == f"envdoctor: held back: word-misspelt: {reason} (2 findings)\n"


def test_diff_and_a_crash(project: Project) -> None:
    answer = project.run("--diff", "--select", "ALL")
    assert answer.status == 3
    assert answer.err == "envdoctor: crashed: shell-broken: ZeroDivisionError: of the \\x1b check\n"
