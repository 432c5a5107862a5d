"""Every other place that names a Python: where it stands, what it means, and what is no version at all."""

from __future__ import annotations

from typing import Any

import pytest

from envdoctor.facts.project import Aim, Unread
from envdoctor.facts.python import Declaration, Declared
from envdoctor.probe.declarations import devcontainer, inline, locks, runners, services, tools
from envdoctor.probe.declarations.words import factor, service, target
from envdoctor.probe.declared_everywhere import look
from envdoctor.record import from_data, to_data
from envdoctor.testing import Machine, snapshot

PROJECT = '[project]\nname = "shop"\nversion = "1"\nrequires-python = ">=3.10"\n'


def told(found: list[Declaration]) -> list[tuple[int, str, str]]:
    """Give the line of each, what stands at its place, and what it means."""
    return [
        (one.location.line, one.source[one.location.column - 1 : one.location.end_column - 1], one.specifier)
        if one.location.column
        else (0, "", one.specifier)
        for one in found
    ]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("3.12", "==3.12.*"),
        (" 3.12.4 ", "==3.12.4"),
        ("3", "==3.*"),
        ("3.x", "==3.*"),
        ("3.12.x", "==3.12.*"),
        ("v3.12", "==3.12.*"),
        ("3.13-dev", "==3.13.*"),
        ("3.13t", "==3.13.*"),
        ("pypy3.10", "==3.10.*"),
        (">=3.9 <3.14", ">=3.9,<3.14"),
        (">=3.9", ">=3.9"),
        (">=3.9 || 2", ""),
        ("~3.9", ""),
        ("${{ matrix.python }}", ""),
        ("mambaforge-22.9", ""),
        ("", ""),
    ],
)
def test_service(word: str, expected: str) -> None:
    assert service(word) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("py39", "==3.9.*"),
        ("py310", "==3.10.*"),
        ("py3.10", "==3.10.*"),
        ("py313t", "==3.13.*"),
        ("pypy310", "==3.10.*"),
        ("python3.12", "==3.12.*"),
        ("3.12", "==3.12.*"),
        ("py", ""),
        ("py3", ""),
        ("django42", ""),
        ("lint", ""),
    ],
)
def test_factor(word: str, expected: str) -> None:
    assert factor(word) == expected


def test_target() -> None:
    assert (target("py310"), target("3.10"), target("py3")) == (">=3.10", "", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[tox]\nenvlist = py39,py310\n", [(2, "py39,py310", "==3.9.* || ==3.10.*")]),
        (
            "[tox]\nenv_list =\n  # old\n  py{39, 310}-x{1,2}\n  lint\n",
            [(4, "py{39, 310}-x{1,2}", "==3.9.* || ==3.10.*")],
        ),
        ("[tox:tox]\nenvlist = pypy310\n", [(2, "pypy310", "==3.10.*")]),
        ("[testenv:docs]\nbasepython = python3.12\n", [(2, "python3.12", "==3.12.*")]),
        ("[testenv]\nbase_python = python3.12, python3.11\n", [(2, "python3.12, python3.11", "==3.12.* || ==3.11.*")]),
        ("[tox]\nenvlist = lint, docs\n", []),
        ("[tox]\nenvlist =\n", []),
        ("[other]\nenvlist = py39\n", []),
        ("[testenv]\nenvlist = py39\n", []),
        ("[tox]\nbase_python = py39\n", []),
        ("no section\n", []),
    ],
)
def test_tox(text: str, expected: list[Any]) -> None:
    assert told(runners.read_tox(text, "tox.ini")) == expected


def test_tox_does_not_count_for_ever() -> None:
    text = "[tox]\nenvlist = py310-" + "{a,b}" * 40 + ", py311\n"
    assert [one.specifier for one in runners.read_tox(text, "tox.ini")] == ["==3.11.*"]


