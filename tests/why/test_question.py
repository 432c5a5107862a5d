"""What is typed behind `envdoctor why` that is no module's name."""

from __future__ import annotations

from typing import Any

import pytest

from envdoctor.probe import look
from envdoctor.probe.project import aim
from envdoctor.testing import Machine
from envdoctor.why.folders import Folders
from envdoctor.why.question import problem
from tests.why.asked import SITE, installed

PACKAGES = {
    **installed("opencv-python", "4.10", "cv2/__init__.py", "cv2/cv2.abi3.so"),
    **installed("odd-name", "1.0", "_private.py", "odd/__init__.py", "odder.py", "odd_name/x.py"),
    f"{SITE}/old_thing-1.0.egg-info/PKG-INFO": "Metadata-Version: 1.0\nName: old-thing\nVersion: 1.0\n\n",
    f"{SITE}/old_thing-1.0.egg-info/top_level.txt": "oldie\n",
    f"{SITE}/new_thing-1.0.dist-info/METADATA": (
        "Metadata-Version: 2.5\nName: new-thing\nVersion: 1.0\nImport-Name: shiny\n\n"
    ),
}


def asked(said: str, files: dict[str, Any] | None = None) -> str:
    machine = Machine({"files": files if files is not None else PACKAGES})
    return problem(Folders(machine), look(machine, aim(machine, ())), said)


@pytest.mark.parametrize("said", ["yaml", "a.b.c", "_x", "größe", "os.path", "match", "py"])
def test_modules(said: str) -> None:
    assert asked(said) == ""


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("", "name a module"),
        ("import yaml", "name the module alone: `envdoctor why yaml`"),
        ("from a.b import c, d", "name the module alone: `envdoctor why a.b`"),
        ("foo.py", "foo.py is a file's name, and no module's; did you mean `envdoctor why foo`?"),
        ("src/foo.py", "did you mean `envdoctor why foo`?"),
        ("src/foo-bar", "is a file's name, and no module's"),
        (".a", "is a relative import"),
        ("a..b", "between two dots, or at the end, a name is missing"),
        ("a.", "a name is missing"),
        ("class", "`class` is a word of the language"),
        ("a.None.b", "`None` is a word of the language"),
        ("1x", "begins with no digit"),
        ("a b", "is no module's name"),
        ("é-è", "is no module's name: one is made of letters"),
        (
            "foo-bar",
            (
                "foo-bar is no module's name, but could be a distribution's, which is what `pip install` "
                "takes; did you mean `envdoctor why foo_bar`?"
            ),
        ),
        ("opencv-python", "opencv-python is a distribution; it is imported as `cv2`: `envdoctor why cv2`"),
        ("opencv-python==4.10", "it is imported as `cv2`"),
        ("odd-name[x]>=1", "it is imported as `odd` (and odder): `envdoctor why odd`"),
        ("old-thing", "it is imported as `oldie`"),
        ("new-thing", "it is imported as `shiny`"),
        ("scikit-learn", "scikit-learn is a distribution; it is imported as `sklearn`"),
        ("pywin32-", "is no module's name"),
    ],
)
def test_what_is_no_module(said: str, words: str) -> None:
    assert words in asked(said)


def test_without_an_environment_the_table_is_asked() -> None:
    gone = {".venv": False}
    assert "it is imported as `cv2`" in asked("opencv-python", gone)
