"""Fixes pasted as they stand into a real shell, in real environments: before, the fault; after, silence."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.test_sample_project import MINOR, judge, other_python, shell
from tests.wheels import wheel

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="makes POSIX environments and talks to bash")
ACTIVATE = ". .venv/bin/activate"
SITE = f"lib/python{sys.version_info.major}.{sys.version_info.minor}/site-packages"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of wheels, which is all that pip finds here."""
    folder = tmp_path_factory.mktemp("wheels")
    for version in ("1.0", "2.0", "3.0"):
        files = {"tools/__init__.py": f"V = '{version}'\n", f"tools/only_{version[0]}.py": ""}
        wheel(folder, "tools", version, files)
    wheel(folder, "asker", "1.0", {"asker.py": ""}, headers="Requires-Dist: tools<2\n")
    wheel(folder, "asker", "2.0", {"asker.py": ""}, headers="Requires-Dist: tools>=2\n")
    wheel(folder, "narrow", "1.0", {"narrow.py": ""}, headers="Requires-Python: <3.9\n")
    wheel(folder, "narrow", "1.5", {"narrow.py": ""})
    wheel(folder, "narrow", "2.0", {"narrow.py": ""})
    wheel(folder, "view", "1.0", {"cv/__init__.py": "W = 1\n"})
    wheel(folder, "view_headless", "1.0", {"cv/__init__.py": "W = 0\n"})
    return folder


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory, index: Path) -> Path:
    """A project with an environment, made once."""
    root = tmp_path_factory.mktemp("original").resolve() / "my shop"
    root.mkdir()
    (root / ".gitignore").write_text(".venv\n")
    subprocess.run([sys.executable, "-m", "venv", root / ".venv"], check=True)
    (root / ".venv/pip.conf").write_text(
        f"[global]\nno-index = true\nfind-links = {index}\ndisable-pip-version-check = true\n"
    )
    return root


@pytest.fixture
def project(original: Path, tmp_path: Path) -> Path:
    """The same in a folder of its own, with its place set right wherever it is named."""
    root = tmp_path.resolve() / "my shop"
    shutil.copytree(original, root, symlinks=True)
    for file in [root / ".venv/pyvenv.cfg", *(root / ".venv/bin").iterdir()]:
        data = file.read_bytes()
        if not file.is_symlink() and bytes(original) in data:
            file.write_bytes(data.replace(bytes(original), bytes(root)))
    return root


def pip(project: Path, *words: str | Path) -> None:
    environ = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    subprocess.run([project / ".venv/bin/python", "-m", "pip", "-q", *words], env=environ, check=True)


def version(project: Path, module: str) -> str:
    words = [str(project / ".venv/bin/python"), "-c", f"import {module}; print({module}.V)"]
    said: str = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    return said.strip()


def found(project: Path, before: str) -> dict[str, Any]:
    _, report = judge(project, before)
    return {one["check"]: one for one in report["findings"]}


def mended(project: Path, check: str, before: str = ACTIVATE, after: str = "") -> str:
    """Find a fault, paste what its fix says, and find nothing any more; give the command."""
    one = found(project, before)
    assert list(one) == [check]
    (fix,) = one[check]["fixes"]
    command = " && ".join(step["command"] for step in fix["steps"])
    status, said = shell(project, f"{before} && {command}")
    assert status == 0, said
    assert found(project, after or before) == {}
    return command


def doubled(project: Path) -> tuple[Path, Path]:
    """Install one version over another, as an upgrade does that is cut short; give both metadata folders."""
    site = project / ".venv" / SITE
    pip(project, "install", "tools==1.0")
    shutil.copytree(site / "tools-1.0.dist-info", project / "kept")
    shutil.copy(site / "tools/only_1.py", project / "only_1.py")
    pip(project, "install", "tools==2.0")
    old = (project / "kept").rename(site / "tools-1.0.dist-info")
    (project / "only_1.py").rename(site / "tools/only_1.py")
    return old, site / "tools-2.0.dist-info"


def own(old: Path, new: Path) -> None:
    del old, new


def shared(old: Path, new: Path) -> None:
    shutil.copy(new / "RECORD", old / "RECORD")


def without(old: Path, new: Path) -> None:
    (old / "RECORD").unlink()
    del new


def neither(old: Path, new: Path) -> None:
    (old / "RECORD").unlink()
    (new / "RECORD").unlink()


@pytest.mark.parametrize("records", [own, shared, without, neither])
def test_metadata_duplicated(project: Path, records: Callable[[Path, Path], None]) -> None:
    records(*doubled(project))
    mended(project, "metadata-duplicated")
    assert version(project, "tools") == "2.0"
    assert [one.name for one in (project / ".venv" / SITE).glob("tools-*")] == ["tools-2.0.dist-info"]


def test_metadata_duplicated_of_what_is_pinned(project: Path) -> None:
    (project / "requirements.txt").write_text("tools==1.0\n")
    shared(*doubled(project))
    mended(project, "metadata-duplicated")
    assert version(project, "tools") == "1.0"


def test_no_pip_and_no_uv(project: Path) -> None:
    pip(project, "install", "asker==2.0", "tools==2.0")
    (project / "requirements.txt").write_text("asker==2.0\n")
    pip(project, "uninstall", "--yes", "tools")
    pip(project, "uninstall", "--yes", "pip")
    with (project / ".venv/pyvenv.cfg").open("a") as file:
        file.write("uv = 0.5.0\n")
    command = mended(project, "dependency-missing")
    assert command.startswith("python -m ensurepip --upgrade --default-pip && python -m pip install ")


