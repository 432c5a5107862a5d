"""How an answer is written."""

from __future__ import annotations

import json

from envdoctor.render.plain import render
from envdoctor.render.why import as_json, lines
from envdoctor.why.answer import Answer, AskedPython, Cause, Naming, Remedy, Spot

ASKED = AskedPython("/usr/bin/python3", "/usr/bin/python3", "3.11.2", "/usr", "the first Python on PATH")
CV2 = Answer(
    module="cv2",
    importable=False,
    asked=ASKED,
    distribution="opencv-python",
    cause=Cause("inactive-environment", "cv2 is installed in .venv, which is not active.", ("it is so",)),
    spots=(
        Spot(".venv", "3.12.4", "opencv-python", "4.10.0", "the project's environment — not active", "/x"),
        Spot("~/.pyenv/versions/3.10.13", "3.10.13", "", "", "", "/y"),
    ),
    namings=(Naming("requirements.txt", 7, "opencv-python==4.10.0.84", "opencv-python"),),
    remedy=Remedy("source .venv/bin/activate", "In this shell."),
    notes=("A note.",),
)


def text(answer: Answer, width: int = 0, *, quiet: bool = False) -> str:
    return render(lines(answer, width, quiet=quiet))


def test_what_fails() -> None:
    assert (
        text(CV2)
        == """\
`import cv2` fails in the first Python on PATH: /usr/bin/python3 (3.11.2)

  cv2 is installed in .venv, which is not active.

    it is so

  It is installed in

    .venv                      4.10.0  Python 3.12.4   the project's environment — not active
    ~/.pyenv/versions/3.10.13          Python 3.10.13

  The project declares it:
    requirements.txt:7  opencv-python==4.10.0.84

  A note.

  do  source .venv/bin/activate
      In this shell.
"""
    )


def test_quiet_leaves_the_cause_and_the_command() -> None:
    assert (
        text(CV2, quiet=True)
        == """\
`import cv2` fails in the first Python on PATH: /usr/bin/python3 (3.11.2)

  cv2 is installed in .venv, which is not active.

  do  source .venv/bin/activate
"""
    )


def test_what_works() -> None:
    works = Answer(
        "flask",
        importable=True,
        asked=ASKED,
        origin="/s/flask/__init__.py",
        shown="~/s/flask/__init__.py",
        kind="package",
        distribution="Flask",
        release="3.0.3",
    )
    assert (
        text(works)
        == """\
`import flask` works in the first Python on PATH: /usr/bin/python3 (3.11.2)

  ~/s/flask/__init__.py
  of the distribution Flask 3.0.3
"""
    )
    built_in = Answer("sys", importable=True, asked=ASKED, origin="built-in", shown="built-in", kind="built-in")
    assert "  compiled into the interpreter\n" in text(built_in)
    assert "built-in" not in text(built_in)
    namespace = Answer("ns", importable=True, asked=ASKED, shown="ns", kind="namespace")
    assert text(namespace).splitlines()[2:] == ["  ns", "  a namespace package: folders without an __init__.py"]


def test_what_cannot_be_known() -> None:
    doubtful = CV2.replace(importable=None, doubts=("/s/x.pth:1 runs `import x`",))
    assert text(doubtful).startswith("`import cv2` probably fails in ")
    assert "code that is run when Python starts may change what it finds.\n    /s/x.pth:1 runs `import x`\n" in text(
        doubtful
    )
    works = doubtful.replace(importable=True, cause=None)
    assert "This holds unless code that is run when Python starts changes it:\n    /s/x.pth:1" in text(works)
    package = CV2.replace(importable=None, doubts=("/s/x.py changes what it offers when it is imported",))
    assert "what the code of a package does is known when it is run" in text(package)


def test_without_a_python() -> None:
    none = Answer(
        "x", importable=False, asked=AskedPython("", "", "", "", ""), cause=Cause("no-python", "There is none.")
    )
    assert text(none) == "`import x` fails: there is no Python that starts\n\n  There is none.\n"
    assert json.loads(as_json(none))["python"] is None
    assert json.loads(as_json(none))["fix"] is None


def test_many_places_are_cut() -> None:
    spots = tuple(Spot(f"/p/{number}", "3.12", "x", "1", "", "/x") for number in range(20))
    assert "/p/11  1  Python 3.12\n    and in 8 other places\n" in text(CV2.replace(spots=spots))


def test_a_narrow_terminal() -> None:
    narrow = text(CV2.replace(cause=Cause("unknown", "word " * 40)), 60)
    assert max(len(line) for line in narrow.splitlines() if line.startswith("  word")) <= 60
    assert "  do  source .venv/bin/activate" in narrow


def test_nothing_reaches_the_terminal_as_it_is() -> None:
    evil = "\x1b[31m\u202e"
    nasty = CV2.replace(
        cause=Cause("unknown", evil, (evil,)),
        spots=(Spot(evil, evil, evil, evil, evil, evil),),
        namings=(Naming(evil, 1, evil, evil),),
        remedy=Remedy(evil, evil),
        doubts=(evil,),
        notes=(evil,),
        asked=ASKED.replace(shown=evil),
    )
    assert not set(text(nasty)) & {"\x1b", "\u202e"}
    assert not set(as_json(nasty)) & {"\x1b", "\u202e"}


def test_json() -> None:
    found = json.loads(as_json(CV2))
    assert found["schema_version"] == 1
    assert found["importable"] is False
    assert found["places"][1] == {
        "place": "~/.pyenv/versions/3.10.13", "python": None, "python_version": "3.10.13", "distribution": None,
        "version": None, "origin": "/y", "note": "",
    }  # fmt: skip
    assert found["fix"] == {"command": "source .venv/bin/activate", "note": "In this shell."}
    assert found["cause"] == {
        "name": "inactive-environment",
        "message": "cv2 is installed in .venv, which is not active.",
        "evidence": ["it is so"],
    }
