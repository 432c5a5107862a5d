"""`envdoctor why` on the command line: exit status, both formats, the terminal, and what it refuses."""

from __future__ import annotations

import io
import json
import re
import sys
import types
from typing import Any

import pytest

from tests.cli.conftest import Answer, Project

ANSI = re.compile(r"\x1b\[[0-9;]*m")


def feed(monkeypatch: pytest.MonkeyPatch, text: str | None) -> None:
    stream: Any = None
    if text is not None:
        stream = types.SimpleNamespace(buffer=io.BytesIO(text.encode()), isatty=lambda: False)
    monkeypatch.setattr(sys, "stdin", stream)


def why(project: Project, *argv: str, **words: Any) -> Answer:
    return project.run("why", *argv, "--python", sys.executable, **words)


def test_what_works(project: Project) -> None:
    project.write("mine.py")
    answer = why(project, "mine")
    assert answer.status == 0
    assert answer.out.startswith("`import mine` works in the Python you named: ")
    assert answer.out.splitlines()[2] == "  mine.py"


def test_what_fails(project: Project) -> None:
    answer = why(project, "no_such_thing_anywhere")
    assert answer.status == 1
    assert re.match(r"`import no_such_thing_anywhere` (probably )?fails in the Python you named: ", answer.out)
    assert "No Python that was found here has a module `no_such_thing_anywhere`" in answer.out
    assert re.search(r"^  do  .* -m pip index versions no-such-thing-anywhere$", answer.out, re.MULTILINE)
    quiet = why(project, "-q", "no_such_thing_anywhere").out
    assert len(quiet.splitlines()) < len(answer.out.splitlines())
    assert "  do  " in quiet


def test_the_terminal_and_the_pipe_say_the_same(project: Project) -> None:
    project.write("requirements.txt", "frob-nicate==1.0\n")
    piped = why(project, "frob_nicate").out
    shown = why(project, "frob_nicate", terminal=True).out
    assert "\x1b[" in shown
    assert " ".join(ANSI.sub("", shown).split()) == " ".join(piped.split())
    assert "requirements.txt:1  frob-nicate==1.0" in piped


def test_json(project: Project) -> None:
    project.write("mine.py")
    project.write("requirements.txt", "frob-nicate==1.0\n")
    found = json.loads(why(project, "mine", "--output-format", "json").out)
    assert list(found) == [
        "schema_version", "module", "importable", "origin", "kind", "distribution", "python", "cause", "places",
        "declared", "fix", "doubts", "notes",
    ]  # fmt: skip
    assert (found["module"], found["importable"], found["kind"], found["cause"]) == ("mine", True, "module", None)
    assert found["origin"] == str(project.root / "mine.py")
    failing = json.loads(why(project, "frob_nicate", "--output-format", "json").out)
    assert failing["importable"] in {False, None}
    assert failing["origin"] is None
    assert failing["cause"]["name"] == "not-installed"
    assert failing["distribution"] == {"name": "frob-nicate", "version": None}
    assert failing["declared"] == [
        {"path": "requirements.txt", "line": 1, "text": "frob-nicate==1.0", "name": "frob-nicate"}
    ]
    assert "-m pip install -r requirements.txt" in failing["fix"]["command"]
    assert failing["python"]["what"] == "the Python you named"


def test_a_traceback(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.write("tools/random.py")
    script = project.write("tools/run.py")
    text = f'Traceback (most recent call last):\n  File "{script}", line 1, in <module>\n'
    text += "AttributeError: module 'random' has no attribute 'randint'\n"
    feed(monkeypatch, text)
    answer = why(project, "-")
    assert answer.status == 1
    assert "tools/random.py hides the standard library's module of that name" in answer.out
    assert answer.last == "  do  mv tools/random.py tools/my_random.py"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "there is no standard input to read a traceback from"),
        ("", "there is no traceback on standard input: it is empty"),
        (" \n", "there is no traceback on standard input: it is empty"),
        ("ZeroDivisionError: division by zero\n", "the text on standard input holds no failed import"),
        (
            "ImportError: libfoo.so.1: cannot open shared object file\n",
            "the traceback does not say which module was imported",
        ),
    ],
)
def test_no_traceback(text: str | None, message: str, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    feed(monkeypatch, text)
    answer = project.run("why", "-")
    assert (answer.status, answer.err, answer.out) == (2, f"envdoctor: {message}\n", "")


def test_a_person_is_told_to_paste(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = types.SimpleNamespace(buffer=io.BytesIO(b""), isatty=lambda: True)
    monkeypatch.setattr(sys, "stdin", stream)
    monkeypatch.setattr("envdoctor.system._is_terminal", lambda _: True)
    assert project.run("why", "-").err.startswith("envdoctor: paste the traceback, then end it with Ctrl-D")


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        ((), "name a module, as `envdoctor why yaml`; or `-`, to read a traceback from standard input"),
        (("1x",), "1x is no module's name"),
        (("a..b",), "a..b is no module's name"),
        (("foo.py",), "did you mean `envdoctor why foo`?"),
        (("foo-bar",), "could be a distribution's"),
        (("--", "-x"), "-x is no module's name"),
        (("yaml", "--python", "3.4"), "no Python 3.4 was found"),
        (("yaml", "--kernel", "nope"), "there is no kernel nope"),
        (("yaml", "--kernel", "nope", "--python", "3.4"), "--python and --kernel exclude each other"),
        (("attr", "attrs"), "attrs is one too many: name one at a time"),
        (("yaml", "--pyhton", "3.4"), "there is no option --pyhton; did you mean `--python`?"),
    ],
)
def test_what_it_refuses(argv: tuple[str, ...], message: str, project: Project) -> None:
    answer = project.run("why", *argv)
    assert answer.status == 2
    assert answer.out == ""
    assert message in answer.err


def test_help(project: Project) -> None:
    answer = project.run("why", "--help")
    assert answer.status == 0
    assert "reads a traceback from standard input" in " ".join(answer.out.split())
    assert "exit status: 0 it can be imported" in answer.out


def test_it_writes_nothing_and_imports_nothing_of_the_project(project: Project) -> None:
    project.write("mine.py", "raise SystemExit('it was run')\n")
    before = sorted(project.root.rglob("*"))
    assert why(project, "mine").status == 0
    assert sorted(project.root.rglob("*")) == before
