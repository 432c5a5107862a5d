from __future__ import annotations

import pytest

from envdoctor.probe.pythons import pyvenv_cfg
from envdoctor.testing import Machine

TEXTS = [
    ("home = /usr/bin\r\nversion = 3.12.4\r\n", {"home": "/usr/bin", "version": "3.12.4"}),
    ("HOME=/usr/bin", {"home": "/usr/bin"}),
    ("prompt = a = b", {"prompt": "a = b"}),
    ("no equals sign\n\n= nameless", {"": "nameless"}),
    ("\ufeffhome = /a\nhome = /b", {"home": "/b"}),
    ("", {}),
]


@pytest.mark.parametrize(("text", "keys"), TEXTS)
def test_parse(text: str, keys: dict[str, str]) -> None:
    assert pyvenv_cfg.parse(text) == keys


VERSIONS = [
    ({"version": "3.11.2"}, "3.11.2"),
    ({"version_info": "3.11.7.final.0"}, "3.11.7"),
    ({"version_info": "3.12"}, "3.12"),
    ({"version_info": "3.13.0rc1"}, "3.13.0rc1"),
    ({"python-version": "3.11"}, "3.11"),
    ({"home": "/usr/bin"}, ""),
]


@pytest.mark.parametrize(("keys", "version"), VERSIONS)
def test_version(keys: dict[str, str], version: str) -> None:
    assert pyvenv_cfg.version(keys) == version


MAKERS = [
    ({"home": "/usr/bin", "uv": "0.13.8"}, "uv"),
    ({"home": "/usr/bin", "virtualenv": "20.26"}, "virtualenv"),
    ({"home": "/usr/bin", "command": "/usr/bin/python3 -m virtualenv /x"}, "virtualenv"),
    ({"home": "/usr/bin", "command": "/usr/bin/python3 -m venv /x"}, "venv"),
    ({"home": "/usr/bin"}, "venv"),
    ({}, ""),
]


@pytest.mark.parametrize(("keys", "maker"), MAKERS)
def test_maker(keys: dict[str, str], maker: str) -> None:
    assert pyvenv_cfg.maker(keys) == maker


@pytest.mark.parametrize(
    ("said", "visible"), [("true", True), ("True", True), ("false", False), ("no", False), (None, True)]
)
def test_system_packages(said: str | None, *, visible: bool) -> None:
    keys = {} if said is None else {"include-system-site-packages": said}
    assert pyvenv_cfg.system_packages(keys) is visible


def test_read_what_is_no_text() -> None:
    machine = Machine({"files": {".venv/pyvenv.cfg": b"home = /usr/\xff\nversion = 3.12.4\n"}})
    keys = pyvenv_cfg.read(machine, "/home/me/shop/.venv")
    assert keys == {"home": "/usr/\ufffd", "version": "3.12.4"}


def test_read_where_there_is_none() -> None:
    machine = Machine({"files": {"a/pyvenv.cfg/inside": "", "b/pyvenv.cfg": ""}})
    assert pyvenv_cfg.read(machine, "/home/me/shop/a") is None
    assert pyvenv_cfg.read(machine, "/home/me/shop/b") == {}
    assert pyvenv_cfg.read(machine, "/home/me/shop/c") is None
