"""How findings read: their width, their folding, the underlined part of a line, and their fixes."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import dedent
from typing import Any

import pytest

from envdoctor.check import Append, Check, Finding, Fix, Location, Replace, Run, Tell
from envdoctor.facts import Snapshot
from envdoctor.record import Unknown
from envdoctor.render.cells import cells
from envdoctor.render.layout import FIRST, lay_out
from envdoctor.render.plain import render


def nothing(_snap: Snapshot) -> Iterator[Finding | Unknown]:
    yield from ()


def check(name: str = "name-of-check", *, together: str = "", machine: bool = False) -> Check:
    return Check(name, "family", "warning", "Summary.", nothing, together=together, machine=machine)


def said(
    *findings: Finding, checks: tuple[Check, ...] = (check(),), width: int = 60, wrapped: bool = True, most: int = 0
) -> str:
    lines = lay_out(findings, {one.name: one for one in checks}, width, wrapped=wrapped, most=most)
    return render(lines)


def finding(message: str = "It is so", **words: Any) -> Finding:
    return Finding(message, **{"severity": "warning", "check": "name-of-check", **words})


def at(line: str, begin: int, end: int, *, end_line: int = 0, path: str = "a.txt") -> dict[str, Any]:
    return {"location": Location(path, 7, begin, end_line, end), "source": line}


def test_the_sentence_and_the_name_stand_on_one_line() -> None:
    assert said(finding()) == "warning: It is so                            [name-of-check]\n"


def test_a_long_sentence_is_wrapped_on_a_terminal_alone() -> None:
    message = "one two three four five six seven eight nine ten eleven twelve"
    assert said(finding(message)) == dedent("""\
        warning: one two three four five six seven eight nine ten
                 eleven twelve                       [name-of-check]
        """)
    assert said(finding(message), wrapped=False) == f"warning: {message}  [name-of-check]\n"


def test_the_name_stands_below_where_it_has_no_room() -> None:
    message = "one two three four five six seven eight nine"
    assert said(finding(message, location=Location("a.txt"))) == dedent("""\
        warning: one two three four five six seven eight nine
          a.txt                                      [name-of-check]
        """)
    assert "\n  " + "a" * 50 + "\n  " in said(finding(message, location=Location("a" * 50)))
    assert said(finding("one two three four five six seven eight nine")) == dedent("""\
        warning: one two three four five six seven eight nine
                                                     [name-of-check]
        """)


@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    long = "word " * 60
    fix = Fix(long.strip(), (Append("b", ("x",)),))
    rows = ("subject", long.strip(), "→ cure")
    folded = [finding(row=rows, location=Location("a.txt", line, 1)) for line in (1, 2)]
    one = finding(long, detail=long, fixes=(fix,), **at("x" * 300, 150, 160))
    text = said(one, *folded, checks=(check(together="{count} are so"),), width=width)
    assert max(map(cells, text.splitlines())) <= width
    assert text.count("word") == 5 * 60


@pytest.mark.parametrize(
    ("line", "begin", "end", "shown"),
    [
        (
            "requests>=2",
            9,
            12,
            """\
     7 │ requests>=2
       │         ━━━
""",
        ),
        (
            "日本==1",
            1,
            3,
            """\
     7 │ 日本==1
       │ ━━━━
""",
        ),
        (
            "a 🐍 b",
            5,
            6,
            """\
     7 │ a 🐍 b
       │      ━
""",
        ),
        (
            "\tpip",
            2,
            5,
            """\
     7 │     pip
       │     ━━━
