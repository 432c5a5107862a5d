"""`envdoctor check`: what is judged, what is shown, and the exit status."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from envdoctor import load
from envdoctor.cli.judge import address
from envdoctor.facts import Snapshot
from envdoctor.system import System
from tests.cli.conftest import Project

ANSI = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^;]*;[^\x1b]*\x1b\\")


def test_a_clean_run(project: Project) -> None:
    answer = project.run()
    assert answer.status == 0
    first, last = answer.out.splitlines()
    assert first.startswith("envdoctor 0.1.0 · ~/shop · ")
    assert re.fullmatch(r"nothing wrong · 4 checks · \d+ ms", last)
    assert answer.err == ""


def test_checks_of_a_family_that_nothing_here_concerns_count_as_run(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(load.Source, "concerned", lambda source, _snap: source.family != "machine")
    answer = project.run()
    assert answer.status == 0
    assert re.fullmatch(r"nothing wrong · 4 checks · \d+ ms", answer.last)
    # for one that is off unless it is selected, its family does not speak
    crashed = project.run("--extend-select", "shell-broken").last
    assert re.fullmatch(r"1 check crashed · 5 checks · \d+ ms", crashed)


@pytest.mark.parametrize("argv", [[], ["check"], ["."], ["check", "notes.txt"], ["{root}"], ["-v"]])
def test_findings(project: Project, argv: list[str]) -> None:
    project.write("notes.txt", "teh cat\n")
    answer = project.run(*(word.format(root=project.root) for word in argv))
    assert answer.status == 1
    assert (
        "error: `teh` is misspelt: teh cat                                [word-misspelt]\n"
        "  notes.txt:1\n     1 │ teh cat\n       │ ━━━\n  fix  envdoctor --fix   spells it right\n\n"
    ) in answer.out
    assert answer.last.startswith("1 error · --fix mends it · 4 checks · ")


def test_only_the_files_that_are_named_are_spoken_of(project: Project) -> None:
    project.write("notes.txt", "teh cat\n")
    project.write("other.txt", "fine\n")
    assert project.run("notes.txt", "other.txt").status == 1
    answer = project.run("other.txt")
    assert answer.status == 0
    assert "teh" not in answer.out


def test_the_terminal_and_the_pipe_say_the_same(project: Project) -> None:
    project.write("notes.txt", "teh cat\n" * 3 + "x" * 300 + "teh\n")
    project.write("odd")
    plain = project.run("--color", "never", terminal=True).out
    styled = project.run(terminal=True).out
    assert "\x1b[1;31merror:\x1b[0m" in styled
    assert f";file://{Path(__file__).parent.parent}/fake_pack/fake_checks/files/word_misspelt.md\x1b" in styled
    assert "\x1b" not in plain
    same = [re.sub(r"\d+ ms", "", text) for text in (ANSI.sub("", styled), plain)]
    assert same[0] == same[1]
    piped = project.run("--color", "always").out
    assert "\x1b[1;31merror:\x1b[0m" in piped
    assert "\x1b]8;" not in piped


def test_an_old_console_of_windows_is_left_plain(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.write("notes.txt", "teh cat\n")
    monkeypatch.setattr("envdoctor.render.terminal.unable", lambda: True)
    monkeypatch.setattr("envdoctor.cli.screen.Screen.windows", True, raising=False)
    assert "\x1b" in project.run(terminal=True).out
    real = __import__("envdoctor.cli.session", fromlist=["screen_of"]).screen_of
    monkeypatch.setattr("envdoctor.cli.session.screen_of", lambda *given: real(*given).replace(windows=True))
    assert "\x1b" not in project.run(terminal=True).out


def test_a_clean_run_has_no_colour(project: Project) -> None:
    assert "\x1b" not in project.run("--color", "always", terminal=True).out


def test_ascii(project: Project) -> None:
    project.write("notes.txt", "teh naïve \udce9 cat\n".encode("utf-8", "surrogateescape"))
    answer = project.run(encoding="ascii")
    assert answer.status == 1
    assert "error: `teh` is misspelt: teh na\\xefve \\xe9 cat" in answer.out
    assert "     1 | teh na\\xefve \\xe9 cat\n       | ^^^\n" in answer.out
    assert "envdoctor 0.1.0 - ~/shop" in answer.out


def test_no_runner_obeys_the_project(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    project.write("notes.txt", "teh ##[error]x\n")
    project.write("::error::x/pyproject.toml", "[tool.envdoctor]\nx = 1\n")
    assert "##[" not in project.run().out
    answer = project.run("::error::x")
    assert (answer.status, answer.err.startswith("envdoctor: pyproject.toml:2:1: there is no key `x`")) == (2, True)
    assert project.run("::error::y").err == "envdoctor: ::error::y: there is no such file or folder\n"


def test_json(project: Project) -> None:
    project.write("notes.txt", "teh naïve cat\nteh dog\n")
    project.write("unknown")
    answer = project.run("--output-format", "json", encoding="ascii")
    data = json.loads(answer.raw)
    assert answer.status == data["summary"]["exit_status"] == 1
    assert [one["location"]["line"] for one in data["findings"]] == [1, 2]
    assert data["skipped"] == [{"check": "shell-odd", "reason": "no shell here"}]
    assert "naïve".encode() in answer.raw


def test_quiet_and_verbose(project: Project) -> None:
    project.write("unknown")
    assert project.run("-q").out == ""
    assert "1 skipped (-v says why)" in project.run().last
    text = project.run("-v").out
    assert "skipped\n  shell-odd  no shell here\n" in text
    assert "\ntime\n" in text
    project.write("notes.txt", "teh cat\n")
    assert project.run("-q").out.startswith("error: ")


def test_statistics(project: Project) -> None:
    assert project.run("--statistics").out == ""
    project.write("notes.txt", "teh cat\n" * 11 + "\n")
    project.write("odd")
    answer = project.run("--statistics")
    assert answer.out == "11  word-misspelt  error    --fix mends 11\n 1  shell-odd      note\n"
    assert answer.status == 1


@pytest.mark.parametrize(
    ("argv", "status"),
    [
        ([], 1),
        (["--exit-zero"], 0),
        (["--fail-on", "never"], 0),
        (["--ignore", "word-misspelt"], 0),
        (["--ignore", "word-misspelt", "--fail-on", "note"], 1),
        (["--ignore", "files", "--fail-on", "note", "--exit-zero"], 0),
        (["--select", "machine"], 3),
        (["--extend-select", "shell-broken", "--exit-zero"], 3),
        (["--select", "ALL", "--ignore", "machine"], 1),
    ],
)
@pytest.mark.parametrize("form", ["text", "json"])
def test_the_exit_status_is_the_same_in_every_format(project: Project, argv: list[str], status: int, form: str) -> None:
    project.write("notes.txt", "teh cat\n")
    project.write("odd")
    assert project.run(*argv, "--output-format", form).status == status


def test_configuration(project: Project) -> None:
    project.write("notes.txt", "teh cat\n")
    project.write("odd")
    project.write(
        "envdoctor.toml",
        'fail-on = "error"\nextend-select = ["shell-broken"]\n'
        "[ignore]\n"
        'word-misspelt = "a quotation"\nshell-broken = {reason = "is broken", until = 2999-01-01}\n'
        'entry-missing = {reason = "soon", until = 2020-01-01}\n[severity]\nmachine = "warning"\n',
    )
    answer = project.run("-v")
    assert answer.status == 0
    assert "warning: The shell is odd" in answer.out
    assert "set aside\n  word-misspelt  `teh` is misspelt: teh cat · a quotation\n" in answer.out
    assert "skipped\n  shell-broken  it crashed: ZeroDivisionError: of the \\x1b check\n" in answer.out
    assert "note: the ignore of entry-missing ended on 2020-01-01 (envdoctor.toml:6)\n" in answer.out
    assert answer.last.startswith("1 warning, exit status 0 (fail-on is error) · 5 checks, 1 skipped, 1 finding ")
    assert project.run("--isolated").status == 1
    assert project.run("--fail-on", "warning").status == 1
    project.write("other.toml", "[severity]\nfiles = 'note'")
    assert project.run("--config", "other.toml").status == 0


def test_a_crash_is_said_in_one_line(project: Project) -> None:
    answer = project.run("--select", "ALL")
    assert answer.status == 3
    assert "\ncrashed: shell-broken: ZeroDivisionError: of the \\x1b check\n" in answer.out
    assert answer.last.startswith("1 check crashed · 5 checks · ")


def test_a_check_that_cannot_be_imported(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_self: load.Source) -> None:
        raise SyntaxError("invalid syntax")

    monkeypatch.setattr(load.Source, "load", broken)
    answer = project.run("--select", "word-misspelt")
    assert answer.status == 3
    assert "crashed: word-misspelt: SyntaxError: invalid syntax\n" in answer.out


def test_a_pack_that_cannot_be_imported(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "_packs", lambda _system: ["fake_checks", "no_such_pack"])
    project.write("notes.txt", "teh cat\n")
    answer = project.run()
    assert answer.status == 3
    assert "crashed: no_such_pack: ModuleNotFoundError: No module named 'no_such_pack'\n" in answer.out
    assert "error: `teh` is misspelt" in answer.out
    for command in ("checks", "explain"):
        answer = project.run(command)
        assert (answer.status, "word-misspelt" in answer.out) == (0, True)
        assert answer.err.startswith("envdoctor: the checks of no_such_pack cannot be imported: ModuleNotFoundError")
    with pytest.raises(ModuleNotFoundError):
        load.sources(System())


@pytest.mark.parametrize("how", ["-vv", "ENVDOCTOR_DEBUG"])
def test_where_it_crashed(project: Project, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    if how != "-vv":
        monkeypatch.setenv(how, "1")
    answer = project.run("--select", "machine", *(["-vv"] if how == "-vv" else []))
    assert answer.status == 3
    assert answer.err.startswith("envdoctor: Traceback (most recent call last):\n")
    assert "shell_broken.py" in answer.err
    assert answer.err.endswith("envdoctor: ZeroDivisionError: of the \\x1b check\n")


def test_the_environment_may_not_be_known(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("envdoctor.probe.look", lambda _system, aim: Snapshot(None, aim=aim))
    answer = project.run()
    assert f"{project.root} · environment not known: the snapshot does not say what project is\n" in answer.out
    data = json.loads(project.run("--output-format", "json").out)
    assert data["environment"] is None
    assert data["notes"] == ["environment not known: the snapshot does not say what project is"]

    def fails(_name: str, _snap: Snapshot) -> None:
        raise ZeroDivisionError("of a probe")

    monkeypatch.setattr("envdoctor.probe.look", lambda _system, aim: Snapshot(fails, aim=aim))
    assert "environment not known: ZeroDivisionError: of a probe" in project.run().out


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (["gone"], "gone: there is no such file or folder"),
        (["explan"], "explan: there is no such file or folder; did you mean `explain`?"),
        (["--select", "word-mispelt"],
         "--select: there is no check or family `word-mispelt`; did you mean `word-misspelt`?"),
        (["--config", "gone.toml"], "gone.toml: No such file or directory"),
        (["--fixx"], "there is no option --fixx; did you mean `--fix`?"),
        (["--snapshot", "gone.json"], "gone.json: No such file or directory"),
        (["explain", "word-mispelt"], "there is no check or family `word-mispelt`; did you mean `word-misspelt`?"),

    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_in_one_line(project: Project, argv: list[str], message: str) -> None:
    answer = project.run(*argv)
    assert answer.status == 2
    assert answer.out == ""
    assert answer.err.startswith(f"envdoctor: {message}")
    assert answer.err.count("\n") == 1
    assert answer.err.strip().isprintable()


def test_mistakes_of_the_configuration(project: Project) -> None:
    project.write("pyproject.toml", "[tool.envdoctor]\nselect = ['word-mispelt']\nignore = ['gti']\n")
    answer = project.run()
    assert answer.status == 2
    assert answer.err == (
        "envdoctor: pyproject.toml:2:11: there is no check or family `word-mispelt`; did you mean `word-misspelt`?\n"
        "envdoctor: pyproject.toml:3:11: there is no check or family `gti`\n"
    )


def test_the_address_of_a_page() -> None:
    assert address("/a b/naïve%.md") == "file:///a%20b/na%C3%AFve%25.md"
    assert address("C:\\x\\y.md") == "file:///C:/x/y.md"
