"""More of the checks on declared versions than their pages tell; above all, that one cause is told once."""

from __future__ import annotations

from typing import Any

import pytest
from envdoctor_checks.python import concerns
from envdoctor_checks.python.interpreter_mismatch import interpreter_mismatch
from envdoctor_checks.python.python_declaration_invalid import python_declaration_invalid
from envdoctor_checks.python.python_declarations_conflict import python_declarations_conflict
from envdoctor_checks.python.python_undeclared import python_undeclared

from envdoctor.check import Check, Finding, Location, Replace
from envdoctor.facts import Snapshot
from envdoctor.facts.python import Declaration, Declared
from envdoctor.record import unknown
from envdoctor.testing import snapshot

ALONE = {".venv": False}
BROKEN = {"/usr/local/bin/python3.12": False}
SHIMS = {"env": {"PATH": "/opt/pyenv/shims:/usr/bin"}}
FULL_STOP = "there is no such Python; a full stop may be missing"
WILDCARD = "`.*` goes only with `==` and `!=`"
BY_UV = "home = /usr/local/bin\nuv = 0.8\nversion_info = 3.12.4\n"
AWAY = {"env": {"VIRTUAL_ENV": False}}
CI = {"env": {"VIRTUAL_ENV": False, "CI": "true"}, "machine": {"terminal": False}}
PYTHON = "[project]\nname = 'shop'\nversion = '1'\nrequires-python = '{}'\n"


def say(check: Check, snap: Snapshot) -> list[Finding]:
    return [one for one in check.function(snap) if isinstance(one, Finding)]


def requires(specifier: str) -> dict[str, str]:
    return {"pyproject.toml": PYTHON.format(specifier)}


# .venv has 3.12.4
@pytest.mark.parametrize(
    ("files", "changes", "mismatch", "conflict"),
    [
        # with an environment, its Python meets one at most: that they agree comes first
        ({**requires(">=3.13"), ".python-version": "3.12\n"}, {}, [], [".python-version"]),
        ({**requires(">=3.12"), ".python-version": "3.11\n"}, {}, [], [".python-version"]),
        ({**requires(">=3.13"), ".python-version": "3.11\n"}, {}, [], [".python-version"]),
        ({**requires(">=3.13"), "Dockerfile": "FROM python:3.11\n"}, {}, [], ["Dockerfile"]),
        ({".python-version": "3.12\n", "Dockerfile": "FROM python:3.11\n"}, {}, [], ["Dockerfile"]),
        # one that contradicts two which agree is told once
        (
            {**requires(">=3.12,<3.12.3"), ".python-version": "3.12.4\n", ".tool-versions": "python 3.12.4\n"},
            {},
            [],
            ["requires-python"],
        ),
        # of a second image nobody knows what it is for; the first is held against the environment
        ({"Dockerfile": "FROM python:3.9\n", "Dockerfile.dev": "FROM python:3.11\n"}, {}, ["Dockerfile"], []),
        # no environment: a manager makes one, or the shell's Python is the image's business
        ({**ALONE, **requires(">=3.13"), ".python-version": "3.12\n", "uv.lock": ""}, AWAY, [], [".python-version"]),
        ({**ALONE, **requires(">=3.13"), ".python-version": "3.12\n"}, AWAY, [], [".python-version"]),
        ({**ALONE, **requires(">=3.12"), "Dockerfile": "FROM python:3.11\n"}, AWAY, [], ["Dockerfile"]),
        ({**ALONE, **requires(">=3.12"), ".python-version": "3.11\n"}, CI, [], [".python-version"]),
        # in CI an environment may have another Python than the pinned one; that two files differ is told all the same
        ({**requires(">=3.12"), ".python-version": "3.11\n"}, CI, [], [".python-version"]),
        # the environment does not run
        ({**requires(">=3.12"), ".python-version": "3.11\n", **BROKEN}, {}, [], [".python-version"]),
        # a pin that a variable of this shell overrides is still written there
        (
            {**requires(">=3.12"), ".python-version": "3.11\n"},
            {"env": {"PYENV_VERSION": "3.12"}},
            [],
            [".python-version"],
        ),
        # last numbers
        ({**ALONE, ".python-version": "3.12.1\n", "Dockerfile": "FROM python:3.12.4\n"}, CI, [], []),
        ({**ALONE, **requires(">=3.12.5"), ".python-version": "3.12.1\n"}, CI, [], [".python-version"]),
        ({**ALONE, **requires(">=3.12.5"), ".python-version": "3.12\n"}, CI, [], []),
        ({**ALONE, **requires(">=3.12.5"), "Dockerfile": "FROM python:3.12.1\n"}, CI, [], ["Dockerfile"]),
        # a second image of equal right, a second line of one file
        ({**ALONE, "Dockerfile": "FROM python:3.12\n", "Containerfile": "FROM python:3.11\n"}, CI, [], []),
        ({**ALONE, **requires(">=3.12"), ".python-version": "3.11\n3.12\n"}, CI, [], []),
        # what cannot be judged contradicts nothing
        ({**ALONE, **requires(">=3.12"), ".python-version": "shop-3.11\n"}, CI, [], []),
        ({**ALONE, **requires("===3.12"), ".python-version": "3.11\n"}, CI, [], []),
        ({**ALONE, **requires(">=3.12"), "Dockerfile": "FROM python:3\n"}, CI, [], []),
        # those that fit a range and contradict each other; a range that is none contradicts nothing else
        (
            {**ALONE, **requires(">=3.9"), ".python-version": "3.11\n", "Dockerfile": "FROM python:3.10\n"},
            CI,
            [],
            ["Dockerfile"],
        ),
        ({**ALONE, **requires(">3.12,<3.10"), ".python-version": "3.11\n"}, CI, [], ["requires-python"]),
        # each file that is wrong is told once, against the first that it contradicts
        (
            {**ALONE, **requires(">=3.12"), ".python-version": "3.11\n", "Dockerfile": "FROM python:3.10\n"},
            CI,
            [],
            [".python-version", "Dockerfile"],
        ),
    ],
)  # fmt: skip
def test_one_cause_is_told_once(
    files: dict[str, Any], changes: dict[str, Any], mismatch: list[str], conflict: list[str]
) -> None:
    snap = snapshot({"files": files, **changes})
    told = [one.subject.split()[0] for one in say(interpreter_mismatch, snap)]
    assert told == mismatch
    assert [one.subject.split()[0] for one in say(python_declarations_conflict, snap)] == conflict
    assert concerns(snap) or not (mismatch or conflict)


