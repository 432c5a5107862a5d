"""A project's environment, wherever its manager keeps it: each manager is asked itself, and envdoctor has to agree.

Needs uv, which fetches the managers, git, and a package index.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from envdoctor.facts.interpreters import Installation
from envdoctor.probe import look
from envdoctor.probe.project import aim
from envdoctor.system import System
from tests.test_launchers import KEPT, tool

pytestmark = [
    pytest.mark.launchers,
    pytest.mark.skipif(sys.platform == "win32", reason="makes POSIX environments"),
    pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed here"),
]
PROJECT = """\
[project]
name = "my-shop"
version = "1.0"
requires-python = ">=3.10"
dependencies = []
"""
BUILT = PROJECT + '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n'


class Desk:
    """A home directory with one project, and a Python that is first on PATH."""

    def __init__(self, home: Path, tools: Path, python: str) -> None:
        self.tools = tools
        self.home, self.project = home, home / "code" / "My Shop"
        self.more: dict[str, str] = {}  # variables
        self.project.mkdir(parents=True)
        self.bin = home / "bin"
        self.bin.mkdir()
        self.use(python)
        (self.bin / "git").symlink_to(tool("git"))
        self.run("git", "init", "--quiet")

    def use(self, python: str) -> None:
        """Make a Python the first one on PATH."""
        for name in ("python", "python3"):
            (self.bin / name).unlink(missing_ok=True)
            (self.bin / name).symlink_to(python)

    def write(self, name: str, text: str) -> None:
        (self.project / name).write_text(text, "utf-8")

    def env(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if KEPT.fullmatch(name)}
        path = os.pathsep.join([str(self.bin), "/usr/bin", "/bin"])
        cache = os.environ.get("UV_CACHE_DIR") or str(Path.home() / ".cache" / "uv")  # the tools are fetched once
        return {**kept, "HOME": str(self.home), "PATH": path, "LC_ALL": "C.UTF-8", "UV_CACHE_DIR": cache, **self.more}

    def run(self, *words: str | Path, **more: str) -> str:
        done = subprocess.run(
            list(map(str, words)),
            cwd=self.project,
            env={**self.env(), "UV_PYTHON_DOWNLOADS": "never", **more},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=170,
            check=False,
        )
        assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
        return done.stdout.decode()

    def manager(self, name: str, *words: str | Path) -> str:
        """Run a manager by its path, so that PATH stays as it is, and give the last line it writes."""
        program = self.tools / "bin" / name
        if not program.exists():
            where = {"UV_TOOL_DIR": str(self.tools / name), "UV_TOOL_BIN_DIR": str(self.tools / "bin")}
            self.run(tool("uv"), "tool", "install", "--quiet", "--python", base(), name, **where)
        return self.run(program, *words).strip().rpartition("\n")[2]

    def found(self) -> str:
        """Give the environment that envdoctor takes for the project's."""
        said = self.run(sys.executable, "-m", "envdoctor", "info", "--output-format", "json")
        project = json.loads(said)["environment"]["project"]
        return project["path"] if project else ""


def base() -> str:
    return os.path.realpath(getattr(sys, "_base_executable", sys.executable))


@pytest.fixture(scope="module")
def tools(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tools")


@pytest.fixture
def desk(tmp_path: Path, tools: Path) -> Desk:
    return Desk(tmp_path.resolve() / "home", tools, base())


def test_uv(desk: Desk) -> None:
    desk.write("pyproject.toml", PROJECT)
    desk.run(tool("uv"), "sync", "--quiet")
    assert desk.found() == str(desk.project / ".venv")


def test_uv_in_a_workspace(desk: Desk) -> None:
    desk.write("pyproject.toml", PROJECT + '[tool.uv.workspace]\nmembers = ["packages/*"]\n')
    member = desk.project / "packages" / "one"
    member.mkdir(parents=True)
    (member / "pyproject.toml").write_text(PROJECT.replace("my-shop", "one"), "utf-8")
    desk.more["UV_PROJECT_ENVIRONMENT"] = "envs/dev"
    whole, desk.project = desk.project, member
    desk.run(tool("uv"), "sync", "--quiet")
    assert desk.found() == str(whole / "envs" / "dev")


def test_poetry(desk: Desk) -> None:
    desk.write("pyproject.toml", PROJECT)
    desk.manager("poetry", "install", "--no-root", "--no-interaction")
    assert desk.found() == desk.manager("poetry", "env", "info", "--path")
    desk.write("poetry.toml", "[virtualenvs]\nin-project = false\n")
    (desk.project / ".venv").mkdir()
    desk.run(tool("uv"), "venv", "--quiet", "--clear", ".venv")
    assert desk.found() == desk.manager("poetry", "env", "info", "--path")


def others() -> list[Installation]:
    """Give a Python of each minor version that is installed here."""
    system = System()
    found: dict[str, Installation] = {}
    for one in look(system, aim(system, ())).interpreters.installations:
        minor = ".".join(one.version.split(".")[:2])
        if one.kind == "base" and minor in {"3.10", "3.11", "3.12", "3.13", "3.14"} and one.prefix != "/usr":
            found.setdefault(minor, one)
    return list(found.values())


def test_poetry_with_several(desk: Desk) -> None:
    pythons = others()[:3]
    if len(pythons) < 2:
        pytest.skip("there is but one Python here")
    desk.write("pyproject.toml", PROJECT + "[tool.poetry]\npackage-mode = false\n")
    for one in pythons:
        desk.manager("poetry", "env", "use", one.python)
        assert desk.found() == desk.manager("poetry", "env", "info", "--path")
    listed = Path(desk.found()).parent / "envs.toml"
    listed.unlink()
    for one in pythons:
        desk.use(one.python)
        assert desk.found() == desk.manager("poetry", "env", "info", "--path")


def test_pdm(desk: Desk) -> None:
    desk.write("pyproject.toml", PROJECT + "[tool.pdm]\ndistribution = false\n")
    desk.manager("pdm", "install", "--quiet")
    assert desk.found() == desk.manager("pdm", "info", "--env") or desk.found() == str(desk.project / ".venv")


def test_pdm_elsewhere(desk: Desk) -> None:
    desk.write("pyproject.toml", PROJECT + "[tool.pdm]\ndistribution = false\n")
    desk.manager("pdm", "config", "venv.in_project", "false")
    desk.manager("pdm", "venv", "create", "--name", "dev")
    desk.manager("pdm", "use", "--venv", "dev")
    python = desk.manager("pdm", "info", "--python")
    assert desk.found() == os.path.dirname(os.path.dirname(python))


def test_hatch(desk: Desk) -> None:
    desk.write("pyproject.toml", BUILT + "[tool.hatch.envs.default]\nskip-install = true\n")
    desk.manager("hatch", "env", "create")
    assert desk.found() == desk.manager("hatch", "env", "find", "default")


def test_pipenv(desk: Desk) -> None:
    desk.write("Pipfile", "[packages]\n")
    desk.manager("pipenv", "install")
    found = desk.found()
    assert found == desk.manager("pipenv", "--venv")
    assert Path(found, ".project").read_text("utf-8").strip() == str(desk.project)
