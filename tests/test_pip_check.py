"""On a large environment of real distributions, the unmet requirements are those that pip and uv find, and no others.

Needs uv, of the dependency group `launchers`, and a package index.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from packaging.requirements import Requirement

from envdoctor.facts import Snapshot
from envdoctor.facts.distributions import normal
from envdoctor.facts.project import Aim
from envdoctor.probe import look
from envdoctor.system import System
from tests.test_launchers import tool

if TYPE_CHECKING:
    from collections.abc import Iterator

    from envdoctor.facts.distributions import Distributions

    Pairs = set[tuple[str, str, str]]  # who requires, what, and in which versions

NAMES = Path(__file__).parent / "cases" / "distributions.txt"
LEAST = 300
GONE = ("markupsafe", "typing-extensions", "urllib3")
OLD = ("certifi==2017.4.17", "click==7.0", "idna==2.0", "packaging==21.0", "platformdirs==2.0.0", "requests==2.20.0")

pytestmark = [
    pytest.mark.launchers,
    pytest.mark.skipif(sys.platform == "win32", reason="some of these distributions are not built for it"),
]


def uv(*words: str | Path) -> str:
    done = subprocess.run([tool("uv"), *map(str, words)], capture_output=True, text=True, check=False)
    assert done.returncode == 0 or "check" in words, done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A project with an environment of hundreds of distributions, which is taken away at the end."""
    root = tmp_path_factory.mktemp("large")
    uv("venv", "--quiet", "--python", sys.executable, root / ".venv")
    uv("pip", "install", "--quiet", "--python", root / ".venv", "-r", NAMES)
    yield root
    shutil.rmtree(root)


def snapshot(root: Path) -> Snapshot:
    return look(System(), Aim(root=str(root), environment=".venv"))


def seen(root: Path) -> Distributions:
    return snapshot(root).distributions


def pairs(found: Distributions) -> Pairs:
    """What is unmet, but for what only extras require: pip and uv do not know of those."""
    return {(normal(one.dependent), one.key, one.specifier) for one in found.unmet if not one.extra}


def by_pip(root: Path) -> tuple[set[tuple[str, str]], Pairs]:
    """What pip finds missing, which it names without versions; and what it finds in conflict."""
    python = root / ".venv" / "bin" / "python"
    words = [sys.executable, "-m", "pip", "--python", str(python), "--disable-pip-version-check", "check"]
    said = subprocess.run(words, capture_output=True, text=True, check=False).stdout
    missing = re.findall(r"^(\S+) \S+ requires (\S+), which is not installed\.$", said, re.MULTILINE)
    conflicts = re.findall(r"^(\S+) \S+ has requirement (.+), but you have \S+ \S+\.$", said, re.MULTILINE)
    assert len(missing) + len(conflicts) == len(said.splitlines()) or "No broken requirements" in said
    return {(normal(who), normal(what)) for who, what in missing}, set(map(pair, conflicts))


def by_uv(root: Path) -> Pairs:
    said = uv("pip", "check", "--python", root / ".venv")
    return set(map(pair, re.findall(r"^The package `(\S+)` requires `([^`]+)`, but", said, re.MULTILINE)))


def pair(said: tuple[str, str]) -> tuple[str, str, str]:
    asked = Requirement(said[1])
    return normal(said[0]), normal(asked.name), str(asked.specifier)


def agree(root: Path) -> Pairs:
    found = seen(root)
    mine = pairs(found)
    missing, conflicts = by_pip(root)
    gone = {one.key for one in found.unmet if not one.found}
    assert {(who, what) for who, what, _ in mine if what in gone} == missing
    assert {one for one in mine if one[1] not in gone} == conflicts
    assert mine == by_uv(root)
    return mine


def test_the_same_as_pip_and_uv(project: Path) -> None:
    found = seen(project)
    assert len(found.distributions) >= LEAST
    assert not agree(project)
    assert found.sound, (found.other_python, found.doubled, found.unreadable)
    records = snapshot(project).records
    assert records.sound, records  # hundreds of real wheels, of which dozens are compiled

    uv("pip", "uninstall", "--quiet", "--python", project / ".venv", *GONE)
    uv("pip", "install", "--quiet", "--python", project / ".venv", "--no-deps", *OLD)
    unmet = agree(project)
    assert {*GONE, *(one.partition("==")[0] for one in OLD)} <= {what for _, what, _ in unmet}
    # what extras require is about the same few, each asked for by somebody
    broken = seen(project)
    assert {one.key for one in broken.unmet if one.extra} <= {what for _, what, _ in unmet}
    assert all(one.asked for one in broken.unmet if one.extra)
    assert (broken.other_python, broken.doubled, broken.unreadable) == ((), (), ())


def test_what_the_files_say_is_what_importlib_reads(project: Path) -> None:
    """The quick reading of METADATA against the parser of the standard library, header by header."""
    from importlib.metadata import PathDistribution

    for one in seen(project).distributions:
        said = PathDistribution(Path(one.folder)).metadata
        assert (one.name, one.version) == (said["Name"], said["Version"])
        assert one.requires == tuple(said.get_all("Requires-Dist") or ())
        assert one.python == (said["Requires-Python"] or "")
