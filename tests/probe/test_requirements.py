"""The project's requirements files: which, what they include, what is left out and why, what is pinned."""

from __future__ import annotations

import codecs
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from envdoctor.check import Location
from envdoctor.facts import Snapshot
from envdoctor.facts.packages import Packages
from envdoctor.facts.pins import FilePins, LockFile, Pin
from envdoctor.facts.project import Aim, Files, Unread
from envdoctor.facts.requirements import Requirements, RequirementsFile
from envdoctor.probe import look
from envdoctor.probe.requirements import DEEPEST
from envdoctor.record import from_data, to_data
from envdoctor.requirements.file import LONGEST, MOST
from envdoctor.system import LIMIT, System
from envdoctor.testing import Machine


def snap(files: Mapping[str, Any], **words: Any) -> Snapshot:
    changes = {"files": {"requirements.txt": False, **files}, **words}
    return look(Machine(changes), Aim(root="/home/me/shop"))


def requirements(files: Mapping[str, Any], **words: Any) -> Requirements:
    return snap(files, **words).requirements


def one(text: str | bytes, **words: Any) -> RequirementsFile:
    (file,) = requirements({"requirements.txt": text}, **words).files
    return file


def test_which_files() -> None:
    found = requirements(
        {
            "requirements.txt": "",
            "requirements/dev.txt": "",
            "sub/test-reqs.txt": "",
            "constraints.txt": "",
            "tests/requirements.txt": "",
            "notes.txt": "flask\n",
            "requirements.md": "",
        }
    )
    assert [(file.path, file.role, file.judged) for file in found.files] == [
        ("constraints.txt", "constraints", True),
        ("requirements.txt", "application", True),
        ("requirements/dev.txt", "development", True),
        ("sub/test-reqs.txt", "tests", True),
    ]


def test_names_that_contain_a_word() -> None:
    files = Files("reqs.txt\0a/requirements/b.txt\0requirements/requirements.txt\0c.py\0last-reqs", git=True)
    assert files.containing("requirements", "reqs") == [
        "a/requirements/b.txt",
        "requirements/requirements.txt",
        "reqs.txt",
        "last-reqs",
    ]
    assert Files("", git=True).containing("reqs") == []


def test_includes() -> None:
    found = requirements(
        {
            "requirements.txt": "-r requirements/base.txt\n-c pins.txt\n--requirement=../common.txt\n-r https://e.com/r.txt\n",
            "requirements/base.txt": "-r more/deep.lock\n-rgone.txt\n-r ../tests/needs.txt\n",
            "requirements/more/deep.lock": "flask\n",
            "/home/me/common.txt": "six\n",
            "tests/needs.txt": "pytest\n",
            "pins.txt": "flask==1\n-r more-pins.txt\n",
            "more-pins.txt": "six==1\n",
        }
    )
    assert [(file.path, file.role, file.judged) for file in found.files] == [
        ("/home/me/common.txt", "application", False),
        ("more-pins.txt", "application", True),
        ("pins.txt", "constraints", True),
        ("requirements.txt", "application", True),
        ("requirements/base.txt", "application", True),
        ("requirements/more/deep.lock", "application", True),
        ("tests/needs.txt", "tests", False),
    ]
    include = [
        (file.path, include.target, include.path, include.constraint, include.problem)
        for file in found.files
        for include in file.includes
    ]
    assert include == [
        ("pins.txt", "more-pins.txt", "more-pins.txt", False, ""),
        ("requirements.txt", "requirements/base.txt", "requirements/base.txt", False, ""),
        ("requirements.txt", "pins.txt", "pins.txt", True, ""),
        ("requirements.txt", "../common.txt", "/home/me/common.txt", False, ""),
        ("requirements.txt", "https://e.com/r.txt", "", False, ""),
        ("requirements/base.txt", "more/deep.lock", "requirements/more/deep.lock", False, ""),
        ("requirements/base.txt", "gone.txt", "requirements/gone.txt", False, "there is no such file"),
        ("requirements/base.txt", "../tests/needs.txt", "tests/needs.txt", False, ""),
    ]


def test_requirements_used_as_constraints_stay_requirements() -> None:
    found = requirements({"dev-requirements.txt": "-c requirements.txt\n", "requirements.txt": "flask\n"})
    assert [(file.path, file.role) for file in found.files] == [
        ("dev-requirements.txt", "development"),
        ("requirements.txt", "application"),
    ]


