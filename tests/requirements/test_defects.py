"""The nine defects of pip-requirements-parser: each is still there, pip does otherwise, and so do we."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pip_requirements_parser as library  # type: ignore[import-untyped]
import pytest

from tests.requirements.oracle import ask
from tests.requirements.reading import ROOT, read, snapshot


def put(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    for path, text in files.items():
        where = folder / path
        where.parent.mkdir(parents=True, exist_ok=True)
        where.write_bytes(text.encode() if isinstance(text, str) else text)
    return folder / "requirements.txt"


def librarys(path: Path, *, nested: bool = False) -> Any:
    return library.RequirementsFile.from_file(str(path), include_nested=nested)


def verdicts(files: Mapping[str, str | bytes]) -> tuple[list[bool], bool]:
    """Say of each line whether we take it, and whether the file as a whole is refused."""
    lines, whole = read(snapshot(files))
    return [isinstance(one, dict) for found in lines.values() for one in found], bool(whole)


def pips(path: Path) -> tuple[list[bool], bool]:
    answer = ask(path)
    return [isinstance(found, dict) for _, _, found in answer.lines], bool(answer.refused)


def test_1_include_cycles(tmp_path: Path) -> None:
    files = {"requirements.txt": "-r a.txt\n", "a.txt": "flask\n-r b.txt\n", "b.txt": "-r a.txt\n"}
    path = put(tmp_path, files)
    # one line is found hundreds of times, until Python's stack ends; with two includes a file, it would never end
    assert len(librarys(path, nested=True).requirements) > 100
    assert "recursively references itself" in ask(path).refused
    snap = snapshot(files)
    assert [(one.path, include.problem) for one in snap.requirements.files for include in one.includes] == [
        ("a.txt", ""),
        ("b.txt", "it includes itself"),
        ("requirements.txt", ""),
    ]


@pytest.mark.parametrize(
    ("line", "wrong", "version"),
    [
        ("flask==1.*", True, ""),
        ("flask==1.0,<3", False, "1.0"),
        ("https://e.com/foo-1.0-py3-none-any.whl", True, "1.0"),
    ],
)
def test_2_is_pinned(tmp_path: Path, line: str, wrong: bool, version: str) -> None:
    path = put(tmp_path, {"requirements.txt": line})
    assert bool(librarys(path).requirements[0].is_pinned) is wrong
    (file,) = snapshot({"requirements.txt": line}).requirements.files
    assert [one.version for one in file.requirements] == [version]


def test_3_from_string() -> None:
    with pytest.raises(NameError):
        library.RequirementsFile.from_string("flask")
    assert verdicts({"requirements.txt": "flask"}) == ([True], False)


def test_4_variables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RANGE", ">=2")
    line = "flask${RANGE}"
    path = put(tmp_path, {"requirements.txt": line})
    assert librarys(path).invalid_lines
    assert [found["specifier"] for _, _, found in ask(path).lines if isinstance(found, dict)] == [">=2"]
    (file,) = snapshot({"requirements.txt": line}, {"RANGE": ">=2"}).requirements.files
    (one,) = file.requirements
    assert (one.name, one.specifier, one.text, one.specifier_at) == ("flask", ">=2", line, None)
    # pip takes what is not set for text, and refuses the line; where pip will run it may be set, so we say nothing
    assert read(snapshot({"requirements.txt": line})) == ({}, [])


@pytest.mark.parametrize(
    "line",
    [
        "flask>=1 --config-settings=k=v",
        "flask>=1 -C k=v",
        "--no-require-hashes\nflask>=1",
        "flask -i https://e.com/simple",
        "flask -r base.txt",
    ],
)
def test_5_rejected_though_pip_accepts(tmp_path: Path, line: str) -> None:
    path = put(tmp_path, {"requirements.txt": line})
    assert librarys(path).invalid_lines
    assert verdicts({"requirements.txt": line}) == pips(path) == ([True], False)


@pytest.mark.parametrize(
    "line",
    [
        f"flask>=1 --hash=md5:{'a' * 32}",
        "flask --global-option x",
        "flask --install-option x",
        "git+https://e.com/foo.git#egg=foo[x]",
        "--requirements base.txt",
    ],
)
def test_6_accepted_though_pip_refuses(tmp_path: Path, line: str) -> None:
    files = {"requirements.txt": line, "base.txt": ""}
    path = put(tmp_path, files)
    assert not librarys(path).invalid_lines
    ours, theirs = verdicts(files), pips(path)
    assert ours == theirs
    assert ours in (([False], False), ([], True))


def test_6_editable_constraints(tmp_path: Path) -> None:
    files = {"requirements.txt": "-c constraints.txt\n", "constraints.txt": "-e .\n", "setup.py": ""}
    path = put(tmp_path, files)
    assert not librarys(path, nested=True).invalid_lines
    assert verdicts(files) == pips(path) == ([False], False)


@pytest.mark.parametrize(
    ("files", "refused", "problems"),
    [
        ({"requirements.txt": "-r absent.txt\nflask\n"}, True, ["there is no such file"]),
        ({"requirements.txt": "-r https://e.invalid/r.txt\nflask\n"}, True, [""]),
        (
            {"requirements.txt": "flask\n-r b.txt\n", "b.txt": b"# \xe9\n"},
            False,
            ["it is not UTF-8 and does not say what else it is"],
        ),
    ],
)
def test_7_files_that_cannot_be_had(
    tmp_path: Path, files: dict[str, str | bytes], refused: bool, problems: list[str]
) -> None:
    path = put(tmp_path, files)
    with pytest.raises((library.InstallationError, UnicodeDecodeError)):
        # what is no UTF-8 depends on the locale for pip and for the library alike
        library.get_file_content(str(tmp_path / "b.txt")) if not refused else librarys(path, nested=True)
    assert bool(ask(path).refused) or not refused
    files_read = snapshot(files).requirements.files
    assert [include.problem for one in files_read for include in one.includes] == problems
    # and the rest of the file is not lost
    assert [one.name for file in files_read for one in file.requirements] == ["flask"]


def test_8_places(tmp_path: Path) -> None:
    text = "six==1.0\nflask[a] \\\n   >=2, \\\n  <3 ; os_name == 'nt'  # why\n"
    path = put(tmp_path, {"requirements.txt": text})
    assert not hasattr(librarys(path).requirements[1], "column")
    (file,) = snapshot({"requirements.txt": text}).requirements.files
    (one,) = file.requirements
    place = one.location
    assert (place.line, place.column, place.end_line, place.end_column) == (2, 1, 4, 5)
    assert one.source == "flask[a] \\"
    assert one.specifier_at is None  # it is broken by a backslash


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ('-e "foo @ git+https://e.com/foo.git"', "foo"),
        ("foo @ ./local", "foo"),
        ("git@github.com:o/foo.git", "git"),  # so does pip: the rest is the URL of a package called git
    ],
)
def test_9_names(tmp_path: Path, line: str, name: str) -> None:
    path = put(tmp_path, {"requirements.txt": line})
    found = librarys(path)
    if not line.startswith("git@"):
        assert [one.name for one in found.requirements] != [name]
    assert [one["name"] for _, _, one in ask(path).lines if isinstance(one, dict)] == [name]
    (file,) = snapshot({"requirements.txt": line}).requirements.files
    assert [(one.name, one.kind != "index") for one in file.requirements] == [(name, True)]


@pytest.mark.parametrize("line", ["./nope", "./empty", "pkg[x] ; os_name"])
def test_9_paths_that_are_not_there(tmp_path: Path, line: str) -> None:
    files = {"requirements.txt": line, "empty/x": ""}
    path = put(tmp_path, files)
    assert verdicts(files) == pips(path) == ([False], False)
    assert ROOT not in str(read(snapshot(files)))
