"""environment.yml, in conda's grammar."""

from __future__ import annotations

import pytest
import yaml

from envdoctor.probe.declarations.conda import read, specified


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("=3.11", ("pin", "==3.11.*")),  # `=` is a prefix
        ("==3.11", ("pin", "==3.11")),  # `==` is exact
        ("3.11", ("pin", "==3.11")),
        ("=3.11.4", ("pin", "==3.11.4")),
        ("==3.11.4", ("pin", "==3.11.4")),
        ("= 3.11", ("pin", "==3.11.*")),
        ("3.11.*", ("pin", "==3.11.*")),
        ("=3.11.*", ("pin", "==3.11.*")),
        ("3.11*", ("pin", "==3.11.*")),
        ("=3.11=h955ad1f_0", ("pin", "==3.11.*")),
        ("==3.11.4=h955ad1f_0", ("pin", "==3.11.4")),
        ("3.11 h955ad1f_0", ("pin", "==3.11")),
        ("3.11.*=*_cpython", ("pin", "==3.11.*")),
        ("3.10.*|3.11.*", ("pin", "==3.10.* || ==3.11.*")),
        ("=3", ("range", "==3.*")),
        (">=3.10", ("range", ">=3.10")),
        (">=3.10,<3.13", ("range", ">=3.10,<3.13")),
        (">= 3.10 , < 3.13", ("range", ">=3.10,<3.13")),
        (">=3.10,<3.12|>=3.13", ("range", ">=3.10,<3.12 || >=3.13")),
        (">=3.8.*", ("range", ">=3.8")),
        ("!=3.9.*", ("range", "!=3.9.*")),
        ("~=3.9.1", ("range", "~=3.9.1")),
        ("<3.13.0a0", ("range", "")),
        ("3.1*", ("pin", "")),  # 3.10 and 3.11 too
        ("<=3.8.*", ("range", "")),
        ("{{ python }}", ("range", "")),
        ("3.11.*,<=x", ("range", "")),
        ("~=3", ("range", "")),
        ("==3.11.*", ("pin", "==3.11.*")),
        ("=3.11*", ("pin", "==3.11.*")),
    ],
)
def test_specified(text: str, expected: tuple[str, str]) -> None:
    kind, specifier = specified(text)
    assert specifier == expected[1]
    assert kind == expected[0] or not specifier


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("python=3.11", ("=3.11", 5, 16)),
        ("python 3.11.*", ("3.11.*", 5, 18)),
        ('"python>=3.10,<3.13"', (">=3.10,<3.13", 5, 25)),
        ("conda-forge::python=3.11", ("=3.11", 5, 29)),
        ("python[version='>=3.10,<3.13']", (">=3.10,<3.13", 5, 35)),
        ("python=3.11  # not 3.12 yet", ("=3.11", 5, 16)),
        ("python =3.11", ("=3.11", 5, 17)),
    ],
)
def test_dependency(line: str, expected: tuple[object, ...]) -> None:
    text = f"name: größe\ndependencies:\n  - flask=3\n  - {line}\n  - pip\n"
    (one,) = read(text, "environment.yml")
    assert (one.text, one.location.column, one.location.end_column) == expected
    assert (one.location.line, one.source) == (4, f"  - {line}")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "dependencies:\n  - flask\n",
        "dependencies:\n  - python\n",
        "dependencies:\n  - python *\n",
        "dependencies:\n  - python-dotenv=1.0\n  - python_abi=3.11\n  - ipython=8\n",
        "dependencies:\n  - pip:\n    - python==3.11\n",
        "channels:\n  - python=3.11\n",
        "dependencies: python=3.11\n",
        "- python=3.11\n",
        "python=3.11",
        "? [python]\n: 3.11\n",
        "--- python\n--- python\n",
    ],
)
def test_no_python(text: str) -> None:
    assert read(text, "environment.yml") == []


@pytest.mark.parametrize(
    "text",
    [
        "dependencies: [python=3.11\n",
        "a: b: python\n",
        "python: \x07\n",
        "[" * 200_000 + "python",  # libyaml would crash
    ],
)
def test_broken(text: str) -> None:
    with pytest.raises(ValueError, match=r"it is not valid YAML|it is nested too deeply"):
        read(text, "environment.yml")


def test_without_the_c_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    (one,) = read("dependencies:\n  - python=3.11\n", "environment.yml")
    assert one.specifier == "==3.11.*"
    with pytest.raises(ValueError, match="nested too deeply"):
        read("[" * 5000 + "python", "environment.yml")
