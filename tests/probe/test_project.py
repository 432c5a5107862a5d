"""Which project is meant, what kind it is, and which of its files are judged."""

from __future__ import annotations

import re
from typing import Any

import pytest

from envdoctor.facts import Snapshot
from envdoctor.facts.project import Aim
from envdoctor.probe import look
from envdoctor.probe.files import MOST
from envdoctor.probe.project import aim
from envdoctor.probe.scope import in_scope
from envdoctor.record import CannotKnow
from envdoctor.testing import Machine

TOML = re.compile(r"[^\0]*\.toml")


def found(changes: dict[str, Any] | None = None, *paths: str) -> Aim:
    return aim(Machine(changes), paths)


def snap(changes: dict[str, Any], **words: Any) -> Snapshot:
    return look(Machine(changes), Aim(**{"root": "/home/me/shop", **words}))


@pytest.mark.parametrize(
    ("cwd", "files", "root"),
    [
        ("/home/me/shop", {}, "/home/me/shop"),
        ("/home/me/shop/src/deep", {"src/deep/a.py": ""}, "/home/me/shop"),
        ("/home/me/shop/sub/deep", {"sub/deep/a.py": "", "sub/pyproject.toml": ""}, "/home/me/shop/sub"),
        # requirements alone are those of a part of the project around them, unless they have an environment
        ("/home/me/shop/docs/deep", {"docs/requirements.txt": "", "docs/deep/a": ""}, "/home/me/shop"),
        ("/home/me/shop/sub", {"sub/dev-requirements.txt": "", "sub/.venv/pyvenv.cfg": ""}, "/home/me/shop/sub"),
        (
            "/home/me/all/one",
            {"/home/me/all/one/requirements.txt": "", "/home/me/all/.git/HEAD": ""},
            "/home/me/all/one",
        ),
        (
            "/home/me/all/docs",
            {f"/home/me/all/{name}": "" for name in ("docs/requirements.txt", "requirements.txt", ".git/HEAD")},
            "/home/me/all",
        ),
        # a pyproject.toml in no repository with it may be anybody's
        ("/srv/all/one", {"/srv/all/one/requirements.txt": "", "/srv/all/pyproject.toml": ""}, "/srv/all/one"),
        # nothing upward looks like a project: the current folder is looked at, and never the home directory
        ("/home/me/notes/a", {"/home/me/notes/a/x.py": "", "/home/me/.git/HEAD": ""}, "/home/me/notes/a"),
        ("/srv/x", {"/srv/x/a": ""}, "/srv/x"),
        ("/home/me", {"/home/me/pyproject.toml": ""}, "/home/me"),
    ],
)
def test_the_project_around_the_current_folder(cwd: str, files: dict[str, str], root: str) -> None:
    assert found({"machine": {"cwd": cwd}, "files": files}) == Aim(root=root)


def test_paths_of_the_command_line() -> None:
    files = {"sub/a.sh": "", "sub/pyproject.toml": "", "b.sh": "", "c d.txt": "", "/home/me/other/setup.py": ""}
    changes = {"files": files}
    assert found(changes, "sub") == Aim(root="/home/me/shop/sub")
    assert found(changes, "b.sh", "c d.txt") == Aim(root="/home/me/shop", named=("b.sh", "c d.txt"))
    assert found(changes, "~/other") == Aim(root="/home/me/other")
    assert found(changes, "~/other/setup.py") == Aim(root="/home/me/other", named=("setup.py",))


