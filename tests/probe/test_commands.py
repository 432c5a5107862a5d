"""The probe of commands: which files it reads, what it says of those it cannot, and what that costs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from envdoctor.facts import Snapshot
from envdoctor.facts.project import Aim, Files
from envdoctor.probe.commands import LIMIT, look
from envdoctor.probe.scripts.names import candidates, kind_of
from envdoctor.record import from_data, to_data
from envdoctor.system import System
from envdoctor.testing import Machine, snapshot
from tests.probe.seen import brief, commands, seen

SUDO = "sudo pip install x\n"
KINDS = [
    ("setup.sh", "script"),
    ("a/b/setup.BASH", "script"),
    ("x.zsh", "script"),
    ("x.ksh", "script"),
    (".sh", ""),
    ("x.fish", ""),
    ("x.py", ""),
    ("Dockerfile", "dockerfile"),
    ("docker/Dockerfile.dev", "dockerfile"),
    ("Dockerfile-dev", "dockerfile"),
    ("app.dockerfile", "dockerfile"),
    ("Containerfile", "dockerfile"),
    ("Dockerfile.j2", ""),
    ("dockerfiles", ""),
    ("Makefile", "make"),
    ("GNUmakefile", "make"),
    ("build/rules.mk", "make"),
    ("Makefile.in", ""),
    ("Makefile.linux", "make"),
    ("justfile", "just"),
    (".justfile", "just"),
    ("Justfile", "just"),
    ("tasks.just", "just"),
    (".github/workflows/ci.yml", "github"),
    ("tool/action.yaml", "github"),
    (".gitlab-ci.yml", "gitlab"),
    ("ci/test.gitlab-ci.yml", "gitlab"),
    (".gitlab/jobs.yml", "gitlab"),
    (".travis.yml", "travis"),
    (".circleci/config.yml", "steps"),
    ("azure-pipelines-test.yml", "steps"),
    (".azure/x.yml", "steps"),
    ("site.yml", "ansible"),
    ("roles/x/tasks/main.yml", "ansible"),
    ("ops/playbook-web.yaml", "ansible"),
    (".pre-commit-config.yaml", ""),
    ("src/data.yml", ""),
    ("tox.ini", "tox"),
    ("setup.cfg", "tox"),
    ("tox.toml", "tox_toml"),
    ("pyproject.toml", "tox_toml"),
    (".devcontainer/devcontainer.json", "devcontainer"),
    (".devcontainer.json", "devcontainer"),
    ("package.json", ""),
    ("README.md", "docs"),
    ("a/README.rst", "docs"),
    ("docs/how/to.md", "docs"),
    ("CONTRIBUTING.md", "docs"),
    ("docs/changelog.md", ""),
    ("notes.md", ""),
    ("README", ""),
    ("bin/deploy", "shebang"),
    ("scripts/a", "shebang"),
    (".githooks/pre-push", "shebang"),
    ("src/a", ""),
]


@pytest.mark.parametrize(("name", "kind"), KINDS)
def test_kinds(name: str, kind: str) -> None:
    assert kind_of(name) == kind


def test_a_large_project_is_searched_for_the_same_names() -> None:
    names = [name for name, _ in KINDS]
    others = [f"src/package/module_{number}.py" for number in range(1000)]
    few, many = "\0".join(["", *names, ""]), "\0".join(["", *names, *others, ""])
    found = {name for name in candidates(few) if kind_of(name)}
    # on many names, only those in the usual spelling are found
    assert {name for name in candidates(many) if kind_of(name)} == found - {"a/b/setup.BASH"}
    assert len(list(candidates(many))) < 200


def test_what_is_in_scope() -> None:
    files = {"a.sh": SUDO, "tests/b.sh": SUDO, "vendor/c.sh": SUDO, "node_modules/x/d.sh": SUDO}
    assert [one.location.path for one in commands(files).installs] == ["a.sh"]
    assert [one.location.path for one in commands(files, named=("tests/b.sh",)).installs] == ["a.sh", "tests/b.sh"]


def test_a_file_named_on_the_command_line() -> None:
    assert seen("src/deploy", "#!/bin/sh\n" + SUDO) == []
    found = commands({"src/deploy": "#!/bin/sh\n" + SUDO}, named=("src/deploy",))
    assert list(map(brief, found.installs)) == ["2:1-9, sudo root"]
    assert commands({"src/deploy.txt": SUDO}, named=("src/deploy.txt",)).installs == ()


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("#!/bin/sh", True),
        ("#!/usr/bin/env bash", True),
        ("#! /usr/bin/env -S bash -e", True),
        ("#!/usr/local/bin/zsh -f", True),
        ("#!/bin/bash\r", True),
        ("#!/usr/bin/env python3", False),
        ("#!/usr/bin/fish", False),
        ("# sh", False),
        ("#!", False),
    ],
)
def test_first_lines(line: str, *, read: bool) -> None:
    assert bool(seen("bin/x", f"{line}\n{SUDO}")) == read


def test_what_cannot_be_read() -> None:
    machine = Machine(
        {
            "files": {
                "a.sh": SUDO,
                "b.sh": SUDO,
                "c.sh": SUDO + "#" * LIMIT,
                "d.sh": b"\xe9" + SUDO.encode(),
                "e.sh/f": "",
            },
            "machine": {"unreadable": ["b.sh"]},
        }
    )
    names = "a.sh\0b.sh\0c.sh\0d.sh\0e.sh\0gone.sh"
    found = look(machine, Snapshot(aim=Aim(root=machine.root), files=Files(names, git=True)))
    assert [one.location.path for one in found.installs] == ["a.sh"]
    assert [(one.path, one.reason) for one in found.unread] == [
        ("b.sh", "Permission denied"),
        ("c.sh", "it is larger than 1024 KiB"),
        ("d.sh", "it is not UTF-8"),
    ]


def test_what_holds_nothing_of_interest_is_not_complained_about() -> None:
    assert seen("a.sh", b"pip install \xff") == []
    assert seen(".github/workflows/a.yml", "a: [") == []
    assert seen("bin/x", b"#!/usr/bin/python3\n\0 sudo pip") == []


def test_a_root_that_cannot_be_listed() -> None:
    machine = Machine()
    found = look(machine, Snapshot(aim=Aim(root="/nowhere"), files=Files("a.sh", git=True)))
    assert found.installs == ()


def test_links(tmp_path: Path) -> None:
    """A link to a file of the project is judged by that file's own name; one that leads out by its own."""
    project = tmp_path / "project"
    project.mkdir()
    (tmp_path / "outside.sh").write_text(SUDO)
    (project / "a.sh").write_text(SUDO)
    (project / "b.sh").symlink_to("a.sh")
    (project / "c.sh").symlink_to(tmp_path / "outside.sh")
    (project / "folder").mkdir()
    (project / "d.sh").symlink_to("folder")
    (project / "e.sh").symlink_to("nowhere")
    os.mkfifo(project / "f.sh")
    names = "a.sh\0b.sh\0c.sh\0d.sh\0e.sh\0f.sh\0a.sh/g.sh"
    found = look(System(), Snapshot(aim=Aim(root=str(project)), files=Files(names, git=True)))
    assert [one.location.path for one in found.installs] == ["a.sh", "c.sh"]
    assert [(one.path, one.reason) for one in found.unread] == [("f.sh", "it is a FIFO")]


