"""Files that name the Python to run in words."""

from __future__ import annotations

import pytest

from envdoctor.probe.declarations.pins import pin, read_python_version, read_runtime, read_tool_versions


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("3", "==3.*"),
        ("3.12", "==3.12.*"),
        ("3.12.4", "==3.12.4"),
        ("2.7.18", "==2.7.18"),
        ("python-3.12.4", "==3.12.4"),
        ("python3.12", "==3.12.*"),
        ("cpython@3.12", "==3.12.*"),
        ("cpython-3.12.4", "==3.12.4"),
        ("cpython-3.12.4-linux-x86_64-gnu", "==3.12.4"),
        ("cp312", "==3.12.*"),
        ("3.13.0rc1", "==3.13.*"),
        ("3.14-dev", "==3.14.*"),
        ("3.13t", "==3.13.*"),
        ("3.13.1t", "==3.13.*"),
        ("3.13+freethreaded", "==3.13.*"),
        ("pypy3.10", "==3.10.*"),
        ("pypy@3.10", "==3.10.*"),
        ("pypy3.10-7.3.12", "==3.10.*"),
        ("pypy3.10-v7.3.12", "==3.10.*"),
        ("pypy2.7-7.3.12-src", "==2.7.*"),
        # nothing that is a version of Python
        ("pypy-2.6.1", ""),
        ("graalpy-24.1.1", ""),
        ("miniconda3-3.12-24.1.2-0", ""),
        ("system", ""),
        ("agent-3.10.13", ""),
        ("3.10.13/envs/agent", ""),
        ("3.12-shop", ""),
        ("shop", ""),
        ("38", ""),
        ("312", ""),
        ("3.910", ""),
        ("4.1", ""),
        ("3.12.4.1", ""),
        (">=3.10", ""),
        ("ref:v3.12.1", ""),
        ("path:~/python", ""),
        ("latest", ""),
        ("٣.١٢", ""),
        ("", ""),
    ],
)
def test_pin(word: str, expected: str) -> None:
    assert pin(word) == expected


@pytest.mark.parametrize(
    ("text", "uv", "expected"),
    [
        ("3.12\n", False, ("pin", "3.12", "==3.12.*", 1, 1, 5)),
        ("3.12", True, ("pin", "3.12", "==3.12.*", 1, 1, 5)),
        ("3.12.4\r\n", False, ("pin", "3.12.4", "==3.12.4", 1, 1, 7)),
        ("  3.12  \n", False, ("pin", "3.12", "==3.12.*", 1, 3, 7)),
        ("# ours\n\n3.12 # and no other\n", False, ("pin", "3.12", "==3.12.*", 3, 1, 5)),
        ("3.12.1 3.10.13\n", False, ("pin", "3.12.1", "==3.12.1", 1, 1, 7)),  # pyenv takes the first word
        ("3.12.1\n3.10.13\n", False, ("pin", "3.12.1 or 3.10.13", "==3.12.1 || ==3.10.13", 1, 1, 7)),
        ("3.12.1\nshop\n", False, ("pin", "3.12.1 or shop", "", 1, 1, 7)),  # an environment comes with any Python
        ("shop\n", False, ("pin", "shop", "", 1, 1, 5)),
        ("system\n", False, ("pin", "system", "", 1, 1, 7)),
        (">=3.10,<3.13\n", True, ("range", ">=3.10,<3.13", ">=3.10,<3.13", 1, 1, 13)),
        (">=3.10, <3.13\n", True, ("range", ">=3.10, <3.13", ">=3.10, <3.13", 1, 1, 14)),
        (">=3.10\n", False, ("pin", ">=3.10", "", 1, 1, 7)),  # pyenv refuses it
        (">=3.8.*\n", True, ("range", ">=3.8.*", "", 1, 1, 8)),  # so does uv
        (">=3.10\n3.9\n", True, ("range", ">=3.10 or 3.9", "", 1, 1, 7)),
        ("\ufeff3.12\n", False, ("pin", "\ufeff3.12", "", 1, 1, 6)),
    ],
)
def test_python_version(text: str, uv: bool, expected: tuple[object, ...]) -> None:
    (one,) = read_python_version(text, ".python-version", uv=uv)
    place = one.location
    assert (one.kind, one.text, one.specifier, place.line, place.column, place.end_column) == expected


@pytest.mark.parametrize("text", ["", "\n", "# 3.12\n", " \r\n#\r\n"])
def test_python_version_that_names_none(text: str) -> None:
    assert read_python_version(text, ".python-version", uv=True) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("python 3.12.4\n", ("3.12.4", "==3.12.4", 1, 8, 14)),
        ("nodejs 22\r\npython 3.12\r\n", ("3.12", "==3.12.*", 2, 8, 12)),
        ("python\t3.12.1 3.11.7 # both\n", ("3.12.1 or 3.11.7", "==3.12.1 || ==3.11.7", 1, 8, 21)),
        ("python prefix:3.12\n", ("prefix:3.12", "==3.12.*", 1, 8, 19)),
        ("python 3.12.1 system\n", ("3.12.1 or system", "", 1, 8, 21)),
        ("python ref:v3.12.1\n", ("ref:v3.12.1", "", 1, 8, 19)),
        ("python path:~/py\n", ("path:~/py", "", 1, 8, 17)),
    ],
)
def test_tool_versions(text: str, expected: tuple[object, ...]) -> None:
    (one,) = read_tool_versions(text, ".tool-versions")
    assert (one.text, one.specifier, one.location.line, one.location.column, one.location.end_column) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nodejs 22\n",
        "# python 3.12\n",
        "python\n",
        "python # 3.12\n",
        "python-lint 3.1\n",
        "python 3.12\npython 3.11\n",
    ],
)
def test_tool_versions_that_name_none(text: str) -> None:
    assert read_tool_versions(text, ".tool-versions") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("python-3.11.4\n", ("==3.11.4", 1, 14)),
        ("python-3.11", ("==3.11.*", 1, 12)),
        ("3.8\n", ("==3.8.*", 1, 4)),
        ("  python-3.11.4  \n\n", ("==3.11.4", 3, 16)),
        ("python-4.2\n", ("", 1, 11)),
    ],
)
def test_runtime(text: str, expected: tuple[object, ...]) -> None:
    (one,) = read_runtime(text, "runtime.txt")
    assert (one.specifier, one.location.column, one.location.end_column) == expected
    assert one.deployment


@pytest.mark.parametrize(
    "text", ["", "r-4.1-2022-01-01", "python-3.11.x", "pypy3.10-7.3.12", "python-3.11.4\nflask\n", "# none"]
)
def test_runtime_of_something_else(text: str) -> None:
    assert read_runtime(text, "runtime.txt") == []
