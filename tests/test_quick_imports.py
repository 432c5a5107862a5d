"""envdoctor imports its own modules in its own way, to the same effect as Python's."""

from __future__ import annotations

import os
import py_compile
import subprocess
import sys
from importlib.util import cache_from_source, spec_from_file_location
from pathlib import Path

import pytest

from envdoctor import imports

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

ALL = """
import sys
from pkgutil import walk_packages
if sys.argv[1:]:
    from envdoctor.imports import quicken
    quicken()
import envdoctor.probe
import envdoctor_checks
for package in (envdoctor, envdoctor_checks):
    for found in walk_packages(package.__path__, package.__name__ + "."):
        __import__(found.name)
names = "__name__", "__package__", "__path__", "__file__", "__cached__", "__doc__"
for name, module in sorted(sys.modules.items()):
    if name.startswith("envdoctor") and name != "envdoctor.imports":
        spec = module.__spec__
        print([getattr(module, one, None) for one in names], sorted(vars(module)))
        print(spec.name, spec.origin, spec.cached, spec.submodule_search_locations, spec.has_location, spec.parent)
"""


def test_every_module_is_as_python_imports_it() -> None:
    """The same modules, with the same attributes and the same names in them; run twice, for bytecode to be there."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COVERAGE"))}

    def run(*words: str) -> str:
        command = [sys.executable, "-I", "-c", ALL, *words]
        return subprocess.run(command, env=environ, capture_output=True, text=True, check=True).stdout

    usual = run()
    assert usual.count("\n") > 2 * 150
    assert run("quick").splitlines() == usual.splitlines()


@pytest.fixture
def module(tmp_path: Path) -> Path:
    """A module with its bytecode, in a folder that stands for a package of ours."""
    source = tmp_path / "small.py"
    source.write_text("answer = 42\n")
    py_compile.compile(str(source), doraise=True)
    return source


def find(folder: Path, name: str = "envdoctor.small") -> object:
    return imports._Finder(f".{sys.implementation.cache_tag}.pyc").find_spec(name, [str(folder)])


def test_a_module_is_found(module: Path) -> None:
    spec = find(module.parent)
    usual = spec_from_file_location("envdoctor.small", module)
    assert usual
    for name in ("name", "origin", "cached", "parent", "has_location", "submodule_search_locations"):
        assert getattr(spec, name) == getattr(usual, name)


def test_its_code_is_given_again(module: Path) -> None:
    loader = find(module.parent).loader  # type: ignore[attr-defined]
    for _ in range(2):
        names: dict[str, object] = {}
        exec(loader.get_code("envdoctor.small"), names)
        assert names["answer"] == 42
    assert loader.get_source("envdoctor.small") == "answer = 42\n"


def test_a_package_is_found(tmp_path: Path) -> None:
    source = tmp_path / "large" / "__init__.py"
    source.parent.mkdir()
    source.write_text("")
    py_compile.compile(str(source), doraise=True)
    spec = find(tmp_path, "envdoctor.large")
    assert spec.submodule_search_locations == [str(tmp_path / "large")]  # type: ignore[attr-defined]


def test_a_package_comes_before_a_module(module: Path) -> None:
    """As with Python: one of them was left behind by an older version."""
    source = module.parent / "small" / "__init__.py"
    source.parent.mkdir()
    source.write_text("")
    py_compile.compile(str(source), doraise=True)
    assert find(module.parent).origin == str(source)  # type: ignore[attr-defined]


def test_a_traceback_names_the_place_of_today(module: Path) -> None:
    """Tools that install into a folder compile, and move what they compiled."""
    status = module.stat()
    moved = module.parent.rename(module.parent.parent / "moved")
    os.utime(moved / "small.py", ns=(status.st_atime_ns, status.st_mtime_ns))
    code = find(moved).loader.get_code("envdoctor.small")  # type: ignore[attr-defined]
    assert code.co_filename == str(moved / "small.py")


@pytest.mark.parametrize(("option", "quick"), [("-B", True), ("-O", False), ("-OO", False)])
def test_optimised_bytecode_is_left_to_python(option: str, *, quick: bool) -> None:
    code = "import sys; from envdoctor.imports import quicken; quicken(); print(type(sys.meta_path[0]).__name__)"
    done = subprocess.run([sys.executable, option, "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout == "_Finder\n") is quick


def cached(source: Path) -> Path:
    return Path(cache_from_source(str(source)))


def changed(source: Path) -> None:
    source.write_text("answer = 43, and longer\n")


def newer(source: Path) -> None:
    status = source.stat()
    os.utime(source, (status.st_atime, status.st_mtime + 10))


def gone(source: Path) -> None:
    source.unlink()


def without_bytecode(source: Path) -> None:
    cached(source).unlink()


def a_folder(source: Path) -> None:
    cached(source).unlink()
    cached(source).mkdir()


def cut(source: Path) -> None:
    cached(source).write_bytes(cached(source).read_bytes()[:16])


def of_another_python(source: Path) -> None:
    cached(source).write_bytes(b"\0\0\r\n" + cached(source).read_bytes()[4:])


def by_hash(source: Path) -> None:
    py_compile.compile(str(source), doraise=True, invalidation_mode=py_compile.PycInvalidationMode.CHECKED_HASH)


def huge(source: Path) -> None:
    source.write_text(f"answer = {'x' * 70_000!r}\n")
    py_compile.compile(str(source), doraise=True)


@pytest.mark.parametrize(
    "odd", [changed, newer, gone, without_bytecode, a_folder, cut, of_another_python, by_hash, huge]
)
def test_what_is_odd_is_left_to_python(module: Path, odd: Callable[[Path], None]) -> None:
    assert find(module.parent)
    odd(module)
    assert find(module.parent) is None


def test_other_modules_are_left_to_python(module: Path) -> None:
    assert find(module.parent, "shop.small") is None
    finder = imports._Finder(f".{sys.implementation.cache_tag}.pyc")
    assert finder.find_spec("envdoctor", None) is None
    assert finder.find_spec("envdoctor.small", [str(module.parent), "/elsewhere"]) is None


@pytest.mark.parametrize(("prefix", "quick"), [(None, 1), ("/var/cache/python", 0)])
def test_bytecode_that_is_kept_elsewhere_is_left_to_python(
    monkeypatch: pytest.MonkeyPatch, prefix: str | None, quick: int
) -> None:
    monkeypatch.setattr(sys, "meta_path", [])
    monkeypatch.setattr(sys, "pycache_prefix", prefix)
    imports.quicken()
    assert len(sys.meta_path) == quick
