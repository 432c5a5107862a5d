"""The names that any file of the project asks for."""

from __future__ import annotations

from typing import Any

import pytest

from envdoctor.facts import Snapshot
from envdoctor.probe import look
from envdoctor.probe.project import aim
from envdoctor.record import CannotKnow
from envdoctor.testing import Machine, snapshot

NONE = {"requirements.txt": False}
PYPROJECT = """
[build-system]
requires = ["hatchling>=1"]
[project]
name = "My.Shop"
dependencies = ["a[x]>=1; os_name == 'nt'", 1]
[project.optional-dependencies]
more = ["b"]
[dependency-groups]
dev = ["c", {include-group = "x"}]
[tool.uv]
dev-dependencies = ["d"]
[tool.pdm.dev-dependencies]
lint = ["e"]
[tool.poetry.dependencies]
f = "^1"
[tool.poetry.dev-dependencies]
g = "*"
[tool.poetry.group.test.dependencies]
h = {version = "1"}
[tool.hatch.envs.default]
dependencies = ["i", "{root:uri}/x"]
extra-dependencies = ["j"]
"""


@pytest.mark.parametrize(
    ("files", "project", "names"),
    [
        ({}, "", "flask"),
        (NONE, "", ""),
        ({**NONE, "pyproject.toml": PYPROJECT}, "my-shop", "a b c d e f g h hatchling i j"),
        ({**NONE, "pyproject.toml": "[tool.poetry]\nname = 'Shop'\n"}, "shop", ""),
        ({**NONE, "pyproject.toml": "[project]\nname = 1\ndependencies = 1\n[dependency-groups]\nx = 1\n"}, "", ""),
        ({"requirements-dev.txt": "Py_Test>=8\n-e .\n", "sub/requirements.txt": "x\n"}, "", "flask py-test x"),
        ({**NONE, "Pipfile": "[packages]\na = '*'\n[dev-packages]\nb = {version = '1'}\n"}, "", "a b"),
        ({**NONE, "environment.yml": "dependencies:\n  - a=1\n  - pip:\n    - b==2\n"}, "", "a b pip"),
        ({**NONE, "setup.cfg": "[metadata]\nname = shop\n[options]\ninstall_requires =\n  a\n"}, "shop", "a shop"),
        ({**NONE, "setup.py": "setup(name='shop', install_requires=['a>=1'])\n"}, "shop", "a shop"),
    ],
)
def test_names(files: dict[str, Any], project: str, names: str) -> None:
    wanted = snapshot({"files": files}).wanted
    assert (wanted.project, " ".join(wanted.names)) == (project, names)


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"pyproject.toml": "[project"}, r"pyproject\.toml: it is not valid TOML"),
        ({"Pipfile": "[packages"}, "Pipfile: it is not valid TOML"),
        ({"setup.py": b"\xff"}, r"setup\.py cannot be read"),
    ],
)
def test_what_cannot_be_read(files: dict[str, Any], reason: str) -> None:
    with pytest.raises(CannotKnow, match=reason):
        _ = snapshot({"files": files}).wanted


def test_a_project_that_cannot_be_listed() -> None:
    machine = Machine()

    def nobody(path: str) -> list[str]:
        raise OSError(13, "Permission denied", path)

    snap: Snapshot = look(machine, aim(machine, ()))
    machine.names = nobody  # type: ignore[method-assign]
    with pytest.raises(CannotKnow, match="cannot be read: Permission denied"):
        _ = snap.wanted
