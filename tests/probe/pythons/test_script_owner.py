"""The first lines of scripts, in every form that an installer writes them."""

from __future__ import annotations

from typing import Any

import pytest

from envdoctor.probe.pythons.script_owner import owner
from envdoctor.record import CannotKnow
from envdoctor.testing import Machine

E = "/opt/e/bin"
LONG = "/opt/" + "x" * 130 + "/bin"
SPACE, QUOTE = "/opt/my env/bin", "/opt/it's mine/bin"
FILES: dict[str, Any] = {f"{folder}/python3.12": "" for folder in (E, LONG, SPACE, QUOTE)} | {f"{E}/python": ""}


def through(interpreter: str) -> str:
    return f"#!/bin/sh\n'''exec' {interpreter} \"$0\" \"$@\"\n' '''\nimport sys\n"


BESIDE = '"$(dirname -- "$(realpath -- "$0")")"'
# what it is, the head of /opt/e/bin/pip, the Python it belongs to
OWNED = [
    ("plain", "#!/opt/e/bin/python3.12\nimport sys\n", f"{E}/python3.12"),
    ("with an option, as pipx writes it", "#!/opt/e/bin/python -E\nimport sys\n", f"{E}/python"),
    ("with several", "#!/opt/e/bin/python -I -s\n", f"{E}/python"),
    ("with a space behind `#!`", "#! /opt/e/bin/python\n", f"{E}/python"),
    ("without a second line", "#!/opt/e/bin/python", f"{E}/python"),
    ("a space in the path, and the line taken as a whole", f"#!{SPACE}/python3.12\n", f"{SPACE}/python3.12"),
    ("env", "#!/usr/bin/env python3\n", "/usr/bin/python3"),
    ("env -S", "#!/usr/bin/env -S python3 -E\n", "/usr/bin/python3"),
    ("env -S in one word", "#!/usr/bin/env -Spython3 -E\n", "/usr/bin/python3"),
    ("env with a variable", "#!/usr/bin/env -S A=1 python3\n", "/usr/bin/python3"),
    ("trampoline, bare", through(f"{LONG}/python3.12"), f"{LONG}/python3.12"),
    ("trampoline, bare, an option", through(f"{E}/python -E"), f"{E}/python"),
    ("trampoline, double quotes", through(f'"{SPACE}/python3.12"'), f"{SPACE}/python3.12"),
    ("trampoline, double quotes, an apostrophe", through(f'"{QUOTE}/python3.12"'), f"{QUOTE}/python3.12"),
    ("trampoline, single quotes", through(f"'{SPACE}/python3.12'"), f"{SPACE}/python3.12"),
    ("trampoline, '\"'\"'", through("'/opt/it'\"'\"'s mine/bin/python3.12'"), f"{QUOTE}/python3.12"),
    ("trampoline, '\\''", through("'/opt/it'\\''s mine/bin/python3.12'"), f"{QUOTE}/python3.12"),
    ("trampoline, an option behind the quotes", through(f"'{E}/python' -E"), f"{E}/python"),
    ("relocatable, as uv writes it", through(f"{BESIDE}/'python'"), f"{E}/python"),
    ("relocatable, without quotes", through(f"{BESIDE}/python3.12"), f"{E}/python3.12"),
]

UNOWNED = [
    ("ELF", b"\x7fELF\2\1", "/opt/e/bin/pip is a program of its own, not a script"),
    ("Mach-O", b"\xcf\xfa\xed\xfe", "/opt/e/bin/pip is a program of its own, not a script"),
    ("Mach-O for two processors", b"\xca\xfe\xba\xbe", "/opt/e/bin/pip is a program of its own, not a script"),
    ("no header", "import sys\n", "/opt/e/bin/pip does not begin with `#!`"),
    ("a mark of UTF-8 first", "\ufeff#!/opt/e/bin/python\n", "/opt/e/bin/pip does not begin with `#!`"),
    ("empty", "", "/opt/e/bin/pip does not begin with `#!`"),
    ("CRLF", "#!/opt/e/bin/python\r\n", "the first line of /opt/e/bin/pip ends in a carriage return"),
    ("not rewritten", "#!python\n", "/opt/e/bin/pip was copied from its wheel without naming a Python"),
    ("not rewritten, a window", "#!pythonw\n", "/opt/e/bin/pip was copied from its wheel without naming a Python"),
    ("a shell script", "#!/bin/sh\nexec python -m pip\n", "/opt/e/bin/pip is run by /bin/sh, which is no Python"),
    ("bash by env", "#!/usr/bin/env bash\n", "/opt/e/bin/pip is run by bash, which is no Python"),
    ("env, not on PATH", "#!/usr/bin/env python3.7\n", "/opt/e/bin/pip needs python3.7, which is not on PATH"),
    ("env alone", "#!/usr/bin/env\n", "/opt/e/bin/pip uses `env` in a way that says no Python"),
    ("env with an option", "#!/usr/bin/env -i python3\n", "/opt/e/bin/pip uses `env` in a way that says no Python"),
    ("nothing behind `#!`", "#!\n", "/opt/e/bin/pip is run by , which is no Python"),
    ("gone", "#!/opt/gone/bin/python3\n", "/opt/e/bin/pip needs /opt/gone/bin/python3, which does not exist"),
    ("a folder", "#!/opt/e/bin/python3.99\n", "/opt/e/bin/pip needs /opt/e/bin/python3.99, which does not exist"),
]


def machine(head: str | bytes) -> Machine:
    return Machine({"files": {**FILES, f"{E}/pip": head, f"{E}/python3.99/inside": ""}})


def find(word: str) -> str:
    return {"python3": "/usr/bin/python3"}.get(word, "")


@pytest.mark.parametrize(("head", "python"), [row[1:] for row in OWNED], ids=[row[0] for row in OWNED])
def test_owned(head: str, python: str) -> None:
    assert owner(machine(head), f"{E}/pip", find) == python


@pytest.mark.parametrize(("head", "reason"), [row[1:] for row in UNOWNED], ids=[row[0] for row in UNOWNED])
def test_not_owned(head: str | bytes, reason: str) -> None:
    with pytest.raises(CannotKnow) as raised:
        owner(machine(head), f"{E}/pip", find)
    assert str(raised.value) == reason


def test_a_relocatable_script_is_followed_to_where_it_lies() -> None:
    script = '#!/bin/sh\n\'\'\'exec\' "$(dirname -- "$(realpath -- "$0")")"/\'python\' "$0" "$@"\n'
    linked = Machine({"files": {**FILES, f"{E}/pip": script}, "links": {"/home/me/.local/bin/pip": f"{E}/pip"}})
    assert owner(linked, "/home/me/.local/bin/pip", find) == f"{E}/python"


def test_what_cannot_be_read() -> None:
    locked = Machine({"files": {f"{E}/pip": "#!/x\n"}, "machine": {"unreadable": [f"{E}/pip"]}})
    with pytest.raises(CannotKnow, match="cannot be read: Permission denied"):
        owner(locked, f"{E}/pip", find)
