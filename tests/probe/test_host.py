"""How a process says where it runs: CI, containers, hooks, notebooks, WSL, sudo."""

from __future__ import annotations

from typing import Any

import pytest

from envdoctor.facts.machine import Host
from envdoctor.testing import snapshot

HERE = {"system": "linux", "home": "/home/me"}
NO_TERMINAL = {"machine": {"terminal": False}}

ROWS: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("a person's machine", {}, {}),
    ("GitHub", {"env": {"CI": "true", "GITHUB_ACTIONS": "true"}}, {"ci": "GitHub Actions"}),
    ("a vendor without CI", {"env": {"TF_BUILD": "True"}}, {"ci": "Azure Pipelines"}),
    ("CI alone", {"env": {"CI": "1"}}, {"ci": "CI"}),
    ("CI says no", {"env": {"CI": "false", "GITHUB_ACTIONS": "true"}}, {}),
    ("CI says no, in capitals", {"env": {"CI": "False"}}, {}),
    ("CI is empty", {"env": {"CI": ""}}, {}),
    ("Woodpecker", {"env": {"CI": "woodpecker"}}, {"ci": "Woodpecker"}),
    ("a build number without anybody", {"env": {"BUILD_ID": "7"}, **NO_TERMINAL}, {"ci": "CI"}),
    ("a build number in a person's shell", {"env": {"BUILD_ID": "7"}}, {}),
    (
        "pre-commit.ci",
        {"env": {"PRE_COMMIT": "1", "HOME": "/pc"}},
        {"ci": "pre-commit.ci", "hook": "pre-commit", "home": "/pc"},
    ),
    ("Jupyter", {"env": {"JPY_PARENT_PID": "4"}}, {"notebook": "Jupyter"}),
    ("SageMaker", {"env": {"SAGEMAKER_DOMAIN_ID": "4"}}, {"notebook": "SageMaker"}),
    ("pre-commit", {"env": {"PRE_COMMIT": "1"}}, {"hook": "pre-commit"}),
    ("prek", {"env": {"PRE_COMMIT": "1", "PREK_HOOK_STAGE": "pre-commit"}}, {"hook": "prek"}),
    ("a plain hook", {"env": {"GIT_INDEX_FILE": ".git/index"}}, {"hook": "git hook"}),
    ("git started it", {"env": {"GIT_EXEC_PATH": "/usr/lib/git-core"}}, {"hook": "git hook"}),
    ("VS Code, nobody types", {"env": {"VSCODE_GIT_IPC_HANDLE": "/x"}, **NO_TERMINAL}, {"hook": "VS Code"}),
    ("a terminal inside of VS Code", {"env": {"VSCODE_GIT_IPC_HANDLE": "/x"}}, {}),
    ("Docker", {"files": {"/.dockerenv": ""}}, {"container": "/.dockerenv"}),
    ("Podman", {"files": {"/run/.containerenv": ""}}, {"container": "/run/.containerenv"}),
    ("systemd-nspawn", {"env": {"container": "systemd-nspawn"}}, {"container": "container"}),
    ("Kubernetes", {"env": {"KUBERNETES_SERVICE_HOST": "::1"}}, {"container": "KUBERNETES_SERVICE_HOST"}),
    ("control groups", {"files": {"/proc/1/cgroup": "1:name=systemd:/docker/0af3\n"}}, {"container": "docker"}),
    ("control groups say nothing", {"files": {"/proc/1/cgroup": "0::/\n"}}, {}),
    ("WSL 2", {"machine": {"release": "5.15.153.1-microsoft-standard-WSL2"}}, {"wsl": True}),
    ("WSL 1", {"machine": {"release": "4.4.0-19041-Microsoft"}}, {"wsl": True}),
    ("WSL, a kernel of one's own", {"env": {"WSL_DISTRO_NAME": "Debian"}}, {"wsl": True}),
    (
        "a container on Docker Desktop",
        {"machine": {"release": "5.15.153.1-microsoft-standard-WSL2"}, "files": {"/.dockerenv": ""}},
        {"container": "/.dockerenv"},
    ),
    ("root", {"machine": {"user": 0}}, {"superuser": True}),
    ("sudo", {"machine": {"user": 0}, "env": {"SUDO_USER": "me"}}, {"superuser": True, "sudo_user": "me"}),
    ("doas", {"machine": {"user": 0}, "env": {"DOAS_USER": "me"}}, {"superuser": True, "sudo_user": "me"}),
    ("pkexec", {"machine": {"user": 0}, "env": {"PKEXEC_UID": "1000"}}, {"superuser": True, "sudo_user": "1000"}),
    ("no home", {"env": {"HOME": False}}, {"home": None}),
    ("macOS", {"machine": {"like": "macos"}}, {"system": "macos", "home": "/Users/me"}),
    ("Windows", {"machine": {"like": "windows"}}, {"system": "windows", "home": r"C:\Users\me"}),
]


@pytest.mark.parametrize(("changes", "expected"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_host(changes: dict[str, Any], expected: dict[str, Any]) -> None:
    assert snapshot(changes).host == Host(**{**HERE, **expected})
