"""Faults of files, planted into an environment that pip itself has filled; the checks of the family say which it is."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from envdoctor.check import Tell
from envdoctor.engine import Report, run
from envdoctor.load import Source, sources
from envdoctor.probe import look
from envdoctor.probe.project import aim
from envdoctor.system import System
from tests import planted
from tests.wheels import digest, wheel

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="plants what happens to POSIX environments")
SOURCES = [source for source in sources(System()) if source.module.startswith("envdoctor_checks.installed.")]


class Desk(System):
    """This machine, with a person's shell that stands in a project."""

    def __init__(self, root: Path) -> None:
        super().__init__()
        self.cwd, self.terminal = str(root), True
        self.env = {"HOME": str(root.parent), "PATH": "/usr/bin:/bin", "SHELL": "/bin/bash"}

    def ancestors(self) -> list[str]:
        return ["bash"]


def judge(environment: Path, names: list[Source] = SOURCES) -> Report:
    desk = Desk(environment.parent)
    report = run(look(desk, aim(desk, ())), [source.load() for source in names], clock=lambda: 0.0)
    assert (report.skipped, report.failed) == ((), ())
    return report


def found(environment: Path) -> dict[str, str]:
    return {one.check: one.message for one in judge(environment).found}


def install(environment: Path, wheels: Path, *names: str) -> None:
    pip(environment, "install", "--no-index", "--find-links", wheels, *names)