TOO = "Dockerfile:1 builds on Python 3.12, which contradicts it, too."
RUNS = ".venv runs Python 3.12.4, as"
NEITHER = ".venv runs Python 3.12.4, which suits none of them."


@pytest.mark.parametrize(
    ("files", "changes", "expected"),
    [
        # .venv has 3.12.4
        ({**requires(">=3.12"), ".python-version": "3.11\n"}, {}, [f"{RUNS} pyproject.toml:4 asks."]),
        ({**requires(">=3.13"), ".python-version": "3.12\n"}, {}, [f"{RUNS} .python-version:1 asks."]),
        ({**requires(">=3.13"), ".python-version": "3.11\n"}, {}, [NEITHER]),
        ({**requires(">=3.12.5"), ".python-version": "3.12.1\n"}, {}, [""]),  # but for the last number it is the pin's
        # one against two
        (
            {**requires("<3.12"), ".python-version": "3.12\n", "Dockerfile": "FROM python:3.12\n"},
            {},
            [f"{TOO} {RUNS} .python-version:1 and Dockerfile:1 ask."],
        ),
        ({**requires(">=3.12,<3.10")}, {}, [""]),
        # without an environment that runs, and where each job has another, nothing follows any
        ({**requires(">=3.13"), ".python-version": "3.11\n", **ALONE}, AWAY, [""]),
        ({**requires(">=3.13"), ".python-version": "3.11\n", **BROKEN}, {}, [""]),
        ({**requires(">=3.13"), ".python-version": "3.11\n"}, {"env": {"CI": "true"}}, [""]),
    ],
)  # fmt: skip
def test_what_the_environment_follows(files: dict[str, Any], changes: dict[str, Any], expected: list[str]) -> None:
    snap = snapshot({"files": files, **changes})
    assert [one.detail for one in say(python_declarations_conflict, snap)] == expected


def test_a_conflict_is_told_where_the_environment_is_not_known() -> None:
    snap = snapshot({"files": {**requires(">=3.13"), ".python-version": "3.11\n"}})
    snap.__dict__["environments"] = snap.environments.replace(project=unknown("it cannot be read"))
    assert [one.detail for one in say(python_declarations_conflict, snap)] == [""]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({".python-version": "3.12\n", "runtime.txt": "python-3.11.9\n"}, ["warning"]),
        # the image is what is run, and so is what is pinned here
        ({".python-version": "3.12\n", "Dockerfile": "FROM python:3.11\n"}, [""]),
        ({**requires(">=3.12"), "runtime.txt": "python-3.11.9\n"}, [""]),
        ({".python-version": "3.12\n", ".tool-versions": "python 3.11.9\n", "runtime.txt": "python-3.11.9\n"}, [""]),
    ],
)
def test_how_severe_a_conflict_is(files: dict[str, Any], expected: list[str]) -> None:
    found = say(python_declarations_conflict, snapshot({"files": files}))
    assert [one.severity for one in found] == expected


