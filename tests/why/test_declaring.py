"""Where the project's files name a distribution, with the line."""

from __future__ import annotations

import pytest

from envdoctor.probe import look
from envdoctor.probe.project import aim
from envdoctor.testing import Machine
from envdoctor.why.declaring import matching, namings

PYPROJECT = """[project]
name = "shop"
dependencies = [
  "flask>=3",
  "requests[socks] ; python_version > '3.8'",
  7,
]
[project.optional-dependencies]
extra = ["rich"]
[dependency-groups]
dev = ["pytest", {include-group = "x"}]
[tool.pdm.dev-dependencies]
a = ["tox"]
[tool.uv]
dev-dependencies = ["ruff"]
[tool.hatch.envs.default]
dependencies = ["nox"]
[tool.poetry.dependencies]
python = "^3.12"
numpy = "*"
[tool.poetry.group.test.dependencies]
mypy = { version = "1" }
"""
SETUP_CFG = """[options]
packages = find:
install_requires =
    flask>=3
    # no
    rich; python_version > "3"
zip_safe = no
[options.extras_require]
a =
    pytest
[flake8]
max-line-length =
    100
"""
SETUP_PY = """from setuptools import setup
setup(install_requires=["flask>=3", 'rich'], extras_require={"dev": ["pytest[x]==8"]}, name="shop", classifiers=["x"])
"""
CONDA = """name: shop
channels:
  - defaults
dependencies:
  - python=3.12
  - conda-forge::numpy=1.26
  - "pandas"
  - pip
  - pip:
      - flask==3.0
"""

FILES: list[tuple[str, str, list[tuple[str, int]]]] = [
    (
        "pyproject.toml",
        PYPROJECT,
        [
            ("flask", 4),
            ("requests", 5),
            ("rich", 9),
            ("pytest", 11),
            ("tox", 13),
            ("ruff", 15),
            ("nox", 17),
            ("numpy", 20),
            ("mypy", 22),
        ],
    ),
    ("pyproject.toml", "not [ toml", []),
    ("pyproject.toml", "[project]\ndependencies = 'no list'\n", []),
    ("Pipfile", "[packages]\nflask = '*'\n[dev-packages]\npytest = {version='*'}\n", [("flask", 2), ("pytest", 4)]),
    ("pixi.toml", "[dependencies]\nnumpy = '*'\n[pypi-dependencies]\nflask = '*'\n", [("numpy", 2), ("flask", 4)]),
    ("setup.cfg", SETUP_CFG, [("flask", 4), ("rich", 6), ("pytest", 10)]),
    ("setup.py", SETUP_PY, [("flask", 2), ("rich", 2), ("pytest", 2)]),
    ("setup.py", "setup(install_requires=['flask'", [("flask", 1)]),
    ("environment.yml", CONDA, [("python", 5), ("numpy", 6), ("pandas", 7), ("pip", 8), ("flask", 10)]),
    ("environment.yml", "name: x\n", []),
    ("requirements.txt", "flask==3.0.3\nrequests>=2  # why\n-r more.txt\n", [("flask", 1), ("requests", 2)]),
    ("requirements-dev.txt", "pytest==8.0 --hash=sha256:00\n", [("pytest", 1)]),
]


@pytest.mark.parametrize(("name", "text", "expected"), FILES, ids=[one[0] for one in FILES])
def test_files(name: str, text: str, expected: list[tuple[str, int]]) -> None:
    machine = Machine({"files": {"requirements.txt": False, name: text}})
    found = list(namings(machine, look(machine, aim(machine, ()))))
    assert sorted((one.name, one.line) for one in found if one.path == name) == sorted(expected)


def test_what_is_shown_holds_no_secret_and_no_hash() -> None:
    text = "flask==3.0.3 --hash=sha256:00\nx @ https://me:secret@host/x.whl\n"
    machine = Machine({"files": {"requirements.txt": text}})
    found = list(namings(machine, look(machine, aim(machine, ()))))
    assert [one.text for one in found] == ["flask==3.0.3", "x @ https://*********@host/x.whl"]


def test_names_are_compared_in_their_normal_form() -> None:
    machine = Machine({"files": {"requirements.txt": "Zope_Interface==6\n"}})
    found = list(namings(machine, look(machine, aim(machine, ()))))
    assert [one.line for one in matching(found, ["zope.interface"])] == [1]
    assert matching(found, ["", "zope"]) == []
