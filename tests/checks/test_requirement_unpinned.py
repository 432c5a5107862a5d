"""More of requirement-unpinned than its page tells: constraints from afar, what may be pinned, how bad it is."""

from __future__ import annotations

from typing import Any

import pytest
from envdoctor_checks.requirements.requirement_unpinned import requirement_unpinned

from envdoctor.check import Finding, Fix, Location, Replace
from envdoctor.record import CannotKnow, Unknown
from envdoctor.testing import snapshot

SITE = ".venv/lib/python3.12/site-packages"
GONE = {"requirements.txt": False}


def judge(files: dict[str, Any], **changes: Any) -> list[Finding]:
    said = list(requirement_unpinned.function(snapshot({"files": files, **changes})))
    assert not any(isinstance(one, Unknown) for one in said), said
    return [one for one in said if isinstance(one, Finding)]


def names(files: dict[str, Any]) -> list[str]:
    return [one.subject for one in judge(files)]


@pytest.mark.parametrize(
    ("files", "left"),
    [
        # one of two names
        ({"requirements.txt": "-c c.txt\nflask\nsix\n", "c.txt": "flask==1\nsix<2\n"}, ["six"]),
        # constraints reach what is included, and what includes the file reaches it too
        ({"requirements.txt": "-r base.txt\nflask\n", "base.txt": "-c c.txt\n", "c.txt": "flask==1\n"}, []),
        ({"requirements.txt": "-c c.txt\n-r base.txt\n", "base.txt": "flask\n", "c.txt": "flask==1\n"}, []),
        (
            {
                "requirements.txt": "-r mid.txt\n-c c.txt\n",
                "mid.txt": "-r base.txt\n",
                "base.txt": "flask\n",
                "c.txt": "flask==1",
            },
            [],
        ),
        # but not what stands apart
        (
            {"requirements.txt": "flask\n", "other-requirements.txt": "-c sub/c.txt\n", "sub/c.txt": "flask==1\n"},
            ["flask"],
        ),
        ({"requirements.txt": "flask\n", "sub/constraints.txt": "flask==1\n"}, ["flask"]),
        # the versions stand in a file beside it
        ({**GONE, "requirements/base.txt": "flask\n", "requirements/lock.txt": "flask==1\n"}, []),
        ({**GONE, "requirements/base.txt": "flask\n", "requirements/dev.locked.txt": "flask==1\n"}, []),
        ({**GONE, "requirements/base.txt": "flask\nsix\n", "requirements/lock.txt": "flask==1\n"}, ["flask", "six"]),
        ({**GONE, "requirements/base.txt": "flask\n", "sub/requirements-lock.txt": "flask==1\n"}, ["flask"]),
        ({"requirements.txt": "Flask_Login\n", "poetry.lock": '[[package]]\nname = "flask-login"\n'}, []),
        ({"requirements.txt": "flask\n", "pylock.dev.toml": "[[packages]]\r\nname = 'Flask'\r\n"}, []),
        ({"requirements.txt": "flask\n", "pdm.lock": '[[package]]\nname = "six"\n'}, ["flask"]),
        ({"requirements.txt": "flask\n", "sub/uv.lock": '[[package]]\nname = "flask"\n'}, ["flask"]),
        ({"requirements.txt": "flask\n", "other.lock": '[[package]]\nname = "flask"\n'}, ["flask"]),
        # lists of what is to be taken away
        ({**GONE, "requirements_tower_uninstall.txt": "flask\n", "requirements/remove.txt": "flask\n"}, []),
        # a pin in another requirements file is none
        ({"requirements.txt": "flask\n", "requirements-dev.txt": "flask==1\n"}, ["flask"]),
        # constraints that name no version
        ({"requirements.txt": "flask\n", "constraints.txt": "flask<4\n"}, ["flask"]),
        # includes in a circle come to an end
        ({"requirements.txt": "-r a.txt\nflask\n", "a.txt": "-r requirements.txt\nsix\n"}, ["six", "flask"]),
    ],
)
def test_constraints(files: dict[str, Any], left: list[str]) -> None:
    assert names(files) == left


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("python>=3.8\nflask\n", ["flask"]),  # an environment's Python is nothing that pip installs
        ("flask>3,<2\nsix\n", ["six"]),  # no version at all
        ("flask; os_name == 'nt'\nflask>=2; os_name != 'nt'\n", ['flask; os_name == "nt"', 'flask; os_name != "nt"']),
        ("Flask_Login\n", ["Flask_Login"]),
        ("flask${RANGE}\n", []),  # what only the environment's variables tell
        ("flask=>2.0\n", []),  # what pip refuses
        ("one\ntwo three four\nfive six\n", []),  # prose
        ("one\ntwo\nthree four\n", ["one", "two"]),  # a slip
    ],
)
def test_which_lines(text: str, said: list[str]) -> None:
    assert names({"requirements.txt": text}) == said


