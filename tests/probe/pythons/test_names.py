"""What the names of Python's own files and folders say."""

from __future__ import annotations

import pytest

from envdoctor.probe.pythons.names import executable, is_python, library


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("python3.12", ("python", "3.12", "")),
        ("python3.13t", ("python", "3.13", "t")),
        ("pypy3.10", ("pypy", "3.10", "")),
        ("python3.12.exe", ("python", "3.12", "")),
        ("x86_64-linux-gnu-python3.11", ("python", "3.11", "")),
        ("python", ("", "", "")),
        ("python3", ("", "", "")),
        ("python.exe", ("", "", "")),
        ("node3.12", ("", "", "")),
        ("3.12", ("", "", "")),
        ("python3.12.4", ("", "", "")),
        ("python3.x", ("", "", "")),
        ("", ("", "", "")),
    ],
)
def test_executables(name: str, found: tuple[str, str, str]) -> None:
    assert executable(name) == found


@pytest.mark.parametrize(
    ("name", "minor"),
    [
        ("python3.12", "3.12"),
        ("python3.13t", "3.13"),
        ("pypy3.9", "3.9"),
        ("libpython3.12", ""),
        ("os.py", ""),
        ("python3", ""),
    ],
)
def test_libraries(name: str, minor: str) -> None:
    assert library(name) == minor


@pytest.mark.parametrize(
    "name", ["python", "Python.exe", "python3", "python3.12", "pythonw.exe", "pypy3", "python3.13t", "graalpy"]
)
def test_pythons(name: str) -> None:
    assert is_python(name)


@pytest.mark.parametrize("name", ["", "pip", "ipython", "python-config", "pythonx", "py", "bash", "3.12", "t"])
def test_no_pythons(name: str) -> None:
    assert not is_python(name)
