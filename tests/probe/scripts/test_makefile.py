"""Recipes of make, with its variables filled in."""

from __future__ import annotations

import pytest

from tests.probe.seen import seen

FILES = [
    ("S = sudo\nS ?= a\nE =\nx:\n\t$(E) $(S) pip install $(shell a (b) $(c)) ${E}\n", ["5:7-15, sudo root"]),
    ("x:\n\t@-+ sudo pip install x\n", ["2:6-14, sudo root"]),
    ("SUDO ?= sudo\nx:\n\t$(SUDO) pip install x\n", ["3:2-13, sudo root"]),
    ("SUDO =\nx:\n\t$(SUDO) pip install x\n", []),
    ("x:\n\t$(SUDO) pip install x\n", []),
    ("PIP=pip\nPIP:=sudo $(PIP)\nx:\n\t${PIP} install x\n", []),
    ("A = sudo\nB = $(A) pip\nx:\n\t$(B) install x\n", ["4:2-6, sudo root"]),
    ("ifeq ($(OS),Linux)\nS := sudo\nelse\nS :=\nendif\nx:\n\t$(S) pip install x\n", ["7:2-10, sudo root"]),
    ("x:\n\tfor i in a; do sudo pip install $$i; done\n", ["2:17-25, sudo root"]),
    ("x: y\n# c\n\n\tsudo pip install x\n", ["4:2-10, sudo root"]),
    ("define X\nsudo pip install x\nendef\nx:\n\tsudo pip install x\n", ["5:2-10, sudo root"]),
    ("SHELL := /usr/bin/python3\nx:\n\tsudo pip install x\n", []),
    ("SHELL := /bin/bash\nx:\n\tsudo pip install x\n", ["3:2-10, sudo root"]),
    (".RECIPEPREFIX = >\nx:\n> sudo pip install x\n", ["3:3-11, sudo root"]),
    (".ONESHELL:\nx:\n\tsource .venv/bin/activate\n\tpip install --user x\n", ["4:2-5, environment=.venv, --user"]),
    ("x:\n\tsource .venv/bin/activate\n\tpip install --user x\n", ["3:2-5, --user"]),
    ("x:\n\tsource .venv/bin/activate && pip install --user x\n", ["2:31-34, environment=.venv, --user"]),
    ("x:\n\t. $(VENV)/bin/activate; pip install --user x\n", ["2:26-29, --user"]),
    ("VENV=.venv\nx:\n\t. $(VENV)/bin/activate; pip install --user x\n", ["3:26-29, environment=.venv, --user"]),
    ("x:\n\tsudo $(VENV)/bin/pip install x\n", ["2:2-22, sudo root, python=$(VENV)"]),
    ("x:\n\tsudo $(PIP) install x\n", []),
    ("x:\n\t$(call run,sudo pip install x)\n", []),
    ("x:\n\t$(shell sudo pip install x)\n", []),
    ("X=$(shell sudo pip install x)\n", []),
    ("x:\n\techo a; \\\n\tsudo \\\n\tpip install x\n", ["3:2-5, sudo root"]),
    ("$(a)$(b)$(a)$(b)$(a)$(b)\n\tsudo pip install x\n", []),
    ("a b: c | d\n\tsudo pip install x\n", ["2:2-10, sudo root"]),
    ("%.o: %.c\n\tsudo pip install x\n", ["2:2-10, sudo root"]),
    ("x::\n\tsudo pip install x\n", ["2:2-10, sudo root"]),
    ("x: A=sudo\nx:\n\t$A pip install x\n", []),
    ("PIP+=a\nPIP += b\nx:\n\tsudo pip install $(PIP)\n", ["4:2-10, sudo root"]),
    ("X != sudo\nx:\n\t$(X) pip install\n", []),
    ("A=$(A)\nx:\n\t$(A) pip\n", []),
    ("x:\n\tsudo pip install x # $(\n", ["2:2-10, sudo root"]),
]


@pytest.mark.parametrize(("text", "expected"), FILES)
def test_makefile(text: str, expected: list[str]) -> None:
    assert seen("Makefile", text) == expected
