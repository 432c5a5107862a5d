"""Health of environments: in every situation, exactly the checks that name its cause speak, and no other."""

from __future__ import annotations

from typing import Any

import pytest

from envdoctor.engine import run
from envdoctor.facts.conditions import FAULTS, Condition, Editable, Intruder, Script, Setting
from envdoctor.facts.health import Health
from envdoctor.load import sources
from envdoctor.record import from_data, to_data, unknown
from envdoctor.system import System
from envdoctor.testing import snapshot

SOURCES = [source for source in sources(System()) if source.module.startswith("envdoctor_checks.environment.")]
HERE, ELSEWHERE = "/home/me/shop/.venv", "/home/me/old-shop/.venv"
SITE = ".venv/lib/python3.12/site-packages"
CFG = "home = /usr/local/bin\ninclude-system-site-packages = false\nversion = 3.12.4\n"
COMMAND = "command = /usr/local/bin/python3.12 -m venv"
UV = "home = /usr/local/bin\nuv = 0.13.8\nversion_info = 3.12.4\ninclude-system-site-packages = false\n"


def activates(place: str) -> str:
    return f'VIRTUAL_ENV="{place}"\nexport VIRTUAL_ENV\n'


def script(place: str) -> str:
    return f"#!{place}/bin/python3.12\nimport sys\n"


ACTIVATE = {".venv/bin/activate": activates(ELSEWHERE)}
PIP = {".venv/bin/pip": script(ELSEWHERE)}
NOTED = {".venv/pyvenv.cfg": CFG + f"{COMMAND} {ELSEWHERE}\n"}
BY_UV = {".venv/pyvenv.cfg": UV}
ALIVE = {f"{ELSEWHERE}/pyvenv.cfg": CFG, f"{ELSEWHERE}/bin/python3.12": ""}
BASE_GONE = {"/usr/local/bin/python3.12": False}
NEWER = {"/usr/local/bin/python3.13": "", "/usr/local/lib/python3.13/os.py": ""}
RELINKED = {".venv/bin/python3.12": "/usr/local/bin/python3.13"}
VISIBLE = {".venv/pyvenv.cfg": CFG.replace("false", "true")}
DEAD = {".venv/bin/flask": "#!/home/me/shop/.venv/bin/python3.9\n"}
NO_PIP = {".venv/bin/pip": False, ".venv/bin/pip3": False, f"{SITE}/pip": False, f"{SITE}/pip-24.0.dist-info": False}
INACTIVE = {f".venv/bin/{name}": False for name in ("activate", "activate.csh", "activate.fish", "Activate.ps1")}
NO_FLASK = {f"{SITE}/flask-3.0.3.dist-info": False, f"{SITE}/keep": ""}
WINDOWS_MADE = {".venv": False, ".venv/pyvenv.cfg": "home = C:\\Python312\n", ".venv/Scripts/python.exe": "MZ"}
ROOTS = {"owners": {f"{SITE}/flask-3.0.3.dist-info": 0}}
EDITABLE = '{"dir_info": {"editable": true}, "url": "file:///home/me/blog"}'
OTHER = {
    f"{SITE}/_blog.pth": "/home/me/blog\n",
    f"{SITE}/blog-1.0.dist-info/direct_url.json": EDITABLE,
    "/home/me/blog/setup.py": "",
}
DIST = "/usr/lib/python3/dist-packages"
INTRUDER = {f"{DIST}/requests-2.32.3.dist-info/INSTALLER": "pip\n"}
CONDA = {
    ".venv": False, ".venv/conda-meta/history": "", ".venv/bin/python3.12": "", ".venv/bin/flask": script(ELSEWHERE),
    f"{SITE}/flask-3.0.3.dist-info/METADATA": "Name: Flask\nVersion: 3.0.3\n",
}  # fmt: skip
OUTSIDE = {
    ".venv": False, "/home/me/envs/a/pyvenv.cfg": CFG, "/home/me/envs/a/bin/activate": activates("/home/me/envs/a"),
    "/home/me/envs/a/lib/python3.12/site-packages/x.py": "",
}  # fmt: skip
OUTSIDE_LINK = {"/home/me/envs/a/bin/python": "/usr/local/bin/python3.12"}