def test_windows() -> None:
    snap = snapshot({"machine": {"like": "windows"}, "files": {"scripts/setup.sh": SUDO}})
    assert [one.location.path for one in snap.commands.installs] == ["scripts/setup.sh"]


def test_the_fact_goes_to_json_and_back() -> None:
    found = commands({"a.sh": ". .venv/bin/activate\npip install --user x\n" + SUDO, "b.sh": b"sudo pip \xff"})
    assert from_data(to_data(found)) == found


FIXES = [
    ("sudo -H pip3 install -r r.txt", "sudo -H pip3", "python3 -m pip", "python3 -m pip install -r r.txt"),
    ("sudo pip3.11 install x", "sudo pip3.11", "python3.11 -m pip", "python3.11 -m pip install x"),
    ("sudo python3 -m pip install x", "sudo python3 -m pip", "python3 -m pip", "python3 -m pip install x"),
    ("a && sudo -E A=b pip install x; c", "sudo -E A=b pip", "A=b python3 -m pip", "A=b python3 -m pip install x"),
    ("sudo env A=b pip install x", "sudo env A=b pip", "env A=b python3 -m pip", "env A=b python3 -m pip install x"),
    ("sudo pip install x \\\n  'y>1' > log", "sudo pip", "python3 -m pip", "python3 -m pip install x 'y>1'"),
    ("doas pip install $X", "doas pip", "python3 -m pip", "python3 -m pip install $X"),
    ("bash -c 'sudo pip install x'", "sudo pip", "python3 -m pip", "python3 -m pip install x"),
    # what belongs there is not certain
    ("sudo \\\n pip install x", "", "", ""),
    ("SUDO=sudo\n$SUDO pip install x", "", "", ""),
    ("PIP=pip\nsudo $PIP install x", "", "", ""),
    ("sudo /usr/bin/pip install x", "", "", ""),
    ("sudo uv pip install --system x", "", "", ""),
    ("sudo -i pip install x", "", "", ""),
    ("sudo -D /x pip install y", "", "", ""),
    ("echo pw | sudo -S pip install x", "", "", ""),
    ("sudo 'A=b' pip install x", "", "", ""),
    ("sudo bash -c 'pip install x'", "", "", ""),
    ("su -c 'pip install x'", "", "", ""),
    ("sudo doas pip install x", "", "", ""),
    ('f() { sudo "$@"; }\nf pip install x', "", "", ""),
]


@pytest.mark.parametrize(("text", "old", "new", "plain"), FIXES)
def test_fixes(text: str, old: str, new: str, plain: str) -> None:
    found = commands({"a.sh": text + "\n"}).installs
    assert [(one.old, one.new, one.plain) for one in found] == [(old, new, plain)]


QUIET = """
import sys
from envdoctor.facts import Snapshot
from envdoctor.facts.project import Aim, Files
from envdoctor.probe.commands import look
from envdoctor.system import System
files = Files("Dockerfile\\0.github/workflows/ci.yml\\0scripts/a.sh\\0scripts/b.sh\\0README.md", True)
found = look(System(), Snapshot(aim=Aim(root=sys.argv[1]), files=files))
assert found.installs == () and found.unread == ()
print([name for name in sys.modules if name in {"yaml", "json", "envdoctor.lex"} or ".installs" in name])
"""


def test_a_clean_project_imports_no_reader(tmp_path: Path) -> None:
    for name, text in {
        "Dockerfile": "FROM python\nRUN pip install x\n",
        ".github/workflows/ci.yml": "jobs: {a: {steps: [{run: pip install x}]}}\n",
        "scripts/a.sh": "pip install x\n",
        "scripts/b.sh": "sudo apt-get update\n",
        "README.md": "```sh\npip install x\n```\n",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    done = subprocess.run([sys.executable, "-c", QUIET, str(tmp_path)], check=True, capture_output=True, text=True)
    assert done.stdout == "[]\n"