def test_no_more_is_out_of_line_than_needed() -> None:
    def out(*declared: tuple[str, str]) -> list[tuple[str, int]]:
        declarations = [
            Declaration(Location(str(at), 1, 1), "", what, "range", specifier, specifier)
            for at, (what, specifier) in enumerate(declared)
        ]
        return [(one.text, len(others)) for one, others in Declared(tuple(declarations)).conflicts()]

    assert out(("a", "<3.10"), ("b", ">=3.9,<3.11"), ("c", ">=3.12")) == [(">=3.12", 2)]
    assert out(("a", ">=3.12"), ("b", "<3.10"), ("c", "<3.11")) == [(">=3.12", 2)]
    assert out(("a", "==3.8.*"), ("b", "==3.9.*"), ("c", "==3.10.*")) == [("==3.9.*", 1), ("==3.10.*", 1)]
    # the last contradicts three, and so it is out at first; but others contradict each of those, and it may stay
    three = [("a", "==3.8.*"), ("a", "==3.9.*"), ("a", "==3.10.*")]
    others = [(name, "!=" + said[2:]) for _, said in three for name in "bc"]
    assert out(*three, *others, ("d", ">=3.12")) == [("==3.8.*", 3), ("==3.9.*", 3), ("==3.10.*", 3)]


@pytest.mark.parametrize(
    ("files", "changes", "expected"),
    [
        (requires(">=3.10,"), {}, []),
        ({**requires(">=3.10,"), "uv.lock": ""}, {}, ["it ends in a comma"]),
        ({**requires(">=3.10"), "uv.lock": ""}, {}, []),
        ({**requires("3.9"), "poetry.lock": ""}, {}, []),
        ({".python-version": "=>3.10\n", "uv.lock": ""}, {}, ["`=>` is written `>=`"]),
        ({".python-version": ">=3.10\n", ".venv/pyvenv.cfg": BY_UV}, {}, []),
        ({".python-version": ">=3.10\n"}, SHIMS, ["it takes versions, no ranges"]),
        ({".python-version": "3.12\n"}, SHIMS, []),
        ({".tool-versions": "python 3.910\n"}, {}, [FULL_STOP]),
        ({"Pipfile": "[requires]\npython_version = '3.100'\n"}, {}, [FULL_STOP]),
        ({"Pipfile": "[requires]\npython_version = '>=3.9'\n"}, {}, []),
        ({"mise.toml": "[tools]\npython = 'latest'\n"}, {}, []),
        ({"environment.yml": "dependencies:\n  - python 3.8+\n"}, {}, ["`+` is no operator"]),
        ({"pyproject.toml": "[tool.flit.metadata]\nrequires-python = '>=3.8.*'\n"}, {}, [WILDCARD]),
    ],
)  # fmt: skip
def test_invalid(files: dict[str, Any], changes: dict[str, Any], expected: list[str]) -> None:
    snap = snapshot({"files": files, **changes})
    assert [one.message.partition(": ")[2] for one in say(python_declaration_invalid, snap)] == expected
    assert concerns(snap) or not expected


def test_a_value_over_several_lines_is_not_mended() -> None:
    files = {"setup.cfg": "[options]\npython_requires =\n    >=3.8.*,\n    <4\n"}
    (one,) = say(python_declaration_invalid, snapshot({"files": files}))
    assert one.fixes == ()


def test_only_the_text_itself_is_replaced() -> None:
    files = {"pyproject.toml": "[project]\nname = \"x\"\nrequires-python = '>=3.8.*'  # >=3.8.*\n"}
    (one,) = say(python_declaration_invalid, snapshot({"files": files}))
    (step,) = one.fixes[0].steps
    assert isinstance(step, Replace)
    assert (step.line, step.old, step.new) == (3, "'>=3.8.*'", "'>=3.8'")


@pytest.mark.parametrize(
    ("files", "changes", "steps"),
    [
        ({"ruff.toml": False}, {}, 1),
        ({"ruff.toml": False, **ALONE}, AWAY, 0),
        ({"ruff.toml": False, "/usr/local/bin/python3.12": False}, {}, 0),  # the environment is broken
    ],
)
def test_undeclared(files: dict[str, Any], changes: dict[str, Any], steps: int) -> None:
    (one,) = say(python_undeclared, snapshot({"files": files, **changes}))
    assert len(one.fixes) == steps


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({**requires(">=3.10"), ".python-version": "3.12\n", "Dockerfile": "FROM python:3.12-slim\n"}, False),
        ({**requires(">=3.10"), ".github/workflows/a.yml": 'python-version: "3.10"\n'}, False),
        ({**requires(">=3.10"), ".github/workflows/a.yml": "python-version: 3.10\n"}, True),
        (requires(">=3.13"), True),
        (requires("3.12"), True),
        ({**requires(">=3.10"), ".python-version": b"\xff"}, True),
        ({**requires(">=3.10"), ".readthedocs.yaml": 'python: "3.9"\n'}, True),
        ({"pyproject.toml": "[project]\n"}, True),
    ],
)
def test_the_gate(files: dict[str, Any], expected: bool) -> None:
    assert concerns(snapshot({"files": files})) is expected
