"""The hooks, tried for real: a repository is made, the hook installed from this checkout, and a commit is made."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
pytestmark = [
    pytest.mark.launchers,
    pytest.mark.skipif(sys.platform == "win32", reason="makes a POSIX environment"),
]
MINOR = f"{sys.version_info.major}.{sys.version_info.minor}"


@pytest.fixture(scope="session")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This checkout as it stands now, committed: what pre-commit would clone."""
    copy = tmp_path_factory.mktemp("checkout")
    listed = git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, copy / name)
    commit(copy)
    return copy


@pytest.fixture(scope="session")
def caches(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One home for the environments of hooks, so that each tool installs envdoctor once."""
    return tmp_path_factory.mktemp("caches")


def git(folder: Path, *words: str) -> str:
    author = ["-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "commit.gpgSign=false"]
    done = subprocess.run(
        ["git", "-C", str(folder), *author, *words], capture_output=True, text=True, env=clean(), check=True
    )
    return done.stdout


def commit(folder: Path) -> None:
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "as it stands")


def clean() -> dict[str, str]:
    """Give this process' environment without what a hook or an active environment left in it."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("GIT_", "PRE_COMMIT", "VIRTUAL_ENV", "COV", "PYTEST")) and name != "CI"
    }


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A healthy project with its environment, not committed yet."""
    root = tmp_path / "shop"
    root.mkdir()
    (root / ".gitignore").write_text(".venv/\n__pycache__/\n*.pyc\n.env\n")
    (root / "requirements.txt").write_text("flask==3.0.3\n")
    subprocess.run([sys.executable, "-m", "venv", root / ".venv"], check=True, env=clean())
    commit(root)
    return root


def use(tool: str, hook: str, checkout: Path, project: Path, caches: Path) -> dict[str, str]:
    """Install a hook into a project with pre-commit or prek; give the variables to commit with."""
    environ = {
        **clean(),
        "PRE_COMMIT_HOME": str(caches / "pre-commit"),
        "PREK_HOME": str(caches / "prek"),
        "VIRTUAL_ENV": str(project / ".venv"),
        "PATH": os.pathsep.join([str(project / ".venv" / "bin"), str(Path(sys.executable).parent), os.environ["PATH"]]),
    }
    (project / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: {checkout}\n    rev: {git(checkout, 'rev-parse', 'HEAD').strip()}\n"
        f"    hooks:\n      - id: {hook}\n        verbose: true\n"
    )
    subprocess.run(
        [str(Path(sys.executable).parent / tool), "install"], cwd=project, env=environ, check=True, capture_output=True
    )
    return environ


def try_commit(project: Path, environ: dict[str, str]) -> tuple[int, str]:
    git(project, "add", ".")
    words = ["git", "-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "-m", "change"]
    done = subprocess.run(words, cwd=project, env=environ, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("hook", ["envdoctor", "envdoctor-system"])
@pytest.mark.parametrize("tool", ["pre-commit", "prek"])
def test_a_commit_is_stopped_by_a_finding_and_passes_without(
    tool: str, hook: str, checkout: Path, project: Path, caches: Path
) -> None:
    environ = use(tool, hook, checkout, project, caches)
    status, output = try_commit(project, environ)
    assert status == 0, output
    assert f"Python {MINOR}" in output
    assert " in .venv" in output, "the environment judged is the project's, not the hook's"

    (project / "setup.sh").write_text("sudo pip install flask\n")
    status, output = try_commit(project, environ)
    assert status == 1, output
    assert "[sudo-pip]" in output
    assert "setup.sh:1" in output


@pytest.mark.parametrize("tool", ["pre-commit", "prek"])
def test_the_manifest_is_valid(tool: str) -> None:
    words = ["validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")]
    command = [str(Path(sys.executable).parent / tool), *words]
    done = subprocess.run(command, capture_output=True, text=True, env=clean(), check=False)
    assert (done.returncode, done.stdout + done.stderr) == (0, "") or "success" in (done.stdout + done.stderr).lower()
