"""What is installed in the judged environment, and what of it does not go together."""

from __future__ import annotations

from typing import Any

import pytest
from envdoctor_checks.installed import concerns

from envdoctor.engine import run
from envdoctor.facts.unfit import Unmet
from envdoctor.load import sources
from envdoctor.record import CannotKnow, from_data, to_data
from envdoctor.system import System
from envdoctor.testing import snapshot

SITE = ".venv/lib/python3.12/site-packages"
OLD = {"/code/gone/gone.egg-info/PKG-INFO": "Name: gone\nVersion: 1.5\n"}
POETRY = "[tool.poetry.dependencies]\n"
PROJECT = '[project]\nname = "a"\nversion = "1"\n'
ROOT = "/home/me/shop"


def dist(name: str, version: str, *lines: str, site: str = SITE, **files: str) -> dict[str, str]:
    """Make a distribution of text."""
    text = "".join(f"{line}\n" for line in ("Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}", *lines))
    folder = f"{site}/{name}-{version}.dist-info"
    return {f"{folder}/METADATA": text, **{f"{folder}/{file}": said for file, said in files.items()}}


def needs(*requirements: str, name: str = "docs", **files: str) -> dict[str, str]:
    return dist(name, "1.0", *(f"Requires-Dist: {one}" for one in requirements), **files)


def unmet(files: dict[str, Any], links: dict[str, str] | None = None) -> list[tuple[str, str, str]]:
    found = snapshot({"files": files, "links": links or {}}).distributions.unmet
    return [(one.who, one.requirement, one.found) for one in found]


def test_the_healthy_machine() -> None:
    found = snapshot().distributions
    assert [one.key for one in found.distributions] == ["flask", "pip"]
    assert found.sites == (f"{ROOT}/{SITE}",)
    assert found.sound
    flask = found.find("flask")
    assert flask
    assert (flask.name, flask.version, flask.folder) == ("Flask", "3.0.3", f"{ROOT}/{SITE}/flask-3.0.3.dist-info")
    assert found.find("django") is None
    assert from_data(to_data(found)) == found


def test_it_goes_to_json_with_what_is_wrong() -> None:
    found = snapshot({"files": needs("gone>=1")}).distributions
    assert from_data(to_data(found)) == found
    assert found.unmet == (Unmet("docs", "1.0", "gone", "gone", ">=1", "", cure="gone>=1"),)
    assert not found.sound


@pytest.mark.parametrize(
    ("requirement", "installed", "expected"),
    [
        ("tools", "2.0", []),
        ("tools>=1,<3", "2.0", []),
        ("Tools (>=1)", "2.0", []),
        ("tools>=3", "2.0", [("docs", "tools>=3", "2.0")]),
        ("tools==2.0", "2.0+local", []),
        ("tools<2.0", "2.0rc1", [("docs", "tools<2.0", "2.0rc1")]),  # as PEP 440 has it
        ("tools<2.1", "2.0rc1", []),
        ("tools<2.0", "2.0.post1", [("docs", "tools<2.0", "2.0.post1")]),
        ("tools===2.0.0", "2.0", [("docs", "tools===2.0.0", "2.0")]),
        ("gone", "2.0", [("docs", "gone", "")]),
        ("gone @ https://example.org/gone.zip", "2.0", [("docs", "gone", "")]),
        ("gone ; python_version < '3.8'", "2.0", []),
        ("gone ; python_version >= '3.8' and sys_platform in 'linux darwin'", "2.0", [("docs", "gone", "")]),
        ("gone ; sys_platform in 'win32 darwin'", "2.0", []),
        ("gone ; platform_release == '6'", "2.0", []),
        ("gone ; platform_python_implementation == 'CPython'", "2.0", [("docs", "gone", "")]),
        ("gone ; nonsense == 'x'", "2.0", []),
        ("=> gone", "2.0", []),
        ("gone[x", "2.0", []),
        ("gone (>=1", "2.0", []),
    ],
)
def test_one_requirement(requirement: str, installed: str, expected: list[tuple[str, str, str]]) -> None:
    assert unmet({**needs(requirement), **dist("tools", installed)}) == expected