def pip(environment: Path, *words: object) -> None:
    python = str(environment / "bin" / "python")
    command = [python, "-m", "pip", "--disable-pip-version-check", *map(str, words)]
    subprocess.run(command, check=True, capture_output=True, env={"PATH": os.environ["PATH"]})


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose environment pip has filled from wheels; made once, since that takes seconds."""
    project = tmp_path_factory.mktemp("original").resolve() / "shop"
    (project / ".git").mkdir(parents=True)
    subprocess.run([sys.executable, "-m", "venv", project / ".venv"], check=True)
    wheels = project.parent / "wheels"
    wheel(wheels, "anchor", "1.0", {"anchor/__init__.py": "", "anchor/core.py": "x = 1\n", "anchor/a,b.txt": "x"})
    wheel(wheels, "beacon", "2.0", {"beacon.py": "x = 2\n"}, headers="Requires-Dist: anchor\n")
    wheel(wheels, "cobalt", "3.0", {"space/cobalt/__init__.py": "", "tests/__init__.py": "cobalt = 1\n"})
    wheel(wheels, "drizzle", "4.0", {"space/drizzle/__init__.py": "", "tests/__init__.py": "drizzle = 1\n"})
    install(project / ".venv", wheels, "beacon", "cobalt", "drizzle")
    (project / "requirements.txt").write_text("beacon==2.0\ncobalt\ndrizzle\n")
    return project / ".venv"


@pytest.fixture
def environment(original: Path, tmp_path: Path) -> Path:
    """The same in a folder of its own, with all times as they were, and its place set right wherever it is named."""
    project = tmp_path.resolve() / "shop"
    subprocess.run(["cp", "-a", original.parent, project], check=True)
    for file in [project / ".venv" / "pyvenv.cfg", *(project / ".venv" / "bin").iterdir()]:
        if not file.is_symlink():
            file.write_bytes(file.read_bytes().replace(bytes(original), bytes(project / ".venv")))
    return project / ".venv"


def test_what_pip_has_filled_is_sound(original: Path, environment: Path) -> None:
    assert found(original) == {}
    assert found(environment) == {}


def test_its_use_changes_nothing(environment: Path) -> None:
    for cache in planted.site(environment).rglob("__pycache__"):
        shutil.rmtree(cache)
    subprocess.run([environment / "bin" / "python", "-c", "import beacon, anchor.core"], check=True)
    assert found(environment) == {}


def test_a_package_is_deleted(environment: Path) -> None:
    planted.package_deleted(environment, "anchor")
    assert found(environment) == {
        "files-missing": "all 3 files of anchor 1.0 are gone from .venv: it cannot be imported"
    }


def test_a_module_is_deleted(environment: Path) -> None:
    (planted.site(environment) / "beacon.py").unlink()
    assert found(environment) == {"files-missing": "beacon.py, all that there is of beacon 2.0, is gone from .venv"}


def test_one_file_is_deleted(environment: Path) -> None:
    (planted.site(environment) / "anchor" / "core.py").unlink()
    assert found(environment) == {"files-missing": "anchor/core.py, a file of anchor 1.0, is gone from .venv"}


def test_what_no_import_needs_is_deleted(environment: Path) -> None:
    (planted.site(environment) / "anchor" / "a,b.txt").unlink()
    shutil.rmtree(planted.site(environment) / "tests")
    assert found(environment) == {}


def test_a_module_is_altered(environment: Path) -> None:
    planted.source_altered(environment, "anchor/core.py")
    said = "anchor/core.py of anchor 1.0 in .venv was changed after it was installed"
    assert found(environment) == {"files-altered": said}


def test_an_install_was_interrupted(environment: Path) -> None:
    planted.left_over(environment, "anchor", "anchor-1.0.dist-info")
    both = found(environment)
    assert both.pop("dependency-missing")
    assert both == {"install-interrupted": "an interrupted pip left ~nchor and ~nchor-1.0.dist-info in .venv"}


def test_the_command_for_what_is_left_over_takes_it_away(environment: Path) -> None:
    planted.left_over(environment, "anchor", "anchor-1.0.dist-info")
    (left,) = [one for one in judge(environment).found if one.check == "install-interrupted"]
    (step,) = left.fixes[0].steps
    assert isinstance(step, Tell)
    subprocess.run(["bash", "-c", step.command], cwd=environment.parent, check=True)
    assert "install-interrupted" not in found(environment)


def test_two_distributions_own_a_file(environment: Path, tmp_path: Path) -> None:
    wheel(tmp_path, "rival", "1.0", {"beacon.py": "x = 3\n", "rival.py": ""})
    install(environment, tmp_path, "rival")
    said = found(environment)
    assert said.pop("package-undeclared")  # as it was never put into a file
    assert said == {"files-clobbered": "beacon 2.0 and rival 1.0 own the same file in .venv, beacon.py"}
    (one,) = [one for one in judge(environment).found if one.check == "files-clobbered"]
    assert one.detail.endswith("The one that is there now is that of rival.")
    # taking one away breaks the other, as the check says
    pip(environment, "uninstall", "--yes", "rival")
    assert found(environment) == {"files-missing": "beacon.py, all that there is of beacon 2.0, is gone from .venv"}


def test_the_same_content_clobbers_nothing(environment: Path, tmp_path: Path) -> None:
    wheel(tmp_path, "rival", "1.0", {"beacon.py": "x = 2\n"})
    install(environment, tmp_path, "rival")
    assert set(found(environment)) == {"package-undeclared"}


def test_an_editable_target_is_gone(environment: Path, tmp_path: Path) -> None:
    source = tmp_path / "my tools"
    source.mkdir()
    wheel(tmp_path, "tools", "1.0", {"__editable__.tools-1.0.pth": f"{source}\n"})
    install(environment, tmp_path, "tools")
    info = planted.site(environment) / "tools-1.0.dist-info"
    url = source.as_uri()
    assert "%20" in url
    (info / "direct_url.json").write_text(json.dumps({"dir_info": {"editable": True}, "url": url}))
    (environment.parent / "requirements.txt").write_text("beacon==2.0\ncobalt\ndrizzle\ntools\n")
    assert found(environment) == {}
    planted.editable_target_gone(environment, source)
    said = f"tools is installed in .venv as an editable package of {source}, which is gone"
    assert found(environment) == {"editable-target-missing": said.replace(str(tmp_path), "~", 1)}


def test_requirements_change(environment: Path) -> None:
    (environment.parent / "requirements.txt").write_text("beacon==2.1\ncobalt\ndrizzle\nember\nanchor\n")
    assert found(environment) == {
        "requirement-not-installed": "`ember` is not installed in .venv",
        "requirement-version-differs": ".venv has beacon 2.0, but requirements.txt asks for `beacon==2.1`",
    }


def test_hashes_are_those_of_pip(environment: Path) -> None:
    record = (planted.site(environment) / "anchor-1.0.dist-info" / "RECORD").read_text()
    assert f"anchor/core.py,{digest(b'x = 1' + chr(10).encode())}" in record
    assert '"anchor/a,b.txt",sha256=' in record
