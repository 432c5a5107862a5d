"""Which numbers in YAML are versions of Python, where they stand, and which files are read for them at all."""

from __future__ import annotations

from typing import Any

import pytest

from envdoctor.facts.project import Unread
from envdoctor.probe.declarations import traps
from envdoctor.record import from_data, to_data
from envdoctor.testing import Machine, snapshot

WORKFLOW = ".github/workflows/a.yml"


def found(text: str, path: str = WORKFLOW) -> list[tuple[int, int, str]]:
    numbers = snapshot({"files": {path: text}}).unquoted.numbers
    return [(one.location.line, one.location.column, one.text) for one in numbers]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("python-version: 3.10\n", [(1, 17, "3.10")]),
        ("python: [3.9, 3.10, 3.20]\n", [(1, 15, "3.10"), (1, 21, "3.20")]),
        ("PYTHON_VERSION: 3.10", [(1, 17, "3.10")]),
        ("größe: é\nbuild-python: 3.10 # x\n", [(2, 15, "3.10")]),
        ("py: 3.10\n---\npy: 3.10\n", [(1, 5, "3.10"), (3, 5, "3.10")]),
        ("x: &x {py: 3.10}\ny: *x\nz:\n  <<: *x\n", [(1, 12, "3.10")]),
        ("matrix:\n  v: [3.10]\nwith:\n  python-version: ${{ matrix.v }}\n", [(2, 7, "3.10")]),
        ("matrix:\n  include:\n  - v: 3.10\nwith: {python: '${{matrix.v}}'}\n", [(3, 8, "3.10")]),
        ("py: &old 3.10\n", []),  # where the number stands is not plain
        ("other:\n  v: [3.10]\nwith:\n  python-version: ${{ matrix.v }}\n", []),
        ("matrix:\n  v: [3.10]\nwith:\n  node-version: ${{ matrix.v }}\n", []),
        ("python-version: '3.10'\nx: 3.10\n", []),
        ("python-version: !!str 3.10\n", []),
        ("python-version: 3.9\nx: 3.10\n", []),
        ("python-version: {a: 3.10}\n", []),
        ("python:\n  - {a: 3.10}\n", []),
        ("? [3.10]\n: 3.10\n", []),
        ("pytest: 3.10\nnumpy: 3.10\nmicropython: 3.10\npypy: 3.10\n", []),
    ],
)
def test_numbers(text: str, expected: list[Any]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("path", "reader"),
    [
        (WORKFLOW, "GitHub"),
        (".github/actions/setup/action.yml", "GitHub"),
        (".readthedocs.yml", "Read the Docs"),
        (".gitlab-ci.yml", "GitLab"),
        (".travis.yml", "Travis CI"),
    ],
)
def test_reader(path: str, reader: str) -> None:
    snap = snapshot({"files": {path: "python: 3.10\n"}})
    assert [one.reader for one in snap.unquoted.numbers] == [reader]
    assert from_data(to_data(snap.unquoted)) == snap.unquoted


def test_the_quotes_are_those_of_the_file() -> None:
    (one,) = snapshot({"files": {WORKFLOW: "python: ['3.9', 3.10]\n"}}).unquoted.numbers
    assert one.quote == "'"


@pytest.mark.parametrize("path", ["environment.yml", "deep/.travis.yml", ".github/dependabot.yml", "a.yaml"])
def test_other_files_are_not_read(path: str) -> None:
    assert snapshot({"files": {path: "python: 3.10\n"}}).declared.floats == ()


def test_what_is_excluded_is_not_read() -> None:
    files = {WORKFLOW: "python: 3.10\n", "pyproject.toml": '[tool.envdoctor]\nexclude = [".github/"]\n'}
    assert snapshot({"files": files}).declared.floats == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x: 3.10", True),
        ("x: [3.10]", True),
        ("x: [3.9,3.10]", True),
        ("3.10", True),
        ("x: 3.20\n", True),
        ("x: 3.10.4 3.10-dev pypy3.10 '3.10' \"3.10\" 13.10 3.100\n", False),
        ("x: '3.10'\ny: 3.10\n", True),
        ("x: 3.1", False),
    ],
)
def test_suspicious(text: str, expected: bool) -> None:
    machine = Machine({"files": {".travis.yml": text}})
    assert traps.suspicious(machine, machine.root, ".travis.yml") is expected


