"""Every cause, on machines made of text: what is said, and the one command."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from envdoctor.why.answer import Answer
from tests.why.asked import INACTIVE, LIBRARY, SITE, ask, installed

PYENV = "/home/me/.pyenv/versions/3.10.13"
PROGRAMS = "C:\\Users\\me\\AppData\\Local\\Programs\\Python\\Python312"
WINDOWS: dict[str, Any] = {"machine": {"like": "windows"}}
MACOS: dict[str, Any] = {"machine": {"like": "macos"}}
BREW = "/opt/homebrew/Cellar/python@3.12/3.12.4/Frameworks/Python.framework/Versions/3.12"
APPLE = "/Library/Developer/CommandLineTools/Library/Frameworks/Python3.framework/Versions/3.9"
CV2 = installed("opencv-python", "4.10.0", "cv2/__init__.py", "cv2/cv2.abi3.so")
DECLARED = {"requirements.txt": "flask==3.0.3\nopencv-python==4.10.0.84  # eyes\n"}
PACKAGE = "[build-system]\nrequires = []\n[project]\nname = 'shop'\n"


def files(
    *tables: dict[str, Any], links: dict[str, Any] | None = None, env: dict[str, Any] | None = None
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for one in tables:
        found |= one
    return {"files": found, "links": links or {}, "env": env or {}}


def pyenv(*more: dict[str, str]) -> dict[str, str]:
    found = {
        f"{PYENV}/bin/python3.10": "\0PyInit__imp\0",
        f"{PYENV}/bin/python": "",
        f"{PYENV}/lib/python3.10/os.py": "",
    }
    for one in more:
        found |= one
    return found


CASES = json.loads(Path(__file__).parent.parent.joinpath("cases", "why.json").read_text("utf-8"))
FAILS: list[dict[str, Any]] = CASES["fails"]
WORKS: list[dict[str, Any]] = CASES["works"]


def asked(case: dict[str, Any]) -> Answer:
    return ask(case["module"], {name: case[name] for name in ("files", "links", "env", "machine") if name in case})


@pytest.mark.parametrize("case", FAILS, ids=[one["name"] for one in FAILS])
def test_causes(case: dict[str, Any]) -> None:
    found = asked(case)
    assert found.importable is False
    assert found.cause is not None
    assert found.cause.name == case["cause"], found.cause.message
    if case["cause"] != "environment-broken":
        assert (found.remedy.command if found.remedy else "") == case["command"]
    assert case["words"] in "\n".join((found.cause.message, *found.cause.evidence))


@pytest.mark.parametrize("case", WORKS, ids=[one["name"] for one in WORKS])
def test_what_is_importable(case: dict[str, Any]) -> None:
    found = asked(case)
    assert found.importable is True, found.cause
    assert (found.shown, found.kind) == (case["shown"], case["kind"])
    assert found.cause is None
    assert found.doubts == ()


BROKEN: dict[str, Any] = {"files": {"pyproject.toml": "[tool.envdoctor]\nenvironment = 'nowhere'\n"}}


def test_an_environment_that_the_configuration_names_and_is_not_there() -> None:
    found = ask("yaml", INACTIVE, BROKEN)
    assert found.cause is not None
    assert found.cause.name == "not-installed"
    none = ask("yaml", BROKEN, files({"/usr/bin/python3.11": False}, env={"PATH": "/bin"}))
    assert none.cause is not None
    assert none.cause.name == "no-python"


def test_a_pip_that_leads_nowhere_known_disturbs_nothing() -> None:
    found = ask("yaml", files({".venv/bin/pip": "#!/usr/bin/env nothing\n", ".venv/bin/pip3": False}))
    assert found.cause is not None
    assert found.cause.name == "not-installed"


def test_requirements_that_cannot_be_read_disturb_nothing() -> None:
    found = ask("yaml", files({"requirements.txt": "flask\n"}), {"machine": {"unreadable": ["requirements.txt"]}})
    assert found.cause is not None
    assert found.cause.name == "not-installed"
    assert found.namings == ()


def test_of_several_broken_installs_the_one_that_is_meant_is_named() -> None:
    gone = {f"{SITE}/a.pth": "/gone/other\n", f"{SITE}/b.pth": "/gone/foo\n"}
    found = ask("foo", files(gone))
    assert found.cause is not None
    assert found.cause.evidence == (f"named in {SITE}/b.pth:1",)


def test_a_pyproject_that_is_no_toml_disturbs_nothing() -> None:
    found = ask(
        "foo",
        files(
            installed("foo", "1.0", "__editable__.foo-1.0.pth"),
            {f"{SITE}/__editable__.foo-1.0.pth": "/gone/foo\n", "pyproject.toml": "[[["},
        ),
    )
    assert found.cause is not None
    assert found.cause.name == "damaged"


def test_every_cause_has_an_example() -> None:
    from envdoctor.why import answer

    said = {one["cause"] for one in FAILS}
    names = {"library-missing", "name-missing"}  # what only a traceback shows
    assert said | names == set(answer.NAMES)


def test_a_file_that_hides_a_module_is_imported_and_spoken_of() -> None:
    found = ask("random", files({"random.py": "", f"{LIBRARY}/random.py": ""}))
    assert found.importable is True
    assert found.origin == "/home/me/shop/random.py"
    assert found.cause is not None
    assert found.cause.name == "hidden"
    assert found.remedy is not None
    assert found.remedy.command == "mv random.py my_random.py"


@pytest.mark.parametrize(
    "changes",
    [
        files({"shop/__init__.py": "", "pyproject.toml": PACKAGE}, installed("shop", "1.0", "shop/__init__.py")),
        files({"shop/__init__.py": "", f"{SITE}/shop.pth": "/home/me/shop\n"}),
        files({"json/a.txt": "", f"{LIBRARY}/json/__init__.py": ""}),
    ],
    ids=["the project is installed too", "the same file", "a folder hides nothing"],
)
def test_nothing_is_hidden(changes: dict[str, Any]) -> None:
    module = "json" if any("json" in one for one in changes["files"]) else "shop"
    found = ask(module, changes)
    assert found.importable is True
    assert found.cause is None


@pytest.mark.parametrize(
    ("path", "doubt"),
    [
        (f"{SITE}/odd.pth", "odd.pth:1 runs `import odd_hooks`"),
        (f"{SITE}/sitecustomize.py", "sitecustomize.py is run when Python starts"),
        (f"{SITE}/__editable__.foo-1.0.pth", "runs `import odd_hooks`"),
    ],
)
def test_what_cannot_be_known_is_said(path: str, doubt: str) -> None:
    found = ask("yaml", files({path: "import odd_hooks\n"}))
    assert found.importable is None
    assert doubt in found.doubts[0]
    assert found.cause is not None
    assert found.cause.name == "not-installed"
    assert ask("flask", files({path: "import odd_hooks\n"})).importable is True


def test_an_interpreter_that_does_not_say_what_is_in_it() -> None:
    found = ask("_lzma")
    assert found.importable is None
    assert found.doubts == ("/usr/local/bin/python3.12 does not say what is compiled into it",)


def test_a_compiled_package_may_offer_more_than_its_files() -> None:
    found = ask("foo.bar", files({f"{SITE}/foo.abi3.so": ""}))
    assert found.importable is None
    assert "may offer modules that are no files" in found.doubts[0]
    assert ask("foo.bar", files({f"{SITE}/foo.pyc": ""})).importable is False


def test_a_package_that_makes_its_modules_itself_is_a_doubt() -> None:
    found = ask("six.moves", files({f"{SITE}/six.py": "import sys\nsys.modules['six.moves'] = 1\n"}))
    assert found.importable is None
    assert "changes what it offers" in found.doubts[0]


def test_the_places_are_named_with_their_releases() -> None:
    site = f"{PYENV}/lib/python3.10/site-packages"
    found = ask(
        "cv2", INACTIVE, files(CV2, DECLARED, pyenv(installed("opencv-python", "4.8.1", "cv2/__init__.py", site=site)))
    )
    assert [(one.shown, one.release, one.version, one.note) for one in found.spots] == [
        (".venv", "4.10.0", "3.12.4", "the project's environment — not active"),
        ("~/.pyenv/versions/3.10.13", "4.8.1", "3.10.13", "pyenv"),
    ]
    assert [(one.path, one.line, one.text) for one in found.namings] == [
        ("requirements.txt", 2, "opencv-python==4.10.0.84")
    ]
