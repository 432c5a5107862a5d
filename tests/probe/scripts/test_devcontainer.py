"""The commands of a devcontainer.json."""

from __future__ import annotations

import pytest

from tests.probe.seen import seen

FILES = [
    (
        ".devcontainer/devcontainer.json",
        '{"postCreateCommand": "sudo pip install x && sudo pip install \\"y\\"" }\n',
        ["1:24-32, sudo root", "1:46-54, sudo root"],
    ),
    (
        ".devcontainer/devcontainer.json",
        (
            "{ // sudo pip install\n"
            ' "onCreateCommand": ["sudo", "pip", "install", "x"], '
            '"customizations": {"postCreateCommand": "sudo pip install n"}}\n'
        ),
        ["2:22-35, sudo root"],
    ),
    (
        ".devcontainer/devcontainer.json",
        (
            '{"postCreateCommand": {"a": "sudo pip install x", '
            '"b": ["bash", "-c", "sudo pip install y"], "c": ["sudo","pip","install"]}, "name": "sudo pip install"}\n'
        ),
        ["1:30-38, sudo root", "1:72-80, sudo root", "1:100-112, sudo root"],
    ),
    (
        ".devcontainer/devcontainer.json",
        ('{"postCreateCommand": "sudo xargs apt install -y < p && pip3 install --user -r r.txt"}\n'),
        ["1:57-61, --user"],
    ),
]


@pytest.mark.parametrize(("path", "text", "expected"), FILES)
def test_devcontainer(path: str, text: str, expected: list[str]) -> None:
    assert seen(path, text) == expected
