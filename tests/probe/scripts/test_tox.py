"""The commands of tox, in all its files."""

from __future__ import annotations

import pytest

from tests.probe.seen import seen

FILES = [
    (
        "tox.ini",
        (
            "[testenv]\n"
            "commands =\n"
            "    sudo pip install x\n"
            "    - pip install --user y\n"
            "    echo \\\n"
            "      sudo pip install\n"
        ),
        ["3:5-13, sudo root", "4:7-10, environment=the environment that tox makes, --user"],
    ),
    (
        "tox.ini",
        (
            "[tox]\n"
            "commands=sudo pip install\n"
            "[testenv:a]\n"
            "install_command = pip install --user {opts} {packages}\n"
            "commands_pre=\n"
            "   sudo {envpython} -m pip install x\n"
            "# sudo pip install y\n"
            "   python -m pip install --user z\n"
            "deps = sudo pip install\n"
        ),
        [
            "4:19-22, environment=the environment that tox makes, --user",
            "8:4-17, environment=the environment that tox makes, --user",
        ],
    ),
    (
        "pyproject.toml",
        '[tool.tox]\nlegacy_tox_ini = """\n[testenv]\ncommands = sudo pip install x\n"""\n',
        ["4:12-20, sudo root"],
    ),
    (
        "pyproject.toml",
        (
            "[tool.tox.env_run_base]\n"
            'commands = [["pip", "install", "--user", "x"], ["sudo",\n'
            ' "pip", "install", "y"]]\n'
        ),
        ["2:14-19, environment=the environment that tox makes, --user", "2:49-7, sudo root"],
    ),
    ("pyproject.toml", '[tool.x]\ncommands = [["sudo","pip","install","x"]]\n', []),
    ("tox.toml", 'install_command = ["sudo", "pip", "install"]\n', ["1:20-33, sudo root"]),
]


@pytest.mark.parametrize(("path", "text", "expected"), FILES)
def test_tox(path: str, text: str, expected: list[str]) -> None:
    assert seen(path, text) == expected
