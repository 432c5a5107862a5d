"""What the machines made of text are made of, against the real makers that are at hand."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from envdoctor.probe.pythons import pyvenv_cfg
from tests.makers import built
from tests.makers.disk import minor_of

VERSION = ".".join(map(str, sys.version_info[:3]))
# empty folders, what our machines have one wheel each in, and what uv leaves at its first install
LEFT_OUT = {"include", "__pycache__", "lib", ".lock"}

pytestmark = pytest.mark.skipif(os.name != "posix", reason="compares with what is made on POSIX")


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - LEFT_OUT


def written(folder: Path, maker: str, python: str) -> tuple[dict[str, str], dict[str, str]]:
    """Give what our maker writes for the same place, without packages."""
    one = {"path": str(folder), "maker": maker, "version": VERSION, "python": python, "packages": [], "pip": False}
    tables = built({"environments": [one], "project": "none"})
    return tables["files"], tables["links"]


def below(paths: set[str], folder: Path) -> set[str]:
    start = f"{folder}/"
    return {path[len(start) :].partition("/")[0] for path in paths if path.startswith(start)} - LEFT_OUT


def compare(real: Path, maker: str, python: str) -> None:
    files, links = written(real, maker, python)
    everything = {*files, *links}
    scripts = real / "bin"
    assert below(everything, scripts) == names(scripts)
    assert below(everything, real) | {"bin"} == names(real) | {"bin"}
    mine = pyvenv_cfg.parse(files[f"{real}/pyvenv.cfg"])
    theirs = pyvenv_cfg.parse((real / "pyvenv.cfg").read_text("utf-8"))
    assert set(mine) == set(theirs)
    told = {key: value for key, value in mine.items() if key in {"home", "version", "include-system-site-packages"}}
    assert told == {key: theirs[key] for key in told}
    for link in ("python", "python3", f"python{minor_of(VERSION)}"):
        assert links[f"{scripts}/{link}"] == os.readlink(scripts / link)
    place = re.compile(rf"^\s*(?:export )?VIRTUAL_ENV=[\"']?{re.escape(str(real))}[\"']?$", re.MULTILINE)
    assert place.search((scripts / "activate").read_text("utf-8"))
    assert place.search(files[f"{scripts}/activate"])


def test_venv(tmp_path: Path) -> None:
    python = f"{sys.base_prefix}/bin/python{minor_of(VERSION)}"
    real = tmp_path / "venv"
    subprocess.run([python, "-m", "venv", "--without-pip", str(real)], check=True)
    compare(real, "venv", python)


@pytest.mark.launchers
def test_virtualenv(tmp_path: Path) -> None:
    python = f"{sys.base_prefix}/bin/python{minor_of(VERSION)}"
    words = [sys.executable, "-m", "virtualenv", "-q", "--no-pip", "-p", python, str(tmp_path / "env")]
    subprocess.run(words, check=True)
    compare(tmp_path / "env", "virtualenv", python)


@pytest.mark.launchers
def test_uv(tmp_path: Path) -> None:
    python = f"{sys.base_prefix}/bin/python{minor_of(VERSION)}"
    uv = shutil.which("uv") or str(Path(sys.executable).parent / "uv")
    subprocess.run([uv, "venv", "-q", "-p", python, str(tmp_path / "env")], check=True)
    compare(tmp_path / "env", "uv", python)
