"""Recipes of just, with plain variables filled in."""

from __future__ import annotations

import pytest

from tests.probe.seen import seen

FILES = [
    ("x:\n\n  sudo pip install x \\\n", ["3:3-11, sudo root"]),
    ("x:\n   \n\n  sudo pip install x\n\n\ny:\n", ["4:3-11, sudo root"]),
    ("x:\n  #!/bin/sh\n  cat <<E\n  sudo pip install x\n  E\n  sudo pip install y\n", ["6:3-11, sudo root"]),
    ("x:\n  sudo pip install x\n", ["2:3-11, sudo root"]),
    ("x a b='c' *d: y\n    @sudo pip install x\n", ["2:6-14, sudo root"]),
    ("sudo := 'sudo'\nx:\n  {{sudo}} pip install x\n", ["3:3-15, sudo root"]),
    ('pip := "sudo pip"\nx:\n  {{ pip }} install x\n', ["3:3-12, sudo root"]),
    ("x:\n  {{y}} pip install x\n", []),
    ("x:\n  sudo pip install {{y}}\n", ["2:3-11, sudo root"]),
    ("set shell := ['pwsh', '-c']\nx:\n  sudo pip install x\n", []),
    ("set shell := ['bash', '-c']\nx:\n  sudo pip install x\n", ["3:3-11, sudo root"]),
    (
        (
            "x:\n"
            "  #!/usr/bin/env bash\n"
            "  source .venv/bin/activate\n"
            "  pip install --user x\n"
            "\n"
            "y:\n"
            "  sudo pip install x\n"
        ),
        ["4:3-6, environment=.venv, --user", "7:3-11, sudo root"],
    ),
    ("x:\n  #!/usr/bin/env python\n  sudo pip install x\n", []),
    ("x:\n  source .venv/bin/activate\n  pip install --user x\n", ["3:3-6, --user"]),
    ("[private]\nx:\n  echo \\\n  sudo pip install x\n", []),
    ("export A := `date`\nx:\n  {{A}} pip\n", []),
]


@pytest.mark.parametrize(("text", "expected"), FILES)
def test_justfile(text: str, expected: list[str]) -> None:
    assert seen("justfile", text) == expected