SITUATIONS: list[tuple[str, dict[str, Any], str]] = [
    ("nothing is wrong", {}, ""),
    ("macOS", {"machine": {"like": "macos"}}, ""),
    ("Windows", {"machine": {"like": "windows"}}, ""),
    ("renamed, all three witnesses", {"files": {**ACTIVATE, **PIP, **NOTED}}, "environment-moved"),
    ("renamed, made by uv", {"files": {**ACTIVATE, **PIP, **BY_UV}}, "environment-moved"),
    ("renamed, made by uv with nothing in it, as two scripts say",
     {"files": {**ACTIVATE, **BY_UV, **NO_PIP, ".venv/bin/activate.fish": f"set -gx VIRTUAL_ENV '{ELSEWHERE}'\n"}},
     "environment-moved"),
    ("renamed; only pip was reinstalled since", {"files": {**ACTIVATE, **NOTED, **DEAD}}, "environment-moved"),
    ("renamed; activate was edited since", {"files": {**PIP, **NOTED}}, "environment-moved"),
    ("renamed, and the old place is something else now",
     {"files": {**ACTIVATE, **NOTED, f"{ELSEWHERE}/notes": ""}}, "environment-moved"),
    ("activate alone says so", {"files": ACTIVATE}, ""),
    ("pyvenv.cfg alone says so", {"files": NOTED}, ""),
    ("a command alone says so: it is dead", {"files": PIP}, "scripts-unrunnable"),
    ("a command alone belongs to another environment, which is there", {"files": {**PIP, **ALIVE}}, ""),
    ("copied, all three witnesses", {"files": {**ACTIVATE, **PIP, **NOTED, **ALIVE}}, "environment-copied"),
    ("copied, made by uv", {"files": {**ACTIVATE, **PIP, **BY_UV, **ALIVE}}, "environment-copied"),
    ("relocatable", {"files": {**ACTIVATE, ".venv/pyvenv.cfg": UV + "relocatable = true\n"}}, ""),
    ("another name of the same place",
     {"files": {**ACTIVATE, **PIP, **NOTED}, "links": {"/home/me/old-shop": "/home/me/shop"}}, ""),
    ("its base is gone, so that its commands are dead", {"files": BASE_GONE}, "interpreter-missing"),
    ("renamed, and its base is gone", {"files": {**BASE_GONE, **ACTIVATE, **PIP, **NOTED}}, "interpreter-missing"),
    ("its base is gone, and the system's packages were visible", {"files": {**BASE_GONE, **VISIBLE}},
     "interpreter-missing"),
    ("its base was upgraded", {"files": NEWER, "links": RELINKED}, "interpreter-upgraded"),
    ("its base was upgraded, and it was renamed", {"files": {**NEWER, **ACTIVATE, **NOTED}, "links": RELINKED},
     "interpreter-upgraded"),
    ("no pyvenv.cfg", {"files": {".venv/pyvenv.cfg": False}}, "environment-without-config"),
    ("no pyvenv.cfg, and renamed", {"files": {".venv/pyvenv.cfg": False, **ACTIVATE, **PIP}},
     "environment-without-config"),
    ("no pyvenv.cfg, and its base is gone", {"files": {".venv/pyvenv.cfg": False, **BASE_GONE}}, "interpreter-missing"),
    ("old virtualenv", {"files": {".venv/pyvenv.cfg": False, ".venv/lib/python3.12/os.py": ""}}, ""),
    ("made on Windows", {"files": WINDOWS_MADE}, "environment-of-another-system"),
    ("never finished", {"files": {**NO_PIP, **INACTIVE, **NO_FLASK}}, "environment-incomplete"),
    ("never finished, says nobody who works in it", {"files": {**NO_PIP, **INACTIVE}}, ""),
    ("never finished, and seeing the system's packages", {"files": {**NO_PIP, **INACTIVE, **NO_FLASK, **VISIBLE}},
     "environment-incomplete"),
    ("no pip, made by uv", {"files": {**NO_PIP, **INACTIVE, **BY_UV}}, ""),
    ("the system's packages are visible", {"files": VISIBLE}, "system-packages-visible"),
    ("visible, and a dead command", {"files": {**VISIBLE, **DEAD}}, "scripts-unrunnable system-packages-visible"),
    ("visible, and renamed", {"files": {**VISIBLE, **ACTIVATE, **PIP}}, "environment-moved"),
    ("visible, as tox is told", {"files": {**VISIBLE, "tox.ini": "[testenv]\nsitepackages = true\n"}}, ""),
    ("visible, in a container", {"files": {**VISIBLE, "/.dockerenv": ""}}, "system-packages-visible"),
    ("visible, in an image's own environment",
     {"files": {**OUTSIDE, "/home/me/envs/a/pyvenv.cfg": "home = /usr/local/bin\n", "/.dockerenv": ""},
      "links": OUTSIDE_LINK, "env": {"VIRTUAL_ENV": "/home/me/envs/a"}}, ""),
    ("a dead command", {"files": DEAD}, "scripts-unrunnable"),
    ("a dead command of Windows",
     {"machine": {"like": "windows"},
      "files": {r".venv\Scripts\flask.exe": b"MZ#!C:\\gone\\python.exe\r\nPK\5\6" + bytes(18)}}, "scripts-unrunnable"),
    ("root owns a distribution", {"machine": ROOTS}, "files-owned-by-root"),
    ("root owns a distribution, and it was renamed", {"machine": ROOTS, "files": {**ACTIVATE, **PIP}},
     "environment-moved files-owned-by-root"),
    ("root owns the environment", {"machine": {"owners": {".venv": 0}}}, "files-owned-by-root"),
    ("root owns pip's cache, which is elsewhere",
     {"machine": {"owners": {"/data/pip": 0}}, "env": {"PIP_CACHE_DIR": "/data/pip"}, "files": {"/data/pip/a": ""}},
     "files-owned-by-root"),
    ("root owns an empty cache",
     {"machine": {"owners": {"/data/pip": 0}}, "env": {"PIP_CACHE_DIR": "/data/pip"}}, ""),
    ("root owns something in pip's cache",
     {"machine": {"owners": {"/home/me/.cache/pip/wheels": 0}}, "files": {"/home/me/.cache/pip/wheels/a": ""}},
     "files-owned-by-root"),
    ("root is at work", {"machine": {**ROOTS, "user": 0}}, ""),
    ("pip among the packages of apt", {"files": INTRUDER}, "system-python-modified"),
    ("conda among the packages of apt", {"files": {f"{DIST}/requests-2.dist-info/INSTALLER": "conda"}}, ""),
    ("a project of somebody else", {"files": OTHER}, "environment-shared"),
    ("another project in one that is broken", {"files": {**OTHER, **BASE_GONE}}, "interpreter-missing"),
    ("another project, of which a document speaks", {"files": {**OTHER, "docs/dev.md": "Clone blog, too.\n"}}, ""),
    ("another project in a conda environment",
     {"files": {**CONDA, **OTHER}, "links": {".venv/bin/python": "python3.12"}}, "environment-shared"),
    ("conda", {"files": CONDA, "links": {".venv/bin/python": "python3.12"}}, ""),
    ("the active one is broken, and the project's is not",
     {"files": {"/home/me/b/pyvenv.cfg": CFG, "/home/me/b/lib/python3.12/site-packages/x.py": ""},
      "links": {"/home/me/b/bin/python": "/opt/gone/python"}, "env": {"VIRTUAL_ENV": "/home/me/b"}},
     "interpreter-missing"),
    ("VIRTUAL_ENV is a tool's own, and broken",
     {"files": {"/home/me/b/pyvenv.cfg": CFG, "/home/me/b/pipx_metadata.json": "{}", "/home/me/b/lib/python3.12/x": ""},
      "links": {"/home/me/b/bin/python": "/opt/gone/python"}, "env": {"VIRTUAL_ENV": "/home/me/b"}}, ""),
    ("VIRTUAL_ENV is broken, and conda comes first on PATH",
     {"files": {"/home/me/b/pyvenv.cfg": CFG, "/home/me/b/lib/python3.12/site-packages/x.py": "",
                "/c/envs/x/conda-meta/history": "", "/c/envs/x/bin/python3.12": ""},
      "links": {"/home/me/b/bin/python": "/opt/gone/python", "/c/envs/x/bin/python": "python3.12"},
      "env": {"VIRTUAL_ENV": "/home/me/b", "CONDA_PREFIX": "/c/envs/x", "PATH": "/c/envs/x/bin:/usr/bin"}},
     "interpreter-missing"),
    ("a link to nothing among the commands", {"links": {".venv/bin/old": "/opt/gone/old"}}, ""),
    ("VIRTUAL_ENV is a conda environment",
     {"files": {"/home/me/b/conda-meta/history": ""}, "env": {"VIRTUAL_ENV": "/home/me/b"}}, ""),
    ("there is no environment", {"files": {".venv": False}, "env": {"VIRTUAL_ENV": False}}, ""),
]  # fmt: skip