@pytest.mark.parametrize(
    ("asks", "expected"),
    [
        ("uvicorn", []),
        ("uvicorn[standard]", [("uvicorn[standard]", "httptools>=0.5", "")]),
        ("uvicorn[Standard] ; python_version < '3.8'", []),
        ("uvicorn[other]", []),
        # extras that ask for extras
        ("uvicorn[all]", [("uvicorn[standard]", "httptools>=0.5", "")]),
        ("deep[one]", [("uvicorn[standard]", "httptools>=0.5", "")]),
        ("gone[x] ; os_name == 'nt'", []),
    ],
)
def test_extras_of_others(asks: str, expected: list[tuple[str, str, str]]) -> None:
    uvicorn = needs(
        'httptools>=0.5 ; extra == "standard"', "colorama ; sys_platform == 'win32' and extra == 'standard'",
        "uvicorn[standard] ; extra == 'all'", name="uvicorn",
    )  # fmt: skip
    deep = needs("uvicorn[standard] ; extra == 'one'", "deep[one] ; extra == 'one'", name="deep")
    assert unmet({**uvicorn, **deep, **needs(asks)}) == expected


EXTRA = needs('httptools ; extra == "standard"', name="uvicorn")


@pytest.mark.parametrize(
    ("files", "asked"),
    [
        ({"requirements.txt": "# all\nuvicorn[standard]==1.0\n"}, "requirements.txt:2"),
        ({"requirements.txt": "uvicorn[x,standard]>=1 ; python_version > '3' # why\n"}, "requirements.txt:1"),
        ({"requirements.txt": "uvicorn[standard]==1.0 --hash=sha256:00\n"}, "requirements.txt:1"),
        ({"requirements.txt": "uvicorn[standard] ; python_version < '3'\n"}, None),
        ({"requirements.txt": "uvicorn[] \n"}, None),
        ({"requirements.txt": "uvicorn\n"}, None),
        ({"requirements-dev.txt": "uvicorn[standard]\n"}, None),
        ({"requirements.txt": "uvicorn[standard]\n".encode("utf-16")}, None),
        ({"pyproject.toml": PROJECT + 'dependencies = ["uvicorn[standard]>=1"]\n'}, "pyproject.toml"),
        ({"pyproject.toml": PROJECT + 'optional-dependencies.x = ["uvicorn[standard]>=1"]\n'}, None),
        ({"pyproject.toml": PROJECT + 'dependencies = [1, "uvicorn", "flask[async]"]\n'}, None),
        ({"pyproject.toml": '[project\ndependencies = ["uvicorn[standard]>=1"]\n'}, None),
        ({"pyproject.toml": PROJECT}, None),
        ({"pyproject.toml": POETRY + 'uvicorn = {version = "1", extras = ["standard"]}\n'}, "pyproject.toml"),
        ({"pyproject.toml": POETRY + 'uvicorn = {optional = true, extras = ["standard"]}\n'}, None),
        ({"pyproject.toml": POETRY + 'python = "3"\nuvicorn = {extras = "standard"}\n'}, None),
    ],
)  # fmt: skip
def test_extras_of_the_project(files: dict[str, Any], asked: str | None) -> None:
    found = snapshot({"files": {**EXTRA, **files}}).distributions.unmet
    assert [one.asked for one in found] == ([asked] if asked else [])


def test_a_requirements_file_that_is_gone_again() -> None:
    """It is read a second time for its extras; it may not be there any more."""
    from envdoctor.probe.dists import asked
    from envdoctor.testing import Machine

    snap = snapshot({"files": {**EXTRA, "requirements.txt": "uvicorn[standard]\n"}})
    assert snap.requirements.files
    assert list(asked._of_files(Machine({"files": {"requirements.txt": False}}), snap)) == []


@pytest.mark.parametrize(
    ("files", "links"),
    [
        # an old editable install, an egg-link, eggs, and a folder that a .pth adds
        ({f"{SITE}/easy-install.pth": "# old\n\nimport sys\n/code/gone\n", **OLD}, {}),
        ({f"{SITE}/gone.egg-link": "/code/gone\n.", **OLD}, {}),
        ({f"{SITE}/gone-1.5-py3.12.egg": "PK"}, {}),
        ({f"{SITE}/gone-1.5-py3.12.egg/EGG-INFO/PKG-INFO": ""}, {}),
        ({f"{SITE}/easy-install.pth": "./eggs/gone-1.5-py3.12.egg\n"}, {}),
        ({f"{SITE}/_overlay.pth": "/other/site-packages\n", **dist("gone", "1.5", site="/other/site-packages")}, {}),
        ({f"{SITE}/_overlay.pth": "/other\n", "/other/a-b-1.dist-info/METADATA": "Name: gone\nVersion: 1.5\n"}, {}),
    ],
)  # fmt: skip
def test_what_lies_elsewhere(files: dict[str, Any], links: dict[str, str]) -> None:
    assert unmet({**needs("gone>=1"), **files}, links) == []
    assert unmet({**needs("gone>=2"), **files}, links) == [("docs", "gone>=2", "1.5")]


