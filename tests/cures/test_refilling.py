"""What a new environment is filled with: what the files name, and what the old one had of the project's own lists."""

from __future__ import annotations

from typing import Any

import pytest

from envdoctor.cures.recreate import exact, recreate
from envdoctor.record import Unknown
from envdoctor.testing import snapshot

SITE = ".venv/lib/python3.12/site-packages/"
OLD = '{"url": "file:///home/me/old-shop", "dir_info": {"editable": true}}'
PROJECT = """
[build-system]
requires = ["hatchling"]
[project]
name = "Shop"
version = "1"
dependencies = ["flask"]
[project.optional-dependencies]
full = ["rich", "orjson; sys_platform == 'win32'"]
dev = ["pytest", "Ruff>=0.4"]
web = ["flask"]
all = ["shop[dev,full]"]
[dependency-groups]
lint = ["mypy", "codespell", {include-group = "base"}]
base = ["pre-commit"]
"""
NONE = {"requirements.txt": False}


def had(*names: str, direct: str = "") -> dict[str, Any]:
    """Give the metadata of distributions; `direct`: the project's own direct_url.json."""
    found: dict[str, Any] = {}
    for name in names:
        found[f"{SITE}{name}-1.dist-info/METADATA"] = f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n\n"
    if direct:
        found[f"{SITE}shop-1.dist-info/METADATA"] = "Metadata-Version: 2.1\nName: shop\nVersion: 1\n\n"
        found[f"{SITE}shop-1.dist-info/direct_url.json"] = direct
    return found


def filled(files: dict[str, Any], minor: str = "3.12", **change: Any) -> list[str]:
    snap = snapshot({"files": files})
    environment = snap.environments.project
    assert environment
    broken = environment.replace(problem="it was moved", fault="moved", **change)
    _, *rest = recreate(snap, broken, minor).split(" && ")
    return [one.removeprefix(".venv/bin/python -m pip install ") for one in rest]


REQUIREMENTS = {"requirements.txt": "flask==1\n", "pyproject.toml": PROJECT}
DEV = "requirements-dev.txt"
UPGRADE = "--upgrade pip"


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        # the project itself
        ({**REQUIREMENTS, **had("flask", direct=OLD)}, ["-r requirements.txt -e ."]),
        (
            {**REQUIREMENTS, **had("flask", direct=OLD.replace("old-shop", "shop"))},
            ["-r requirements.txt -e ."],
        ),
        ({**REQUIREMENTS, **had("flask", direct=OLD.replace("true", "false"))}, ["-r requirements.txt"]),
        ({**REQUIREMENTS, **had("flask", "shop")}, ["-r requirements.txt"]),
        ({**REQUIREMENTS, **had("flask"), f"{SITE}Shop.egg-link": "/home/me/old\n.\n"}, ["-r requirements.txt -e ."]),
        (
            {"requirements.txt": "-e .\nflask==1\n", "pyproject.toml": PROJECT, **had("flask", direct=OLD)},
            ["-r requirements.txt"],
        ),
        ({"setup.py": "setup(name=NAME)\n", **had("flask", direct=OLD)}, ["-r requirements.txt -e ."]),
        (
            {"setup.py": "setup(name=NAME)\n", **had("flask", direct=OLD.replace("old-shop", "shop"))},
            ["-r requirements.txt -e ."],
        ),
        # another project beside it
        (
            {"setup.py": "setup(name=NAME)\n", "/home/me/old-shop/setup.py": "", **had("flask", direct=OLD)},
            ["-r requirements.txt"],
        ),
        (
            {"setup.py": "setup(name='other')\n", "/home/me/old-shop/setup.py": "", **had("flask", direct=OLD)},
            ["-r requirements.txt"],
        ),
        # its extras, of which one may be made of others; those of which nothing is its own add nothing
        ({**REQUIREMENTS, **had("flask", "rich", direct=OLD)}, ["-r requirements.txt -e '.[full]'"]),
        ({**REQUIREMENTS, **had("flask", "pytest", direct=OLD)}, ["-r requirements.txt -e ."]),
        (
            {**REQUIREMENTS, **had("flask", "pytest", "ruff", "rich", direct=OLD)},
            ["-r requirements.txt -e '.[all]'"],
        ),
        ({**REQUIREMENTS, **had("flask", "pytest", "ruff", "rich")}, ["-r requirements.txt"]),  # nobody's extras
        ({**NONE, "pyproject.toml": PROJECT, **had("flask", "pytest", "ruff")}, ["-e '.[dev]'"]),
        ({**NONE, "pyproject.toml": PROJECT, **had("flask")}, ["-e ."]),
        # development requirements, most of which are there
        (
            {DEV: "-r requirements.txt\npytest==1\nruff\nmypy\n", **had("pytest", "ruff")},
            [f"-r requirements.txt -r {DEV}"],
        ),
        ({DEV: "pytest==1\nruff\nmypy\n", **had("pytest")}, ["-r requirements.txt"]),
        ({"requirements.txt": "pytest\nflask\n", DEV: "pytest==1\n", **had("pytest")}, ["-r requirements.txt"]),
        (
            {
                "requirements/dev.txt": "-r lint.txt\npytest\ntox\n",
                "requirements/lint.txt": "ruff\n",
                **had("pytest", "tox", "ruff"),
            },
            ["-r requirements.txt -r requirements/dev.txt"],
        ),
        (
            {
                "requirements/dev.txt": "-r lint.txt\npytest\n",
                "requirements/lint.txt": "ruff\nmypy\n",
                **had("pytest", "mypy", "ruff"),
            },
            ["-r requirements.txt -r requirements/dev.txt"],
        ),
        ({"dev-requirements.txt": "pytest\n", **had("pytest")}, ["-r requirements.txt -r dev-requirements.txt"]),
        ({"services/a/dev-requirements.txt": "pytest\n", **had("pytest")}, ["-r requirements.txt"]),
        (
            {**REQUIREMENTS, DEV: "-e .[dev]\ntox\n", **had("flask", "pytest", "ruff", "tox", direct=OLD)},
            [f"-r requirements.txt -r {DEV}"],
        ),
        # pip refuses what has no hash beside what has
        (
            {
                **REQUIREMENTS,
                "requirements.txt": f"flask==1 --hash=sha256:{'0' * 64}\n",
                **had("flask", "rich", direct=OLD),
            },
            ["-r requirements.txt", "-e '.[full]'"],
        ),
        # groups, which the pip of a new environment may be too old for
        ({**REQUIREMENTS, **had("mypy", "pre-commit")}, [UPGRADE, "-r requirements.txt --group lint"]),
        ({**REQUIREMENTS, **had("pre-commit")}, [UPGRADE, "-r requirements.txt --group base"]),
        ({**REQUIREMENTS, **had("mypy", "codespell")}, [UPGRADE, "-r requirements.txt --group lint"]),
        # nothing is known
        (REQUIREMENTS, ["-r requirements.txt"]),
        ({**REQUIREMENTS, "pyproject.toml": "[project", **had("flask", direct=OLD)}, ["-r requirements.txt"]),
    ],
)
def test_what_was_there_is_installed_again(files: dict[str, Any], expected: list[str]) -> None:
    assert filled(files) == expected