@pytest.mark.parametrize(
    ("text", "above", "expected"),
    [
        ('env_list = ["py312", "lint"]\n', (), [(1, '"py312"', "==3.12.*")]),
        ('[tool.tox]\nenv_list = ["3.12"]\n', ("tool", "tox"), [(2, '"3.12"', "==3.12.*")]),
        ('[env_run_base]\nbase_python = ["3.11"]\n', (), [(0, "", "==3.11.*")]),
        ('[env.docs]\nbase_python = "3.11"\n[env.x]\n', (), [(0, "", "==3.11.*")]),
        ('[tool.tox]\nlegacy_tox_ini = """\n[tox]\nenvlist = py39\n"""\n', ("tool", "tox"), [(0, "", "==3.9.*")]),
        ("[tool.other]\n", ("tool", "tox"), []),
        ("env_list = 3\nenv = 3\n", (), []),
    ],
)
def test_tox_toml(text: str, above: tuple[str, ...], expected: list[Any]) -> None:
    assert told(runners.read_tox_toml(text, "tox.toml", above)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('@nox.session(python=["3.9", "3.10"])\ndef a(s): ...\n', ["==3.9.* || ==3.10.*"]),
        ('@session(python="3.12")\ndef a(s): ...\n', ["==3.12.*"]),
        ("@nox.session(python=VERSIONS)\ndef a(s): ...\n", []),
        ("@nox.session(python=False, name='x')\ndef a(s): ...\n", []),
        ("@nox.session\ndef a(s): ...\n", []),
        ('other(python="3.12")\n', []),
    ],
)
def test_nox(text: str, expected: list[str]) -> None:
    found = runners.read_nox("import nox\n" + text, "noxfile.py")
    assert [one.specifier for one in found] == expected
    assert all(one.location.line == 2 and "python=" in one.source for one in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('a: {python-version: ["3.9", "3.x"]}\n', [(1, '"3.9"', "==3.9.*"), (1, '"3.x"', "==3.*")]),
        ("with:\n  python-version: |\n    3.9\n    3.10\n", [(2, "|", "==3.9.* || ==3.10.*")]),
        ("image: python:3.12-slim\n", [(1, "python:3.12-slim", "==3.12.*")]),
        ("docker:\n  - image: cimg/python:3.11\n", [(2, "cimg/python:3.11", "==3.11.*")]),
        ("inputs:\n  versionSpec: '3.12'\n", [(2, "'3.12'", "==3.12.*")]),
        ("x: &a {python: '3.12'}\ny: *a\n", [(1, "'3.12'", "==3.12.*")]),
        ("python-version: ${{ matrix.python }}\n", []),
        ("name: test\nimage: node:22\npytest: '3.12'\n", []),
        ("? [a]\n: b\n", []),
    ],
)
def test_ci(text: str, expected: list[Any]) -> None:
    assert told(services.read_ci(text, "ci.yml")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('build: {tools: {python: "3.12"}}\npython: {install: [{method: pip, path: .}]}\n', [("==3.12.*", False)]),
        ('build: {tools: {python: "3.12"}}\npython: {install: [{requirements: x}]}\n', [("==3.12.*", True)]),
        ('build: {tools: {python: "miniconda3-4.7"}}\n', []),
        ("build: {tools: {nodejs: '20'}}\n", []),
        ("build: {tools: {python: [a]}}\n", []),
        ("- a\n", []),
    ],
)
def test_read_the_docs(text: str, expected: list[Any]) -> None:
    found = services.read_the_docs(text, ".readthedocs.yaml")
    assert [(one.specifier, one.aside) for one in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('[build.environment]\nPYTHON_VERSION = "3.12"\n', [(2, '"3.12"', "==3.12.*")]),
        ('[build.environment]\nNODE_VERSION = "20"\n', []),
        ("[build]\n", []),
    ],
)
def test_netlify(text: str, expected: list[Any]) -> None:
    assert told(services.read_netlify(text, "netlify.toml")) == expected


FEATURE = "ghcr.io/devcontainers/features/python"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"image": "mcr.microsoft.com/devcontainers/python:1-3.12-bookworm"}', [(1, "3.12", "==3.12.*")]),
        ('{\n  // "image": "python:3.9"},\n  "image": "python:3.12", /* , */\n}', [(3, "3.12", "==3.12.*")]),
        ('{"a": "b, // c }", // { "x": [],\n\n  "image": "python:3.12"}', [(3, "3.12", "==3.12.*")]),
        (f'{{"image": "node:22", "features": {{"{FEATURE}:1": {{"version": "3.11"}}}}}}', [(1, "3.11", "==3.11.*")]),
        (f'{{"features": {{"{FEATURE}": "3.11", "x": {{}}}}}}', [(1, "3.11", "==3.11.*")]),
        (f'{{"features": {{"{FEATURE}:1": {{"version": "latest"}}}}}}', []),
        (f'{{"features": {{"{FEATURE}:1": {{}}}}}}', []),
        ('{"image": "mcr.microsoft.com/devcontainers/python:3"}', []),
        ('{"build": {"dockerfile": "Dockerfile"}}', []),
        ("[]", []),
    ],
)
def test_devcontainer(text: str, expected: list[Any]) -> None:
    assert told(devcontainer.read(text, ".devcontainer.json")) == expected


