"""What is read out of tracebacks of every kind, and what follows from it."""

from __future__ import annotations

from typing import Any

import pytest

from envdoctor.why.trace import Trace, read
from tests.why.asked import INACTIVE, LIBRARY, SITE, ask, installed

PLAIN = """Traceback (most recent call last):
  File "/home/me/shop/app.py", line 3, in <module>
    import {module}
ModuleNotFoundError: No module named '{module}'
"""
CHAINED = """Traceback (most recent call last):
  File "/x/a.py", line 1, in <module>
    import ujson
ModuleNotFoundError: No module named 'ujson'

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "/home/me/shop/app.py", line 3, in <module>
    import simplejson.decoder
ModuleNotFoundError: No module named 'simplejson'
"""
PYTEST = """
============================= ERRORS =============================
_______________ ERROR collecting tests/test_x.py ________________
ImportError while importing test module '/home/me/shop/tests/test_x.py'.
Hint: make sure your test modules/packages have valid Python names.
Traceback:
/usr/local/lib/python3.12/importlib/__init__.py:90: in import_module
    return _bootstrap._gcd_import(name[level:], package, level)
tests/test_x.py:1: in <module>
    import cv2
E   ModuleNotFoundError: No module named 'cv2'
=================== short test summary info =====================
ERROR tests/test_x.py
"""
JUPYTER = """---------------------------------------------------------------------------
ModuleNotFoundError                       Traceback (most recent call last)
Cell In[1], line 1
----> 1 import helpers

File ~/shop/helpers.py:1
----> 1 import yaml

ModuleNotFoundError: No module named 'yaml'
"""
OLD_JUPYTER = """ModuleNotFoundError                       Traceback (most recent call last)
<ipython-input-1-d6d4c> in <module>
----> 1 import yaml
ModuleNotFoundError: No module named 'yaml'
"""
COLOURED = PLAIN.format(module="cv2").replace("ModuleNotFoundError:", "\x1b[1;35mModuleNotFoundError\x1b[0m:")
INSIDE = """Traceback (most recent call last):
  File "/home/me/shop/.venv/bin/flask", line 5, in <module>
    from flask.cli import main
  File "/home/me/shop/.venv/lib/python3.12/site-packages/flask/cli.py", line 9, in <module>
    import yaml
ModuleNotFoundError: No module named 'yaml'
"""
DOCKER = """web-1  | Traceback (most recent call last):
web-1  |   File "/app/main.py", line 1, in <module>
web-1  | ModuleNotFoundError: No module named 'cv2'
"""
WINDOWS = """Traceback (most recent call last):
  File "C:\\Users\\me\\shop\\app.py", line 1, in <module>
    import cv2
  File "C:\\Users\\me\\shop\\.venv\\Lib\\site-packages\\cv2\\__init__.py", line 8, in <module>
    import numpy
ModuleNotFoundError: No module named 'numpy'
"""

