from __future__ import annotations

import pytest

from envdoctor import words
from envdoctor.facts.machine import Interpreter
from envdoctor.testing import snapshot

PATHS = [
    ("linux", "/home/me/shop/.venv/bin/python", ".venv/bin/python"),
    ("linux", "/home/me/shopping/x", "~/shopping/x"),
    ("linux", "/home/me/x", "~/x"),
    ("linux", "/home/me", "/home/me"),
    ("linux", "/usr/bin/python3", "/usr/bin/python3"),
    ("windows", r"C:\Users\me\x", r"~\x"),
    ("windows", r"C:\Users\me\shop\a\b", r"a\b"),
]


@pytest.mark.parametrize(("like", "absolute", "said"), PATHS)
def test_path(like: str, absolute: str, said: str) -> None:
    assert words.path(snapshot({"machine": {"like": like}}), absolute) == said


def test_path_without_a_home() -> None:
    assert words.path(snapshot({"env": {"HOME": False}}), "/home/me/x") == "/home/me/x"


@pytest.mark.parametrize(
    ("path", "word"), [("/usr/bin/python3", "python3"), (r"C:\x\pip.exe", "pip"), ("python", "python")]
)
def test_command(path: str, word: str) -> None:
    assert words.command(path) == word


PYTHONS = [
    ("environment", "/home/me/shop/.venv", "3.12.4", "the Python of .venv"),
    ("conda", "/home/me/conda", "3.12.4", "the Python of the conda environment ~/conda"),
    ("base", "/usr", "3.11.2", "the system's Python 3.11.2"),
    ("base", "/usr", "", "the system's Python"),
    ("base", "/usr/local", "3.12", "the Python 3.12 in /usr/local"),
    ("base", "/home/me/.pyenv/versions/3.12.1", "3.12.1", "the Python 3.12.1 of pyenv"),
    ("base", "/opt/homebrew/Cellar/python@3.12/3.12.4", "3.12.4", "the Python 3.12.4 of Homebrew"),
    ("base", r"C:\Users\me\AppData\Local\Programs\Python\Python312", "3.12.4", "the Python 3.12.4 of python.org"),
]


@pytest.mark.parametrize(("kind", "prefix", "version", "said"), PYTHONS)
def test_python(kind: str, prefix: str, version: str, said: str) -> None:
    interpreter = Interpreter(path="x", real="x", prefix=prefix, identity="x", kind=kind, version=version)
    assert words.python(snapshot({}), interpreter) == said
