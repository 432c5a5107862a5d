"""The configuration: where it is found, what it says, and what is said of one that cannot be followed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from envdoctor.config import BadConfig, Choice, Config, Ignore, Level, load
from envdoctor.testing import Machine

ROOT = "/home/me/shop"


def machine(files: Mapping[str, str | bytes | bool], **more: Any) -> Machine:
    found = Machine({"files": {name: text for name, text in files.items() if not isinstance(text, bytes)}, **more})
    found.put({name: text for name, text in files.items() if isinstance(text, bytes)}, {})
    return found


def read(text: str, name: str = "envdoctor.toml") -> Config:
    return load(machine({name: text}), ROOT)


def said(text: str | bytes, name: str = "envdoctor.toml") -> list[str]:
    with pytest.raises(BadConfig) as error:
        load(machine({name: text}), ROOT)
    return str(error.value).split("\n")


WHOLE = """\
select = ["requirements", "sudo-pip"]
extend-select = ["git"]
fail-on = "error"
exclude = ["docs/*", "legacy"]
environment = ".venv311"

[ignore]
requirement-unpinned = "pinned by the image"
sudo-pip = { reason = "a container", until = 2027-01-31 }

[severity]
git = "note"
"""


@pytest.mark.parametrize(
    ("name", "text", "above"),
    [
        ("envdoctor.toml", WHOLE, 0),
        ("envdoctor.toml", WHOLE.replace("\n", "\r\n"), 0),
        ("envdoctor.toml", "\ufeff" + WHOLE, 0),
        (
            "pyproject.toml",
            '[project]\nname = "envdoctor"\n[tool.envdoctor]\n'
            + WHOLE.replace("[ignore]", "[tool.envdoctor.ignore]").replace("[severity]", "[tool.envdoctor.severity]"),
            3,
        ),
    ],
)
def test_everything_that_can_be_said(name: str, text: str, above: int) -> None:
    assert read(text, name) == Config(
        path=name,
        select=(Choice("requirements", 1 + above, 11), Choice("sudo-pip", 1 + above, 27)),
        extend_select=(Choice("git", 2 + above, 18),),
        ignore=(
            Ignore("requirement-unpinned", 8 + above, 1, "pinned by the image"),
            Ignore("sudo-pip", 9 + above, 1, "a container", "2027-01-31"),
        ),
        severity=(Level("git", 12 + above, 1, "note"),),
        fail_on="error",
        exclude=("docs/*", "legacy"),
        environment=".venv311",
        lines=tuple(
            (key, line + above)
            for key, line in (
                ("select", 1), ("extend-select", 2), ("ignore", 7), ("severity", 11), ("fail-on", 3), ("exclude", 4),
                ("environment", 5),
            )
        ),
    )  # fmt: skip


def test_an_ignore_may_be_a_list() -> None:
    assert read('ignore = [\n  "git",\n]').ignore == (Ignore("git", 2, 3),)


def test_what_is_not_said_has_its_value() -> None:
    assert load(machine({}), ROOT) == Config()
    assert read("") == Config(path="envdoctor.toml")
    assert read("select = []").select == ()
    assert read("").line("select") == 0
    assert read("\nselect = []").line("select") == 2


@pytest.mark.parametrize(
    "text",
    [
        "[tool.envdoctor]\nfail-on = 'note'",
        "[ tool . 'envdoctor' ]\nfail-on = 'note'",
        "[tool]\nenvdoctor.fail-on = 'note'",
        "[tool]\nenvdoctor = {fail-on = 'note'}",
        "tool = {envdoctor = {fail-on = 'note'}}",
        "tool.\"envdoctor\".fail-on = 'note'",
    ],
)
def test_every_form_of_the_table_is_found(text: str) -> None:
    assert read(text, "pyproject.toml").fail_on == "note"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[project]\nname = 'x'",
        "[project]\ndependencies = ['envdoctor']",
        "# tool.envdoctor is not used",
        "this is = no TOML [",
        "[tool.ruff]\nx = [",
        '[dependency-groups]\ndev = ["python-envdoctor>=1"]\n[[[',
        b"\xff\xfe[\x00",
    ],
)
def test_a_pyproject_without_our_table_is_none_of_our_business(text: str | bytes) -> None:
    assert load(machine({"pyproject.toml": text}), ROOT) == Config()


# ── where it is found ────────────────────────────────────────────────────────────────────────────────────────────────

OURS = "[tool.envdoctor]\nenvironment = 'a'\n"


def found(files: Mapping[str, str | bytes | bool], root: str = ROOT) -> Config:
    return load(machine(files), root)


def test_our_own_file_comes_before_the_shared_one() -> None:
    assert found({"envdoctor.toml": "environment = 'b'", "pyproject.toml": OURS}).environment == "b"


def test_the_nearest_wins_and_nothing_is_merged() -> None:
    files = {"pkg/pyproject.toml": OURS, "envdoctor.toml": "environment = 'b'\nfail-on = 'note'"}
    config = found(files, ROOT + "/pkg")
    assert (config.environment, config.fail_on, config.path) == ("a", "warning", "pyproject.toml")


def test_a_file_without_our_table_is_passed_by() -> None:
    files = {"pkg/pyproject.toml": "[project]\n", "pyproject.toml": "\n[tool.envdoctor]\nfail-on = 'note'"}
    config = found(files, ROOT + "/pkg")
    assert (config.fail_on, config.path) == ("note", "~/shop/pyproject.toml")


def test_nothing_is_read_above_the_repository() -> None:
    assert found({"../envdoctor.toml": "fail-on = 'note'"}) == Config()


def test_without_a_repository_only_the_project_counts() -> None:
    files: dict[str, str | bytes | bool] = {".git": False, "../envdoctor.toml": "fail-on = 'note'"}
    assert found(files) == Config()
    assert found({**files, "envdoctor.toml": "fail-on = 'error'"}).fail_on == "error"


def test_the_file_that_is_named() -> None:
    files = {"ci/strict.toml": "fail-on = 'note'", "envdoctor.toml": "fail-on = 'never'", "ci/pyproject.toml": "[a]\n"}
    system = machine(files)
    config = load(system, ROOT, file="ci/strict.toml")
    assert (config.fail_on, config.path) == ("note", "ci/strict.toml")
    for name, why in (("no.toml", "No such file"), ("ci/pyproject.toml", r"it has no table \[tool.envdoctor\]")):
        with pytest.raises(BadConfig, match=f"{name}: {why}"):
            load(system, ROOT, file=name)


def test_isolated() -> None:
    assert load(machine({"envdoctor.toml": "broken"}), ROOT, isolated=True) == Config()


def test_a_file_that_cannot_be_read() -> None:
    with pytest.raises(BadConfig, match=r"envdoctor\.toml: Permission denied"):
        load(machine({"envdoctor.toml": ""}, machine={"unreadable": ["envdoctor.toml"]}), ROOT)
    assert load(machine({"pyproject.toml": OURS}, machine={"unreadable": ["pyproject.toml"]}), ROOT) == Config()


@pytest.mark.parametrize(
    ("environment", "meant"),
    [(".venv", "/home/me/shop/.venv"), ("../v", "/home/me/v"), ("/opt/v", "/opt/v"), ("~/v", "~/v"), ("", "")],
)
def test_paths_of_a_file_further_up_are_relative_to_it(environment: str, meant: str) -> None:
    config = found({"envdoctor.toml": f"environment = '{environment}'", "pkg/setup.py": ""}, ROOT + "/pkg")
    assert config.environment == meant


@pytest.mark.parametrize(
    ("pattern", "meant"),
    [
        ("docs", ("docs",)),
        ("*.txt", ("*.txt",)),
        ("pkg", ("**",)),
        ("p?g/", ("**",)),
        ("sub", ("**",)),
        ("pkg/sub/docs/*", ("/docs/*",)),
        ("/pkg/*/docs", ("/docs",)),
        ("pkg/sub", ("**",)),
        ("pkg/", ("**",)),
        ("/pkg", ("**",)),
        ("pkg/*", ("**",)),
        ("other/docs", ()),
        ("pkg/other", ()),
        ("**/docs/x", ("/**/docs/x",)),
        ("pkg/**", ("/**",)),
    ],
)
def test_what_a_file_further_up_excludes(pattern: str, meant: tuple[str, ...]) -> None:
    config = found({"envdoctor.toml": f"exclude = ['{pattern}']", "pkg/sub/setup.py": ""}, ROOT + "/pkg/sub")
    assert config.exclude == meant


# ── what cannot be followed ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "mistakes"),
    [
        ("selct = []", ["1:1: there is no key `selct`; did you mean `select`?"]),
        ("\n  fail_on = 'note'", ["2:3: there is no key `fail_on`; did you mean `fail-on`?"]),
        ("colour = 1", ["1:1: there is no key `colour`"]),
        ("[tool.envdoctor]\n",
         ["1:2: there is no key `tool`; in envdoctor.toml the keys stand at the top, in no table"]),
        ("select = 'git'", ['1:10: `select` is a list: select = ["…"]']),
        ("select = ['git', 3]", ["1:18: `select` holds strings, in quotes"]),
        ("exclude = ['']", ["1:12: `exclude` holds strings, in quotes"]),
        ("fail-on = 'warnings'",
         ['1:11: `fail-on` is one of "error", "warning", "note", "never"; did you mean `warning`?']),
        ("fail-on = true", ['1:11: `fail-on` is one of "error", "warning", "note", "never"']),
        ("ignore = 'git'", ['1:10: `ignore` is a list: ignore = ["…"]']),
        ("[ignore]\ngit = ''", ['2:1: say why, in quotes: git = "…"']),
        ("[ignore]\ngit = true", ['2:1: say why, in quotes: git = "…"']),
        ("[ignore.git]\nreson = 'x'", ["2:1: there is no key `reson` here; did you mean `reason`?",
                                       '1:2: say why, in quotes: git = "…"']),
        ("[ignore.git]\nreason = 'x'\nuntil = '2027-01-31'",
         ["3:9: `until` is a date without quotes: until = 2027-01-31"]),
        ("[ignore.git]\nreason = 'x'\nuntil = 2027-01-31T10:00:00",
         ["3:9: `until` is a date without quotes: until = 2027-01-31"]),
        ("severity = 'note'", ['1:12: `severity` is a table: severity = {name = "note"}']),
        ("[severity]\ngit = 'info'", ['2:7: `git` is one of "error", "warning", "note"']),
        ("environment = ['.venv']",
         ['1:15: `environment` is the path of a folder, in quotes: environment = ".venv"']),
        ("a = 1\nb = 2", ["1:1: there is no key `a`", "2:1: there is no key `b`"]),
        ("select = [\n", ["1:11: this is no valid TOML: "]),
        ("a = 1\na = 2", ["this is no valid TOML"]),
        ("= 1", ["1:1: this is no valid TOML: invalid statement"]),
        ("a = " + "[" * 10_000, ["this is no valid TOML: it is nested too deeply"]),
        (b"a = 1\nb = '\xff'", ["2: this is no valid TOML: it is not UTF-8"]),
    ],
    ids=lambda value: str(value)[:30],
)  # fmt: skip
def test_each_mistake_is_said_with_its_place(text: str | bytes, mistakes: list[str]) -> None:
    lines = said(text)
    assert len(lines) == len(mistakes)
    for line, mistake in zip(lines, mistakes, strict=True):
        assert line.startswith("envdoctor.toml:")
        assert mistake in line


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("[tool.envdoctor]\nselct = []", "pyproject.toml:2:1: there is no key `selct`; did you mean `select`?"),
        ("[tool]\nenvdoctor = 1", "pyproject.toml:2:13: tool.envdoctor is a table: [tool.envdoctor]"),
        (
            "[tool.envdoctor\nselect = []\n",
            "pyproject.toml:1:16: this is no valid TOML: expected ']' at the end of a table declaration",
        ),
        ("[tool.envdoctor]\nselect = [", "pyproject.toml:2:11: this is no valid TOML: invalid value"),
        ("[project]\nname = \n[tool.envdoctor]\n", "pyproject.toml:2:8: this is no valid TOML: invalid value"),
    ],
)
def test_mistakes_in_the_shared_file(text: str, mistake: str) -> None:
    assert said(text, "pyproject.toml") == [mistake]
