"""The tables: what stands in them agrees with the Pythons that are here, and with itself."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from itertools import pairwise

import pytest

from envdoctor.facts.installed import normal
from envdoctor.why import retired, standard, well_known
from envdoctor.why.parts import NEEDS, PARTS, SPLIT
from tests.why.real import pythons


def number(text: str) -> tuple[int, int]:
    major, _, minor = text.partition(".")
    return int(major), int(minor)


@pytest.mark.parametrize(
    ("module", "distribution"),
    [
        ("cv2", "opencv-python"),
        ("yaml", "PyYAML"),
        ("PIL", "Pillow"),
        ("PIL.Image", "Pillow"),
        ("bs4", "beautifulsoup4"),
        ("sklearn", "scikit-learn"),
        ("sklearn.svm", "scikit-learn"),
        ("skimage", "scikit-image"),
        ("dotenv", "python-dotenv"),
        ("dateutil", "python-dateutil"),
        ("Crypto", "pycryptodome"),
        ("OpenSSL", "pyOpenSSL"),
        ("serial", "pyserial"),
        ("usb", "pyusb"),
        ("jwt", "PyJWT"),
        ("git", "GitPython"),
        ("github", "PyGithub"),
        ("attr", "attrs"),
        ("magic", "python-magic"),
        ("ldap", "python-ldap"),
        ("MySQLdb", "mysqlclient"),
        ("psycopg2", "psycopg2-binary"),
        ("google.protobuf", "protobuf"),
        ("google.cloud.storage", "google-cloud-storage"),
        ("google.cloud.storage.blob", "google-cloud-storage"),
        ("pkg_resources", "setuptools"),
        ("win32api", "pywin32"),
        ("wx", "wxPython"),
        ("gi", "PyGObject"),
        ("zmq", "pyzmq"),
        ("docx", "python-docx"),
        ("pptx", "python-pptx"),
        ("fitz", "PyMuPDF"),
        ("slugify", "python-slugify"),
        ("markdown", "Markdown"),
        ("jose", "python-jose"),
        ("telegram", "python-telegram-bot"),
        ("discord", "discord.py"),
        ("kafka", "kafka-python"),
        ("redis", "redis"),
        ("numpy.linalg", "numpy"),
        ("flask_login", "Flask-Login"),
        ("azure.identity", "azure-identity"),
        ("google", ""),
        ("google.nope", ""),
        ("azure", ""),
        ("nope", ""),
    ],
)
def test_well_known(module: str, distribution: str) -> None:
    assert well_known.distribution(module) == distribution


def test_the_table_is_large_and_says_each_thing_once() -> None:
    known = well_known.modules()
    assert len(known) >= 250
    lines = [line.split() for line in well_known._OTHER.split("\n") if line]
    assert all(len(line) == 2 for line in lines)
    assert len({line[0] for line in lines}) == len(lines)
    same = well_known._SAME.split()
    assert len({normal(one) for one in same}) == len(same)
    assert not [one for one in lines if normal(one[0]) == normal(one[1]) and "." not in one[0]]


def test_no_well_known_module_is_one_of_the_standard_library() -> None:
    newest = standard.names((3, 13))
    assert not {one for one in well_known.modules() if one in newest} - {"opencv"}


def test_the_modules_of_a_distribution() -> None:
    assert well_known.imports("pywin32")[:2] == ["adodbapi", "pythoncom"]
    assert well_known.imports("py-yaml") == []
    assert well_known.imports("pyyaml") == ["_yaml", "yaml"]


@pytest.mark.parametrize("module", ["yaml", "rich", "packaging", "pytest", "hypothesis"])
def test_what_is_installed_beside_the_tests_agrees(module: str) -> None:
    from importlib.metadata import files

    named = {str(one).partition("/")[0] for one in files(well_known.distribution(module)) or []}
    assert module in named


@pytest.mark.parametrize("name", [one for one in retired.REMOVED if "." not in one])
def test_what_was_taken_out_was_there_before_and_not_after(name: str) -> None:
    since = number(retired.REMOVED[name][0])
    assert standard.among("ALL", name, (since[0], since[1] - 1))
    assert not standard.among("ALL", name, since)


def test_nothing_that_was_taken_out_is_forgotten() -> None:
    """Every public module that some release lost is in the table."""
    lost: set[str] = set()
    releases = [(3, minor) for minor in range(6, 14)]
    for before, after in pairwise(releases):
        lost |= standard.names(before) - standard.names(after)
    assert lost - set(retired.REMOVED) <= {"macurl2path", "xxsubtype"}


def test_what_takes_their_place_is_there() -> None:
    newest = (3, 13)
    for _, instead, _ in retired.REMOVED.values():
        for one in filter(None, instead.split(" and ")):
            assert standard.among("ALL", one.partition(".")[0], newest), one
    for new in retired.PYTHON2.values():
        assert standard.among("ALL", new.partition(".")[0], (3, 12)), new
    assert not [old for old in retired.PYTHON2 if standard.among("ALL", old, (3, 6)) and old != "gdbm"]


def test_backports_name_what_came_later() -> None:
    for name in retired.BACKPORTS:
        if "." not in name:
            assert standard.since(name), name


def test_since_when() -> None:
    assert [standard.since(one) for one in ("tomllib", "zoneinfo", "json", "nope", "dataclasses")] == [
        "3.11",
        "3.9",
        "",
        "",
        "3.7",
    ]


def test_a_release_that_is_newer_than_the_table_is_taken_for_its_last() -> None:
    assert standard.among("ALL", "json", (3, 99))
    assert standard.names((3, 99)) == standard.names((3, 13))
    assert standard.names((3, 5)) == standard.names((3, 6))


def test_what_modules_need_is_imported_by_them() -> None:
    for module, part in NEEDS.items():
        spec = (
            importlib.util.find_spec(module)
            if standard.among("ALL", module.partition(".")[0], sys.version_info[:2])
            else None
        )
        if spec is None or not spec.origin or not spec.origin.endswith(".py"):
            continue
        code = f"import sys; sys.modules[{part!r}] = None\ntry:\n    import {module}\nexcept ImportError as e: print(e)"
        found = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
        assert found.stdout, f"{module} does without {part}"


def test_parts_and_splits_speak_of_the_standard_library() -> None:
    for name in {*PARTS, *SPLIT, *NEEDS.values()}:
        assert any(standard.among("ALL", name, (3, minor)) for minor in (8, 11, 13)), name
    assert {len(one) for one in PARTS.values()} == {6}


@pytest.mark.parametrize("release", [one for one in pythons() if number(one) >= (3, 10)])
def test_the_table_of_the_standard_library_is_what_the_pythons_say(release: str) -> None:
    code = "import json, sys; print(json.dumps(sorted(sys.stdlib_module_names)))"
    done = subprocess.run([pythons()[release], "-I", "-S", "-c", code], capture_output=True, text=True, check=True)
    assert standard.names(number(release)) == {name for name in json.loads(done.stdout) if not name.startswith("_")}


@pytest.mark.parametrize("name", ["winreg", "msvcrt", "_gdbm", "_scproxy"])
def test_what_other_systems_and_builds_have_is_older_than_the_list_of_it(name: str) -> None:
    """Python lists its modules from 3.10 on; before, the table knows those of one Linux alone."""
    assert standard.since(name) == ""
    assert standard.among("ALL", name, (3, 8))


def test_what_came_later() -> None:
    assert standard.since("tomllib") == "3.11"
    assert not standard.among("ALL", "tomllib", (3, 8))
    assert standard.since("zoneinfo") == "3.9"
    assert standard.since("os") == ""