def test_a_pth_file_that_may_not_be_read() -> None:
    files = {**needs("gone"), f"{SITE}/x.pth": "/code\n"}
    found = snapshot({"files": files, "machine": {"unreadable": [f"{SITE}/x.pth"]}}).distributions
    assert [one.key for one in found.unmet] == ["gone"]


@pytest.mark.parametrize(
    ("like", "folder"),
    [
        ("linux", "/usr/local/lib/python3.12/site-packages"),
        ("linux", "/usr/local/lib/python3.12/dist-packages"),
        ("linux", "/usr/local/lib/python3/dist-packages"),
        ("linux", "/home/me/.local/lib/python3.12/site-packages"),
        ("macos", "/Users/me/Library/Python/3.12/lib/python/site-packages"),
        ("windows", r"C:\Users\me\AppData\Local\Programs\Python\Python312\Lib\site-packages"),
        ("windows", r"C:\Users\me\AppData\Roaming\Python\Python312\site-packages"),
    ],
)
def test_the_systems_packages(like: str, folder: str) -> None:
    sep = "\\" if like == "windows" else "/"
    site = SITE if like != "windows" else r".venv\Lib\site-packages"
    files = {
        f"{site}{sep}docs-1.dist-info{sep}METADATA": "Name: docs\nVersion: 1\nRequires-Dist: gone\n",
        f"{folder}{sep}gone-1.0.dist-info{sep}METADATA": "",
    }
    for visible in (False, True):
        from envdoctor.machines import MACHINES

        cfg = f".venv{sep}pyvenv.cfg"
        said = str(MACHINES[like]["files"][cfg]).replace(
            "system-site-packages = false", f"system-site-packages = {visible}"
        )
        found = snapshot({"machine": {"like": like}, "files": {**files, cfg: said}}).distributions
        assert [one.key for one in found.unmet] == ([] if visible else ["gone"])


def conda(*names: str) -> dict[str, Any]:
    return {
        ".venv/pyvenv.cfg": False,
        ".venv/conda-meta/python-3.12.4-h1_0.json": "{}",
        ".venv/conda-meta/history": "",
        **{f".venv/conda-meta/{name}.json": "{}" for name in names},
    }


def test_conda() -> None:
    assert unmet({**conda(), **needs("gone")}) == [("docs", "gone", "")]
    # conda resolved it
    assert unmet({**conda(), **needs("gone", INSTALLER="conda\n")}) == []
    # it is there, without metadata of Python's kind
    assert unmet({**conda("gone-1.0-py312_0"), **needs("gone>=2")}) == []
    assert unmet({**conda("py-gone-1.0-py312_0", "odd"), **needs("gone>=2")}) == []


def test_conda_metadata_that_may_not_be_listed() -> None:
    from envdoctor.probe.dists import elsewhere
    from envdoctor.testing import Machine

    judged = snapshot().environments.judged
    assert judged
    assert list(elsewhere._conda(Machine(), judged)) == []


def test_one_cause_is_told_once() -> None:
    broken = {f"{SITE}/tools-1.0.dist-info/RECORD": ""}
    assert unmet({**needs("tools>=1"), **broken}) == []
    assert unmet({**needs("tools>=2"), **broken}) == [("docs", "tools>=2", "1.0")]
    assert unmet({**needs("tools>=2"), f"{SITE}/tools.dist-info/RECORD": ""}) == []
    assert unmet({**needs("tools>=9"), **dist("tools", "1"), **dist("tools", "2")}) == []
    twice = snapshot({"files": {**needs("gone"), **dist("docs", "2.0")}}).distributions
    assert (twice.unmet, twice.doubled, twice.find("docs")) == ((), ("docs",), None)
    # a version that is none cannot be held against anything
    old = {f"{SITE}/tools-2004d.egg-info": "Name: tools\nVersion: 2004d\n"}
    assert unmet({**needs("tools>=2"), **old}) == []


def test_the_exact_reading_decides() -> None:
    """Behind a line that is no header, pip sees nothing more."""
    text = "Metadata-Version: 2.1\nName: docs\nVersion: 1.0\nno header\nRequires-Dist: gone\n"
    assert unmet({f"{SITE}/docs-1.0.dist-info/METADATA": text}) == []


