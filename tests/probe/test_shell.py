"""The shell: its kind, whether a person is at it, and the first `python` and `pip` on PATH."""

from __future__ import annotations

from typing import Any

import pytest

from envdoctor.record import CannotKnow
from envdoctor.testing import Machine, snapshot

ANCESTORS: list[tuple[list[str], str]] = [
    (["bash"], "bash"),
    (["zsh", "tmux: server"], "zsh"),
    (["fish -l"], "fish"),
    (["tcsh"], "csh"),
    (["dash"], "sh"),
    (["ksh -i"], "sh"),
    (["pwsh"], "powershell"),
    (["nu"], "nushell"),
    (["xonsh /usr/bin/xonsh --no-rc"], "xonsh"),
    (["rbash"], "bash"),
    # launchers and wrappers between the shell and envdoctor
    (["uv", "fish"], "fish"),
    (["python", "pipx", "zsh"], "zsh"),
    (["sh -c envdoctor", "make", "fish"], "fish"),
    (["sudo", "bash", "sshd", "systemd"], "bash"),
    (["bash ./check.sh", "zsh"], "zsh"),
    (["sh -ec envdoctor", "fish"], "fish"),
    # options with a value are no script
    (["bash --init-file /usr/share/code/shellIntegration-bash.sh", "code"], "bash"),
    (["bash -O globstar -o vi"], "bash"),
    (["fish\0-C\0set -g x 1"], "fish"),
    (["bash\0--init-file\0/Applications/Visual Studio Code.app/shellIntegration-bash.sh"], "bash"),
    (["pwsh -noexit -command try"], "powershell"),
    # nothing above is a shell: its own variables tell
    ([], "bash"),
    (["elvish", "systemd"], "bash"),
    ([""], "bash"),
]


@pytest.mark.parametrize(("ancestors", "kind"), ANCESTORS)
def test_a_person_is_at_it(ancestors: list[str], kind: str) -> None:
    shell = snapshot({"machine": {"ancestors": ancestors}}).shell
    assert (shell.kind, shell.interactive, shell.why) == (kind, True, "")


EDITED = [
    (["bash -lc envdoctor", "code"], "started by code"),
    (["sh -c envdoctor", "bash\0-c\0make check", "pycharm", "systemd"], "started by pycharm"),
    (["zed"], "started by zed"),
]


@pytest.mark.parametrize(("ancestors", "why"), EDITED)
def test_an_editor_runs_it(ancestors: list[str], why: str) -> None:
    shell = snapshot({"machine": {"ancestors": ancestors}}).shell
    assert (shell.interactive, shell.why) == (False, why)


# no shell that is typed into is above, but somebody may be at the terminal all the same: ssh -t, docker exec -t
SCRIPTED = [
    (["pwsh -NoProfile -Command envdoctor", "sshd"], "powershell"),
    (["nu --commands envdoctor"], "nushell"),
    (["fish -c envdoctor"], "fish"),
    (["sh -c envdoctor", "zsh\0-c\0make check", "systemd"], "zsh"),
    (["sh -c envdoctor", "docker-init"], "bash"),
]


@pytest.mark.parametrize(("ancestors", "kind"), SCRIPTED)
def test_a_program_runs_a_shell(ancestors: list[str], kind: str) -> None:
    shell = snapshot({"machine": {"ancestors": ancestors}}).shell
    assert (shell.kind, shell.interactive) == (kind, True)


HINTS: list[tuple[str, dict[str, Any], str]] = [
    ("macos", {}, "zsh"),
    ("macos", {"SHELL": "/opt/homebrew/bin/fish"}, "fish"),
    ("macos", {"SHELL": "/bin/tcsh"}, "csh"),
    ("macos", {"SHELL": "/bin/ksh"}, "sh"),
    ("macos", {"SHELL": False}, "sh"),
    ("macos", {"SHELL": "/opt/homebrew/bin/elvish"}, "sh"),
    ("macos", {"NU_VERSION": "0.98.0"}, "nushell"),
    ("macos", {"XONSH_VERSION": "0.18.3"}, "xonsh"),
    ("macos", {"PSModulePath": "/Users/me/.local/share/powershell/Modules"}, "powershell"),
    ("windows", {}, "powershell"),
    ("windows", {"PSModulePath": r"C:\Program Files\WindowsPowerShell\Modules", "PROMPT": "$P$G"}, "cmd"),
    ("windows", {"PROMPT": "$P$G"}, "powershell"),
    ("windows", {"PSModulePath": False, "PROMPT": "$P$G"}, "cmd"),
    ("windows", {"USERPROFILE": False, "PROMPT": "$P$G"}, "cmd"),
    ("windows", {"MSYSTEM": "MINGW64", "SHELL": "/usr/bin/bash"}, "bash"),
    ("windows", {"MSYSTEM": "MINGW64", "SHELL": r"C:\Program Files\Git\usr\bin\zsh.exe"}, "zsh"),
    ("windows", {"MSYSTEM": "MINGW64"}, "bash"),
]


@pytest.mark.parametrize(("like", "env", "kind"), HINTS)
def test_hints(like: str, env: dict[str, Any], kind: str) -> None:
    assert snapshot({"machine": {"like": like}, "env": env}).shell.kind == kind