@pytest.mark.parametrize(
    ("files", "problems"),
    [
        ({"requirements.txt": "-r requirements.txt\n"}, ["it includes itself"]),
        (
            {
                "requirements.txt": "-r a.txt\n-r b.txt\n",
                "a.txt": "-r c.txt\n",
                "b.txt": "-r c.txt\n",
                "c.txt": "-r a.txt\n",
            },
            ["", "it includes itself", "", "", ""],
        ),
        ({"requirements.txt": "-r sub\n", "sub/x": ""}, ["it is a folder"]),
        ({"requirements.txt": "-r x\0y\n"}, ["no file can have this name"]),
        (
            {"requirements.txt": "-r a.txt\n-r a.txt\n", "a.txt": b"\xff"},
            ["it is not UTF-8 and does not say what else it is"] * 2,
        ),
        ({"requirements.txt": "-r a.txt\n-r a.txt\n", "a.txt": "{{ x }}"}, ["", ""]),
    ],
)
def test_problems_of_includes(files: dict[str, Any], problems: list[str]) -> None:
    found = requirements(files).files
    assert sorted(include.problem for file in found for include in file.includes) == sorted(problems)


def test_includes_without_end() -> None:
    files = {f"a{number}.txt": f"-r a{number + 1}.txt\n" for number in range(200)}
    found = requirements({"requirements.txt": "-r a0.txt\n", **files}).files
    problems = [include.problem for file in found for include in file.includes if include.problem]
    assert problems == ["it is included too deeply"]
    assert len(found) == DEEPEST + 1


@pytest.mark.parametrize(
    ("text", "reason", "line"),
    [
        (b"# \xe9\nflask\n", "it is not UTF-8 and does not say what else it is", 0),
        ("six==1\n{{ name }}>=1\n", "it is a template: what pip will see is not known here", 2),
        ("six\n{% if x %}\nflask\n{% endif %}\n", "it is a template: what pip will see is not known here", 2),
        ("<<<<<<< HEAD\nflask\n", "it holds the marks of an unfinished merge", 1),
        ("flask\n>>>>>>> upgrade\n", "it holds the marks of an unfinished merge", 2),
        ("numpy\nconda-forge::scipy\n", "it is a list for conda, not for pip", 2),
        ("_libgcc_mutex=0.1=main\n", "it is a list for conda, not for pip", 1),
        ("x" * (LONGEST + 1), "it is too large to be judged line by line", 1),
        ("a\n" * (MOST + 1), "it is too large to be judged line by line", MOST + 1),
        (b"six==1\n" * (LIMIT // 7 + 1), "it is larger than 8192 KiB", 0),
    ],
)
def test_not_judged(text: str | bytes, reason: str, line: int) -> None:
    found = requirements({"requirements.txt": text})
    assert found == Requirements(files=(), unread=(Unread("requirements.txt", reason, line),))


def test_comments_are_no_template() -> None:
    assert one("flask  # {{ x }} <<<<<<< HEAD a::b\n").requirements


def test_a_file_that_git_still_knows_is_not_missed() -> None:
    snapshot = look(Machine({"files": {"requirements.txt": False}}), Aim(root="/home/me/shop"))
    snapshot = Snapshot(
        lambda name, _: getattr(snapshot, name), aim=snapshot.aim, files=Files("requirements.txt", git=True)
    )
    machine = Machine({"files": {"requirements.txt": False}})
    from envdoctor.probe.requirements import look as probe

    assert probe(machine, snapshot) == Requirements(files=())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system knows no FIFO")
def test_files_that_are_none(tmp_path: Path) -> None:
    (tmp_path / "requirements-folder.txt").mkdir()
    os.mkfifo(tmp_path / "requirements-fifo.txt")
    (tmp_path / "requirements-dangling.txt").symlink_to("nowhere")
    (tmp_path / "requirements-loop.txt").symlink_to("requirements-loop.txt")
    (tmp_path / "requirements.txt").write_text("-r requirements-fifo.txt\n-r requirements-folder.txt\n-r a\0b\n")
    names = "\0".join(sorted(path.name for path in tmp_path.iterdir()))
    system, aim = System(), Aim(root=str(tmp_path))
    from envdoctor.probe.requirements import look as probe

    found = probe(system, Snapshot(None, aim=aim, files=Files(names, git=True)))
    assert [(left.path, left.reason) for left in found.unread] == [
        ("requirements-fifo.txt", "it is a FIFO"),
        ("requirements-folder.txt", "it is a folder"),
        ("requirements-loop.txt", "Too many levels of symbolic links"),
    ]
    (file,) = found.files
    assert [include.problem for include in file.includes] == [
        "it is a FIFO",
        "it is a folder",
        "no file can have this name",
    ]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"flask\n", "utf-8"),
        (codecs.BOM_UTF8 + b"flask\r\n", "utf-8-sig"),
        (codecs.BOM_UTF16_LE + "flask\r\n".encode("utf-16-le"), "utf-16-le"),
        (b"flask\n# coding: latin-1\n# \xe9\n", "latin-1"),
    ],
)
def test_encodings(data: bytes, encoding: str) -> None:
    file = one(data)
    assert file.encoding == encoding
    assert [(found.name, found.location.column) for found in file.requirements] == [("flask", 1)]