@pytest.mark.parametrize(
    ("minor", "expected"),
    [
        ("3.14", ["-r requirements.txt --group lint"]),
        ("3.9", [UPGRADE, "-r requirements.txt --group lint"]),
        ("3.8", ["-r requirements.txt"]),
    ],
)
def test_groups_ask_for_a_new_pip(minor: str, expected: list[str]) -> None:
    files = {**REQUIREMENTS, **had("mypy", "pre-commit"), f"/usr/bin/python{minor}": ""}
    assert filled(files, minor) == expected


def test_uv_installs_the_same() -> None:
    files = {**REQUIREMENTS, **had("flask", "rich", "mypy", "pre-commit", direct=OLD), "/usr/bin/uv": ""}
    assert filled(files, maker="uv") == [
        "uv pip install --python .venv -r requirements.txt -e '.[full]' --group lint",
    ]


def test_managers_fill_it_themselves() -> None:
    files = {**REQUIREMENTS, **had("flask", "rich", direct=OLD), "uv.lock": ""}
    assert filled(files) == ["uv sync --python 3.12"]


def test_another_environment_is_not_the_one_that_was_read() -> None:
    files = {**REQUIREMENTS, **had("flask", "rich", direct=OLD)}
    assert filled(files, identity="/elsewhere") == ["-r requirements.txt"]


def test_where_nothing_can_be_known() -> None:
    snap = snapshot({"files": {**REQUIREMENTS, **had("flask", direct=OLD)}})
    snap.__dict__["?kept"] = Unknown("it cannot be told")
    assert recreate(snap, snap.environments.project, "3.12").endswith(" install -r requirements.txt")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (".tox/py312", "tox run -r -e py312 --notest"),
        (".tox\\py312-django4.2", "tox run -r -e py312-django4.2 --notest"),
        (".nox/tests", "nox -s tests --install-only"),
        (".nox/tests-3-12", "/usr/local/bin/python3.12 -m venv --clear .nox/tests-3-12"),  # the session is tests-3.12
        (".tox/a/b", "/usr/local/bin/python3.12 -m venv --clear .tox/a/b"),
    ],
)
def test_tox_and_nox_make_their_own(name: str, expected: str) -> None:
    snap = snapshot({"files": {**NONE, "pyproject.toml": False, ".python-version": "3.12.4\n"}})
    environment = snap.environments.project
    assert environment
    broken = environment.replace(name=name, problem="it was moved")
    assert recreate(snap, broken, "3.12") == expected
    if not expected.startswith("/"):
        assert not exact(snap, broken, snap.declared.declarations[0], "3.12.4")
