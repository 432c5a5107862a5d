"""More of python-end-of-life and python-pin-not-installed than their pages tell."""

from __future__ import annotations

from typing import Any

import pytest
from envdoctor_checks.python import concerns
from envdoctor_checks.python.python_end_of_life import python_end_of_life
from envdoctor_checks.python.python_pin_not_installed import python_pin_not_installed

from envdoctor.check import Check, Finding, Tell
from envdoctor.facts import Snapshot
from envdoctor.testing import snapshot

OLD = {"today": "2028-12-01"}
RANGE = '[project]\nname = "shop"\nversion = "1"\nrequires-python = "{}"\n'


def judge(check: Check, snap: Snapshot) -> list[Finding]:
    said = [one for one in check.function(snap) if isinstance(one, Finding)]
    assert concerns(snap) or not said
    return said


def told(finding: Finding) -> list[str]:
    return [step.command.partition(" -m ")[0] for fix in finding.fixes for step in fix.steps if isinstance(step, Tell)]


@pytest.mark.parametrize(
    ("today", "spoken"),
    [
        ("2028-07-30", False),
        ("2028-07-31", True),
        ("2028-10-31", True),
        ("2028-11-01", True),
        ("2099-01-01", True),
    ],
)
def test_the_day(today: str, *, spoken: bool) -> None:
    found = judge(python_end_of_life, snapshot({"machine": {"today": today}}))
    assert bool(found) is spoken


@pytest.mark.parametrize(
    ("files", "commands", "detail"),
    [
        # the newest that is installed, though a newer one could be fetched
        ({f"/usr/local/bin/python3.{one}": "" for one in (13, 14, 10)}, ["python3.14"], ""),
        (
            {"pyproject.toml": RANGE.format(">=3.12,<3.13")},
            [],
            "No Python that is looked after suits what the project's files ask for.",
        ),
        ({"pyproject.toml": RANGE.format("<3.14")}, [], "Python 3.13 would do, of which none is on this machine yet."),
        (
            {"pyproject.toml": RANGE.format("<3.15")},
            [],
            "Python 3.13 and 3.14 would do, of which none is on this machine yet.",
        ),
        (
            {"pyproject.toml": RANGE.format(">=3.15"), "/usr/bin/brew": ""},
            ["brew install python@3.15 && python3.15"],
            "",
        ),
        ({"/usr/bin/brew": ""}, ["brew install python@3.14 && python3.14"], ""),
        ({"Dockerfile": "FROM python:3.12-slim\n"}, [], "Dockerfile asks for it, so that has to be changed first."),
    ],
)
def test_what_helps(files: dict[str, Any], commands: list[str], detail: str) -> None:
    (one,) = judge(python_end_of_life, snapshot({"machine": OLD, "files": files}))
    assert (told(one), one.detail) == (commands, detail)


BASES = [
    ("/usr/bin/python3.12", False),
    ("/usr/libexec/platform-python3.12", False),
    ("/Library/Developer/CommandLineTools/Library/Frameworks/Python3.framework/Versions/3.12/bin/python3.12", False),
    ("/Applications/Xcode-16.app/Contents/Developer/Library/x/bin/python3.12", False),
    ("/opt/pypy/bin/pypy3.12", False),
    ("C:\\pypy\\pypy3.12.exe", False),
    ("/opt/graalpy/bin/graalpy", False),
    ("/usr/local/bin/python3.12", True),
    ("/home/me/.pyenv/versions/3.12.1/bin/python3.12", True),
    ("/opt/homebrew/Cellar/python@3.12/3.12.4/bin/python3.12", True),
    ("C:\\Python312\\python.exe", True),
    ("/home/pypy/bin/python3.12", True),
]


@pytest.mark.parametrize(("base", "spoken"), BASES)
def test_who_mends_it(base: str, *, spoken: bool) -> None:
    snap = snapshot({"machine": OLD})
    seen = snap.environments
    assert seen.judged
    snap.__dict__["environments"] = seen.replace(judged=seen.judged.replace(base=base))
    assert bool(judge(python_end_of_life, snap)) is spoken


