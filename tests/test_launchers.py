"""envdoctor, installed and started in every way that people do: the environment it names is the user's each time.

Needs the tools of the dependency group `launchers`, git, and a package index.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent
VERSION = ".".join(map(str, sys.version_info[:3]))
JSON = ["check", "--output-format", "json", "--exit-zero"]
# what installing needs of the environment that the tests run in
KEPT = re.compile(
    r"(PIP|UV)_(?!USER|TARGET|PREFIX|CONFIG_FILE|PROJECT|PYTHON|TOOL|CACHE)\w+|\w*_proxy|SSL_\w+|\w+_CA_BUNDLE",
    re.IGNORECASE,
)

pytestmark = [
    pytest.mark.launchers,
    pytest.mark.skipif(sys.platform == "win32", reason="makes POSIX environments"),
    pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed here"),
]


def tool(name: str) -> str:
    found = shutil.which(name, path=os.pathsep.join([os.path.dirname(sys.executable), os.environ.get("PATH", "")]))
    if not found:
        pytest.skip(f"{name} is not installed here: pip install --group launchers")
    return found


class Desk:
    """A person's machine: a home, tools, and a shell in a project with an environment, active or not."""

    def __init__(self, home: Path, project: Path) -> None:
        self.home, self.project, self.active = home, project, True

    def env(self) -> dict[str, str]:
        tools = self.home / "tools"  # tools that look for one another on PATH, without the Python beside them
        if not tools.exists():
            tools.mkdir(parents=True)
            for name in ("uv", "git"):
                (tools / name).symlink_to(tool(name))
        kept = {name: value for name, value in os.environ.items() if KEPT.fullmatch(name)}
        path = [str(self.project / ".venv" / "bin")] if self.active else []
        env = {
            **kept,
            "HOME": str(self.home),
            "PATH": os.pathsep.join([*path, str(tools), "/usr/bin", "/bin"]),
            "LC_ALL": "C.UTF-8",
            "PIPX_HOME": str(self.home / "pipx"),
            "PIPX_BIN_DIR": str(self.home / "bin"),
            "UV_CACHE_DIR": str(self.home / "uv-cache"),
            "UV_TOOL_DIR": str(self.home / "uv-tools"),
            "UV_TOOL_BIN_DIR": str(self.home / "bin"),
            "UV_PYTHON_DOWNLOADS": "never",
            "PRE_COMMIT_HOME": str(self.home / "pre-commit"),
            "PREK_HOME": str(self.home / "prek"),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            **{f"GIT_{who}_{what}": "me@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
        }
        if self.active:
            env |= {"VIRTUAL_ENV": str(self.project / ".venv"), "VIRTUAL_ENV_PROMPT": ".venv"}
        return env

    def run(self, *words: str | Path) -> str:
        done = subprocess.run(
            list(map(str, words)),
            cwd=self.project,
            env=self.env(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=170,
            check=False,
        )
        assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
        return done.stdout.decode()

    def names(self, said: str) -> dict[str, Any]:
        """Give the environment that a report names; a launcher may say more around it, and indent it."""
        report, _ = json.JSONDecoder().raw_decode(said, said.index("{\n"))
        environment: dict[str, Any] = report["environment"]
        return environment

    def configure(self, name: str, text: str) -> None:
        (self.project / name).write_text(text, "utf-8")
        self.run("git", "add", name)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home").resolve()


@pytest.fixture(scope="module")
def wheel(home: Path) -> Path:
    """Build this checkout once."""
    desk = Desk(home, home)
    desk.run(tool("uv"), "build", "--quiet", "--wheel", "--out-dir", home / "dist", "--python", sys.executable, ROOT)
    return next((home / "dist").glob("*.whl"))


@pytest.fixture(scope="module")
def desk(home: Path) -> Desk:
    """A project whose environment is the user's alone."""
    return make(home, "shop")


@pytest.fixture(scope="module")
def equipped(home: Path, wheel: Path) -> Desk:
    """A project with envdoctor in its own environment."""
    desk = make(home, "equipped")
    desk.run(tool("uv"), "pip", "install", "--quiet", "--python", desk.project / ".venv", wheel)
    return desk


def make(home: Path, name: str) -> Desk:
    desk = Desk(home, home / "code" / name)
    desk.project.mkdir(parents=True)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", desk.project / ".venv"], check=True)
    desk.run("git", "init", "--quiet", "--initial-branch", "main")
    desk.configure(".gitignore", ".venv/\n.tox/\n.nox/\n")
    desk.configure("requirements.txt", "")
    desk.run("git", "commit", "--quiet", "--message", "Begin")
    return desk


def inside(equipped: Desk, _wheel: Path) -> str:
    return equipped.run("envdoctor", *JSON)


def by_its_path(equipped: Desk, _wheel: Path) -> str:
    return equipped.run(".venv/bin/envdoctor", *JSON)


def pipx(desk: Desk, wheel: Path) -> str:
    desk.run(tool("pipx"), "install", "--quiet", "--force", wheel)
    return desk.run(desk.home / "bin" / "envdoctor", *JSON)


def pipx_run(desk: Desk, wheel: Path) -> str:
    return desk.run(tool("pipx"), "run", "--spec", wheel, "envdoctor", *JSON)


def uv_tool(desk: Desk, wheel: Path) -> str:
    desk.run(tool("uv"), "tool", "install", "--quiet", "--force", wheel)
    said = desk.run(desk.home / "bin" / "envdoctor", *JSON)
    desk.run(tool("uv"), "tool", "uninstall", "--quiet", "python-envdoctor")  # uvx would use it
    return said


def uvx(desk: Desk, wheel: Path) -> str:
    return desk.run(tool("uvx"), "--from", wheel, "envdoctor", *JSON)


def uv_run_with(desk: Desk, wheel: Path) -> str:
    return desk.run(tool("uv"), "run", "--no-project", "--with", wheel, "envdoctor", *JSON)


def tox(desk: Desk, wheel: Path) -> str:
    text = f"[testenv]\nskip_install = true\ndeps = {wheel}\ncommands = envdoctor {' '.join(JSON)}\n"
    (desk.project / "tox.ini").write_text(text, "utf-8")
    return desk.run(tool("tox"), "run", "-e", "py")


def nox(desk: Desk, wheel: Path) -> str:
    session = f"    session.install({str(wheel)!r})\n    session.run('envdoctor', *{JSON!r})\n"
    text = f"import nox\n\n\n@nox.session\ndef doctor(session):\n{session}"
    (desk.project / "noxfile.py").write_text(text, "utf-8")
    return desk.run(tool("nox"), "--session", "doctor")


def hook(wheel: Path, language: str = "python") -> str:
    depends = f"        additional_dependencies: ['{wheel}']\n" if language == "python" else ""
    return (
        "repos:\n  - repo: local\n    hooks:\n      - id: envdoctor\n        name: envdoctor\n"
        f"        entry: envdoctor {' '.join(JSON)}\n        language: {language}\n{depends}"
        "        always_run: true\n        pass_filenames: false\n        verbose: true\n"
    )


def pre_commit(desk: Desk, wheel: Path) -> str:
    desk.configure(".pre-commit-config.yaml", hook(wheel))
    return desk.run(tool("pre-commit"), "run", "--all-files")


def pre_commit_by_git(desk: Desk, wheel: Path) -> str:
    desk.configure(".pre-commit-config.yaml", hook(wheel))
    desk.run(tool("pre-commit"), "install")
    done = desk.run("sh", "-c", "git commit --allow-empty --message x 2>&1")
    desk.run(tool("pre-commit"), "uninstall")
    return done


def pre_commit_system(equipped: Desk, wheel: Path) -> str:
    equipped.configure(".pre-commit-config.yaml", hook(wheel, "system"))
    return equipped.run(tool("pre-commit"), "run", "--all-files")


def uvx_pre_commit_system(equipped: Desk, wheel: Path) -> str:
    """Two environments of tools, one in the other, and envdoctor in neither."""
    equipped.configure(".pre-commit-config.yaml", hook(wheel, "system"))
    return equipped.run(tool("uvx"), "pre-commit", "run", "--all-files")


def uv_run(equipped: Desk, _wheel: Path) -> str:
    """Start it as a project that uv manages does: without activation, VIRTUAL_ENV is set all the same."""
    return equipped.run(tool("uv"), "run", "--no-project", "--python", ".venv", "envdoctor", *JSON)


def prek(desk: Desk, wheel: Path) -> str:
    desk.configure(".pre-commit-config.yaml", hook(wheel))
    return desk.run(tool("prek"), "run", "--all-files")


ANYWHERE = [pipx, pipx_run, uv_tool, uvx, uv_run_with, tox, nox, pre_commit, pre_commit_by_git, prek]
EQUIPPED = [inside, by_its_path, pre_commit_system, uvx_pre_commit_system, uv_run]


@pytest.mark.parametrize("launch", [*ANYWHERE, *EQUIPPED])
def test_the_active_environment_is_named(
    launch: Callable[[Desk, Path], str], wheel: Path, request: pytest.FixtureRequest
) -> None:
    desk: Desk = request.getfixturevalue("equipped" if launch in EQUIPPED else "desk")
    desk.active = True
    assert desk.names(launch(desk, wheel)) == {
        "path": str(desk.project / ".venv"),
        "python": VERSION,
        "why": "active in this shell",
    }


# `uv run` takes the project's environment for its own by itself
@pytest.mark.parametrize("launch", [*(launch for launch in ANYWHERE if launch is not uv_run_with), by_its_path])
def test_nothing_is_active_and_the_projects_own_is_named(
    launch: Callable[[Desk, Path], str], wheel: Path, request: pytest.FixtureRequest
) -> None:
    desk: Desk = request.getfixturevalue("equipped" if launch in EQUIPPED else "desk")
    desk.active = False
    assert desk.names(launch(desk, wheel)) == {
        "path": str(desk.project / ".venv"),
        "python": VERSION,
        "why": "the project's own environment",
    }