def speaking(changes: dict[str, Any]) -> str:
    """Run all checks of the family; give the names of those that speak, each once."""
    snap = snapshot(changes)
    report = run(snap, [source.load() for source in SOURCES], clock=lambda: 0.0)
    assert (report.skipped, report.failed) == ((), ())
    assert snap.health.sound == (not report.found), "the gate would have kept it shut, or opens for nothing"
    assert from_data(to_data(snap.health)) == snap.health
    return " ".join(sorted(one.check for one in report.found))


@pytest.mark.parametrize(("changes", "checks"), [row[1:] for row in SITUATIONS], ids=[row[0] for row in SITUATIONS])
def test_exactly_these_speak(changes: dict[str, Any], checks: str) -> None:
    assert speaking(changes) == checks


def test_every_check_has_a_situation() -> None:
    assert {name for row in SITUATIONS for name in row[2].split()} == {source.name for source in SOURCES}


def test_every_fault_is_named_and_judged() -> None:
    found = [snapshot(row[1]).health.conditions for row in SITUATIONS]
    assert {one.fault for conditions in found for one in conditions if one.fault} == set(FAULTS)


def said(changes: dict[str, Any]) -> list[tuple[str, ...]]:
    """Give the message, the detail and the command of each finding."""
    report = run(snapshot(changes), [source.load() for source in SOURCES], clock=lambda: 0.0)
    return [
        (one.message, one.detail, *(getattr(step, "command", "") for fix in one.fixes for step in fix.steps))
        for one in report.found
    ]