def test_condas_base_is_no_projects() -> None:
    snap = snapshot({"machine": OLD})
    seen = snap.environments
    assert seen.judged
    snap.__dict__["environments"] = seen.replace(judged=seen.judged.replace(root=True))
    assert judge(python_end_of_life, snap) == []


def test_without_a_file_to_anchor_it() -> None:
    files = {"requirements.txt": False, ".gitignore": False}
    (one,) = judge(python_end_of_life, snapshot({"machine": OLD, "files": files}))
    assert one.location is None


ASDF = '#!/usr/bin/env bash\nexec asdf exec "python" "$@"\n'
PYENV = '#!/usr/bin/env bash\nexec "/home/me/.pyenv/libexec/pyenv" exec "$program" "$@"\n'
PATH = "/home/me/.asdf/shims:/home/me/.pyenv/shims:/home/me/.pyenv/bin:/usr/bin:/bin"


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        # each file has its own reader
        (
            {".python-version": "3.10.1", "/home/me/.pyenv/bin/pyenv": "", "/home/me/.pyenv/shims/python": PYENV},
            ["pyenv install 3.10.1"],
        ),
        (
            {".tool-versions": "python 3.10.1", "/usr/bin/asdf": "", "/home/me/.asdf/shims/python": ASDF},
            ["asdf install python 3.10.1"],
        ),
        ({".tool-versions": "python 3.10.1", "/home/me/.pyenv/bin/pyenv": "", "/home/me/.asdf/shims/python": ASDF}, []),
        # by its older name; with the shim of python3 alone; several of which none is there
        (
            {
                ".python-version": "python-3.10.1",
                "/home/me/.pyenv/bin/pyenv": "",
                "/home/me/.pyenv/shims/python": PYENV,
            },
            ["pyenv install 3.10.1"],
        ),
        (
            {".python-version": "3.10.1", "/home/me/.pyenv/bin/pyenv": "", "/home/me/.pyenv/shims/python3": PYENV},
            ["pyenv install 3.10.1"],
        ),
        (
            {
                ".python-version": "3.10.1\n3.9\n",
                "/home/me/.pyenv/bin/pyenv": "",
                "/home/me/.pyenv/shims/python": PYENV,
            },
            ["pyenv install 3.10.1"],
        ),
        # two managers, one of which has what its own file names
        (
            {
                ".python-version": "3.10.1",
                ".tool-versions": "python 3.12.4",
                "/home/me/.pyenv/bin/pyenv": "",
                "/home/me/.pyenv/shims/python": PYENV,
                "/usr/bin/asdf": "",
                "/home/me/.asdf/installs/python/3.12.4/bin/python": "",
            },
            ["pyenv install 3.10.1"],
        ),
        # 3.1 is no prefix of 3.10.1
        (
            {
                ".python-version": "3.1",
                "/home/me/.pyenv/bin/pyenv": "",
                "/home/me/.pyenv/shims/python": PYENV,
                "/home/me/.pyenv/versions/3.10.1/bin/python": "",
            },
            ["pyenv install 3.1"],
        ),
        ({".python-version": "3.10.1", "/home/me/.pyenv/bin/pyenv": ""}, []),
    ],
)
def test_pins(files: dict[str, Any], expected: list[str]) -> None:
    env = {"VIRTUAL_ENV": False, "PATH": PATH}
    found = judge(python_pin_not_installed, snapshot({"files": {".venv": False, **files}, "env": env}))
    assert [command for one in found for command in told(one)] == expected


def test_conda_fetches_what_it_needs() -> None:
    files = {
        ".venv": False, ".python-version": "3.10.1", "environment.yml": "dependencies: [python]\n",
        "/home/me/.pyenv/bin/pyenv": "", "/home/me/.pyenv/shims/python": PYENV,
    }  # fmt: skip
    assert (
        judge(python_pin_not_installed, snapshot({"files": files, "env": {"VIRTUAL_ENV": False, "PATH": PATH}})) == []
    )
