"""Where an environment keeps its packages."""

from __future__ import annotations

from typing import Any

import pytest

from envdoctor.facts.machine import Environment
from envdoctor.probe.dists.sites import sites
from envdoctor.testing import Machine


def found(files: dict[str, Any], links: dict[str, str], python: str, base: str = "", like: str = "linux") -> list[str]:
    system = Machine({"machine": {"like": like}, "files": files, "links": links})
    top = system.at("env")
    environment = Environment(
        path=top, identity=top, name="env", kind="venv", maker="venv", python=python, base=base, system_packages=False,
        pip=True, scripts="", activators=(),
    )  # fmt: skip
    return [one.removeprefix(top)[1:] for one in sites(system, environment)]


@pytest.mark.parametrize(
    ("files", "links", "python", "expected"),
    [
        (["lib/python3.12/site-packages"], {"lib64": "lib"}, "3.12.4", ["lib/python3.12/site-packages"]),
        (["lib/python3.12/site-packages", "lib64/python3.12/site-packages"], {}, "3.12.4",
         ["lib/python3.12/site-packages", "lib64/python3.12/site-packages"]),
        (["lib/python3.12/site-packages", "lib64/other"], {}, "3.12.4", ["lib/python3.12/site-packages"]),
        (["lib/python3.11/site-packages", "lib/python3.12/site-packages"], {}, "3.12",
         ["lib/python3.12/site-packages"]),
        (["lib/python3.11/site-packages", "lib/python3.12/site-packages"], {}, "", []),
        # the link that conda makes
        (["lib/python3.12/site-packages"], {"lib/python3.1": "python3.12"}, "", ["lib/python3.12/site-packages"]),
        (["lib/pypy3.10/site-packages"], {}, "3.10", ["lib/pypy3.10/site-packages"]),
        (["site-packages"], {}, "3.6", ["site-packages"]),
        (["lib/python3/site-packages", "lib/pythonic/site-packages"], {}, "3.12", []),
        ([], {}, "3.12", []),
    ],
)  # fmt: skip
def test_posix(files: list[str], links: dict[str, str], python: str, expected: list[str]) -> None:
    there = {f"env/{one}/x.py": "" for one in files}
    assert found(there, {f"env/{one}": to for one, to in links.items()}, python) == expected


@pytest.mark.parametrize(
    ("base", "expected"), [("/usr/bin/python3.13t", "python3.13t"), ("/usr/bin/python3.13", "python3.13")]
)
def test_free_threaded(base: str, expected: str) -> None:
    both = {f"env/lib/{name}/site-packages/x.py": "" for name in ("python3.13", "python3.13t")}
    assert found(both, {}, "3.13.1", base) == [f"lib/{expected}/site-packages"]


def test_windows() -> None:
    assert found({r"env\Lib\site-packages\x.py": ""}, {}, "3.12", like="windows") == [r"Lib\site-packages"]
    # MSYS2 lays it out as on POSIX
    msys = {r"env\lib\python3.12\site-packages\x.py": ""}
    assert found(msys, {}, "3.12", like="windows") == [r"lib\python3.12\site-packages"]