READ: list[tuple[str, str, dict[str, Any]]] = [
    ("plain", PLAIN.format(module="cv2"), {"module": "cv2", "script": "/home/me/shop/app.py"}),
    ("dotted", PLAIN.format(module="a.b_c"), {"module": "a.b_c"}),
    (
        "line ends of Windows",
        PLAIN.format(module="cv2").replace("\n", "\r\n"),
        {"module": "cv2", "script": "/home/me/shop/app.py"},
    ),
    ("coloured", COLOURED, {"module": "cv2", "script": "/home/me/shop/app.py"}),
    ("chained: the last counts", CHAINED, {"module": "simplejson", "script": "/home/me/shop/app.py"}),
    ("pytest", PYTEST, {"module": "cv2", "script": "tests/test_x.py", "prefix": "/usr/local", "minor": "3.12"}),
    ("Jupyter", JUPYTER, {"module": "yaml", "script": "~/shop/helpers.py"}),
    ("old Jupyter", OLD_JUPYTER, {"module": "yaml", "script": ""}),
    ("in a library", INSIDE, {"module": "yaml", "prefix": "/home/me/shop/.venv", "minor": "3.12"}),
    ("behind another program's prefix", DOCKER, {"module": "cv2", "script": "/app/main.py"}),
    (
        "Windows",
        WINDOWS,
        {"module": "numpy", "script": "C:\\Users\\me\\shop\\app.py", "prefix": "C:\\Users\\me\\shop\\.venv"},
    ),
    ("python -m", "/usr/bin/python3: No module named pip\n", {"module": "pip", "python": "/usr/bin/python3"}),
    (
        "python -m of a package",
        "/usr/bin/python: No module named cv2.__main__; 'cv2' is a package and cannot be directly executed\n",
        {"module": "cv2"},
    ),
    ("Python 2 says it without quotes", "ImportError: No module named yaml\n", {"module": "yaml"}),
    (
        "not a package",
        "ModuleNotFoundError: No module named 'email.mime'; 'email' is not a package\n",
        {"problem": "not-package", "module": "email.mime", "name": "email"},
    ),
    (
        "a name",
        "ImportError: cannot import name 'x' from 'foo.bar' (/home/me/shop/foo/bar.py)\n",
        {"problem": "name", "module": "foo.bar", "name": "x", "origin": "/home/me/shop/foo/bar.py"},
    ),
    (
        "a name, from nowhere",
        "ImportError: cannot import name 'x' from 'foo' (unknown location)\n",
        {"problem": "name", "module": "foo", "name": "x", "origin": ""},
    ),
    (
        "a circle",
        (
            "ImportError: cannot import name 'x' from partially initialized module 'foo' (most likely due "
            "to a circular import) (/p/foo.py)\n"
        ),
        {"problem": "name", "module": "foo", "name": "x", "origin": "/p/foo.py"},
    ),
    (
        "a circle, since 3.13",
        (
            "ImportError: cannot import name 'x' from 'random' (consider renaming '/p/random.py' since it "
            "has the same name as the standard library module named 'random' and prevents importing that "
            "standard library module)\n"
        ),
        {"problem": "name", "module": "random", "name": "x", "origin": "/p/random.py"},
    ),
    (
        "an attribute",
        "AttributeError: module 'random' has no attribute 'randint'\n",
        {"problem": "attribute", "module": "random", "name": "randint"},
    ),
    (
        "an attribute of half a module",
        (
            "AttributeError: partially initialized module 'random' has no attribute 'randint' (most likely "
            "due to a circular import)\n"
        ),
        {"problem": "attribute", "module": "random", "name": "randint", "origin": ""},
    ),
    (
        "a library",
        (
            'Traceback (most recent call last):\n  File "/v/lib/python3.12/site-packages/cv2/__init__.py", '
            "line 181, in <module>\n' + 'ImportError: libGL.so.1: cannot open shared object file: No such file "
            "or directory\n"
        ),
        {"problem": "library", "module": "cv2", "library": "libGL.so.1", "prefix": "/v"},
    ),
    (
        "a library, nobody's",
        "ImportError: libfoo.so.1: cannot open shared object file: No such file or directory\n",
        {"problem": "library", "module": ""},
    ),
    (
        "after other output",
        "installing…\nok\n" + PLAIN.format(module="cv2") + "make: *** [test] Error 1\n",
        {"module": "cv2"},
    ),
]


@pytest.mark.parametrize(("text", "expected"), [one[1:] for one in READ], ids=[one[0] for one in READ])
def test_tracebacks(text: str, expected: dict[str, Any]) -> None:
    found = read(text)
    assert found is not None
    assert {name: getattr(found, name) for name in expected} == expected


@pytest.mark.parametrize(
    "text", ["", "hello\n", "ZeroDivisionError: division by zero\n", "Traceback (most recent call last):\n"]
)
def test_no_failed_import(text: str) -> None:
    assert read(text) is None


def test_half_a_traceback_is_enough() -> None:
    assert read("No module named x") == Trace("missing", "x")


BASE = 'Traceback (most recent call last):\n  File "/home/me/shop/app.py", line 1, in <module>\n'
RANDOM = {"files": {"random.py": "", f"{LIBRARY}/random.py": ""}}
FOO = installed("foo", "1.0", "foo/__init__.py")

