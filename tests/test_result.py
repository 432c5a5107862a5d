"""Which environment the report says is judged, on machines made of text."""

from __future__ import annotations

from typing import Any

import pytest

from envdoctor.render import plain
from envdoctor.render.report import header
from envdoctor.result import standing
from envdoctor.testing import snapshot

AWAY = {"VIRTUAL_ENV": False, "PATH": "/usr/bin:/bin"}


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({}, "Python 3.12.4 in .venv, active"),
        ({"env": AWAY}, "Python 3.12.4 in .venv"),
        ({"files": {".venv": False}, "env": AWAY}, "Python 3.11.2 at /usr/bin/python3"),
    ],
)
def test_the_short_form(changes: dict[str, Any], line: str) -> None:
    text = plain.render(header(standing(snapshot(changes)), 0, short=True))
    assert text.startswith(f"envdoctor 0.1.0 · ~/shop · {line}")


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({}, "Python 3.12.4 in .venv · active in this shell"),
        ({"env": AWAY},
         "Python 3.12.4 in .venv · the project's own environment; this shell (bash) uses /usr/bin/python3"),
        ({"env": AWAY, "machine": {"terminal": False}}, "Python 3.12.4 in .venv · the project's own environment"),
        ({"env": AWAY, "files": {".venv": False}},
         "Python 3.11.2 at /usr/bin/python3 · the first python on PATH; the project has no environment"),
        ({"links": {".venv/bin/python3.12": "/gone/python3.12"}},
         ("Python 3.12.4 in .venv · active in this shell; "
          "it does not work: the Python it was made from, /gone/python3.12, is gone")),
        ({"env": {"VIRTUAL_ENV": False, "PATH": "/nowhere"}, "files": {".venv": False}},
         "the project has no environment, and there is no python on PATH"),
    ],
)  # fmt: skip
def test_the_long_form(changes: dict[str, Any], line: str) -> None:
    assert plain.render(header(standing(snapshot(changes)), 0, short=False)) == f"envdoctor 0.1.0 · ~/shop\n{line}\n"
