"""A fresh environment of every maker that can be installed here gives no findings: nobody is met with a message.

Needs the tools of the dependency group `launchers`, git, and a package index; poetry, pdm, hatch and pipenv come
through uv for the time of the test.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from envdoctor.config import load as load_config
from envdoctor.engine import run
from envdoctor.load import sources
from envdoctor.probe import look
from envdoctor.probe.project import aim
from envdoctor.system import System
from tests.test_launchers import Desk, tool

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = [
    pytest.mark.launchers,
    pytest.mark.skipif(sys.platform == "win32", reason="makes POSIX environments"),
    pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed here"),
]

CHECKS = [source for source in sources(System()) if source.module.startswith("envdoctor_checks.")]
PYPROJECT = "[project]\nname = 'shop'\nversion = '1'\nrequires-python = '>=3.10'\ndependencies = ['iniconfig']\n"
ALONE = PYPROJECT.replace("'iniconfig'", "")  # poetry and its like know no package index but the one of pypi.org
BUILT = "[build-system]\nrequires = ['hatchling']\nbuild-backend = 'hatchling.build'\n"
HEALTH = {source.name for source in CHECKS if source.family == "environment"}
# true of an old Python, however fresh the environment is; every other check there is must say nothing
OLD = "python-end-of-life"


class Seen(System):
    """This machine as a shell in the project sees it, with the environment active or not."""

    def __init__(self, desk: Desk, environment: Path, *, active: bool) -> None:
        super().__init__()
        self.cwd = str(desk.project)
        self.env = {name: value for name, value in desk.env().items() if not name.startswith(("PIP_", "UV_"))}
        if active:
            path = os.pathsep.join([str(environment / "bin"), self.env["PATH"]])
            self.env = {**self.env, "PATH": path, "VIRTUAL_ENV": str(environment)}
        self.terminal = True

    def ancestors(self) -> list[str]:
        return ["bash"]


def findings(desk: Desk, environment: Path, *, active: bool) -> list[str]:
    """Run every check there is; one that is skipped counts only in the family that judges environments."""
    assert (environment / "pyvenv.cfg").is_file()
    seen = Seen(desk, environment, active=active)
    target = aim(seen, ())
    settings = load_config(seen, target.root)
    snap = look(seen, target.replace(environment=settings.environment))
    wanted = [source for source in CHECKS if source.name != OLD]
    spoken = [source for source in wanted if source.concerned(snap)]
    report = run(snap, [source.load() for source in spoken], clock=lambda: 0.0)
    assert not report.failed
    assert not {one.check for one in report.skipped}.intersection(HEALTH)
    assert snap.health.sound, snap.health
    assert any(one and one.path == str(environment) for one in (snap.environments.judged, snap.environments.project))
    return [f"{one.severity} {one.check}: {one.message}" for one in report.found]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fresh").resolve()


@pytest.fixture
def desk(home: Path, request: pytest.FixtureRequest) -> Desk:
    """A new project, with nothing in it yet but its repository."""
    desk = Desk(home, home / "code" / request.node.callspec.id)
    desk.active = False
    desk.project.mkdir(parents=True)
    desk.run("git", "init", "--quiet", "--initial-branch", "main")
    desk.configure(".gitignore", ".venv/\nvenv/\n.tox/\n.nox/\n.env\n__pycache__/\n*.pyc\n")
    return desk


def pythons() -> list[Path]:
    """Give every base Python that is installed here, each once."""
    root = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    folders = [*sorted(root.glob("versions/3.*/bin")), *map(Path, os.environ.get("PATH", "").split(os.pathsep))]
    found: dict[str, Path] = {}
    for folder in folders:
        for minor in range(8, 16):
            python = folder / f"python3.{minor}"
            if folder.name == "bin" and not (folder.parent / "pyvenv.cfg").exists() and os.access(python, os.X_OK):
                found.setdefault(str(python.resolve()), python)
    return list(found.values())


@pytest.mark.parametrize("python", pythons(), ids=lambda one: "-".join(["venv", *one.parts[-3:]]))
def test_venv(desk: Desk, python: Path) -> None:
    if subprocess.run([python, "-I", "-c", "import ensurepip"], capture_output=True, check=False).returncode:
        pytest.skip("it makes no environments: Debian keeps what that needs in a package of its own")
    desk.run(python, "-m", "venv", ".venv")
    environment = desk.project / ".venv"
    assert findings(desk, environment, active=True) == []
    first = "`python3` is /usr/bin/python3" if Path("/usr/bin/python3").exists() else "this shell finds no `python`"
    inactive = f"warning environment-not-active: .venv is not active: {first}"
    assert findings(desk, environment, active=False) == [inactive]


def virtualenv(desk: Desk) -> Path:
    desk.run(tool("virtualenv"), "--quiet", "--no-download", ".venv")
    return desk.project / ".venv"


def virtualenv_of_a_long_path(desk: Desk) -> Path:
    """Have commands whose first line is too long for the system, or holds a space."""
    deep = desk.project / ("long" * 20) / ("with a space" + "x" * 60)
    deep.mkdir(parents=True)
    desk.project = deep
    desk.run("git", "init", "--quiet")
    desk.configure("requirements.txt", "")
    desk.configure(".gitignore", ".venv/\n__pycache__/\n*.pyc\n.env\n")
    desk.run(tool("virtualenv"), "--quiet", "--no-download", ".venv")
    return deep / ".venv"


def uv_venv(desk: Desk) -> Path:
    desk.run(tool("uv"), "venv", "--quiet", "--python", sys.executable)
    return desk.project / ".venv"


def uv_venv_relocatable(desk: Desk) -> Path:
    desk.run(tool("uv"), "venv", "--quiet", "--relocatable", "--seed", "--python", sys.executable)
    moved = desk.project.rename(desk.project.with_name("moved"))
    desk.project = moved
    return moved / ".venv"


def uv_sync(desk: Desk) -> Path:
    desk.configure("pyproject.toml", PYPROJECT + BUILT)
    desk.configure("shop.py", "")
    desk.run(tool("uv"), "sync", "--quiet", "--python", sys.executable)
    return desk.project / ".venv"


def poetry(desk: Desk) -> Path:
    desk.configure("pyproject.toml", ALONE)
    desk.configure("poetry.toml", "[virtualenvs]\nin-project = true\n")
    desk.run(tool("uvx"), "--quiet", "poetry", "install", "--no-root", "--no-interaction")
    return desk.project / ".venv"


def poetry_in_its_cache(desk: Desk) -> Path:
    desk.configure("pyproject.toml", ALONE)
    desk.run(tool("uvx"), "--quiet", "poetry", "install", "--no-root", "--no-interaction")
    said = desk.run(tool("uvx"), "--quiet", "poetry", "env", "info", "--path")
    return Path(said.strip())


def pdm(desk: Desk) -> Path:
    desk.configure("pyproject.toml", ALONE)
    desk.run(tool("uvx"), "--quiet", "pdm", "install", "--no-self")
    return desk.project / ".venv"


def hatch(desk: Desk) -> Path:
    desk.configure(
        "pyproject.toml", PYPROJECT + BUILT + "[tool.hatch.envs.default]\npath = '.venv'\nskip-install = true\n"
    )
    desk.run(tool("uvx"), "--quiet", "hatch", "env", "create")
    return desk.project / ".venv"


def pipenv(desk: Desk) -> Path:
    desk.configure("Pipfile", "[packages]\niniconfig = '*'\n")
    desk.run(tool("uvx"), "--quiet", "pipenv", "install", "--python", sys.executable)
    return Path(desk.run(tool("uvx"), "--quiet", "pipenv", "--venv").strip())


def tox(desk: Desk) -> Path:
    desk.configure("tox.ini", "[testenv]\nskip_install = true\ndeps = iniconfig\ncommands = python -c ''\n")
    desk.run(tool("tox"), "run", "-q", "-e", "py")
    return desk.project / ".tox" / "py"


def nox(desk: Desk) -> Path:
    desk.configure(
        "noxfile.py", "import nox\n\n\n@nox.session\ndef tests(session):\n    session.install('iniconfig')\n"
    )
    desk.run(tool("nox"), "--session", "tests")
    return desk.project / ".nox" / "tests"


def pipx(desk: Desk) -> Path:
    desk.run(tool("pipx"), "install", "--quiet", "pycowsay")
    return desk.home / "pipx" / "venvs" / "pycowsay"


def hook(desk: Desk) -> None:
    text = (
        "repos:\n  - repo: local\n    hooks:\n      - id: x\n        name: x\n        entry: python -c ''\n"
        "        language: python\n        additional_dependencies: [iniconfig]\n        always_run: true\n"
        "        pass_filenames: false\n"
    )
    desk.configure(".pre-commit-config.yaml", text)


def pre_commit(desk: Desk) -> Path:
    hook(desk)
    desk.run(tool("pre-commit"), "run", "--all-files")
    return next(desk.home.glob("pre-commit/repo*/py_env-*"))


def prek(desk: Desk) -> Path:
    hook(desk)
    desk.run(tool("prek"), "run", "--all-files")
    return next(desk.home.glob("prek/hooks/python-*"))


OWN = [
    virtualenv, virtualenv_of_a_long_path, uv_venv, uv_venv_relocatable, uv_sync, poetry, poetry_in_its_cache, pdm,
    hatch, pipenv,
]  # fmt: skip
TOOLS = [tox, nox, pipx, pre_commit, prek]


@pytest.mark.parametrize("make", OWN, ids=lambda one: one.__name__)
def test_a_projects_own(desk: Desk, make: Callable[[Desk], Path]) -> None:
    environment = make(desk)
    desk.run("git", "add", "--all")
    assert findings(desk, environment, active=True) == []
    quiet = findings(desk, environment, active=False)
    assert [one for one in quiet if "environment-not-active" not in one] == []


@pytest.mark.parametrize("make", TOOLS, ids=lambda one: one.__name__)
def test_a_tools_own(desk: Desk, make: Callable[[Desk], Path]) -> None:
    """Named by its configuration, it is judged as if it were the project's; only its health is the question."""
    environment = make(desk)
    desk.configure("pyproject.toml", f"[tool.envdoctor]\nenvironment = {str(environment)!r}\n")
    assert [one for one in findings(desk, environment, active=False) if "environment-not-active" not in one] == []