@pytest.mark.parametrize(
    ("files", "severity"),
    [
        ({"requirements.txt": "flask\n"}, "warning"),
        ({**GONE, "requirements/prod.txt": "flask\n"}, "warning"),
        ({**GONE, "requirements/test.txt": "flask\n"}, "note"),
        ({**GONE, "docs/requirements.txt": "flask\n"}, "note"),
        ({**GONE, "ci/requirements.txt": "flask\n"}, "note"),
        ({**GONE, "examples/requirements.txt": "flask\n"}, "note"),
        ({"requirements.txt": "flask\n", "setup.py": ""}, "note"),
        ({"requirements.txt": "flask\n", "pyproject.toml": "[project]\nname = 'shop'\n"}, "warning"),
        ({**GONE, "lib/requirements.txt": "flask\n", "lib/setup.cfg": ""}, "note"),
        ({"requirements.txt": "flask\n", "lib/setup.cfg": ""}, "warning"),
    ],
)
def test_severity(files: dict[str, Any], severity: str) -> None:
    assert [one.severity for one in judge(files)] == [severity]


@pytest.mark.parametrize(
    ("line", "old", "new"),
    [
        ("flask>=2", ">=2", "==3.0.3"),
        ("flask >= 2", ">= 2", "== 3.0.3"),
        ("flask ~=3.0, !=3.0.1  # why", "~=3.0, !=3.0.1", "==3.0.3"),
        ("Flask", "Flask", "Flask==3.0.3"),
        ("flask[async]  # why", "flask[async]", "flask[async]==3.0.3"),
        ("flask (>=2)", ">=2", "==3.0.3"),
        ("flask==3.*", "==3.*", "==3.0.3"),
        ("flask; sys_platform == 'linux'", "flask", "flask==3.0.3"),
        ("flask \\\n  >=2", ">=2", "==3.0.3"),
        ("\ufeffflask>=2", ">=2", "==3.0.3"),
        ("flask>=2 --config-settings=a=b", ">=2", "==3.0.3"),
    ],
)
def test_pinned_to_what_is_installed(line: str, old: str, new: str) -> None:
    (finding,) = judge({"requirements.txt": line + "\n"})
    (fix,) = finding.fixes
    (step,) = fix.steps
    assert isinstance(step, Replace)
    assert (step.old, step.new) == (old, new)
    stands = line.removeprefix("\ufeff").split("\n")[step.line - 1]
    assert stands[step.column - 1 :].startswith(old)
    assert fix == Fix("pins to what .venv has", (step,), safe=True)
    assert finding.row[2:] == (f"→ {finding.subject.partition(';')[0]}==3.0.3",)


@pytest.mark.parametrize(
    ("line", "files"),
    [
        ("flask<3", {}),  # another version is installed
        ("django", {}),  # none is
        ("flask>=2; sys_platform == 'win32'", {}),  # not for this environment
        ("flask>=2; platform_machine == 'arm64'", {}),  # who knows
        ("flask>=2 --hash=sha256:ab", {}),
        ("flask>=\\\n2", {}),
        ("flask()", {}),
        ("flask>=${MINIMUM}", {}),
        # not from an index, or with a version that is no version, or two of them
        ("flask", {f"{SITE}/flask-3.0.3.dist-info/direct_url.json": "{}"}),
        ("x", {f"{SITE}/x-1.0.dev3+g1234.dist-info/METADATA": ""}),
        ("x", {f"{SITE}/x.dist-info/METADATA": "Name: x\nVersion: of today\n"}),
        ("flask", {f"{SITE}/flask-2.0.dist-info/METADATA": ""}),
        # no environment
        ("flask", {".venv": False}),
    ],
)
def test_no_fix(line: str, files: dict[str, Any]) -> None:
    (finding,) = judge({"requirements.txt": line + "\n", **files}, env={"MINIMUM": "2", "VIRTUAL_ENV": False})
    assert finding.fixes == ()
    assert len(finding.row) == 2


@pytest.mark.parametrize(
    ("files", "pinned"),
    [
        ({}, True),
        ({"constraints.txt": "flask<3\n"}, False),
        ({"constraints.txt": "flask<4\n"}, True),
        ({"requirements.txt": "-c sub/c.txt\nflask\n", "sub/c.txt": "Flask<3\n"}, False),
        ({"requirements.txt": "flask\nflask<3\n"}, False),
        ({"requirements.txt": "flask\nflask<3; python_version < '3.9'\n"}, True),  # not here
        ({"deploy/all.txt": "flask<3\n", "all-requirements.txt": "-r requirements.txt\n-r deploy/all.txt\n"}, False),
        ({"sub/requirements.txt": "flask<3\n"}, True),  # installed on its own
        ({"requirements-dev.txt": "flask==2.3.0\n"}, False),
        ({"requirements-dev.txt": "flask===of-today\n"}, False),
        ({"requirements.in": "flask<3\n"}, False),
    ],
)
def test_pinned_to_what_the_other_files_allow(files: dict[str, Any], *, pinned: bool) -> None:
    said = judge({"requirements.txt": "flask\n", **files})
    first = next(one for one in said if one.location and one.location.path == "requirements.txt")
    assert bool(first.fixes) is pinned