""",
        ),
        (
            "a\x1b[2Jb c",
            7,
            8,
            """\
     7 │ a\\x1b[2Jb c
       │          ━
""",
        ),
        (
            "ends",
            5,
            5,
            """\
     7 │ ends
       │     ━
""",
        ),
        (
            "too short",
            99,
            120,
            """\
     7 │ too short
       │          ━
""",
        ),
        (
            "blanks at the end   ",
            1,
            7,
            """\
     7 │ blanks at the end
       │ ━━━━━━
""",
        ),
    ],
)
def test_the_part_that_matters_is_underlined(line: str, begin: int, end: int, shown: str) -> None:
    _, place, rest = said(finding(**at(line, begin, end))).split("\n", 2)
    assert place == "  a.txt:7"
    assert rest == shown


def test_a_region_of_several_lines_is_underlined_to_the_end_of_the_first() -> None:
    assert "━" * 7 in said(finding(**at("abc defghij", 5, 2, end_line=9)))


@pytest.mark.parametrize(("begin", "word"), [(1, "FIND"), (150, "FIND"), (297, "FIND")])
def test_a_long_line_is_cut_around_the_part(begin: int, word: str) -> None:
    line = "x" * (begin - 1) + word + "x" * (297 - begin)
    shown = said(finding(**at(line, begin, begin + 4))).splitlines()
    source, mark = shown[2][9:], shown[3][9:]
    assert len(shown[2]) <= 60
    assert source[mark.index("━") : mark.index("━") + 4] == word
    assert mark.count("━") == 4
    assert source.startswith("…") == (begin > 1)
    assert source.endswith("…") == (begin < 297)


def test_a_piped_line_is_cut_only_when_it_is_very_long() -> None:
    assert "x" * 100 in said(finding(**at("x" * 100, 1, 2)), wrapped=False)
    assert "…" in said(finding(**at("x" * 1000, 1, 2)), wrapped=False)


def test_a_place_without_its_line_is_shown_alone() -> None:
    assert said(finding(location=Location("a.txt", 3, 1))).splitlines()[1:] == ["  a.txt:3"]


def test_the_file_as_a_whole() -> None:
    assert said(finding(location=Location("a.txt"))).splitlines()[1:] == ["  a.txt"]


def test_the_anchor_of_a_finding_about_the_machine_is_not_shown() -> None:
    text = said(finding(location=Location("pyproject.toml")), checks=(check(machine=True),))
    assert len(text.splitlines()) == 1


def test_nothing_of_the_project_acts_on_the_terminal() -> None:
    evil = "\x1b]0;x\x07\n::error::y\u202e"
    text = said(
        finding(
            evil,
            detail=evil,
            fixes=(Fix(evil, (Append("x", ()),)), Fix("", (Tell(evil),))),
            **at(evil, 1, 3, path=evil),
        ),
        finding(row=(evil, evil), location=Location(evil, 1, 1)),
        finding(row=(evil, evil), location=Location(evil, 1, 1)),
        checks=(check(together="{count} {{x}}"),),
    )
    assert text.replace("\n", "").isprintable()
    assert not any(line.lstrip().startswith("::") for line in text.splitlines())


# ── folding ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def rows(count: int, path: str = "r.txt", *, fix: bool = True) -> Iterator[Finding]:
    for line in range(1, count + 1):
        fixes = (Fix("pins them", (Replace(path, line, 1, "a", "b"),)),) if fix else ()
        yield finding(
            f"line {line} is loose", location=Location(path, line, 1), row=(f"a{line}", "any", "→ b"), fixes=fixes
        )


FOLDS = check(together="{count} are loose")


def test_findings_with_rows_are_one() -> None:
    wide = finding(row=("日本", "any"), location=Location("r.txt", 30, 1))
    assert said(*rows(2), wide, checks=(FOLDS,)) == dedent("""\
        warning: 3 are loose                         [name-of-check]
          r.txt:1   a1    any  → b
          r.txt:2   a2    any  → b
          r.txt:30  日本  any
          fix  envdoctor --fix   pins them (2 of 3)
        """)


def test_one_row_is_a_finding_of_its_own() -> None:
    assert said(*rows(1, fix=False), checks=(FOLDS,)).startswith("warning: line 1 is loose ")


def test_other_files_and_severities_are_not_folded_together() -> None:
    other = finding("Worse", severity="error", location=Location("r.txt", 9, 1), row=("x",))
    text = said(*rows(2), *rows(2, "s.txt"), other, checks=(FOLDS,))
    assert text.count("2 are loose") == 2
    assert "error: Worse" in text


@pytest.mark.parametrize("one", [finding(row=("x",)), finding(row=("x",), location=Location("a", 1, 1))])
def test_what_has_no_place_or_no_headline_is_not_folded(one: Finding) -> None:
    checks = (FOLDS if one.location is None else check(),)
    assert said(one, one.replace(message="Other"), checks=checks).count("warning:") == 2


def test_a_row_of_a_whole_file_has_no_line_number() -> None:
    both = [finding(row=(name,), location=Location("r.txt")) for name in "ab"]
    assert "  r.txt  a\n  r.txt  b\n" in said(*both, checks=(FOLDS,))


def test_of_very_many_the_first_of_each_check_are_shown() -> None:
    other = check("other-check")
    text = said(
        *rows(30), *rows(20, "s.txt"), *rows(5, "t.txt"), finding(check="other-check"),
        checks=(FOLDS, other), most=FIRST,
    )  # fmt: skip
    assert text.count("  r.txt:") == FIRST
    assert "s.txt" not in text
    assert "30 are loose" in text
    assert "  and 45 more in 3 files                     [name-of-check]\n" in text
    assert text.count("more") == 1
    assert "[other-check]" in text


def test_more_of_one_file() -> None:
    assert "  and 2 more      " in said(*rows(12), checks=(FOLDS,), most=FIRST)


# ── fixes ────────────────────────────────────────────────────────────────────────────────────────────────────────────

SAFE = Fix("adds `x`", (Append("a", ("x",)),))
UNSAFE = Fix("rewrites all of it", (Replace("a", 1, 1, "x", "y"),), safe=False)
TOLD = Fix("Activate it", (Tell("source .venv/bin/activate"),))


@pytest.mark.parametrize(
    ("fixes", "lines"),
    [
        ((SAFE,), ["  fix  envdoctor --fix   adds `x`"]),
        ((UNSAFE,), ["  fix (unsafe)  envdoctor --fix --unsafe-fixes", "       rewrites all of it"]),
        ((TOLD,), ["  fix  source .venv/bin/activate"]),
        ((SAFE, TOLD), ["  fix  envdoctor --fix   adds `x`", "  or   source .venv/bin/activate"]),
        ((TOLD, Fix("", (Tell("two"),))), ["  fix  source .venv/bin/activate", "  or   two"]),
        ((Fix("", (Tell("one"), Tell("two"))),), ["  fix  one", "       two"]),
        ((Fix("adds", (Append("a", ()), Tell("git rm x"))),), ["  fix  envdoctor --fix   adds", "  then git rm x"]),
        ((Fix("", (Run(("pip", "install", "a b")),)),), ["  fix  pip install 'a b'"]),
        ((), []),
    ],
)
def test_fixes(fixes: tuple[Fix, ...], lines: list[str]) -> None:
    assert said(finding(fixes=fixes)).splitlines()[1:] == lines


def test_a_command_is_never_wrapped() -> None:
    command = "python3 -m venv --clear .venv && " + ".venv/bin/python -m pip install -r requirements.txt " * 5
    assert command in said(finding(fixes=(Fix("", (Tell(command),)),)))


def test_each_command_of_folded_findings_is_shown_once() -> None:
    several = [
        finding(row=("x",), location=Location("r", line, 1), fixes=(Fix("", (Tell(f"run {line % 12}"),)),))
        for line in range(24)
    ]
    text = said(*several, checks=(FOLDS,))
    assert text.count("run 3\n") == 1
    assert "  fix  run 0\n       run 1\n" in text
    assert "       and 2 more commands\n" in text


def test_different_titles_are_summed_up() -> None:
    several = [finding(row=("x",), location=Location("r", 1, 1), fixes=(SAFE.replace(title=title),)) for title in "abc"]
    assert "envdoctor --fix   mends them\n" in said(*several, checks=(FOLDS,))
