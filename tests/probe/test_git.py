"""What git would commit: the answers are those of git itself, about real repositories and made-up machines."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from envdoctor.facts import Snapshot
from envdoctor.facts.git import Git
from envdoctor.facts.project import Aim
from envdoctor.probe import git
from envdoctor.probe.ignoring.ignore_rules import ask
from envdoctor.record import CannotKnow, from_data, to_data
from envdoctor.system import GitAnswer, System
from envdoctor.testing import Machine, snapshot

CASES = json.loads((Path(__file__).parent.parent / "cases" / "gitignore.json").read_text("utf-8"))
ALONE = {"VIRTUAL_ENV": False}  # nothing is active


def run(folder: Path, *words: str) -> None:
    environ = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    name = ("-c", "user.name=me", "-c", "user.email=me@shop.example", "-c", "protocol.file.allow=always")
    subprocess.run(["git", *name, *words], cwd=folder, check=True, capture_output=True, env=environ)


def put(root: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.endswith("/"):
            target.mkdir(exist_ok=True)
        else:
            target.write_text(text)


def repository(root: Path, files: dict[str, str]) -> Path:
    root.mkdir(exist_ok=True)
    run(root, "init", "-q")
    put(root, files)
    return root


def look(root: Path) -> Git:
    """Look with the real system; what is not about git stands still."""
    snap = snapshot({"files": {".venv": False}, "env": ALONE})
    project = snap.project.replace(managers=("uv",))
    facts: dict[str, Any] = {"project": project, "environments": snap.environments, "files": snap.files}
    return git.look(System(), Snapshot(aim=Aim(root=str(root.resolve())), **facts))


def paths(found: Git) -> list[str]:
    return [one.path for one in found.unignored]


def unignored(files: dict[str, Any], **changes: Any) -> list[str]:
    return paths(snapshot({"files": files, **changes}).git)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_the_answers_are_those_of_git(case: dict[str, Any], tmp_path: Path) -> None:
    root = repository(tmp_path, {".gitignore": case["gitignore"]})
    put(root, {f"{folder}/.gitignore": text for folder, text in case["nested"].items()})

    def ignored(asked: list[str]) -> dict[str, bool]:
        rules = ask(System(), str(root), asked)
        assert rules is not None
        return {path: rule is not None and not rule.pattern.startswith("!") for path, rule in rules.items()}

    # a path with a slash at its end is a folder that exists, which git sees for itself; the same without one does not
    found = ignored([path for path in case["paths"] if not path.endswith("/")])
    folders = [path for path in case["paths"] if path.endswith("/")]
    put(root, dict.fromkeys(folders, ""))
    found |= {path + "/": is_ignored for path, is_ignored in ignored([path[:-1] for path in folders]).items()}
    assert found == case["expected"]


@pytest.mark.parametrize(
    ("gitignore", "expected"),
    [
        # all of the environment, in one way or another
        (".venv\n", []),
        (".venv/\n", []),
        ("/.venv/\n", []),
        ("/.venv\n", []),
        (".venv/*\n", []),
        ("**/.venv/**\n", []),
        ("*venv*/\n", []),
        (".*\n!.gitignore\n", []),
        (".venv/\r\n", []),
        ("\ufeff.venv/\n", []),
        ("*\n!*/\n!*.txt\n", []),
        ("*\n!.gitignore\n!app.py\n", []),
        (".venv", []),
        # half of it, or nothing
        ("", [".venv/"]),
        ("#.venv/\n", [".venv/"]),
        ("venv/\n", [".venv/"]),
        (".VENV/\n", [".venv/"]),
        ("  .venv/\n", [".venv/"]),
        ("lib/\n", [".venv/"]),
        ("bin/\nlib/\nlib64\n", [".venv/"]),
        ("bin/\nlib/\nlib64/\npyvenv.cfg\n", [".venv/"]),  # lib64 is a link, which lib64/ does not match
        ("pyvenv.cfg\n", [".venv/"]),
        (".venv/bin/\n.venv/lib\n", [".venv/"]),
        ("*.py\n", [".venv/"]),
        ("*\n!*/\n!*.py\n", [".venv/"]),
        # taken back on purpose
        (".*\n!.venv\n", []),
        (".*\n!/.venv/\n", []),
        (".venv/*\n!.venv/pyvenv.cfg\n", []),
    ],
)
def test_the_environment(gitignore: str, expected: list[str]) -> None:
    files = {".gitignore": gitignore + "\n__pycache__/\n", "requirements.txt": "flask==3.0.3\n"}
    assert unignored(files) == expected


@pytest.mark.parametrize(
    ("gitignore", "expected"),
    [
        ("__pycache__/\n", []),
        ("__pycache__\n", []),
        ("*.pyc\n", []),
        ("*.py[cod]\n", []),
        ("*.py[codz]\n", []),
        ("*pycache*\n", []),
        ("**/__pycache__\n", []),
        ("*\n!*.py\n!*/\n", []),
        ("", ["__pycache__/"]),
        ("/__pycache__/\n", ["__pycache__/"]),  # the root's alone: shop/ has its own
        ("shop/__pycache__/\n", ["__pycache__/"]),
        ("*.pyo\n", ["__pycache__/"]),
        ("pycache\n", ["__pycache__/"]),
    ],
)
def test_bytecode(gitignore: str, expected: list[str]) -> None:
    files = {".gitignore": gitignore + ".venv/\n!.venv\n.venv/\n", "shop/__init__.py": ""}
    assert unignored(files) == expected


@pytest.mark.parametrize(
    ("gitignore", "exclude", "expected"),
    [
        ("", ".env\n.venv\n__pycache__/\n", [".env", ".venv/", "__pycache__/"]),  # this user's alone
        (".env\n.venv\n__pycache__/\n", ".env\n.venv\n__pycache__/\n", []),
        # below a folder that the private rule hides, the shared ones are asked again
        (".env\n.venv/*\n*.pyc\n", ".venv\n__pycache__/\n", []),
        (".env\n.venv/b*\n*.pyc\n", ".venv\n", [".venv/"]),
        (None, ".venv\n__pycache__/\n", [".env", ".venv/", "__pycache__/"]),
    ],
)
def test_private_rules_do_not_count(gitignore: str | None, exclude: str, expected: list[str]) -> None:
    shared = False if gitignore is None else gitignore
    files = {".gitignore": shared, ".git/info/exclude": exclude, ".env": "TOKEN=0f3a\n", "requirements.txt": "x"}
    assert unignored(files) == expected


def test_global_excludes_do_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = repository(tmp_path / "shop", {".env": "TOKEN=0f3a\n"})
    put(
        tmp_path,
        {
            "home/.config/git/ignore": ".env\n",
            "home/.gitconfig": "[core]\nexcludesFile = ~/mine\n",
            "home/mine": ".env\n",
        },
    )
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home" / ".config"))
    assert paths(look(root)) == [".env"]


NEW = {"/usr/local/bin/python3.13": "\x7fELF"}


@pytest.mark.parametrize(
    ("files", "changes", "expected"),
    [
        ({".gitignore": "__pycache__/\n"}, {"env": ALONE}, True),
        ({".gitignore": "__pycache__/\nvenv/\n"}, {"env": ALONE}, False),
        ({".gitignore": "__pycache__/\n*env\n"}, {"env": ALONE}, False),
        ({".gitignore": "__pycache__/\n!.venv\n"}, {"env": ALONE}, True),
        ({".gitignore": "__pycache__/\n", ".git/info/exclude": ".venv/\n"}, {"env": ALONE}, True),
        ({".gitignore": "__pycache__/\n# env\n", ".git/info/exclude": ".venv/\n"}, {"env": ALONE}, False),  # unsure
        ({".gitignore": "__pycache__/\n", "uv.lock": ""}, {"env": ALONE}, False),
        ({".gitignore": "__pycache__/\n", "requirements.txt": False}, {"env": ALONE}, False),
        ({".gitignore": "__pycache__/\n"}, {"env": {"VIRTUAL_ENV": "/home/me/envs/shop"}}, True),
        # from 3.13 on, `python -m venv` sees to it
        (
            {".gitignore": "__pycache__/\n", **NEW},
            {"env": ALONE, "links": {"/usr/local/bin/python3": "python3.13"}},
            False,
        ),
    ],
)
def test_unprepared(files: dict[str, Any], changes: dict[str, Any], expected: bool) -> None:
    found = snapshot({"files": {".venv": False, **files}, **changes}).git
    assert found.unprepared is expected
    assert found.unignored == ()
    assert from_data(to_data(found)) == found


def test_unprepared_when_nobody_knows_the_environments() -> None:
    snap = snapshot({"files": {".venv": False, ".gitignore": "*.pyc\n"}, "env": ALONE})
    snap.__dict__["?environments"] = GitAnswer  # anything with a reason
    GitAnswer.reason = "not here"  # type: ignore[attr-defined]
    try:
        assert not snap.git.unprepared
    finally:
        del GitAnswer.reason  # type: ignore[attr-defined]


def test_a_clean_project_asks_git_at_most_once() -> None:
    class Counting(Machine):
        asked = 0

        def git(self, words: Iterable[str], folder: str, stdin: bytes = b"") -> GitAnswer:
            self.asked += 1
            return super().git(words, folder, stdin)

    machine = Counting()
    assert git.look(machine, snapshot()) == Git(repository=True)
    assert machine.asked == 1
    nothing = Counting({"files": {".venv": False, "app.py": False, "requirements.txt": False}})
    assert git.look(nothing, snapshot({"files": {".venv": False}, "env": ALONE})) == Git(repository=True)
    assert nothing.asked == 0


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"files": {".git": False}}, Git(repository=False)),
        ({"files": {".git": False, "/home/me/.git/HEAD": ""}}, Git(repository=False)),  # settings, not projects
        ({"files": {".gitignore": False, ".gitignore/python": ""}}, Git(repository=True)),
    ],
)
def test_nothing_to_ask(changes: dict[str, Any], expected: Git) -> None:
    assert snapshot(changes).git == expected


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"env": {"PATH": "/home/me/shop/.venv/bin"}}, "there is no git on PATH"),
        ({"machine": {"unreadable": [".gitignore"]}}, ".gitignore cannot be read: Permission denied"),
        ({"files": {".gitignore": False}, "links": {".gitignore": "gone"}}, ".gitignore is a symbolic link"),
    ],
)
def test_cannot_know(changes: dict[str, Any], reason: str) -> None:
    with pytest.raises(CannotKnow, match=reason):
        assert snapshot(changes).git


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (b"fatal: not a git repository (or any of the parent directories): .git\n", Git(repository=False)),
        (b"fatal: this operation must be run in a work tree\n", Git(repository=False)),
        (
            b"fatal: detected dubious ownership in repository at '/x'\nTo add ...\n",
            "git says: detected dubious ownership in repository at '/x'",
        ),
        (b"", "git says: "),
    ],
)
def test_when_git_refuses(said: bytes, expected: Git | str) -> None:
    class Refusing(Machine):
        def git(self, *_: object) -> GitAnswer:
            return GitAnswer(128, b"", said)

    if isinstance(expected, Git):
        assert git.look(Refusing(), snapshot()) == expected
    else:
        with pytest.raises(CannotKnow, match=expected):
            git.look(Refusing(), snapshot())


def test_a_folder_that_is_gone() -> None:
    machine = Machine({"files": {"/home/me/.keep": "", "/srv/.git/HEAD": ""}})
    snap = Snapshot(aim=Aim(root="/srv/gone"))
    with pytest.raises(CannotKnow, match="/srv/gone cannot be read"):
        git.look(machine, snap)


SECRET = {".env": "TOKEN=0f3a\n"}


def test_monorepo(tmp_path: Path) -> None:
    top = repository(tmp_path, {".gitignore": ".env\n", "shop/.env": "TOKEN=0f3a\n", "shop/.venv/pyvenv.cfg": ""})
    assert paths(look(top / "shop")) == [".venv/"]
    put(top, {"shop/.gitignore": ".venv/\n!.env\n"})  # taken back by name, at the project's root
    assert paths(look(top / "shop")) == []
    put(top, {"shop/.gitignore": ".venv/\n!.e*\n"})  # taken back by accident
    assert paths(look(top / "shop")) == [".env"]


def test_in_a_hook_of_the_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """git tells its hooks where the repository is, and would then take the folder asked about for the whole of it."""
    top = repository(tmp_path, {".gitignore": ".env\n", "shop/.env": "TOKEN=0f3a\n"})
    for git_dir in (".git", str(top / ".git")):
        monkeypatch.setenv("GIT_DIR", git_dir)
        monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
        assert look(top / "shop") == Git(repository=True)


def test_what_a_folder_takes_back_below_is_its_own_decision(tmp_path: Path) -> None:
    root = repository(tmp_path, {".gitignore": "*.bin\n", "htmlcov/.gitignore": "!a.*\n", "htmlcov/a.bin": ""})
    assert paths(look(root)) == []


def test_worktree_and_submodule(tmp_path: Path) -> None:
    main = repository(tmp_path / "main", {".gitignore": "", "a": ""})
    run(main, "add", ".")
    run(main, "commit", "-qm", "a")
    run(main, "worktree", "add", "-q", "../tree")
    put(main, {".git/info/exclude": ".env\n"})
    put(tmp_path / "tree", SECRET)
    assert paths(look(tmp_path / "tree")) == [".env"]
    outer = repository(tmp_path / "outer", {".gitignore": ".env\n"})
    run(outer, "submodule", "add", "-q", str(main), "inner")
    put(outer, {"inner/.env": "TOKEN=0f3a\n", "inner/.venv/pyvenv.cfg": ""})
    assert paths(look(outer / "inner")) == [".env", ".venv/"]
    assert paths(look(outer)) == []


def test_tracked_although_ignored(tmp_path: Path) -> None:
    """What is committed stays so whatever is ignored: another line would not take it out."""
    root = repository(tmp_path, {**SECRET, ".gitignore": ".env\n.venv/\n", ".venv/pyvenv.cfg": ""})
    run(root, "add", "-f", ".")
    assert paths(look(root)) == []
    put(root, {".gitignore": "", ".git/info/exclude": ".venv\n", "htmlcov/index.html": ""})
    assert paths(look(root)) == ["htmlcov/"]


def test_bare(tmp_path: Path) -> None:
    run(tmp_path, "init", "-q", "--bare")
    put(tmp_path, SECRET)
    assert look(tmp_path) == Git(repository=False)
    root = repository(tmp_path / "shop", SECRET)
    run(root, "config", "core.bare", "true")
    assert look(root) == Git(repository=False)
    put(tmp_path, {"odd/.git": "gitdir: gone\n", "odd/.env": "TOKEN=0f3a\n"})
    assert look(tmp_path / "odd") == Git(repository=False)


def test_links(tmp_path: Path) -> None:
    put(tmp_path, {"envs/shop/pyvenv.cfg": "", "keys": "TOKEN=0f3a\n"})
    root = repository(tmp_path / "shop", {".gitignore": ".venv/\n"})
    (root / ".venv").symlink_to("../envs/shop")
    (root / ".env").symlink_to("../keys")
    found = look(root)
    assert [(one.path, one.line) for one in found.unignored] == [(".venv", ".venv")]
    put(root, {".gitignore": ".venv\n"})
    assert paths(look(root)) == []


def test_pipes_are_never_asked_about(tmp_path: Path) -> None:
    """git 2.39 waits for ever on a pipe that is called .gitignore."""
    root = repository(tmp_path, {**SECRET, ".venv/pyvenv.cfg": "", ".venv/lib/x.py": ""})
    os.mkfifo(root / ".venv" / "lib" / ".gitignore")
    found = look(root)
    assert paths(found) == [".env"]
    assert found.doubts == (".venv/lib/.gitignore is no regular file: asking git about it may never end",)
    os.mkfifo(root / ".gitignore")
    with pytest.raises(CannotKnow, match="no regular file"):
        look(root)
    (root / ".gitignore").unlink()
    sub = root / "sub"
    put(sub, SECRET)
    os.mkfifo(root / ".gitignore")
    with pytest.raises(CannotKnow, match="no regular file"):
        look(sub)


def test_a_pipe_does_not_matter_where_nothing_is_asked(tmp_path: Path) -> None:
    root = repository(tmp_path, {})
    os.mkfifo(root / ".gitignore")
    os.mkfifo(root / ".env")  # some password managers do this
    assert look(root) == Git(repository=True)


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("env 3", "env 3/"),
        ("env[1]", "env\\[1]/"),
        ("#env", "\\#env/"),
        ("!env", "\\!env/"),
        ("e*v?", "e\\*v\\?/"),
        ("env\\3", "env\\\\3/"),
        ("env ", "env\\ /"),
        ("umgebung-größe", "umgebung-größe/"),
    ],
)
def test_the_line_means_that_name_and_no_other(tmp_path: Path, name: str, line: str) -> None:
    root = repository(tmp_path, {f"{name}/pyvenv.cfg": "", f"{name}/bin/python": ""})
    (found,) = look(root).unignored
    assert found.line == line
    put(root, {".gitignore": line + "\n"})
    assert paths(look(root)) == []
    rules = ask(System(), str(root), ["env1/x", "env/x", "exvx/x"])
    assert rules is not None
    assert set(rules.values()) == {None}


def test_names_that_no_line_can_hold(tmp_path: Path) -> None:
    root = repository(tmp_path, {"env\n3/pyvenv.cfg": ""})
    os.mkdir(os.fsencode(root) + b"/env\xff")
    with open(os.fsencode(root) + b"/env\xff/pyvenv.cfg", "wb"):
        pass
    assert paths(look(root)) == []


def test_empty_folders_are_not_committed(tmp_path: Path) -> None:
    root = repository(tmp_path, {".mypy_cache/": "", "env/pyvenv.cfg": "", "env/include/python3.12/": ""})
    assert paths(look(root)) == ["env/"]


@pytest.mark.parametrize("system", ["windows", "macos", "linux"])
def test_every_system(system: str) -> None:
    assert unignored({}, machine={"like": system}) == []
    assert unignored({".gitignore": "__pycache__/\n"}, machine={"like": system}) == [".venv/"]
