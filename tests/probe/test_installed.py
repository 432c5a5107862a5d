"""What is installed in an environment, by the names of its metadata folders."""

from __future__ import annotations

from typing import Any

import pytest

from envdoctor.facts import Snapshot
from envdoctor.facts.installed import Distribution, Installed, normal
from envdoctor.facts.machine import Environment, Environments
from envdoctor.facts.project import Aim
from envdoctor.probe.installed import look
from envdoctor.record import CannotKnow, from_data, to_data
from envdoctor.testing import Machine, snapshot

SITE = ".venv/lib/python3.12/site-packages"


def environment(path: str = "/home/me/shop/.venv", python: str = "3.12.4") -> Environment:
    return Environment(
        path=path,
        identity=path,
        name=path.removeprefix("/home/me/shop/"),
        kind="venv",
        maker="venv",
        python=python,
        base="",
        system_packages=False,
        pip=True,
        scripts=path + "/bin",
        activators=(),
    )


def environments(judged: Environment | None, project: Environment | None = None) -> Environments:
    return Environments(launcher="pipx", active=None, project=project, judged=judged, why="", python="3.12.4")


def installed(files: dict[str, Any], judged: Environment | None = None, **machine: Any) -> Installed:
    system = Machine({"files": files, "machine": machine})
    known = environments(judged or environment())
    return look(system, Snapshot(None, aim=Aim(root="/home/me/shop"), environments=known))


def versions(found: Installed) -> dict[str, str]:
    (contents,) = found.environments
    return {one.key: one.version for one in contents.distributions}


def test_the_healthy_machine() -> None:
    found = snapshot().installed
    assert versions(found) == {"flask": "3.0.3", "pip": "24.0"}
    contents = found.inside("/home/me/shop/.venv")
    assert contents
    folder = "/home/me/shop/.venv/lib/python3.12/site-packages/flask-3.0.3.dist-info"
    assert contents.find("flask") == Distribution("flask", "flask", "3.0.3", folder, direct=False)
    assert contents.find("django") is None
    assert found.inside("/elsewhere") is None
    assert from_data(to_data(found)) == found


@pytest.mark.parametrize(
    ("entry", "metadata", "expected"),
    [
        ("zope.interface-6.0.dist-info/METADATA", None, ("zope-interface", "6.0")),
        ("flask_login-0.6.3.dist-info/METADATA", None, ("flask-login", "0.6.3")),
        ("torch-2.0.0+cu118.dist-info/METADATA", None, ("torch", "2.0.0+cu118")),
        # names that do not say it all: a dash more, a version that was escaped
        ("a-b-1.0.dist-info/METADATA", "Name: a-b\nVersion: 1.0\n\nName: x\n", ("a-b", "1.0")),
        ("x-1.0_1.dist-info/METADATA", "Metadata-Version: 2.1\r\nName: x\r\nVersion: 1.0-1\r\n\r\n", ("x", "1.0-1")),
        ("x-latest.dist-info/METADATA", "Version: 3\nName:  X \n", ("x", "3")),
        # older ways: a folder, a single file, and a folder without a version
        ("old-1.0-py3.12.egg-info/PKG-INFO", "Name: old\nVersion: 1.0\n", ("old", "1.0")),
        ("older-1.0.egg-info", "Name: older\nVersion: 1.0\n", ("older", "1.0")),
        ("developed.egg-info/PKG-INFO", "Name: developed\nVersion: 1.0\n", ("developed", "1.0")),
        # nothing can be said of these
        ("~ip-24.0.dist-info/METADATA", "Name: pip\nVersion: 24.0\n", None),
        ("a-b-1.0.dist-info/RECORD", "", None),
        ("a-b-1.0.dist-info/METADATA", "Name: a-b\n", None),
        ("notes-1.0.dist-information/METADATA", "Name: notes\nVersion: 1.0\n", None),
    ],
)
def test_names(entry: str, metadata: str | None, expected: tuple[str, str] | None) -> None:
    found = versions(installed({SITE: False, f"{SITE}/{entry}": metadata or "", f"{SITE}/x.py": ""}))
    assert found == (dict([expected]) if expected else {})