FOLLOWS: list[tuple[str, str, list[dict[str, Any]], str, str, str]] = [
    (
        "another Python than the first on PATH",
        INSIDE,
        [INACTIVE],
        "not-installed",
        ".venv/bin/python -m pip install PyYAML",
        "the Python of the traceback",
    ),
    (
        "the first on PATH",
        INSIDE,
        [],
        "not-installed",
        "python -m pip install PyYAML",
        "the first Python on PATH",
    ),
    (
        "the base of the first on PATH",
        PYTEST,
        [],
        "not-installed",
        "python -m pip install opencv-python",
        "the first Python on PATH",
    ),
    (
        "a Python that is not here",
        INSIDE.replace("/home/me/shop/.venv", "/app/.venv"),
        [],
        "not-installed",
        "python -m pip install PyYAML",
        "the first Python on PATH",
    ),
    (
        "python -m",
        "/usr/bin/python3: No module named six\n",
        [{"files": {".venv/lib/python3.12/site-packages/six.py": ""}}],
        "inactive-environment",
        "source .venv/bin/activate",
        "the Python of the traceback",
    ),
    (
        "hidden",
        BASE + "ModuleNotFoundError: No module named 'random.x'; 'random' is not a package\n",
        [{"files": {"random.py": "", f"{LIBRARY}/random/__init__.py": "", f"{LIBRARY}/random/x.py": ""}}],
        "hidden",
        "mv random.py my_random.py",
        "",
    ),
    (
        "hidden, and a name is asked for",
        BASE + "ImportError: cannot import name 'randint' from 'random' (/home/me/shop/random.py)\n",
        [RANDOM],
        "hidden",
        "mv random.py my_random.py",
        "",
    ),
    (
        "hidden, and an attribute",
        BASE + "AttributeError: module 'random' has no attribute 'randint'\n",
        [RANDOM],
        "hidden",
        "mv random.py my_random.py",
        "",
    ),
    (
        "hidden in the script's folder",
        BASE.replace("shop/app.py", "shop/tools/run.py")
        + "AttributeError: module 'random' has no attribute 'randint'\n",
        [{"files": {"tools/run.py": "", "tools/random.py": "", f"{LIBRARY}/random.py": ""}}],
        "hidden",
        "mv tools/random.py tools/my_random.py",
        "",
    ),
    (
        "moved",
        BASE + "ImportError: cannot import name 'Mapping' from 'collections' (/usr/lib/x/__init__.py)\n",
        [{"files": {f"{LIBRARY}/collections/__init__.py": ""}}],
        "standard-library-removed",
        "",
        "",
    ),
    (
        "a release without the name",
        BASE + f"ImportError: cannot import name 'new' from 'foo' (/home/me/shop/{SITE}/foo/__init__.py)\n",
        [{"files": FOO}],
        "name-missing",
        "python -m pip index versions foo",
        "",
    ),
    (
        "a release that is not the declared one",
        BASE + "ImportError: cannot import name 'new' from 'foo' (unknown location)\n",
        [{"files": {**FOO, "requirements.txt": "foo==2.0\n"}}],
        "name-missing",
        "python -m pip install -r requirements.txt",
        "",
    ),
    (
        "a circle",
        BASE + "ImportError: cannot import name 'a' from partially initialized module 'app' "
        "(most likely due to a circular import) (/home/me/shop/app.py)\n",
        [],
        "name-missing",
        "",
        "",
    ),
    (
        "a library",
        BASE
        + f'  File "/home/me/shop/{SITE}/cv2/__init__.py", line 181, in <module>\n'
        + "ImportError: libGL.so.1: cannot open shared object file: No such file or directory\n",
        [{"files": installed("opencv-python", "4.10", "cv2/__init__.py")}],
        "library-missing",
        "sudo apt install libgl1",
        "",
    ),
    (
        "a library that nobody knows",
        BASE
        + f'  File "/home/me/shop/{SITE}/foo/__init__.py", line 1, in <module>\n'
        + "ImportError: libfoo.so.1: cannot open shared object file: No such file or directory\n",
        [{"files": FOO}],
        "library-missing",
        "",
        "",
    ),
]


@pytest.mark.parametrize("case", FOLLOWS, ids=[one[0] for one in FOLLOWS])
def test_what_follows(case: tuple[str, str, list[dict[str, Any]], str, str, str]) -> None:
    _, text, changes, name, command, what = case
    found = ask("", *changes, traceback=text)
    assert found.importable is False
    assert found.cause is not None
    assert found.cause.name == name
    assert (found.remedy.command if found.remedy else "") == command
    assert what in found.asked.what


def test_a_traceback_of_what_works_now() -> None:
    found = ask("", traceback=PLAIN.format(module="flask"))
    assert found.importable is True
    assert "by the files that are there now" in found.notes[-1]


def test_a_python_that_is_not_here_is_said() -> None:
    found = ask("", traceback=INSIDE.replace("/home/me/shop/.venv", "/app/.venv"))
    assert found.notes == ("The traceback names /app/.venv, which is not on this machine.",)
    assert ask("", INACTIVE, traceback=INSIDE).notes == ("The first python on PATH is another: /usr/bin/python3.",)