def test_the_cure_of_another_projects_environment_is_not_told() -> None:
    ((message, _),) = said(dict(next(row[1] for row in SITUATIONS if row[0].startswith("the active one is broken"))))
    assert message == "~/b cannot start: the Python it was made from, /opt/gone/python, is gone"


def test_the_cure_where_the_versions_cannot_be_known() -> None:
    pins = {**BASE_GONE, ".python-version": "3.12\n"}
    ((_, _, command),) = said({"files": {**pins, "/usr/bin/uv": "\x7fELF"}})
    assert command.startswith("uv venv --clear --seed")
    assert "3.12" in command


def test_many_commands_are_not_all_named() -> None:
    many = {f".venv/bin/tool{number}": "#!/opt/gone/bin/python3\n" for number in range(6)}
    ((message, detail, _),) = said({"files": many})
    assert message == "6 commands in .venv cannot be started: tool0, tool1, tool2 and 3 more"
    assert detail == "The first line of tool0 names /opt/gone/bin/python3, which does not exist."


LONG = "/home/me/" + "a" * 300
FIRST_LINES: list[tuple[str, dict[str, Any], str]] = [
    (f"#!{LONG}/bin/python3\n", {f"{LONG}/bin/python3": ""}, "longer than the system reads"),
    ("#!/home/me/my shop/bin/python3\n", {"/home/me/my shop/bin/python3": ""}, "a space in its path"),
    ("#!/usr/bin/env python3\r\n", {}, "ends as lines do on Windows"),
    ("#! /usr/bin/python3\n", {}, ""),
    ("#!/usr/bin/python3 -E -s\n", {}, ""),
    ("#!\n", {}, ""),
    ("#!/usr/bin/env -S\n", {}, ""),
    ("#!/bin/sh\n'''exec' /opt/gone/python3 \"$0\" \"$@\"\n' '''\n", {}, "names /opt/gone/python3"),
    ("#!/bin/sh\necho python\n", {}, ""),
    ("#!pythonw\n", {}, "is the one in its wheel"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "files", "reason"), FIRST_LINES, ids=[repr(row[0])[:40] for row in FIRST_LINES])
def test_first_lines(line: str, files: dict[str, Any], reason: str) -> None:
    found = said({"files": {".venv/bin/tool": line, **files}})
    assert [reason in detail for _, detail, *_ in found] == ([True] if reason else [])