def test_broken_files() -> None:
    snap = snapshot({"files": {WORKFLOW: "python: 3.10\n  x: [\n", ".travis.yml": b"python: 3.10\n# \xff\n"}})
    assert snap.unquoted.numbers == ()
    assert snap.unquoted.unread == (
        Unread(".travis.yml", "it is not UTF-8"),
        Unread(WORKFLOW, "it is not valid YAML (line 2)"),
    )


def test_a_file_that_is_gone_again() -> None:
    machine = Machine({"files": {".travis.yml": "python: 3.10\n"}})
    from envdoctor.probe.unquoted import look

    snap = snapshot({"files": {".travis.yml": "python: 3.10\n"}})
    assert snap.declared.floats == (".travis.yml",)
    machine.put({".travis.yml": False}, {})
    assert look(machine, snap).unread == (Unread(".travis.yml", "it cannot be read: No such file or directory"),)


def test_unreadable_files_are_nobodys() -> None:
    machine = Machine(
        {"files": {".github/workflows": "", ".travis.yml": "3.10"}, "machine": {"unreadable": [".travis.yml"]}}
    )
    assert traps.candidates(machine, machine.root, [".github", ".travis.yml"]) == [".travis.yml"]
    assert not traps.suspicious(machine, machine.root, ".travis.yml")
    assert not traps.names_another(machine, machine.root, ".travis.yml", [">=3.12"])


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({".readthedocs.yaml": 'python: "3.9"\n'}, (".readthedocs.yaml",)),
        ({".readthedocs.yaml": 'python: "3.12"\nos: ubuntu-24.04\n'}, ()),
        ({".devcontainer/devcontainer.json": '{"image": "python:1-3.11"}'}, (".devcontainer/devcontainer.json",)),
        ({".devcontainer/devcontainer.json": '{"image": "python:1-3.12"}'}, ()),
        ({"pixi.toml": ""}, ("pixi.toml",)),
        ({"tox.ini": "[tox]\nenvlist = py39\n"}, ()),
    ],
)
def test_files_that_may_contradict(files: dict[str, str], expected: tuple[str, ...]) -> None:
    project = '[project]\nname = "shop"\nversion = "1"\nrequires-python = ">=3.12"\n'
    assert snapshot({"files": {**files, "pyproject.toml": project}}).declared.wider == expected
    assert snapshot({"files": files}).declared.wider == ()


def test_pixi_in_pyproject() -> None:
    text = '[project]\nname = "shop"\nversion = "1"\nrequires-python = ">=3.12"\n[tool.pixi.dependencies]\n'
    assert snapshot({"files": {"pyproject.toml": text}}).declared.wider == ("pyproject.toml",)


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"ruff.toml": 'target-version = "py312"\n'}, True),
        ({"tox.ini": "[tox]\nenvlist = py{39,310}\n"}, True),
        ({".github/workflows/a.yml": "python-version: '3.12'\n"}, True),
        ({".github/workflows/a.yml": "python-version: 3.x\n"}, True),
        ({"pyproject.toml": '[project]\nclassifiers = ["Programming Language :: Python :: 3.9"]\n'}, True),
        ({"pyproject.toml": '[dependency-groups]\nx = ["python-envdoctor"]\n[tool.ruff]\n'}, False),
        ({"pyproject.toml": '[project]\ndependencies = ["pytest>=8.3.1", "numpy==1.26.4"]\n'}, False),
        ({"setup.cfg/x": ""}, False),
        ({}, False),
    ],
)
def test_what_seems_to_name_a_python(files: dict[str, str], expected: bool) -> None:
    assert snapshot({"files": {"ruff.toml": False, **files}}).declared.named is expected
    declared = {"ruff.toml": False, **files, ".python-version": "3.12\n"}
    assert snapshot({"files": declared}).declared.named is False