@pytest.mark.parametrize(
    ("files", "pinned"),
    [
        ({}, False),
        ({f"{SITE}/pip-24.0.dist-info/REQUESTED": ""}, True),
    ],
)
def test_what_came_with_the_environment_was_not_chosen(files: dict[str, Any], *, pinned: bool) -> None:
    (found,) = judge({"requirements.txt": "pip>=20\n", **files})
    assert bool(found.fixes) is pinned


@pytest.mark.parametrize(
    ("scripts", "count"),
    [
        ({}, 1),
        ({"Makefile": "x:\n\tpip uninstall -y -r old-requirements.txt\n"}, 0),
        ({"Makefile": "x:\n\t$(V)/bin/pip uninstall --yes \\\n\t  --requirement=./old-requirements.txt\n"}, 0),
        ({"scripts/x.sh": 'pip uninstall -y -r "$ROOT"/old-requirements.txt\n'}, 1),  # not understood
        ({"x.sh": "pip uninstall -y -r /app/old-requirements.txt\n"}, 0),
        ({"x.sh": "pip uninstall -y -r requirements.txt\n"}, 1),
        ({"x.sh": "pip uninstall -y -r old-requirements.txt && pip install -r old-requirements.txt\n"}, 1),
        (
            {
                "x.sh": "pip uninstall -y -r old-requirements.txt\n",
                "Makefile": "x:\n\tpip install -r old-requirements.txt\n",
            },
            1,
        ),
        ({"x.py": "pip uninstall -y -r old-requirements.txt\n"}, 1),
        ({"x.sh": "echo old-requirements.txt\n"}, 1),
    ],
)
def test_what_is_only_uninstalled(scripts: dict[str, str], count: int) -> None:
    assert len(judge({"old-requirements.txt": "celery\n", **scripts})) == count


def test_scripts_that_cannot_be_read_take_nothing_away() -> None:
    files = {"old-requirements.txt": "celery\n", "Makefile": "x:\n\tpip uninstall -r old-requirements.txt\n"}
    assert len(judge(files, machine={"unreadable": ["Makefile"]})) == 1
    lock = {"requirements.txt": "flask\n", "uv.lock": '[[package]]\nname = "flask"\n'}
    assert len(judge(lock, machine={"unreadable": ["uv.lock"]})) == 1


@pytest.mark.parametrize(
    ("line", "version", "pinned"),
    [
        ("torch>=2", "2.3.0+cu118", "2.3.0"),
        ("torch>=2", "2.4.0rc1", "2.4.0rc1"),  # a prerelease that is there was wanted
        ("torch!=2.3.0", "2.3.0+cu118", ""),
        ("torch", "1.0.post1", "1.0.post1"),
    ],
)
def test_which_version(line: str, version: str, pinned: str) -> None:
    (finding,) = judge({"requirements.txt": line, f"{SITE}/torch-{version}.dist-info/METADATA": ""})
    assert [step.new for fix in finding.fixes for step in fix.steps if isinstance(step, Replace)] == (
        [f"torch=={pinned}" if line == "torch" else f"=={pinned}"] if pinned else []
    )


def test_an_environment_that_cannot_be_known_does_not_silence_the_check() -> None:
    snap = snapshot({"files": {"requirements.txt": "flask\n"}})
    look = snap._look
    assert look

    def without(name: str, of: Any) -> Any:
        if name == "environments":
            raise CannotKnow("no")
        return look(name, of)

    snap._look = without
    (finding,) = requirement_unpinned.function(snap)
    assert isinstance(finding, Finding)
    assert not finding.fixes


def test_an_included_file_is_judged_where_it_stands() -> None:
    files = {"requirements.txt": "-r deploy/base.txt\n-r requirements.lock\n", "deploy/base.txt": "flask-login\n"}
    (finding,) = judge({**files, "requirements.lock": "flask==3.0.3\n"})
    assert finding.location == Location("deploy/base.txt", 1, 1, 1, 12)
    assert judge({"requirements.txt": "-r ../common.txt\n", "/home/me/common.txt": "flask\n"}) == []


def test_a_file_that_cannot_be_read_is_told() -> None:
    snap = snapshot({"machine": {"unreadable": ["requirements.txt"]}})
    assert list(requirement_unpinned.function(snap)) == [Unknown("requirements.txt: Permission denied")]


def test_a_file_that_pip_refuses_is_not_judged_but_told() -> None:
    said = list(requirement_unpinned.function(snapshot({"files": {"requirements.txt": "flask --user\nsix\n"}})))
    assert said == [Unknown("requirements.txt:1: pip refuses the file: no such option: --user")]
