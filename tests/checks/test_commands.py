"""What the checks of commands say, beyond their pages."""

from __future__ import annotations

import pytest
from envdoctor_checks.commands.pip_user_in_environment import pip_user_in_environment
from envdoctor_checks.commands.sudo_pip import sudo_pip

from envdoctor.check import Check, Finding, Replace
from envdoctor.engine import run
from envdoctor.facts import Snapshot
from tests.probe.seen import commands


def found(check: Check, path: str, text: str) -> list[Finding]:
    report = run(Snapshot(commands=commands({path: text})), [check], clock=lambda: 0.0)
    assert not report.failed
    return list(report.found)


SAID = [
    ("a.sh", "sudo pip install x", "error", "`sudo pip` installs into the system's Python as root"),
    ("a.sh", "sudo /usr/bin/python3 -m pip install x", "error", "`sudo pip` installs into the system's Python as root"),
    ("a.sh", "sudo pip install --prefix /usr x", "error", "`sudo pip` installs into the system's Python as root"),
    ("a.sh", "doas pip install x", "error", "`doas pip` installs into the system's Python as root"),
    ("a.sh", "sudo uv pip install --system x", "error", "`sudo uv pip` installs into the system's Python as root"),
    ("a.sh", "sudo uv pip install x", "note", "`sudo uv pip` installs as root into the environment that uv finds"),
    ("a.sh", "sudo \\\n pip install x", "error", "`sudo pip` installs into the system's Python as root"),
    ("a.sh", "sudo sh -c 'pip install x'", "error", "`sudo pip` installs into the system's Python as root"),
    ("a.sh", 'PIP="sudo pip"\n$PIP install x', "error", "`pip` under `sudo` installs into the system's Python as root"),
    ("a.sh", "su -c 'pip install x'", "error", "`pip` under `su` installs into the system's Python as root"),
    ("a.sh", "sudo pip install --user x", "error", "`sudo pip` installs as root, into root's own home directory"),
    ("a.sh", "sudo -u shop venv/bin/pip install x", "note", "`sudo pip` installs as shop into venv"),
    ("a.sh", "sudo $VENV/bin/pip install x", "note", "`sudo pip` installs as root into $VENV"),
    ("README.md", "```sh\nsudo pip install x\n```", "warning", "`sudo pip` installs into the system's Python as root"),
    ("README.md", "```sh\nsudo venv/bin/pip install x\n```", "note", "`sudo pip` installs as root into venv"),
]


@pytest.mark.parametrize(("path", "text", "severity", "message"), SAID)
def test_sudo_pip(path: str, text: str, severity: str, message: str) -> None:
    assert [(one.severity, one.message) for one in found(sudo_pip, path, text + "\n")] == [(severity, message)]


SILENT = [
    "sudo -u shop pip install x",
    "sudo -u $USER pip install x",
    "sudo -u $USER venv/bin/pip install x",
    "sudo pip install --target lib x",
    "su shop -c 'pip install x'",
    ". venv/bin/activate\npip install --user x",
]


@pytest.mark.parametrize("text", SILENT)
def test_sudo_pip_is_silent(text: str) -> None:
    assert found(sudo_pip, "a.sh", text + "\n") == []


DROPPED = [
    ("pip install --user x", (12, " --user")),
    ("pip install x --user", (14, " --user")),
    ("pip install \\\n--user x", (1, "--user ")),
    ("pip install \\\n\t--user", None),
    ("pip install '--user' x", None),
]


@pytest.mark.parametrize(("text", "dropped"), DROPPED)
def test_what_takes_the_flag_away(text: str, dropped: tuple[int, str] | None) -> None:
    finding = found(pip_user_in_environment, "a.sh", f". .venv/bin/activate\n{text}\n")[0]
    steps = [step for fix in finding.fixes for step in fix.steps]
    assert [(step.column, step.old) for step in steps if isinstance(step, Replace)] == ([dropped] if dropped else [])


def test_both_say_what_was_not_read() -> None:
    for check in (sudo_pip, pip_user_in_environment):
        snap = Snapshot(commands=commands({"a.sh": b"sudo pip \xff"}))
        report = run(snap, [check], clock=lambda: 0.0)
        assert [one.reason for one in report.skipped] == ["a.sh: it is not UTF-8"]