def test_the_place_of_a_specifier() -> None:
    text = "\n  ﬂask>=2\nflask [a] ( >=2,<3 ) ; os_name == 'nt'  # c\nflask\nflask \\\n  >=2\nflask()\nflask>=\\\n2\n"
    found = {each.location.line: each for each in one(text).requirements}
    assert found.keys() == {3, 4, 5, 7, 8}
    spec = found[3]
    assert (spec.text, spec.specifier_text, spec.specifier) == ("flask [a] ( >=2,<3 )", ">=2,<3", "<3,>=2")
    assert spec.location == Location("requirements.txt", 3, 1, 3, 21)
    assert spec.specifier_at == Location("requirements.txt", 3, 13, 3, 19)
    assert (spec.extras, spec.marker) == (("a",), 'os_name == "nt"')
    bare = found[4]
    assert (bare.specifier_at, bare.specifier_text) == (Location("requirements.txt", 4, 6, 4, 6), "")
    assert found[5].specifier_at == Location("requirements.txt", 6, 3, 6, 6)
    assert found[5].location == Location("requirements.txt", 5, 1, 6, 6)
    assert found[7].specifier_at is None
    assert found[8].specifier_at is None


def test_lines_of_nothing() -> None:
    assert one("\\\n\\\n  \\\n\n--pre\n").requirements == ()


def test_a_refused_line() -> None:
    (line,) = one("six==1\nflask >= 2.0 oops ; os_name == 'nt'\n").lines_refused
    assert line.location.line == 2
    assert line.source[line.location.column - 1 : line.location.end_column - 1] == ">= 2.0 "
    assert line.message.startswith("Invalid requirement: 'flask >= 2.0 oops': Expected comma")
    assert not line.whole
    (marker,) = one("flask; spam == 'nt'\n").lines_refused
    assert marker.location.column == 8
    (whole,) = one("flask --user\n").lines_refused
    assert (whole.message, whole.whole) == ("no such option: --user", True)
    assert whole.location == Location("requirements.txt", 1, 1, 1, 13)


@pytest.mark.parametrize(
    "text",
    [
        "flask; " + "(" * 5_000 + "os_name == 'nt'" + ")" * 5_000,
        "flask[" + "a" * 50_000,
        "[" * 50_000 + "]",
        "http://[x",
        "./lib[a,]",
        "flask>=" + "9" * 5_000 + "x",
    ],
    ids=lambda text: text[:8],
)
def test_hostile_lines_are_refused(text: str) -> None:
    assert len(one(text).lines_refused) == 1


def test_secrets_are_starred_out() -> None:
    secret = "hunter2"
    text = (
        f"https://me:{secret}@e.com/foo.zip\n"
        f"foo @ git+https://{secret}@e.com/foo.git\n"
        f"-e git+ssh://git@e.com/foo.git#egg=foo\n"
        f"bar @ https://e.com/${{TOKEN}}/bar.zip\n"
        f"-r https://me:{secret}@e.com/r.txt\n"
        f"-r https://e.com/${{TOKEN}}/r.txt\n"
        f"--bogus https://me:{secret}@e.com/\n"
        f"flask=${{TOKEN}}\n"
        f"baz @ git+https://me:{secret}@e.com/baz.git#egg=x[y]\n"
    )
    file = one(text, env={"TOKEN": secret})
    assert secret not in str(to_data(file))
    assert [found.url for found in file.requirements] == [
        "https://**********@e.com/foo.zip",
        "git+https://*******@e.com/foo.git",
        "git+ssh://git@e.com/foo.git#egg=foo",
        "",
    ]
    assert len(file.requirements[0].source) == len(text.splitlines()[0])
    assert len(file.lines_refused) == 3
    assert [include.target for include in file.includes] == [
        "https://**********@e.com/r.txt",
        "-r https://e.com/${TOKEN}/r.txt",
    ]


