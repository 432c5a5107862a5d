"""What the project's files ask for and its environment lacks, where the pages of the checks do not show it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from envdoctor.facts.shortfall import Shortfall
from envdoctor.probe import look
from envdoctor.probe.project import aim
from envdoctor.probe.wants.place import place
from envdoctor.record import CannotKnow, from_data, to_data
from envdoctor.testing import Machine, snapshot

SITE = ".venv/lib/python3.12/site-packages"


def project(*lines: str) -> dict[str, str]:
    return {"requirements.txt": "flask==3.0.3\n", "pyproject.toml": "\n".join(["[project]", 'name = "shop"', *lines])}


def dist(*names: str, version: str = "1.0") -> dict[str, str]:
    return {f"{SITE}/{name}-{version}.dist-info/METADATA": f"Name: {name}\nVersion: {version}\n" for name in names}


def short(files: dict[str, Any], **changes: Any) -> dict[str, tuple[list[str], list[str]]]:
    found = snapshot({"files": files, **changes}).shortfall
    assert found.empty is None
    return {
        f"{one.path} {one.group}".strip(): ([each.text for each in one.absent], [each.text for each in one.differing])
        for one in found.files
    }


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        # the same name is said once, where it stands first
        ({"requirements.txt": "flask==3.0.3\nrich\nrich>=2\n"}, {"requirements.txt": (["rich"], [])}),
        (
            project('dependencies = ["flask>4", "rich"]') | {"requirements.txt": "flask==3.0.3\nrich==13.0\n"},
            {"requirements.txt": (["rich==13.0"], []), "pyproject.toml": ([], ["flask>4"])},
        ),
        # comments, hashes, line continuations, spaces
        (
            {
                "requirements.txt": "flask == 3.1.0 ; python_version > '3'  # x\nrich[a]==13.0 \\\n    --hash=sha256:"
                + "0" * 64
                + "\n"
            },
            {"requirements.txt": (["rich[a]==13.0"], ["flask == 3.1.0"])},
        ),
        (
            {"requirements.txt": "flask==3.0.3\nrich @ https://example.org/rich.whl\n"},
            {"requirements.txt": (["rich"], [])},
        ),
        (
            {"requirements.txt": "flask==3.0.3\ngit+https://example.org/x#egg=rich\n"},
            {"requirements.txt": (["rich"], [])},
        ),
        # windows' line ends, a mark of UTF-8
        ({"requirements.txt": "\ufeffflask==3.0.3\r\nrich\r\n"}, {"requirements.txt": (["rich"], [])}),
        # of the project's own list, half must be there
        (project('dependencies = ["flask", "rich"]'), {"pyproject.toml": (["rich"], [])}),
        (project('dependencies = ["flask", "rich", "httpx"]'), {}),
        (
            project('dependencies = ["flask", "rich", "httpx"]') | {"uv.lock": ""},
            {"pyproject.toml": (["rich", "httpx"], [])},
        ),
        (project("dependencies = [\"flask>=3.0.0.0.1; os_name == 'posix'\"]"), {}),
        (project("dependencies = ['flask>=3.1', \"{odd\"]"), {"pyproject.toml": ([], ["flask>=3.1"])}),
        # groups and other files count from three requirements on of which two thirds are there
        (project("[dependency-groups]", 'x = ["a", "b", "c"]') | dist("a", "b"), {"pyproject.toml x": (["c"], [])}),
        (project("[dependency-groups]", 'x = ["a", "b", "c"]') | dist("a"), {}),
        (project("[dependency-groups]", 'x = ["a", "b"]') | dist("a"), {}),
        (project("[dependency-groups]", 'x = ["a", "b", "flask", "c; os_name == \'nt\'"]') | dist("a"), {}),
        ({"requirements-dev.txt": "a\nb\nc\n", **dist("a", "b")}, {"requirements-dev.txt": (["c"], [])}),
        ({"requirements/dev.txt": "a\nb>=2\nc\n", **dist("a", "b", "c")}, {"requirements/dev.txt": ([], ["b>=2"])}),
        ({"requirements-dev.txt": "a\nb\n", **dist("a")}, {}),
        # nobody installs these here
        ({"requirements.txt": "flask==3.0.3\npkg-resources==0.0.0\npython\n"}, {}),
        ({"constraints.txt": "flask==1.0\n", "examples-requirements.txt": "flask==1.0\nx\ny\n"}, {}),
        # a version that only `packaging` can compare
        ({"requirements.txt": "flask==3.0.3\nb>=1.0rc1\n", **dist("b", version="1.0rc2")}, {}),
        (
            {"requirements.txt": "flask==3.0.3\nb>=1.0.post2\n", **dist("b", version="1.0.post1")},
            {"requirements.txt": ([], ["b>=1.0.post2"])},
        ),
        ({"requirements.txt": "flask==3.0.3\nb===odd\n", **dist("b")}, {}),
    ],
)
def test_what_is_short(files: dict[str, Any], expected: dict[str, tuple[list[str], list[str]]]) -> None:
    assert short(files) == expected


BARE = {"requirements.txt": False}
TWO = "[project]\nname = 'shop'\ndependencies = ['django', 'rich>=13']\n"
PIPFILE = "[packages]\ndjango = '*'\nrich = '>=13'\n"


@pytest.mark.parametrize(
    ("files", "changes", "expected"),
    [
        ({"pyproject.toml": TWO}, {}, ("pyproject.toml", ["django", "rich>=13"])),
        ({"pyproject.toml": TWO, "uv.lock": ""}, {}, ("pyproject.toml", ["django", "rich>=13"])),
        ({"pyproject.toml": "[tool.poetry.dependencies]\na = '*'\nb = '*'\n"}, {}, ("pyproject.toml", ["a", "b"])),
        ({"Pipfile": PIPFILE}, {}, ("Pipfile", ["django", "rich"])),
        ({"Pipfile": PIPFILE + "x = {git = 'https://example.org/x'}\n"}, {}, ("Pipfile", ["django", "rich"])),
        # tools that are nobody's requirement say nothing
        ({"pyproject.toml": TWO, **dist("ruff")}, {}, ("pyproject.toml", ["django", "rich>=13"])),
        ({"pyproject.toml": TWO, **dist("pip", "setuptools")}, {}, ("pyproject.toml", ["django", "rich>=13"])),
        # of one, or of none, nothing is said
        ({"pyproject.toml": TWO.replace("'django', ", "")}, {}, None),
        ({"Pipfile": "[packages]\ndjango = '*'\n"}, {}, None),
        ({"Pipfile": "[packages]\n"}, {}, None),
        ({"Pipfile": "packages = 1\n"}, {}, None),
        # something of it is there
        ({"pyproject.toml": TWO.replace("'django'", "'django', 'httpx', 'flask'")}, {}, None),
        ({"Pipfile": PIPFILE + "flask = '*'\n"}, {}, None),
        ({"Pipfile": PIPFILE, f"{SITE}/django.egg-link": "/home/me/work/django\n"}, {}, None),
        # or of what else the project asks for, and itself
        ({"pyproject.toml": TWO + "[project.optional-dependencies]\nx = ['ruff']\n", **dist("ruff")}, {}, None),
        ({"pyproject.toml": TWO, "requirements-dev.txt": "ruff\n", **dist("ruff")}, {}, None),
        ({"pyproject.toml": TWO, **dist("shop")}, {}, None),
        ({"Pipfile": PIPFILE + "[dev-packages]\nruff = '*'\n", **dist("ruff")}, {}, None),
        ({"pyproject.toml": TWO, "setup.py": b"\xff"}, {}, None),
        # requirements.txt says what is meant
        ({"pyproject.toml": TWO, "requirements.txt": "flask\n"}, {}, None),
        ({"Pipfile": PIPFILE, "requirements.txt": "flask\n"}, {}, None),
        # other tools, other times
        ({"pyproject.toml": TWO, "environment.yml": "name: shop\n"}, {}, None),
        ({"pyproject.toml": TWO, "pixi.toml": ""}, {}, None),
        ({"pyproject.toml": TWO}, {"env": {"CI": "true"}, "machine": {"terminal": False}}, None),
        ({"Pipfile": PIPFILE}, {"env": {"CI": "true"}, "machine": {"terminal": False}}, None),
        ({"Pipfile": "[packages"}, {}, None),
        ({"Pipfile": b"[packages]\n\xff = 1"}, {}, None),
    ],
)  # fmt: skip
def test_never_filled(files: dict[str, Any], changes: dict[str, Any], expected: tuple[str, list[str]] | None) -> None:
    found = snapshot({"files": {**BARE, **files}, **changes}).shortfall
    assert (found.empty and (found.empty.path, [one.text for one in found.empty.absent])) == expected
    assert found.empty or found.sound or "uv.lock" in files


@pytest.mark.parametrize(
    ("more", "maker", "expected"),
    [
        ("", "hatch", True),
        ("", "venv", False),  # it lies elsewhere, and hatch did not make it
        ("[tool.hatch.envs.default]\nskip-install = true\n", "hatch", False),
        ("[tool.hatch.envs.default]\ndetached = true\n", "hatch", False),
    ],
)
def test_hatch_fills_its_own(more: str, maker: str, expected: bool) -> None:
    files = {**BARE, "pyproject.toml": TWO + (more or "[tool.hatch.envs.default]\n")}
    snap = snapshot({"files": files})
    seen = snap.environments
    assert seen.project
    own = seen.project.replace(name="~/hatch/shop", maker=maker)
    snap.__dict__["environments"] = seen.replace(project=own, judged=own)
    assert bool(snap.shortfall.empty) is expected


GROUPS = '[dependency-groups]\ndev = ["a", "b", "c"]\ntest = ["a", "b", "c", "d"]\n'


@pytest.mark.parametrize(
    "files",
    [
        # what another list asks for too does not say that this one is meant
        {"requirements/dev.txt": "a\nb\nc\n", "requirements/prod.txt": "a\nb\nc\ngunicorn\n"},
        {"requirements/dev.txt": "a\nb\nc\n", "requirements/test.txt": "-r dev.txt\na\nb\npytest-xdist\n"},
        {"requirements-dev.txt": "a\nb\nc\n", "requirements-ci.txt": "a\nb\nc\ntox\n"},
        {"pyproject.toml": "[project]\nname = 'shop'\nversion = '1'\n" + GROUPS},
        {"pyproject.toml": "[project]\nname = 'shop'\nversion = '1'\n" + GROUPS, "uv.lock": "version = 1\n"},
        # a package that is installed has brought what it needs; its file says what is good to have
        {
            "setup.py": "from setuptools import setup\nsetup(name='shop')\n",
            "pyproject.toml": "[project]\nname = 'shop'\nversion = '1'\n[build-system]\nrequires = ['setuptools']\n",
            "requirements.txt": "flask==3.0.3\nyara\n",
            **dist("shop"),
        },
        # pipenv installs from its own file
        {"Pipfile": "[packages]\nflask = '*'\n", "pyproject.toml": "[project]\nname = 'x'\ndependencies = ['rich']\n"},
    ],
)
def test_lists_that_nobody_chose(files: dict[str, Any]) -> None:
    assert short({**dist("a", "b", "c"), **files}) == {}


def test_what_is_met_is_sound() -> None:
    found = snapshot().shortfall
    assert found.sound
    assert found.identity == "/home/me/shop/.venv"


@pytest.mark.parametrize(
    "changes",
    [
        {"files": {".venv": False}, "env": {"VIRTUAL_ENV": False, "PATH": "/usr/bin"}},
        {"files": {"/usr/local/bin/python3.12": False, "requirements.txt": "x\n"}},
        {"files": {f"{SITE}": False, ".venv/lib": False, "requirements.txt": "x\n"}},
    ],
)
def test_no_environment_to_judge(changes: dict[str, Any]) -> None:
    assert snapshot(changes).shortfall == Shortfall()


def test_of_the_base_nothing_is_known() -> None:
    config = "home = /opt/gone\ninclude-system-site-packages = true\nversion = 3.12.4\n"
    links = {".venv/bin/python3.12": False, ".venv/bin/python": False, ".venv/bin/python3": False}
    files = {".venv/pyvenv.cfg": config, ".venv/bin/python": "\x7fELF", "requirements.txt": "flask==3.0.3\nrich\n"}
    snap = snapshot({"files": files, "links": links})
    judged = snap.environments.judged
    assert judged is not None
    assert (judged.base, judged.system_packages) == ("", True)
    assert snap.shortfall.sound


def test_in_ci_half_of_a_file_must_be_there() -> None:
    ci = {"env": {"CI": "true"}, "machine": {"terminal": False}}
    assert short({"requirements.txt": "flask==3.0.3\nrich\n"}, **ci) == {"requirements.txt": (["rich"], [])}
    assert short({"requirements.txt": "flask==3.0.3\nrich\nhttpx\n"}, **ci) == {}


def test_an_active_environment_that_lies_elsewhere() -> None:
    elsewhere = "/home/me/envs/shop"
    changes: dict[str, Any] = {
        "links": {f"{elsewhere}/bin/python": "/usr/local/bin/python3.12"},
        "env": {"VIRTUAL_ENV": elsewhere, "PATH": f"{elsewhere}/bin:/usr/bin"},
    }
    files = {
        ".venv": False,
        f"{elsewhere}/pyvenv.cfg": "home = /usr/local/bin\nversion = 3.12.4\n",
        f"{elsewhere}/lib/python3.12/site-packages/flask-3.0.3.dist-info/METADATA": "Name: flask\nVersion: 3.0.3\n",
    }
    assert short({**files, "requirements.txt": "flask\nrich\n"}, **changes) == {"requirements.txt": (["rich"], [])}
    assert short({**files, "requirements.txt": "flask\nrich\nx\n"}, **changes) == {}
    assert short({**files, "requirements.txt": "rich\nx\n"}, **changes) == {}


def test_the_place_of_what_is_odd_is_its_line() -> None:
    (file,) = snapshot(
        {"files": {"requirements.txt": "flask==3.0.3\n-e git+https://example.org/x#egg=Rich_er\n"}}
    ).shortfall.files
    (one,) = file.absent
    assert (one.location.line, one.source) == (2, "-e git+https://example.org/x#egg=Rich_er")


def test_a_pyproject_that_is_none() -> None:
    with pytest.raises(CannotKnow, match=r"pyproject\.toml: it is not valid TOML"):
        _ = snapshot({"files": {"pyproject.toml": "[project]\ndependencies = [{{ x }}]\n"}}).shortfall


def test_facts_survive_a_file() -> None:
    for text in ("flask==3.1\nrich\n", "x\ny\n"):
        found = snapshot({"files": {"requirements.txt": text}}).shortfall
        assert not found.sound
        assert from_data(json.loads(json.dumps(to_data(found)))) == found


def test_a_file_that_was_there_a_moment_ago() -> None:
    machine = Machine()
    snap = look(machine, aim(machine, ()))
    assert snap.requirements.files
    machine.put({"requirements.txt": False}, {})
    assert snap.shortfall.sound


def test_where_the_project_cannot_be_read_its_name_is_not_known() -> None:
    files = {"requirements.txt": "flask==3.0.3\nshop\n", "setup.py": b"\xff"}
    assert short(files) == {"requirements.txt": (["shop"], [])}


def test_a_name_that_does_not_stand_in_its_line() -> None:
    machine = Machine({"files": {"requirements.txt": "flask\n"}})
    location, source, text = place(machine, "/home/me/shop", "requirements.txt", "rich", 1)
    assert (location.line, location.column, source, text) == (1, 0, "flask", "rich")


DEPLOYED = {
    "requirements.txt": "-r requirements/production.txt\n",
    "requirements/production.txt": "-r base.txt\ngunicorn==23.0\nwhitenoise==6.0\n",
    "requirements/base.txt": "flask==3.0.3\nrich==1.0\n",
    "requirements/development.txt": "-r base.txt\npytest==1.0\n",
}


def test_developers_install_another_file_than_what_is_deployed() -> None:
    """It shares its base with that of the root, and is there as a whole."""
    assert short({**DEPLOYED, **dist("rich", "pytest")}) == {}
    # without it, or with a gap of its own, or where it has nothing of the root's, nothing tells that it was meant
    lacking = ["gunicorn==23.0", "whitenoise==6.0"]
    for changes in (
        {"requirements/development.txt": False},
        {"requirements/development.txt": "-r base.txt\npytest==2.0\n"},
        {"requirements/development.txt": "pytest==1.0\n"},
    ):
        found = short({**DEPLOYED, **dist("rich", "pytest"), **changes})
        assert found["requirements/production.txt"] == (lacking, [])


SIBLING = "/home/me/api"
OTHER = {
    f"{SIBLING}/.venv/pyvenv.cfg": "home = /usr/local/bin\nversion = 3.12.4\n",
    f"{SIBLING}/.venv/bin/python": "",
    f"{SIBLING}/.venv/bin/activate": "",
    f"{SIBLING}/.venv/lib/python3.12/site-packages/flask-3.0.3.dist-info/METADATA": "Name: flask\nVersion: 3.0.3\n",
}


@pytest.mark.parametrize(("marked", "speaks"), [({}, True), ({f"{SIBLING}/requirements.txt": "flask==3.0.3\n"}, False)])
def test_the_environment_of_a_project_beside_this_one(marked: dict[str, str], *, speaks: bool) -> None:
    """It was filled for that one; what lies in a folder that is no project's may have been made for this."""
    files = {".venv": False, "requirements.txt": "flask==3.0.3\nrich==1.0\n", **OTHER, **marked}
    env = {"VIRTUAL_ENV": f"{SIBLING}/.venv", "PATH": f"{SIBLING}/.venv/bin:/usr/local/bin:/usr/bin:/bin"}
    assert bool(short(files, env=env)) is speaks