@pytest.mark.parametrize(
    ("paths", "why"),
    [
        (("nowhere",), "nowhere: there is no such file or folder"),
        (("sub", "b.sh"), "a folder is a project of its own"),
        (("sub/a.sh", "b.sh"), "these files belong to several projects"),
    ],
)
def test_paths_that_make_no_sense_are_refused(paths: tuple[str, ...], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        found({"files": {"sub/a.sh": "", "sub/pyproject.toml": "", "b.sh": ""}}, *paths)


@pytest.mark.parametrize(
    ("files", "managers", "package", "anchor"),
    [
        ({}, (), False, "requirements.txt"),
        ({"requirements.txt": False, ".gitignore": False}, (), False, ""),
        ({"pyproject.toml": "[tool.ruff]\n"}, (), False, "pyproject.toml"),
        ({"pyproject.toml": "[project]\n[build-system]\n[tool.uv]\n"}, ("uv",), True, "pyproject.toml"),
        ({"pyproject.toml": "[tool.poetry]\n", "poetry.lock": ""}, ("poetry",), False, "pyproject.toml"),
        ({"pyproject.toml": "[build-system]\n[tool.pdm.build]\n[tool.pdm.version]\n"}, (), True, "pyproject.toml"),
        ({"pyproject.toml": "[tool.pdm.build]\n[tool.pdm.scripts]\n"}, ("pdm",), False, "pyproject.toml"),
        ({"pyproject.toml": "[tool.pdm]\n[tool.hatch.envs.x]\n"}, ("pdm", "hatch"), False, "pyproject.toml"),
        ({"pyproject.toml": "[tool.pixi.tasks]\n"}, ("pixi",), False, "pyproject.toml"),
        ({"Pipfile": "", "environment.yml": "", "setup.py": ""}, ("pipenv", "conda"), True, "requirements.txt"),
        ({"pyproject.toml": b"\xff\xfe", "hatch.toml": ""}, ("hatch",), False, "pyproject.toml"),
    ],
)  # fmt: skip
def test_what_kind_of_project(files: dict[str, Any], managers: tuple[str, ...], package: bool, anchor: str) -> None:
    project = snap({"files": files}).project
    assert (project.managers, project.package, project.anchor) == (managers, package, anchor)
    assert project.name == "~/shop"


def test_a_project_that_cannot_be_read() -> None:
    with pytest.raises(CannotKnow, match="/nowhere cannot be read: No such file"):
        _ = look(Machine(), Aim(root="/nowhere")).project
    pyproject = {"files": {"pyproject.toml": "[tool.uv]"}, "machine": {"unreadable": ["pyproject.toml"]}}
    assert snap(pyproject).project.managers == ()


def names(changes: dict[str, Any], **words: Any) -> set[str]:
    return set(snap(changes, **words).files.names.split("\0"))


BASE = {".gitignore", "README.md", "app.py", "requirements.txt", "ruff.toml"}


def test_git_says_which_files_there_are() -> None:
    new = {"scripts/new.sh": "", "deep/er/new.py": "", "local.env": "", ".gitignore": "local.env\n.venv/\n"}
    assert names({"files": new}) >= {"scripts/new.sh", *BASE}
    assert "local.env" not in names({"files": new})
    assert "local.env" in names({"files": new, "machine": {"tracked": ["local.env"]}})


def test_a_file_named_on_the_command_line_is_always_among_them() -> None:
    assert "local.env" in names({"files": {"local.env": "", ".gitignore": "*.env\n"}}, named=("local.env",))


@pytest.mark.parametrize("changes", [{"files": {".git": False}}, {"env": {"PATH": "/nowhere"}}])
def test_without_git_the_folder_is_walked(changes: dict[str, Any]) -> None:
    files = {
        "src/a.py": "",
        "env2/pyvenv.cfg": "",
        "env2/b.py": "",
        "node_modules/x/c.py": "",
        "conda/conda-meta/history": "",
        "/".join("abcdefghijk") + "/deep.py": "",
        **changes.get("files", {}),
    }
    assert names({**changes, "files": files}) == {*BASE, "src/a.py"}
    assert not snap({**changes, "files": files}).files.git


def test_what_lies_below_a_folder_that_is_no_project_belongs_to_others() -> None:
    below = {"other/requirements.txt": "flask\n", "other/setup.py": ""}
    nothing = {".git": False, "requirements.txt": False, "ruff.toml": False}
    assert names({"files": {**nothing, **below}}) == {".gitignore", "README.md", "app.py"}
    home = {"env": {"HOME": "/home/me/shop"}, "files": {".git": False, **below}}
    assert "other/setup.py" not in names(home)


def test_a_repository_within_is_a_project_of_its_own() -> None:
    below = {"other/.git/HEAD": "", "other/setup.py": ""}
    assert names({"files": {".git": False, **below}}) == BASE


def test_a_walk_ends() -> None:
    files = {f"d{number // 1000}/{number}.py": "" for number in range(MOST + 5000)}
    walked = names({"files": {".git": False, **files}})
    assert MOST - 2000 < len(walked) <= MOST + 1000


def test_what_the_file_checks_leave_out() -> None:
    given = [
        "a.toml",
        "tests/a.toml",
        "src/fixtures/b.toml",
        "vendor/c.toml",
        "latest/d.toml",
        "docs/x/e.toml",
        "env.toml",
    ]
    assert in_scope(snap({}), given) == ["a.toml", "latest/d.toml", "docs/x/e.toml", "env.toml"]
    assert in_scope(snap({}, named=("tests/a.toml",)), given)[:2] == ["a.toml", "tests/a.toml"]


@pytest.mark.parametrize(
    ("pattern", "left"),
    [
        ("docs", ["a.txt", "src/docs.txt"]),
        ("docs/", ["a.txt", "src/docs.txt"]),
        ("*.txt", ["docs/x/b.md"]),
        ("docs/*.md", ["a.txt", "docs/x/b.md", "src/docs.txt"]),
        ("docs/**/*.md", ["a.txt", "src/docs.txt"]),
        ("/src", ["a.txt", "docs/x/b.md"]),
        ("src/**", ["a.txt", "docs/x/b.md"]),
        ("?.txt", ["docs/x/b.md", "src/docs.txt"]),
    ],
)
def test_exclude(pattern: str, left: list[str]) -> None:
    assert in_scope(snap({}, exclude=(pattern,)), ["a.txt", "docs/x/b.md", "src/docs.txt"]) == left


def test_names_are_searched_as_one_text() -> None:
    files = {"pyproject.toml": "", "a/b.toml": ""}
    assert sorted(snap({"files": files}).files.matching(TOML)) == ["a/b.toml", "pyproject.toml", "ruff.toml"]