@pytest.mark.parametrize(
    ("others", "cure"),
    [
        ([], "tools>=3"),
        (["tools<5,>=2", "tools!=4"], "tools!=4,<5,>=3"),
        (["tools<3"], ""),
        (["tools<3 ; os_name == 'nt'", "tools[x", "tools =>9"], "tools>=3"),
    ],
)
def test_what_would_suit_all(others: list[str], cure: str) -> None:
    files = {**needs("tools>=3"), **needs(*others, name="other"), **dist("tools", "2.0")}
    found = snapshot({"files": files}).distributions.unmet
    assert [one.cure for one in found if one.dependent == "docs"] == [cure]


@pytest.mark.parametrize(
    ("name", "settings"),
    [
        ("pyproject.toml", PROJECT + "[tool.uv]\noverride-dependencies = [\"gone==2 ; os_name == 'posix'\"]\n"),
        ("pyproject.toml", PROJECT + '[tool.uv]\nexclude-dependencies = ["Gone"]\n'),
        ("uv.toml", 'override-dependencies = ["gone>=2"]\n'),
        ("pyproject.toml", PROJECT + '[tool.pdm.resolution.overrides]\nGone = "2.0"\n'),
        ("pyproject.toml", PROJECT + '[tool.pdm.resolution]\nexcludes = ["gone"]\n'),
    ],
)
def test_what_the_project_overrides_is_meant(name: str, settings: str) -> None:
    files = needs("gone<2", "other")
    assert [one for _, one, _ in unmet(files)] == ["gone<2", "other"]
    assert [one for _, one, _ in unmet({**files, name: settings})] == ["other"]


def test_settings_of_a_tool_that_is_not_used() -> None:
    text = PROJECT + '[tool.poetry]\noverride-dependencies = ["gone"]\n'
    assert unmet({**needs("gone<2"), "pyproject.toml": text}) == [("docs", "gone<2", "")]


def test_what_a_maker_puts_in_unasked() -> None:
    assert unmet(needs("packaging>=24", name="wheel")) == []
    assert unmet(needs("packaging>=24", name="wheel", REQUESTED="")) == [("wheel", "packaging>=24", "")]


def test_two_lines_of_one_requirement_are_one() -> None:
    assert unmet(needs("gone>=1", "gone >=1", "gone>=1 ; os_name == 'posix'")) == [("docs", "gone>=1", "")]


@pytest.mark.parametrize(
    "changes",
    [
        {"files": {".venv": False}, "env": {"VIRTUAL_ENV": False, "PATH": "/usr/bin:/bin"}},
        {"files": {"/usr/local/bin/python3.12": False}},
        {"files": {".venv/lib": False}, "links": {".venv/lib64": False}},
    ],
)
def test_nothing_to_look_into(changes: dict[str, Any]) -> None:
    assert snapshot(changes).distributions.distributions == ()


def test_a_site_that_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    from envdoctor.testing import Machine

    real = Machine.names

    def names(self: Machine, path: str) -> list[str]:
        if path.endswith("site-packages"):
            raise OSError(13, "Permission denied", path)
        return real(self, path)

    monkeypatch.setattr(Machine, "names", names)
    with pytest.raises(CannotKnow, match="site-packages cannot be read: Permission denied"):
        _ = snapshot().distributions


MINE = [
    one for one in sources(System()) if one.family == "installed" and one.name.startswith(("dependency", "metadata"))
]


@pytest.mark.parametrize("source", MINE, ids=lambda one: one.name)
def test_nothing_is_said_where_there_is_no_environment(source: Any) -> None:
    snap = snapshot({"files": {".venv": False}, "env": {"VIRTUAL_ENV": False, "PATH": "/usr/bin:/bin"}})
    report = run(snap, [source.load()], clock=lambda: 0.0)
    assert (report.found, report.skipped, report.failed) == ((), (), ())


def test_the_gate() -> None:
    assert not concerns(snapshot())
    assert concerns(snapshot({"files": needs("gone")}))


def test_a_header_behind_what_is_no_header_is_none() -> None:
    """Nobody else reads on behind such a line."""
    text = "Metadata-Version: 2.1\nName: old\nVersion: 1\nno header\nRequires-Python: <3\n"
    for metadata, count in ((text, 0), (text.replace("no header\n", ""), 1)):
        found = snapshot({"files": {f"{SITE}/old-1.dist-info/METADATA": metadata}}).distributions
        assert len(found.other_python) == count