REASONS: list[tuple[dict[str, Any], str]] = [
    ({"env": {"CI": "true"}}, "continuous integration"),
    ({"env": {"GITLAB_CI": "true"}}, "continuous integration (GitLab CI)"),
    ({"env": {"PRE_COMMIT": "1"}}, "a git hook (pre-commit)"),
    ({"env": {"GIT_INDEX_FILE": "x"}}, "a git hook"),
    ({"env": {"JPY_PARENT_PID": "1"}}, "a notebook (Jupyter)"),
    ({"env": {"TOX_ENV_NAME": "py312"}}, "started by tox"),
    ({"env": {"NOX_CURRENT_SESSION": "tests"}}, "started by nox"),
    ({"env": {"PYCHARM_HOSTED": "1"}}, "started by PyCharm"),
    ({"machine": {"terminal": False}}, "standard input is no terminal"),
]


@pytest.mark.parametrize(("changes", "why"), REASONS)
def test_nobody_is_there(changes: dict[str, Any], why: str) -> None:
    shell = snapshot(changes).shell
    assert (shell.interactive, shell.why) == (False, why)


STORE = r"C:\Users\me\AppData\Local\Microsoft\WindowsApps"
PYENV = '#!/usr/bin/env bash\nexec "/home/me/.pyenv/libexec/pyenv" exec "$program" "$@"\n'
# what it is, changes, `python`, `python3`, the Python of `pip`
FOUND: list[tuple[str, dict[str, Any], str | None, str | None, str | None]] = [
    ("active", {}, ".venv/bin/python", ".venv/bin/python3", ".venv/bin/python3.12"),
    ("Debian", {"env": {"PATH": "/usr/bin:/bin"}}, "/usr/bin/python3", "/usr/bin/python3", "/usr/bin/python3"),
    ("none", {"env": {"PATH": "/bin"}}, None, None, None),
    (
        "Debian, an environment behind the system's folder",
        {"env": {"PATH": "/usr/bin:/home/me/shop/.venv/bin"}},
        ".venv/bin/python",
        "/usr/bin/python3",
        "/usr/bin/python3",
    ),
    (
        "a shim that gives way to the system's",
        {"env": {"PATH": "/home/me/.pyenv/shims:/usr/bin"}, "files": {"/home/me/.pyenv/shims/python3": PYENV}},
        "/usr/bin/python3",
        "/usr/bin/python3",
        "/usr/bin/python3",
    ),
    (
        "the stub of the Store is passed over",
        {"machine": {"like": "windows"}, "env": {"PATH": f"{STORE};{STORE}\\none"}},
        None,
        None,
        None,
    ),
    (
        "the real Python of the Store",
        {
            "machine": {"like": "windows"},
            "env": {"PATH": STORE},
            "files": {rf"{STORE}\PythonSoftwareFoundation.Python.3.12_qbz5n2kfra8p0\python.exe": ""},
        },
        rf"{STORE}\PythonSoftwareFoundation.Python.3.12_qbz5n2kfra8p0\python.exe",
        rf"{STORE}\PythonSoftwareFoundation.Python.3.12_qbz5n2kfra8p0\python.exe",
        None,
    ),
]


@pytest.mark.parametrize(
    ("changes", "python", "python3", "pip"), [row[1:] for row in FOUND], ids=[row[0] for row in FOUND]
)
def test_first_on_path(changes: dict[str, Any], python: str | None, python3: str | None, pip: str | None) -> None:
    machine, shell = Machine(changes), snapshot(changes).shell
    assert (shell.python.path if shell.python else None) == (machine.at(python) if python else None)
    assert (shell.python3.path if shell.python3 else None) == (machine.at(python3) if python3 else None)
    assert (shell.pip.python.path if shell.pip else None) == (machine.at(pip) if pip else None)


def test_a_shim_of_windows() -> None:
    root = r"C:\Users\me\.pyenv\pyenv-win"
    files: dict[str, Any] = {
        rf"{root}\shims\python.bat": "call pyenv exec %*\n",
        rf"{root}\versions\3.12.1\python.exe": "MZ",
        rf"{root}\versions\3.12.1\python312.dll": "MZ",
    }
    env = {"PATH": rf"{root}\shims", "PYENV_VERSION": "3.12.1", "VIRTUAL_ENV": False}
    python = snapshot({"machine": {"like": "windows"}, "files": files, "env": env}).shell.python
    assert python is not None
    assert (python.prefix, python.version) == (rf"{root}\versions\3.12.1", "3.12.1")


def test_one_part_that_cannot_be_known_hides_no_other() -> None:
    files = {"/home/me/bin/pip": "#!/bin/sh\n", "/home/me/.pyenv/shims/python": "#!/bin/sh\n"}
    shell = snapshot({"files": files, "env": {"PATH": "/home/me/bin:/home/me/.pyenv/shims:/usr/bin"}}).shell
    with pytest.raises(CannotKnow, match="looks like a shim"):
        assert shell.python
    with pytest.raises(CannotKnow, match="is run by /bin/sh"):
        assert shell.pip
    assert shell.python3 is not None
    assert shell.pip3 is not None


def test_path_is_not_set() -> None:
    shell = snapshot({"env": {"PATH": False}}).shell
    with pytest.raises(CannotKnow, match="PATH is not set"):
        assert shell.python
    assert shell.pip is None


def test_env_in_a_script_is_looked_up_as_the_shell_would() -> None:
    shell = snapshot({"files": {".venv/bin/pip": "#!/usr/bin/env python3\n"}}).shell
    assert shell.pip is not None
    assert shell.pip.python.prefix == "/home/me/shop/.venv"


def test_a_folder_of_the_store_that_cannot_be_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_self: Machine, path: str) -> list[str]:
        raise OSError(13, "Permission denied", path)

    snap = snapshot({"machine": {"like": "windows"}, "env": {"PATH": STORE}})
    monkeypatch.setattr(Machine, "names", refuse)
    assert snap.shell.python is None
