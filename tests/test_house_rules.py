"""The rules of the house, each held by reading the source: CONTRIBUTING.md says why they are there."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ENGINE = sorted((ROOT / "envdoctor").rglob("*.py"))
CHECKS = sorted(path for path in (ROOT / "checks").rglob("*.py") if path.name != "__init__.py")

# a check may lean on these and nothing else
PURE = {"envdoctor", "__future__", "collections", "re"}
# the machine is behind `envdoctor.system`; repair.py writes
MACHINE = {"os", "subprocess", "shutil", "pathlib", "socket", "urllib", "http", "ctypes", "glob", "tempfile", "io"}
ALLOWED = {
    "imports.py": {"os"},  # what it reads is envdoctor itself
    "repair.py": {"os", "tempfile"},
    # test machinery: it asks the real git about a copy of the .gitignore files
    "testing.py": {"tempfile", "pathlib"},
}
# each costs a clean run more than a whole check; they belong inside the one function that needs them
HEAVY = {
    "argparse", "contextlib", "dataclasses", "difflib", "email", "enum", "hashlib", "importlib", "inspect", "json",
    "logging",
    "packaging", "pathlib", "pip_requirements_parser", "pkgutil", "rich", "shlex", "shutil", "subprocess", "tempfile",
    "textwrap", "tomli", "tomllib", "traceback", "typing", "typing_extensions", "unicodedata", "urllib", "yaml",
}  # fmt: skip


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def imports(nodes: list[ast.stmt], *, deep: bool) -> Iterator[tuple[str, int]]:
    """Give the top-level names that statements import when they run; `deep`: also inside functions."""
    for node in nodes:
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            yield from imports(node.orelse, deep=deep)
        elif isinstance(node, ast.Import):
            yield from ((alias.name.partition(".")[0], node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").partition(".")[0], node.lineno
        elif deep or not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            for part in ("body", "orelse", "finalbody"):
                yield from imports(getattr(node, part, []), deep=deep)
            for handler in getattr(node, "handlers", []):
                yield from imports(handler.body, deep=deep)


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@pytest.mark.parametrize("path", CHECKS, ids=name)
def test_a_check_is_pure(path: Path) -> None:
    foreign = {(module, line) for module, line in imports(tree(path).body, deep=True) if module not in PURE}
    assert not foreign
    called = {
        node.func.id for node in ast.walk(tree(path)) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert not called & {"open", "print", "input", "exec", "eval", "compile", "__import__", "breakpoint", "globals"}


@pytest.mark.parametrize("path", CHECKS, ids=name)
def test_a_check_argues_its_silence(path: Path) -> None:
    """Every way out of a check without a finding carries a comment, on its line or the line above."""
    lines = path.read_text("utf-8").splitlines()
    for node in ast.walk(tree(path)):
        if isinstance(node, (ast.Continue, ast.Return)) and getattr(node, "value", None) is None:
            near = lines[node.lineno - 1] + lines[node.lineno - 2] + lines[node.lineno - 3]
            assert "#" in near, f"{name(path)}:{node.lineno} is silent without saying why"


@pytest.mark.parametrize("path", [*ENGINE, *CHECKS], ids=name)
def test_only_system_touches_the_machine(path: Path) -> None:
    allowed = {"os", "subprocess"} if path.parent.name == "system" else ALLOWED.get(path.name, set())
    found = {(module, line) for module, line in imports(tree(path).body, deep=True) if module in MACHINE - allowed}
    assert not found


@pytest.mark.parametrize("path", [*ENGINE, *CHECKS], ids=name)
def test_nothing_heavy_is_imported_before_it_is_needed(path: Path) -> None:
    if path.name in {"process.py", "parser.py"}:  # made of such a module, and itself imported late
        return
    found = {(module, line) for module, line in imports(tree(path).body, deep=False) if module in HEAVY}
    assert not found


@pytest.mark.parametrize("path", [*ENGINE, *CHECKS], ids=name)
def test_nothing_is_ever_run_but_git(path: Path) -> None:
    """No exec, eval, import of a computed name or process outside the three places that are argued."""
    allowed = {
        "load.py": {"__import__"},  # the packs of checks installed beside envdoctor
        "snapshot_file.py": {"__import__"},  # our own facts, so that their types are known
        "process.py": {"posix_spawn", "run", "fork"},  # git, and a copy of itself
        "__init__.py": {"__import__"} if path.parent.name == "probe" else set(),  # our own probes
    }.get(path.name, set())
    forbidden = {
        "exec",
        "eval",
        "__import__",
        "system",
        "popen",
        "posix_spawn",
        "fork",
        "execv",
        "execve",
        "spawnv",
        "Popen",
    }
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            called = node.func
            word = (
                called.id if isinstance(called, ast.Name) else called.attr if isinstance(called, ast.Attribute) else ""
            )
            if word in forbidden - allowed:
                found.add((word, node.lineno))
    assert not found


def test_every_check_has_a_page() -> None:
    assert [
        name(path) for path in CHECKS if not path.name.startswith("_") and not path.with_suffix(".md").exists()
    ] == []


def test_the_engine_knows_no_check_by_name() -> None:
    names = {path.stem.replace("_", "-") for path in CHECKS if not path.name.startswith("_")}
    for path in ENGINE:
        text = path.read_text("utf-8")
        assert not {one for one in names if f'"{one}"' in text}, name(path)
