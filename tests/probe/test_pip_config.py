"""pip's configuration as pip reads it; pip itself is the oracle of the parser."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

from envdoctor.testing import snapshot

if TYPE_CHECKING:
    from pathlib import Path

    from envdoctor.facts.pip_config import PipConfig

USER, LEGACY, SYSTEM = "/home/me/.config/pip/pip.conf", "/home/me/.pip/pip.conf", "/etc/pip.conf"
XDG, OWN, NAMED = "/etc/xdg/pip/pip.conf", ".venv/pip.conf", "/home/me/named.conf"


def config(files: dict[str, Any], env: dict[str, Any] | None = None, like: str = "linux") -> PipConfig:
    return snapshot({"machine": {"like": like}, "files": files, "env": env or {}}).pip_config


def timeout(value: int) -> str:
    return f"[global]\ntimeout = {value}\n"


def test_precedence() -> None:
    files = {
        XDG: timeout(1),
        SYSTEM: timeout(2),
        LEGACY: timeout(3),
        USER: timeout(4),
        OWN: timeout(5),
        NAMED: timeout(6),
    }
    origins = [(one.value, one.origin) for one in config(files).settings]
    assert origins == [("1", "global"), ("2", "global"), ("3", "legacy"), ("4", "user"), ("5", "site")]
    named = config(files, {"PIP_CONFIG_FILE": NAMED, "PIP_TIMEOUT": "7"})
    assert [one.value for one in named.settings] == ["1", "2", "5", "6", NAMED, "7"]
    assert [one.value for one in config(files, {"PIP_CONFIG_FILE": "/dev/null"}).settings] == ["/dev/null"]
    missing = config(files, {"PIP_CONFIG_FILE": "/nowhere"})
    assert [one.value for one in missing.settings] == ["1", "2", "3", "4", "5", "/nowhere"]


PLACES: list[tuple[str, str, dict[str, Any], str]] = [
    ("linux", "/srv/a/pip/pip.conf", {"XDG_CONFIG_DIRS": "/srv/a:/srv/b"}, "global"),
    ("linux", "/srv/b/pip/pip.conf", {"XDG_CONFIG_DIRS": "/srv/a::/srv/b"}, "global"),
    ("linux", "/srv/me/pip/pip.conf", {"XDG_CONFIG_HOME": "/srv/me"}, "user"),
    ("linux", "/usr/pip.conf", {"VIRTUAL_ENV": False, "PATH": "/usr/bin"}, "site"),
    ("macos", "/Library/Application Support/pip/pip.conf", {}, "global"),
    ("macos", "/Users/me/Library/Application Support/pip/pip.conf", {}, "user"),
    ("macos", "/Users/me/.config/pip/pip.conf", {}, "user"),
    ("macos", "/Users/me/.pip/pip.conf", {}, "legacy"),
    ("windows", r"C:\ProgramData\pip\pip.ini", {}, "global"),
    ("windows", r"C:\Users\me\pip\pip.ini", {}, "legacy"),
    ("windows", r"C:\Users\me\AppData\Roaming\pip\pip.ini", {}, "user"),
    ("windows", r"C:\Users\me\AppData\Roaming\pip\pip.ini", {"APPDATA": False, "PROGRAMDATA": False}, "user"),
    ("windows", r"C:\Users\me\shop\.venv\pip.ini", {}, "site"),
]


@pytest.mark.parametrize(("like", "path", "env", "origin"), PLACES)
def test_places(like: str, path: str, env: dict[str, Any], origin: str) -> None:
    settings = config({path: timeout(9)}, env, like).settings
    assert [(one.value, one.origin, one.path, one.line) for one in settings] == [("9", origin, path, 2)]


def test_a_folder_of_macos_hides_the_place_of_linux() -> None:
    files = {"/Users/me/Library/Application Support/pip/other": "", "/Users/me/.config/pip/pip.conf": timeout(1)}
    assert config(files, like="macos").settings == ()


def test_no_file_on_windows() -> None:
    files = {r"C:\Users\me\pip\pip.ini": timeout(1)}
    assert [one.name for one in config(files, {"PIP_CONFIG_FILE": "nul"}, "windows").settings] == ["config-file"]


def test_without_a_home_or_an_environment() -> None:
    found = config({SYSTEM: timeout(1), ".venv": False}, {"HOME": False, "VIRTUAL_ENV": False, "PATH": "/nowhere"})
    assert [one.origin for one in found.settings] == ["global"]


def test_where_the_environment_cannot_be_known() -> None:
    snap = snapshot({"files": {SYSTEM: timeout(1)}})
    broken = snapshot({"files": {SYSTEM: timeout(1)}, "env": {"PATH": False, "VIRTUAL_ENV": False}})
    assert snap.pip_config == broken.pip_config


def test_variables() -> None:
    env = {"PIP_VERSION": "1", "PIP_HELP": "1", "PIP_NO_DEPS": " 1 ", "PIP_INDEX_URL": "https://me:pw@index.example/"}
    assert [(one.section, one.name, one.value, one.variable) for one in config({}, env).settings] == [
        (":env:", "index-url", "https://me:****@index.example/", "PIP_INDEX_URL"),
        (":env:", "no-deps", "1", "PIP_NO_DEPS"),
    ]


MASKED = [
    ("https://index.example/simple", "https://index.example/simple"),
    ("https://me:p@ss@index.example/x", "https://me:****@index.example/x"),
    ("https://token@index.example/", "https://****@index.example/"),
    ("me:secret@proxy.example:3128", "me:****@proxy.example:3128"),
    ("https://a:b@one.example https://c:d@two.example", "https://a:****@one.example https://c:****@two.example"),
    ("https://index.example/pkg@1.0", "https://index.example/pkg@1.0"),
    ("me@example", "me@example"),
]


@pytest.mark.parametrize(("value", "shown"), MASKED)
def test_no_password_stays(value: str, shown: str) -> None:
    assert config({}, {"PIP_FIND_LINKS": value}).settings[0].value == shown


TRUTHS = [("y", True), ("YES", True), ("t", True), ("on", True), ("1", True), ("0", False), ("Off", False), ("2", None)]


@pytest.mark.parametrize(("value", "truth"), TRUTHS)
def test_truth(value: str, *, truth: bool | None) -> None:
    assert config({}, {"PIP_USER": value}).settings[0].truth is truth


EFFECTIVE: list[tuple[dict[str, Any], dict[str, Any], str | None]] = [
    ({}, {}, None),
    ({USER: "[global]\nuser = 1"}, {}, "1"),
    ({SYSTEM: "[install]\nuser = 1", USER: "[global]\nuser = 0"}, {}, "1"),
    ({SYSTEM: "[install]\nuser = 1", USER: "[install]\nuser = 0"}, {}, "0"),
    ({USER: "[install]\nuser = 1"}, {"PIP_USER": "0"}, "0"),
    ({USER: "[install]\nuser = 1"}, {"PIP_USER": ""}, "1"),
    ({SYSTEM: "[global]\nuser = 1", USER: "[global]\nuser ="}, {}, None),
    ({USER: "[download]\nuser = 1"}, {}, None),
]


@pytest.mark.parametrize(("files", "env", "value"), EFFECTIVE)
def test_which_one_holds(files: dict[str, Any], env: dict[str, Any], value: str | None) -> None:
    found = config(files, env).get("user")
    assert (found.value if found else None) == value


TEXTS = [
    "[global]\nuser = true\n",
    "[global]\nuser: true\n[install]\nNo_Deps=yes\n",
    "# comment\n; another\n[global]\n\ntimeout = 60 ; not a comment\n",
    "[install]\nfind-links =\n    /a\n    /b\n\nuser = 1\n",
    "[global]\nindex-url = https://index.example/?a=b\nproxy: http://proxy.example:80\n",
    "[global]\n--user = 1\n  trusted-host = a\n    b\n",
    "[global]\r\nuser = true\r\n",
    "[global]\nuser =\n",
]


@pytest.mark.parametrize("text", TEXTS)
def test_as_pip_reads_it(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pip._internal.configuration import Configuration

    file = tmp_path / "pip.conf"
    file.write_text(text, newline="")
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", str(file))
    oracle = Configuration(isolated=False)
    oracle.load()
    everything: Any = oracle._config
    said: dict[str, Any] = everything["env"]
    files = [one for one in said.values() if isinstance(one, dict)] or [said]  # older pips do not keep files apart
    expected = {(key, value.strip()) for one in files for key, value in one.items()}
    found = config({NAMED: text}, {"PIP_CONFIG_FILE": NAMED}).settings
    assert {(f"{one.section}.{one.name}", one.value) for one in found if one.path} == expected


def test_what_pip_would_refuse_is_passed_over() -> None:
    text = b"\xef\xbb\xbfstray = 1\n[global]\n\xff\xfe = \xff\nuser\n[install\nuser = 1\n"
    assert [(one.section, one.name, one.value) for one in config({USER: text}).settings] == [
        ("global", "\ufffd\ufffd", "\ufffd"),
        ("global", "user", ""),
        ("install", "user", "1"),
    ]


def test_a_folder_or_a_locked_file_is_no_configuration() -> None:
    changes = {"files": {f"{USER}/inside": "", LEGACY: timeout(1)}, "machine": {"unreadable": [LEGACY]}}
    assert snapshot(changes).pip_config.settings == ()