def test_dependency_conflict_within_a_range_of_the_project(project: Path) -> None:
    (project / "requirements.in").write_text("tools<3\nasker\n")
    pip(project, "install", "--no-deps", "asker==2.0", "tools==1.0")
    mended(project, "dependency-conflict")
    assert version(project, "tools") == "2.0"  # and not 3.0, which asker would take too


def test_dependency_conflict_with_a_pin(project: Path) -> None:
    """What is pinned stays, and the one that cannot use it gives way."""
    (project / "requirements.txt").write_text("tools==1.0\n")
    pip(project, "install", "--no-deps", "asker==2.0", "tools==1.0")
    mended(project, "dependency-conflict")
    assert version(project, "tools") == "1.0"
    status, said = shell(project, f"{ACTIVATE} && pip install -r requirements.txt")
    assert status == 0, said
    assert found(project, ACTIVATE) == {}


def test_python_unsupported_by_a_package_of_a_range(project: Path) -> None:
    (project / "requirements.in").write_text("narrow<2\n")
    pip(project, "install", "--ignore-requires-python", "narrow==1.0")
    command = mended(project, "python-unsupported-by-package")
    assert command.endswith(" --no-deps 'narrow<2'")
    assert (project / ".venv" / SITE / "narrow-1.5.dist-info").is_dir()


@pytest.mark.skipif(not other_python()[0], reason="there is one Python alone here")
def test_python_unsupported_by_a_package_that_is_pinned(project: Path, tmp_path: Path) -> None:
    """What is pinned stays: the environment is made with a Python that it supports."""
    wheels = tmp_path / "wheels"
    wheel(wheels, "picky", "1.0", {"picky.py": ""}, headers=f"Requires-Python: !={MINOR}.*\n")
    (project / "requirements.txt").write_text("picky==1.0\n")
    pip(project, "install", "--find-links", wheels, "--ignore-requires-python", "picky==1.0")
    found_here = f"export PIP_NO_INDEX=1 PIP_FIND_LINKS='{wheels}'"
    command = mended(project, "python-unsupported-by-package", f"{found_here} && {ACTIVATE}")
    assert " -m venv --clear .venv && " in command


def test_files_clobbered(project: Path) -> None:
    pip(project, "install", "view", "view_headless")
    pip(project, "install", "--force-reinstall", "view")
    mended(project, "files-clobbered")
    assert (project / ".venv" / SITE / "cv/__init__.py").read_text() == "W = 1\n"


def test_environment_shared(project: Path) -> None:
    other = project.parent / "blog"
    other.mkdir()
    (other / "pyproject.toml").write_text("[project]\nname = 'blog'\n")
    pip(project, "install", "tools==1.0")
    site = project / ".venv" / SITE
    info = (site / "tools-1.0.dist-info").rename(site / "blog-1.0.dist-info")
    shutil.rmtree(site / "tools")
    files = {
        info / "METADATA": "Metadata-Version: 2.1\nName: blog\nVersion: 1.0\n",
        info / "direct_url.json": f'{{"dir_info": {{"editable": true}}, "url": "{other.as_uri()}"}}',
        info / "RECORD": "".join(f"{name},,\n" for name in (
            "__editable__.blog-1.0.pth", *(f"blog-1.0.dist-info/{one}" for one in (
                "METADATA", "WHEEL", "RECORD", "INSTALLER", "REQUESTED", "direct_url.json")),
        )),
        site / "__editable__.blog-1.0.pth": f"{other}\n",
    }  # fmt: skip
    for file, text in files.items():
        file.write_text(text)
    assert "environment-shared" in found(project, ACTIVATE)
    command = found(project, ACTIVATE)["environment-shared"]["fixes"][0]["steps"][0]["command"]
    status, said = shell(project, f"{ACTIVATE} && yes | {command}")  # it asks before it does
    assert status == 0, said
    assert found(project, ACTIVATE) == {}
    assert (other / "pyproject.toml").exists()


def test_pip_of_another_python_in_front(project: Path) -> None:
    bin_ = project.parent / "bin"
    bin_.mkdir()
    (bin_ / "pip").write_text("#!/usr/bin/python3\nimport sys\n")
    (bin_ / "pip").chmod(0o755)
    before = f"{ACTIVATE} && PATH='{bin_}':$PATH"
    one = found(project, before)
    assert list(one) == ["pip-of-another-python"]
    command = one["pip-of-another-python"]["fixes"][0]["steps"][0]["command"]
    assert found(project, f"{before} && {command}") == {}


def test_pip_of_another_python_by_its_first_line(project: Path) -> None:
    script = project / ".venv/bin/pip"
    script.write_text("#!/usr/bin/python3\n" + script.read_text().partition("\n")[2])
    one = found(project, ACTIVATE)
    command = one["pip-of-another-python"]["fixes"][0]["steps"][0]["command"]
    assert command.endswith("python -m pip install --force-reinstall --no-deps pip")


def test_broken_and_not_active(project: Path) -> None:
    """One paste makes it again and activates it: nothing else in the report would say so."""
    (project / "requirements.txt").write_text("")
    (project / ".venv/pyvenv.cfg").unlink()
    one = found(project, "true")
    assert list(one) == ["environment-without-config"]
    command = one["environment-without-config"]["fixes"][0]["steps"][0]["command"]
    assert command.endswith(" && source .venv/bin/activate")
    assert found(project, f"{{ {command}; }} >/dev/null 2>&1") == {}


def test_project_in_a_synced_folder(project: Path) -> None:
    home = project.parent
    (home / ".dropbox").mkdir()
    (home / ".dropbox/info.json").write_text(f'{{"personal": {{"path": "{project}"}}}}')
    before = f"export HOME='{home}' && {ACTIVATE}"
    mended(project, "project-in-synced-folder", before)
    assert (project / ".venv").is_symlink()
    assert not shell(project, f"{before} && pip --version")[0]