def test_what_is_from_no_index() -> None:
    found = installed(
        {
            f"{SITE}/lib-1.0.dist-info/direct_url.json": "{}",
            f"{SITE}/developed.egg-info/PKG-INFO": "Name: developed\nVersion: 1.0\n",
        }
    )
    (contents,) = found.environments
    assert {one.key: one.direct for one in contents.distributions} == {
        "developed": True,
        "flask": False,
        "lib": True,
        "pip": False,
    }


def test_two_of_one_name_are_not_told_apart() -> None:
    (contents,) = installed({f"{SITE}/Flask-2.0.dist-info/METADATA": ""}).environments
    assert contents.find("flask") is None


@pytest.mark.parametrize(
    ("files", "python", "expected"),
    [
        ({".venv/lib/python3.11/site-packages/six-1.0.dist-info/METADATA": ""}, "3.12.4", {"flask", "pip"}),
        ({".venv/lib/python3.11/site-packages/six-1.0.dist-info/METADATA": ""}, "3.11", {"six"}),
        ({".venv/lib/python3.11/site-packages/six-1.0.dist-info/METADATA": ""}, "", set()),
        # one folder is what the environment has, whatever its Python says
        ({}, "3.13", {"flask", "pip"}),
        ({SITE: False, ".venv/lib/pypy3.10/site-packages/six-1.0.dist-info/METADATA": ""}, "3.10", {"six"}),
        ({SITE: False, ".venv/lib/python3.13t/site-packages/six-1.0.dist-info/METADATA": ""}, "3.13", {"six"}),
        ({SITE: False, ".venv/lib/python/site-packages/six-1.0.dist-info/METADATA": ""}, "3.12", set()),
        ({".venv/lib": False}, "3.12", set()),
    ],
)
def test_where_the_packages_are(files: dict[str, Any], python: str, expected: set[str]) -> None:
    assert set(versions(installed(files, environment(python=python)))) == expected


def test_windows() -> None:
    entry = ".venv/Lib/site-packages/six-1.0.dist-info/METADATA"
    system = Machine({"machine": {"like": "windows"}, "files": {".venv": False, entry: ""}})
    for path, expected in ((f"{system.root}\\.venv", {"six": "1.0"}), ("C:\\other", {})):
        known = environments(environment(path))
        assert versions(look(system, Snapshot(None, aim=Aim(root=system.root), environments=known))) == expected


def test_the_judged_environment_and_the_projects_own() -> None:
    other = "/home/me/other/lib/python3.12/site-packages/six-1.0.dist-info/METADATA"
    system = Machine({"files": {other: ""}})
    known = environments(environment("/home/me/other"), environment())
    found = look(system, Snapshot(None, aim=Aim(root="/home/me/shop"), environments=known))
    assert [contents.identity for contents in found.environments] == ["/home/me/other", "/home/me/shop/.venv"]


def test_no_environment() -> None:
    with pytest.raises(CannotKnow, match="there is no environment to look into"):
        look(Machine(), Snapshot(None, aim=Aim(root="/home/me/shop"), environments=environments(None)))


def test_a_folder_that_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    system = Machine()
    real = system.names

    def names(path: str) -> list[str]:
        if path.endswith("site-packages"):
            raise OSError(13, "Permission denied", path)
        return real(path)

    monkeypatch.setattr(system, "names", names)
    with pytest.raises(CannotKnow, match="site-packages cannot be read: Permission denied"):
        look(system, Snapshot(None, aim=Aim(root="/home/me/shop"), environments=environments(environment())))


@pytest.mark.parametrize("name", ["zope.interface", "Zope_Interface", "zope-interface", "zope-._interface"])
def test_normal(name: str) -> None:
    assert normal(name) == "zope-interface"
