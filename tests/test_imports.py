"""Start-up is a feature: which modules a run imports."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

# each costs about as much as a whole check; none has a place in a run that finds nothing
HEAVY = {
    "argparse", "dataclasses", "difflib", "email", "hashlib", "importlib.metadata", "inspect", "ipaddress", "json",
    "logging", "packaging", "pathlib", "pip_requirements_parser", "pkgutil", "rich", "shlex", "shutil",
    "subprocess", "tempfile", "textwrap", "tomli", "tomllib", "traceback", "typing", "unicodedata", "urllib", "yaml",
}  # fmt: skip
FLASK = """Metadata-Version: 2.1
Name: Flask
Version: 3.0.3
Requires-Dist: importlib-metadata >=3.6 ; python_version < "3.8" or (os_name == 'nt' and python_version < "3.9")
Requires-Dist: asgiref >=3.2 ; extra == 'async'
Requires-Dist: Flask >=3.0.0rc1,<4
"""
SHOW = """
import sys
before = set(sys.modules)
import envdoctor.__main__ as m
status = m.main(sys.argv[1:])
sys.stdout.flush()
sys.stderr.write(repr(sorted(set(sys.modules) - before)))
"""


def imported(folder: Path, *argv: str) -> tuple[set[str], str]:
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COVERAGE"))}
    environ |= {"HOME": str(folder.parent), "ENVDOCTOR_TODAY": "2025-06-15"}  # every Python we run on is looked after
    environ.pop("CI", None)
    environ.pop("VIRTUAL_ENV", None)  # the environment that the tests are run in is not the one to look at
    environ["PATH"] = "/usr/bin:/bin" if sys.platform != "win32" else environ["PATH"]
    words = [sys.executable, "-I", "-c", SHOW, *argv]
    done = subprocess.run(words, cwd=folder, env=environ, capture_output=True, text=True, check=True, encoding="utf-8")
    return set(json.loads(done.stderr.replace("'", '"'))), done.stdout


def heavy(modules: set[str]) -> set[str]:
    return {name for name in modules if name in HEAVY or name.partition(".")[0] in HEAVY}


@pytest.fixture
def healthy(tmp_path: Path) -> Path:
    """A small healthy project: repository, environment, pinned requirements."""
    root = tmp_path / "shop"
    (root / "scripts").mkdir(parents=True)
    (root / ".gitignore").write_text(".venv/\n.env\n__pycache__/\n*.pyc\n")
    (root / "requirements.txt").write_text("flask==3.0.3\n")
    (root / "pyproject.toml").write_text(
        '[tool.ruff]\ntarget-version = "py310"\n[dependency-groups]\nx = ["python-envdoctor"]\n'
    )
    (root / "scripts/setup.sh").write_text("python -m pip install -r requirements.txt\n")
    (root / "app.py").write_text("import flask\n")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", root / ".venv"], check=True)
    where = ".venv/Lib/site-packages" if sys.platform == "win32" else ".venv/lib/python*/site-packages"
    (packages,) = root.glob(where)
    (packages / "flask-3.0.3.dist-info").mkdir()
    (packages / "flask-3.0.3.dist-info/METADATA").write_text(FLASK)
    (packages / "flask-3.0.3.dist-info/RECORD").write_text("flask/__init__.py,,\n")
    (packages / "flask").mkdir()
    (packages / "flask/__init__.py").write_text("")
    subprocess.run(["git", "init", "-q", root], check=True)
    subprocess.run(["git", "-C", root, "add", "."], check=True)
    return root


def test_the_version_needs_next_to_nothing(tmp_path: Path) -> None:
    modules, out = imported(tmp_path, "--version")
    assert out.startswith("envdoctor ")
    assert modules <= {
        "__future__", "envdoctor", "envdoctor.__main__", "envdoctor.cli", "envdoctor.cli.output", "envdoctor.version",
    }  # fmt: skip


@pytest.mark.parametrize("argv", [[], ["check"], ["."]])
def test_a_clean_run_imports_nothing_heavy(healthy: Path, argv: list[str]) -> None:
    modules, out = imported(healthy, *argv)
    assert "nothing wrong" in out, out
    assert not heavy(modules)


def test_a_clean_run_needs_no_regular_expressions(healthy: Path) -> None:
    (healthy / "pyproject.toml").write_text('[project]\nname = "shop"\nversion = "1"\nrequires-python = ">=3.10"\n')
    hashes = [f"    --hash=sha256:{number:064}" for number in range(900)]
    (healthy / "requirements.txt").write_text(" \\\n".join(["flask==3.0.3", *hashes]) + "\n")
    modules, out = imported(healthy)
    assert "nothing wrong" in out, out
    assert "re" not in modules


def unignore(project: Path) -> None:
    """Have nobody ignore the environment; from 3.13 on, it does so itself."""
    (project / ".gitignore").unlink()
    (project / ".venv" / ".gitignore").unlink(missing_ok=True)


def test_a_run_with_findings_needs_no_rich_where_it_is_piped(healthy: Path) -> None:
    unignore(healthy)
    modules, out = imported(healthy)
    assert "nothing wrong" not in out
    assert not {name for name in heavy(modules) if name.partition(".")[0] in {"rich", "argparse", "json", "subprocess"}}


def test_colour_needs_only_the_styles_of_rich(healthy: Path) -> None:
    unignore(healthy)
    modules, _ = imported(healthy, "--color", "always")
    assert "rich.style" in modules
    assert "rich.console" not in modules


def test_a_clean_run_in_colour_needs_no_rich(healthy: Path) -> None:
    modules, _ = imported(healthy, "--color", "always")
    assert "rich" not in modules


def test_toml_is_read_only_where_it_says_something_to_us(healthy: Path) -> None:
    (healthy / "pyproject.toml").write_text("[tool.envdoctor]\nfail-on = 'error'\n")
    modules, _ = imported(healthy)
    assert modules & {"tomllib", "tomli"}
