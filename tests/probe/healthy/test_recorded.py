"""Where an environment's files say that it lies, in every form that its makers have written so far."""

from __future__ import annotations

import pytest

from envdoctor.probe.healthy import commands, editables, file_url, recorded
from envdoctor.testing import Machine

CYGWIN = """
if [ "${OSTYPE:-}" = "cygwin" ] || [ "${OSTYPE:-}" = "msys" ] ; then
    export VIRTUAL_ENV=$(cygpath "/work/a b")
else
    export VIRTUAL_ENV="/work/a b"
fi
"""
UV = """
VIRTUAL_ENV='/work/a b'
if ([ "$OSTYPE" = "cygwin" ] || [ "$OSTYPE" = "msys" ]) && $(command -v cygpath &> /dev/null) ; then
    VIRTUAL_ENV=$(cygpath -u "$VIRTUAL_ENV")
fi
export VIRTUAL_ENV
"""
HEALING = """
    CURRENT_ENV="$(realpath "${CURRENT_DIR}/../")" || return 1
        VIRTUAL_ENV="$CURRENT_ENV"
        unset CURRENT_ENV
    else
        VIRTUAL_ENV='/work/a b'
    fi
"""
RELOCATABLE = (
    """VIRTUAL_ENV=''"$(dirname -- "$(dirname -- "$(realpath -- "$SCRIPT_PATH")")")"''\nexport VIRTUAL_ENV\n"""
)

ACTIVATION: list[tuple[str, str, str]] = [
    ("activate", 'VIRTUAL_ENV="/work/a b"\nexport VIRTUAL_ENV\n', "/work/a b"),
    ("activate", "VIRTUAL_ENV=/work/a\nexport VIRTUAL_ENV\n", "/work/a"),
    ("activate", "VIRTUAL_ENV='/work/it'\"'\"'s $x'\n", "/work/it's $x"),
    ("activate", 'VIRTUAL_ENV="/work/a"\r\n', "/work/a"),
    ("activate", CYGWIN, "/work/a b"),
    ("activate", UV, "/work/a b"),
    ("activate", HEALING, "/work/a b"),
    ("activate", RELOCATABLE, ""),
    ("activate", 'VIRTUAL_ENV="$(cd "$(dirname "$0")/.." && pwd)"\n', ""),
    ("activate", 'VIRTUAL_ENV="relative/path"\n', ""),
    ("activate", "unset VIRTUAL_ENV\n", ""),
    ("activate.fish", 'set -gx VIRTUAL_ENV "/work/a b"\nset -gx VIRTUAL_ENV (cygpath -u "$X")\n', "/work/a b"),
    ("activate.fish", "set -gx VIRTUAL_ENV '/work/a b'\nset -gx VIRTUAL_ENV_PROMPT (basename $x)\n", "/work/a b"),
    ("activate.csh", "setenv VIRTUAL_ENV '/work/a b'\nsetenv VIRTUAL_ENV_PROMPT ''\n", "/work/a b"),
    ("activate.bat", '@echo off\nset "VIRTUAL_ENV=/work/a b"\n', "/work/a b"),
    ("activate.bat", '@for %%i in ("/work/a b") do @set "VIRTUAL_ENV=%%~fi"\n', "/work/a b"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "place"), ACTIVATION)
def test_activation(name: str, text: str, place: str) -> None:
    machine = Machine({"files": {f"/e/bin/{name}": text}})
    assert recorded.activation(machine, "/e/bin", name) == place


def test_no_activation_script() -> None:
    assert recorded.activation(Machine(), "/e/bin", "activate") == ""


COMMANDS: list[tuple[str, str]] = [
    ("/usr/bin/python3 -m venv /work/a b", "/work/a b"),
    ('/usr/bin/python3 -m venv --without-pip --prompt="my /own -x" /work/a', "/work/a"),
    ("/usr/bin/python3 -m venv --copies --clear --system-site-packages /work/a", "/work/a"),
    ("/usr/bin/python -m virtualenv /work/a b", "/work/a b"),
    (r"C:\Python312\python.exe -m venv C:\work\a b", r"C:\work\a b"),
    ("/usr/bin/python3 -m something /work/a", ""),
    ("", ""),
]


@pytest.mark.parametrize(("command", "place"), COMMANDS)
def test_command(command: str, place: str) -> None:
    assert recorded.command({"command": command}) == place


SHEBANGS: list[tuple[str, str]] = [
    ("#!/work/a/bin/python3\n", "/work/a"),
    ("#!/bin/sh\n'''exec' '/work/a b/bin/python' \"$0\" \"$@\"\n' '''\n", "/work/a b"),
    ("#!/work/a/bin/pypy3.10 -E\n", "/work/a"),
    ("#!/here/bin/python\n", "/here"),
    ("#!/usr/bin/python3\n", ""),
    ("#!/opt/python/python3\n", ""),
    ("#!/work/a/bin/perl\n", ""),
    ("#!/usr/bin/env python3\n", ""),
    ("#!python\n", ""),
    ("\x7fELF", ""),
]


@pytest.mark.parametrize(("head", "place"), SHEBANGS)
def test_place_of_commands(head: str, place: str) -> None:
    machine = Machine({"files": {"/here/bin/tool": head, "/here/pyvenv.cfg": ""}})
    assert commands.place(machine, "/here/bin", "/here") == place


def test_one_of_another_place_is_enough() -> None:
    heads = {"/here/bin/a": "#!/here/bin/python\n", "/here/bin/b": "#!/work/a/bin/python\n"}
    assert commands.place(Machine({"files": heads}), "/here/bin", "/here") == "/work/a"
    assert commands.place(Machine(), "/here/bin", "/here") == ""


def test_nothing_is_known_of_a_command_that_cannot_be_read() -> None:
    machine = Machine({"files": {"/e/bin/a": "#!/gone/bin/python\n"}, "machine": {"unreadable": ["/e/bin/a"]}})
    assert commands.fault(machine, "/e/bin/a") == ("", "")
    assert commands.interpreter(machine, "/e/bin/a") == ""


def test_editables_of_a_folder_that_is_not_there() -> None:
    assert list(editables._editables(Machine(), "/gone")) == []


def test_editables_on_windows() -> None:
    text = '{"url": "file:///C:/Users/me/my%20blog", "dir_info": {"editable": true}}'
    machine = Machine({"machine": {"like": "windows"}, "files": {r"C:\s\blog-1.dist-info\direct_url.json": text}})
    assert [one.folder for one in editables._editables(machine, r"C:\s")] == [r"C:\Users\me\my blog"]


URLS: list[tuple[str, str]] = [
    ("file:///home/me/my%20blog", "/home/me/my blog"),
    ("file://localhost/home/me/caf%C3%A9/", "/home/me/café"),
    ("file://server/share/blog", ""),
    ("https://example.org/blog", ""),
]


@pytest.mark.parametrize(("url", "folder"), URLS)
def test_file_urls(url: str, folder: str) -> None:
    assert file_url.folder(Machine(), url) == folder
