"""The command line: read without argparse where there are only paths, and to the same end."""

from __future__ import annotations

from typing import Any

import pytest

from envdoctor.cli import parser
from envdoctor.cli.arguments import COMMANDS, Help, Options, Usage, parse, plain


@pytest.mark.parametrize("argv", [[], ["check"], ["a", "b/c"], ["check", "a"], ["check", "check"], ["a", "check"]])
def test_paths_alone_need_no_argparse_and_mean_the_same(argv: list[str]) -> None:
    quick = plain(argv)
    assert quick is not None
    if argv != ["a", "check"]:  # argparse is never asked, and would not know which is the command
        assert quick == parser.parse(argv)
    assert parse(argv) == quick


@pytest.mark.parametrize("argv", [["-q"], ["a", "--fix"], ["explain"], ["checks"], ["snapshot", "a"], ["--"]])
def test_everything_else_does(argv: list[str]) -> None:
    assert plain(argv) is None
    assert isinstance(parse(argv), Options)


@pytest.mark.parametrize(
    ("line", "options"),
    [
        ("--select a,b --select c", {"select": ("a", "b", "c")}),
        ("--select=a, --extend-select b --ignore ALL", {"select": ("a",), "extend_select": ("b",), "ignore": ("ALL",)}),
        ("a --fix b", {"paths": ("a", "b"), "fix": True}),
        ("check --fix --unsafe-fixes", {"fix": True, "unsafe_fixes": True}),
        ("--diff", {"diff": True}),
        ("--output-format json", {"output_format": "json"}),
        ("--fail-on never --exit-zero --exit-non-zero-on-fix", {
            "fail_on": "never", "exit_zero": True, "exit_non_zero_on_fix": True}),
        ("--statistics --color never", {"statistics": True, "color": "never"}),
        ("-q", {"quiet": True}),
        ("-v", {"verbose": 1}),
        ("-vv --verbose", {"verbose": 3}),
        ("--config x.toml", {"config": "x.toml"}),
        ("--isolated", {"isolated": True}),
        ("--snapshot s.json", {"snapshot": "s.json"}),
        ("-- --odd", {"paths": ("--odd",)}),
        ("check -- -q", {"paths": ("-q",)}),
        ("a -q -- b", {"paths": ("a", "b"), "quiet": True}),
        ("explain", {"command": "explain"}),
        ("explain -- -q", {"command": "explain", "name": "-q"}),
        ("explain sudo-pip -v", {"command": "explain", "name": "sudo-pip", "verbose": 1}),
        ("checks --output-format json --select git", {
            "command": "checks", "output_format": "json", "select": ("git",)}),
        ("snapshot a --output b", {"command": "snapshot", "paths": ("a",), "output": "b"}),
        ("-q explain x", {"command": "explain", "quiet": True, "name": "x"}),
        ("--color never --config=c -v checks", {
            "command": "checks", "color": "never", "config": "c", "verbose": 1}),
        ("--color=always check explain", {"color": "always", "paths": ("explain",)}),
        ("--isolated a", {"isolated": True, "paths": ("a",)}),
        ("--color never", {"color": "never"}),
    ],
)  # fmt: skip
def test_options(line: str, options: dict[str, Any]) -> None:
    assert parse(line.split()) == Options(**options)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("--fixx", "there is no option --fixx; did you mean `--fix`?"),
        ("--unsafe-fix=1", "there is no option --unsafe-fix; did you mean `--unsafe-fixes`?"),
        ("--no-such-thing-at-all", "there is no option --no-such-thing-at-all"),
        ("--color pink", "argument --color: invalid choice: 'pink'"),
        ("--select", "argument --select: expected one argument"),
        ("explain a b", "b is one too many"),
        ("--config a --isolated", "--config names a file, --isolated wants none: give one of them"),
        ("--diff --output-format json", "--diff shows a unified diff, which has no other format"),
        ("--snapshot a b", "--snapshot judges the project it was made of: name no other path"),
        ("--snapshot a --fix", "--snapshot judges a machine that may be far away: there is nothing to mend"),
        ("--select ,", "--select names no check"),
        ("-q -v", "--quiet and --verbose exclude each other"),
    ],
)
def test_what_cannot_be_followed(line: str, message: str) -> None:
    with pytest.raises(Usage) as error:
        parse(line.split())
    assert str(error.value).startswith(message)


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help(command: str) -> None:
    with pytest.raises(Help) as shown:
        parse([*command.split(), "--help"])
    text = str(shown.value)
    assert text.startswith("usage: envdoctor")
    assert "--color" in text
    assert ("--version" in text) == (not command)
    if not command:
        for name, about in COMMANDS.items():
            assert f"  {name:<10}{about}\n" in text


def test_version_among_other_words() -> None:
    with pytest.raises(Help, match=r"\Aenvdoctor \d+\.\d+\.\d+\n\Z"):
        parse(["-q", "--version"])


def test_every_option_is_a_field() -> None:
    fields = set(Options().fields())
    for command in ("", *COMMANDS):
        given = {action.dest for action in parser.make(command)._actions} - {"help", "version"}
        assert given <= fields