def test_a_devcontainer_that_fetches_another_python_is_set_aside() -> None:
    (one,) = devcontainer.read('{"image": "python:3.12", "postCreateCommand": "uv sync"}', ".devcontainer.json")
    assert one.aside
    with pytest.raises(ValueError, match="it is not valid JSON"):
        devcontainer.read('{"image": }', ".devcontainer.json")


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("uv.lock", 'version = 1\nrequires-python = ">=3.10"\n', [(2, ">=3.10", ">=3.10")]),
        ("poetry.lock", '[metadata]\npython-versions = "^3.10"\ncontent-hash = "x"\n', [(2, "^3.10", ">=3.10,<4")]),
        ("poetry.lock", '[[package]]\npython-versions = "^3.10"\nfiles = []\n', []),
        ("pdm.lock", '[[metadata.targets]]\nrequires_python = ">=3.10"\n', [(2, ">=3.10", ">=3.10")]),
        ("pylock.dev.toml", 'requires-python = "3.10"\n', [(1, "3.10", "")]),
        (
            "conda-lock.yml",
            "package:\n- name: python\n  manager: conda\n  version: 3.11.4\n",
            [(4, "3.11.4", "==3.11.4")],
        ),
        (
            "conda-linux-64.lock",
            "@EXPLICIT\nhttps://x/linux-64/python-3.11.4-h1_0.conda#1\n",
            [(2, "3.11.4", "==3.11.4")],
        ),
        ("conda-osx-arm64.lock", "https://x/noarch/python-dateutil-3.11.4-h1_0.conda\n", []),
    ],
)
def test_locks(path: str, text: str, expected: list[Any]) -> None:
    assert told(locks.read(text, path)) == expected


@pytest.mark.parametrize("name", ["package-lock.json", "pylock.a.b.toml", "Pipfile.lock", "lock"])
def test_other_locks(name: str) -> None:
    assert locks.kind_of(name) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (PROJECT + 'classifiers = ["Topic :: X", "Programming Language :: Python :: 3.11"]\n', ["==3.11.*"]),
        ('[tool.poetry]\nclassifiers = ["Programming Language :: Python :: 3.9"]\n', ["==3.9.*"]),
        ('[tool.ruff]\ntarget-version = "py310"\n', [">=3.10"]),
        ('[tool.black]\ntarget-version = ["py39", "py310"]\n', [">=3.9 || >=3.10"]),
        ('[tool.mypy]\npython_version = "3.10"\n', [">=3.10"]),
        ('[tool.pyright]\npythonVersion = "nonsense"\n', [""]),
        ('[tool.hatch.envs.default]\npython = "3.11"\n', ["==3.11.*"]),
        ('[[tool.hatch.envs.t.matrix]]\npython = ["3.9", "3.10"]\n', ["==3.9.* || ==3.10.*"]),
        ('[[tool.hatch.envs.t.matrix]]\npython = ["3.9", "x"]\n[[tool.hatch.envs.t.matrix]]\nx = 1\n', []),
        ('[tool.pixi.dependencies]\npython = ">=3.11,<3.13"\n', [">=3.11,<3.13"]),
        ('[tool.pixi.dependencies]\npython = { version = "3.12.*" }\n', ["==3.12.*"]),
        ('[tool.pixi.dependencies]\npython = "*"\n', []),
        ("[tool.mypy]\nstrict = true\n", []),
    ],
)
def test_tools(text: str, expected: list[str]) -> None:
    found = tools.read_pyproject(text, "pyproject.toml")
    assert [one.specifier for one in found] == expected
    assert all(one.location.column for one in found)


def test_files_of_one_tool() -> None:
    assert told(tools.read_ruff('target-version = "py310"\n', "ruff.toml")) == [(1, '"py310"', ">=3.10")]
    assert told(tools.read_pixi('[dependencies]\npython = "3.12.*"\n', "pixi.toml")) == [(2, '"3.12.*"', "==3.12.*")]
    assert told(tools.read_hatch('[envs.x]\npython = "3.12"\n', "hatch.toml")) == [(2, '"3.12"', "==3.12.*")]
    assert told(tools.read_settings("[mypy]\nstrict = 1\npython_version = 3.10\n", "mypy.ini")) == [
        (3, "3.10", ">=3.10")
    ]
    assert told(tools.read_settings('{"pythonVersion": "3.10"}', "x.json")) == [(1, "3.10", ">=3.10")]
    assert tools.read_settings("[mypy]\n[mypy-x]\npython_version = 3.10\n", "mypy.ini") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('# /// script\n# requires-python = ">=3.11"\n#\n# dependencies = []\n# ///\n', [(2, ">=3.11", ">=3.11")]),
        ('# /// script\n# requires-python = "3.11"\n# ///\n', [(2, "3.11", "")]),
        ("# /// script\n# dependencies = []\n# ///\n", []),
        ("# /// script\n# requires-python = 3\n# ///\n" * 2, []),
        ('# /// script\n# requires-python = ">=3.11"\n', []),
    ],
)
def test_inline(text: str, expected: list[Any]) -> None:
    assert told(inline.read(text, "run.py")) == expected