def test_a_variable_in_a_path_is_followed() -> None:
    found = requirements({"requirements.txt": "-r ${WHICH}.txt\n", "dev.txt": "flask\n"}, env={"WHICH": "dev"})
    assert [file.path for file in found.files] == ["dev.txt", "requirements.txt"]


def test_the_facts_go_to_json_and_back() -> None:
    found = requirements({"requirements.txt": "flask>=2\n-r a.txt\n!!\n", "requirements-x.txt": "{{ x }}"})
    assert from_data(to_data(found)) == found


def test_windows() -> None:
    files = {
        "requirements.txt": "-r Sub/Base.txt\n-r C:/common.txt\n.\\lib\n./nope\n",
        "Sub/Base.txt": "-r ../REQUIREMENTS.txt\nflask>=2\n",
        "C:/common.txt": "six\n",
        "lib/setup.py": "",
    }
    machine = Machine({"machine": {"like": "windows"}, "files": files})
    names = "requirements.txt\0Sub/Base.txt\0lib/setup.py"
    from envdoctor.probe.requirements import look as probe

    found = probe(machine, Snapshot(None, aim=Aim(root=machine.root), files=Files(names, git=True)))
    assert [(file.path, file.judged) for file in found.files] == [
        ("C:\\common.txt", False),
        ("Sub/Base.txt", True),
        ("requirements.txt", True),
    ]
    assert [(one.path, one.problem) for file in found.files for one in file.includes] == [
        ("requirements.txt", "it includes itself"),
        ("Sub/Base.txt", ""),
        ("C:\\common.txt", ""),
    ]
    assert [(one.kind, one.url) for one in found.files[2].requirements] == [("path", ".\\lib")]
    assert [line.location.line for line in found.files[2].lines_refused] == [4]


def test_pins() -> None:
    snapshot = snap(
        {
            "requirements.txt": "six==1.0\nflask == 2.0 ; os_name == 'nt'\n-c c.txt\nx>=1\nfoo @ https://e.com/foo-1.0-py3-none-any.whl\n",
            "c.txt": "a==1 --hash=sha256:ab\n",
        }
    )
    assert snapshot.pins.files == (
        FilePins("c.txt", (Pin(1, "a", "1", hashed=True),)),
        FilePins("requirements.txt", (Pin(1, "six", "1.0"), Pin(2, "flask", "2.0", 'os_name == "nt"'))),
    )
    assert [pin.name for pin in snapshot.pins.of("c.txt")] == ["a"]
    assert snapshot.pins.of("none.txt") == ()


def test_a_file_that_is_gone_by_now_has_no_pins() -> None:
    files = (RequirementsFile("requirements.txt", "application", judged=True, encoding="utf-8"),)
    machine = Machine({"files": {"requirements.txt": False}})
    from envdoctor.probe.pins import look as probe

    said = {"aim": Aim(root="/home/me/shop"), "files": Files("requirements.txt\0uv.lock", git=True)}
    found = probe(machine, Snapshot(None, **said, requirements=Requirements(files)))
    assert found.files == (FilePins("requirements.txt", ()),)
    assert found.locks == (LockFile("uv.lock", ()),)


def test_packages() -> None:
    snapshot = snap(
        {
            "pyproject.toml": "[project]\nname = 'shop'\n",
            "lib/setup.py": "",
            "other/setup.cfg": "",
            "third/pyproject.toml": "[build-system]\n",
            "docs/my-setup.py": "",
            "setup.py/x": "",
        },
        machine={"unreadable": ["pyproject.toml"]},
    )
    assert snapshot.packages == Packages(folders=("lib", "other", "third"))
    around = ["lib/requirements.txt", "lib/deep/requirements.txt", "library/requirements.txt", "requirements.txt"]
    assert [snapshot.packages.around(path) for path in around] == [True, True, False, False]
    assert snap({"setup.py": ""}).packages.around("requirements.txt")
