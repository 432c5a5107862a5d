"""Which program changes an environment's packages, where it has no pip."""

from __future__ import annotations

from typing import Any

import pytest

from envdoctor.cures import installing, pips
from envdoctor.facts import Snapshot
from envdoctor.facts.machine import Environment, Interpreter, Pip
from envdoctor.record import unknown
from envdoctor.testing import snapshot

NO_PIP = {
    ".venv/bin/pip": False,
    ".venv/bin/pip3": False,
    ".venv/lib/python3.12/site-packages/pip": False,
    ".venv/lib/python3.12/site-packages/pip-24.0.dist-info": False,
}
# an environment of Debian's own Python, which can bring no pip without another package
DEBIAN = {
    **NO_PIP,
    ".venv/pyvenv.cfg": "home = /usr/bin\ninclude-system-site-packages = false\nversion = 3.11.2\n",
    ".venv/lib/python3.11/site-packages/x.py": "",
    "/usr/lib/python3.11/ensurepip": False,
}
OF_DEBIAN = {".venv/bin/python": "/usr/bin/python3.11", ".venv/bin/python3.12": False, ".venv/bin/python3": "python"}
TARGET = ".venv/bin/python"
ENSURE = "python -m ensurepip --upgrade --default-pip && python -m pip install a"


def seen(files: dict[str, Any], **more: Any) -> tuple[Snapshot, Environment]:
    snap = snapshot({"files": files, **more})
    environment = snap.environments.judged
    assert environment is not None
    return snap, environment


@pytest.mark.parametrize(
    ("files", "links", "change", "expected"),
    [
        ({}, {}, {}, "python -m pip install a"),
        (NO_PIP, {}, {}, ENSURE),
        ({**NO_PIP, "/usr/bin/uv": ""}, {}, {}, f"uv pip install --python {TARGET} a"),
        ({**NO_PIP, "uv.lock": ""}, {}, {}, f"uv pip install --python {TARGET} a"),
        (
            NO_PIP,
            {},
            {"kind": "conda", "maker": "conda", "path": "/opt/e", "scripts": "/opt/e/bin"},
            "conda install --prefix /opt/e pip && /opt/e/bin/python -m pip install a",
        ),
        (NO_PIP, {}, {"kind": "conda", "maker": "pixi"}, "pixi add pip && python -m pip install a"),
        ({**DEBIAN, "/usr/bin/apt": ""}, OF_DEBIAN, {}, f"sudo apt install python3.11-venv && {ENSURE}"),
        (DEBIAN, OF_DEBIAN, {}, f"pip --python {TARGET} install a"),
        (
            {**DEBIAN, "/usr/bin/pip": False, "/usr/bin/pip3": False},
            OF_DEBIAN,
            {},
            f"uv pip install --python {TARGET} a",
        ),
    ],
)  # fmt: skip
def test_way(files: dict[str, Any], links: dict[str, Any], change: dict[str, Any], expected: str) -> None:
    snap, environment = seen(files, links=links)
    assert installing.install(snap, environment.replace(**change), "a") == expected


def test_a_snapshot_that_does_not_say_what_is_installed() -> None:
    snap, environment = seen(NO_PIP)
    snap.__dict__["?interpreters"] = unknown("they cannot be looked for")
    assert installing.install(snap, environment, "a") == f"uv pip install --python {TARGET} a"
    assert pips.restore(snap, environment.replace(pip=True), PIP) == "python -m pip " + AGAIN


def test_root_needs_no_sudo() -> None:
    snap, environment = seen({**DEBIAN, "/usr/bin/apt": ""}, links=OF_DEBIAN, machine={"user": 0})
    assert installing.install(snap, environment, "a") == f"apt install python3.11-venv && {ENSURE}"


def test_what_brings_pip() -> None:
    assert pips.bring(*seen(NO_PIP)) == (("python", "-m", "ensurepip", "--upgrade", "--default-pip"),)
    with_uv = seen({**NO_PIP, "/usr/bin/uv": ""})
    assert pips.bring(*with_uv) == (("uv", "pip", "install", "--python", TARGET, "pip"),)


AGAIN = "install --force-reinstall --no-deps pip"
PIP = Pip("/usr/bin/pip", Interpreter("/usr/bin/python3", "/usr/bin/python3.11", "/usr", "/usr 3.11", "base", "3.11.2"))


def test_restore_where_the_environment_is_not_on_path() -> None:
    snap, environment = seen({".venv/bin/pip": False, ".venv/bin/pip3": False})
    assert pips.restore(snap, environment, PIP) == "python -m pip " + AGAIN
    snap.__dict__["shell"] = snap.shell.replace(path=("/usr/bin",))
    assert pips.restore(snap, environment, PIP) == ""