def everywhere(files: dict[str, Any], **changes: Any) -> Declared:
    return snapshot({"files": {"ruff.toml": False, **files}, **changes}).declared_everywhere


def test_all_of_them_are_found() -> None:
    files = {
        "pyproject.toml": PROJECT,
        "tox.ini": "[tox]\nenvlist = py312\n",
        ".github/workflows/a.yml": 'python-version: "3.12"\n',
        ".github/actions/x/action.yml": 'python-version: "3.12"\n',
        ".circleci/config.yml": "image: cimg/python:3.12\n",
        "azure-pipelines.yml": "versionSpec: '3.12'\n",
        ".devcontainer/devcontainer.json": '{"image": "python:3.12"}',
        "uv.lock": 'requires-python = ">=3.10"\n',
        "scripts/a.py": '# /// script\n# requires-python = ">=3.12"\n# ///\n',
        "scripts/b.py": "import this\n",
        ".circleci/notes": "",
        ".mise/conf.d/python.toml": '[tools]\npython = "3.12"\n',
        ".python-versions": "3.12\n3.11\n",
        "deep/tox.ini": "[tox]\nenvlist = py39\n",
        "tests/fixtures/noxfile.py": '@session(python="3.9")\ndef f(): ...\n',
    }
    found = everywhere(files)
    assert sorted(one.location.path for one in found.declarations) == sorted(set(files) - {
        "scripts/b.py", ".circleci/notes", "deep/tox.ini", "tests/fixtures/noxfile.py",
    })  # fmt: skip
    assert found.declarations[0].what == "requires-python"
    assert found.unread == ()
    assert from_data(to_data(found)) == found


def test_broken_files_do_not_hide_the_others() -> None:
    files = {
        "tox.ini": b"\xff\xfe",
        "noxfile.py": "print 'python'\n",
        "netlify.toml": '[build.environment]\nPYTHON_VERSION = "3.12"\n',
        "hatch.toml/x": "",
        "scripts/a.py": "",
        "pixi.toml": "=",
    }
    found = everywhere(files, machine={"unreadable": ["scripts/a.py"]})
    assert [one.what for one in found.declarations] == ["netlify"]
    assert {one.path: one.reason.partition(":")[0] for one in found.unread} == {
        "tox.ini": "it is not UTF-8",
        "noxfile.py": "it is not valid Python",
        "hatch.toml": "it cannot be read",
        "pixi.toml": "it is not valid TOML",
    }
    assert Unread("hatch.toml", "it cannot be read: it is a folder") in found.unread


def test_a_folder_without_the_file() -> None:
    assert everywhere({".devcontainer/Dockerfile": "FROM python:3.9\n"}).declarations == ()


def test_the_folders_above_up_to_the_repository() -> None:
    machine = Machine(
        {
            "files": {
                ".git": False,
                "ruff.toml": False,
                "/home/me/.git/HEAD": "",
                "/home/me/.python-version": "3.12\n",
                "/home/me/.tool-versions": "python 3.11\n",
                "/home/me/mise.toml": "[tools\n",
                "/home/me/.config/mise/conf.d/a.toml": '[tools]\npython = "3.10"\n',
                "/home/.python-version": "3.9\n",
            },
            "env": {"PYENV_VERSION": "3.13"},
        }
    )
    snap = snapshot({"files": {".git": False}})
    snap.__dict__["aim"] = Aim(root=machine.root)
    found = [one for one in look(machine, snap).declarations if one.location.path.startswith("../")]
    assert [(one.location.path, one.specifier, one.overridden) for one in found] == [
        ("../.config/mise/conf.d/a.toml", "==3.10.*", ""),
        ("../.python-version", "==3.12.*", "PYENV_VERSION"),
        ("../.tool-versions", "==3.11.*", ""),
    ]
    assert all(one.aside for one in found)


def test_outside_of_a_repository_the_search_ends_at_the_top() -> None:
    machine = Machine({"files": {".git": False, "ruff.toml": False, "/.python-version": "3.9\n"}})
    snap = snapshot({"files": {".git": False, "ruff.toml": False}})
    snap.__dict__["aim"] = Aim(root=machine.root)
    assert [one.location.path for one in look(machine, snap).declarations] == ["../../../.python-version"]