def test_what_installs_a_command_again() -> None:
    record = f"{SITE}/flask-3.0.3.dist-info/RECORD"
    place = f"{SITE}/flask-3.0.3.dist-info/direct_url.json"
    mine = {**DEAD, record: "../../../bin/flask,,\n"}
    install = ".venv/bin/python -m pip install --force-reinstall --no-deps"
    local = '{"dir_info": %s, "url": "file:///home/me/my%%20flask"}'
    folder = {"/home/me/my flask/setup.py": ""}
    needed = {"requirements.txt": "flask==3.0.3\nmy-flask\n"}
    anew = "/usr/local/bin/python3.12 -m venv --clear .venv && .venv/bin/python -m pip install -r requirements.txt"
    uv = {"/usr/bin/uv": "\x7fELF"}
    for files, command in (
        (mine, f"{install} 'flask==3.0.3'"),
        ({**mine, place: local % '{"editable": true}', **folder}, f"{install} -e '/home/me/my flask'"),
        ({**mine, place: local % "{}", **folder, **needed}, f"{install} '/home/me/my flask'"),
        ({**mine, place: local % "{}"}, anew),
        ({**mine, place: '{"vcs_info": {}, "url": "https://example.org/flask"}'}, anew),
        ({**mine, place: "["}, anew),
        ({**mine, place: '{"url": 5, "dir_info": {}}'}, anew),
        (DEAD, anew),
        ({**mine, **NO_PIP, **BY_UV}, "uv pip install --python .venv --reinstall --no-deps 'flask==3.0.3'"),
        ({**mine, **NO_PIP, **uv}, "uv pip install --python .venv --reinstall --no-deps 'flask==3.0.3'"),
        ({**mine, **NO_PIP}, anew),
    ):
        (((_, _, told)),) = [one for one in said({"files": files}) if "cannot be started" in one[0]]
        assert told == command


def test_a_fact_survives_a_file() -> None:
    environment = snapshot().environments.project
    assert environment
    condition = Condition(
        environment,
        scripts=(Script("a", "gone", "/x"),),
        visible=Setting(1, 2, "", ""),
        others=(Editable("a", "/a"),),
    )
    health = Health((condition,), intruders=(Intruder("a", "1", "pip", DIST, "/usr/bin/python3"),))
    assert from_data(to_data(health)) == health
    assert not health.sound
    assert health.whole() == list(health.conditions)


def test_two_projects_share_it() -> None:
    two = {
        **OTHER,
        f"{SITE}/wiki-1.0.dist-info/direct_url.json": EDITABLE.replace("blog", "wiki"),
        "/home/me/wiki/setup.py": "",
    }
    ((message, _, command),) = said({"files": two})
    assert message == ".venv is shared with ~/blog and ~/wiki, installed as they stand there"
    assert command == "python -m pip uninstall blog wiki"


def test_several_distributions_belong_to_root() -> None:
    owners = {f"{SITE}/flask-3.0.3.dist-info": 0, f"{SITE}/pip-24.0.dist-info": 0}
    ((message, _, command),) = said({"machine": {"owners": owners, "ancestors": ["nu"]}})
    assert message.startswith("flask and pip in .venv belong to root")
    assert command == "sudo chown -R 1000 /home/me/shop/.venv"


def test_a_cache_of_xdg_and_of_macos() -> None:
    for changes in (
        {"env": {"XDG_CACHE_HOME": "/c"}, "files": {"/c/pip/a": ""}, "machine": {"owners": {"/c/pip": 0}}},
        {
            "files": {"/Users/me/Library/Caches/pip/a": ""},
            "machine": {"like": "macos", "owners": {"/Users/me/Library/Caches/pip": 0}},
        },
    ):
        assert speaking(changes) == "files-owned-by-root"


def test_commands_of_an_environment_without_any() -> None:
    gone = {f".venv/bin/{name}": False for name in ("activate", "activate.csh", "activate.fish", "Activate.ps1")}
    assert speaking({"files": {**gone, ".venv/bin/pip": False, ".venv/bin/pip3": False}}) == ""


def test_a_declaration_that_cannot_be_read_does_not_hide_the_finding() -> None:
    snap = snapshot({"files": BASE_GONE})
    snap._keep("declared", unknown("it is not TOML"))
    (check,) = [source.load() for source in SOURCES if source.name == "interpreter-missing"]
    report = run(snap, [check], clock=lambda: 0.0)
    assert [one.fixes for one in report.found] == [()]
    assert not report.skipped


def test_the_cure_where_no_installed_python_suits() -> None:
    for version in ("3.9", "2.7"):
        pinned = {"pyproject.toml": f"[project]\nname = 'shop'\nversion = '1'\nrequires-python = '=={version}.*'\n"}
        ((message, _),) = said({"files": {**BASE_GONE, **pinned}})
        assert message.startswith(".venv cannot start")


def test_a_person_without_a_home() -> None:
    assert speaking({"env": {"HOME": False}}) == ""


def test_an_activation_script_that_cannot_be_read() -> None:
    assert speaking({"files": ACTIVATE, "machine": {"unreadable": [".venv/bin/activate"]}}) == ""
