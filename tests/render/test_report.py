"""A whole report: the lines above and below the findings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from envdoctor.check import Append, Check, Finding, Fix, Location, Replace
from envdoctor.engine import Failed, Ignored, Report, Skipped
from envdoctor.facts import Snapshot
from envdoctor.record import Unknown
from envdoctor.render import plain
from envdoctor.render.report import report
from envdoctor.repair import TOLD, UNSAFE, Held, Mended, Refused
from envdoctor.result import CRASHED, FOUND, OK, Mending, Result, Standing, status_of

ACTIVE = Standing(
    project="~/shop", path="/h/shop/.venv", name=".venv", python="3.12.4", why="active in this shell", active=True
)
OTHER = ACTIVE.replace(why="the project's own; this shell (bash) uses /usr/bin/python3", active=False)
SAFE = (Fix("adds", (Append("a", ("x",)),)),)
UNSAFE_ONE = (Fix("rewrites", (Replace("a", 1, 1, "x", "y"),), safe=False),)


def nothing(_snap: Snapshot) -> Iterator[Finding | Unknown]:
    yield from ()


CHECK = Check("some-check", "family", "warning", "Summary.", nothing)


def finding(severity: str = "warning", **words: Any) -> Finding:
    return Finding("It is so", **{"severity": severity, "check": "some-check", **words})


def said(
    *found: Finding,
    standing: Standing = ACTIVE,
    fail_on: str = "warning",
    status: int | None = None,
    parts: dict[str, Any] | None = None,
    how: dict[str, Any] | None = None,
    **words: Any,
) -> str:
    made = Report(found, checks=("some-check", "b"), times=(("some-check", 0.0123), ("b", 0.2)), **(parts or {}))
    if status is None:
        status = status_of(made, fail_on, exit_zero=words.get("exit_zero", False))
    result = Result(standing, made, (CHECK,), status, fail_on=fail_on, seconds=0.021, **words)
    return plain.render(report(result, **(how or {})))


def last(*found: Finding, **words: Any) -> str:
    return said(*found, **words).splitlines()[-1]


def test_a_clean_run_is_two_lines() -> None:
    assert said() == "envdoctor 0.1.0 · ~/shop · Python 3.12.4 in .venv, active\nnothing wrong · 2 checks · 21 ms\n"


@pytest.mark.parametrize(
    ("standing", "line"),
    [
        (ACTIVE, "Python 3.12.4 in .venv · active in this shell"),
        (OTHER, "Python 3.12.4 in .venv · the project's own; this shell (bash) uses /usr/bin/python3"),
        (ACTIVE.replace(python=""), "Python in .venv · active in this shell"),
        (ACTIVE.replace(why=""), "Python 3.12.4 in .venv"),
        (Standing("~/x", name="/usr/bin/python3", python="3.11.2", why="no environment"),
         "Python 3.11.2 at /usr/bin/python3 · no environment"),
        (Standing("~/x", why="there is no environment"), "there is no environment"),
        (Standing("~/x", reason="no \x1b"), "environment not known: no \\x1b"),
    ],
)  # fmt: skip
def test_the_second_line_says_which_environment(standing: Standing, line: str) -> None:
    assert said(finding(), standing=standing).splitlines()[:4] == [
        f"envdoctor 0.1.0 · {standing.project}", line, "", f"warning: It is so{' ' * 51}[some-check]",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("standing", "end"),
    [
        (OTHER, "~/shop · Python 3.12.4 in .venv"),
        (Standing("~/x", python="3.11.2", why="no environment"), "~/x · Python 3.11.2 · no environment"),
        (Standing("~/x", reason="no git"), "~/x · environment not known: no git"),
    ],
)
def test_the_line_of_a_clean_run(standing: Standing, end: str) -> None:
    assert said(standing=standing).splitlines()[0] == f"envdoctor 0.1.0 · {end}"


def test_on_a_narrow_terminal_the_lines_are_broken_at_their_dots() -> None:
    long = ACTIVE.replace(project="~/" + "p" * 50)
    text = said(standing=long, how={"width": 60, "wrapped": True})
    assert text.splitlines()[0] == "envdoctor 0.1.0"
    assert all(len(line) <= 60 for line in text.splitlines())
    assert "envdoctor 0.1.0 · ~/ppp" in said(standing=long)
    longer = ACTIVE.replace(why="word " * 20)
    text = said(finding(), standing=longer, how={"width": 60, "wrapped": True})
    assert all(len(line) <= 60 for line in text.splitlines())
    assert text.count("word") == 20


E, W, N = finding("error"), finding(), finding("note")


@pytest.mark.parametrize(
    ("found", "words", "line"),
    [
        ((E, E, W, W, N), {}, "2 errors, 2 warnings, 1 note · 2 checks · 21 ms"),
        ((N,), {}, "nothing wrong, 1 note · 2 checks · 21 ms"),
        ((N,), {"fail_on": "note"}, "1 note · 2 checks · 21 ms"),
        ((W,), {"fail_on": "error"}, "1 warning, exit status 0 (fail-on is error) · 2 checks · 21 ms"),
        ((W,), {"fail_on": "never"}, "1 warning, exit status 0 (fail-on is never) · 2 checks · 21 ms"),
        ((E,), {"exit_zero": True}, "1 error, exit status 0 (--exit-zero) · 2 checks · 21 ms"),
        ((N,), {"exit_zero": True}, "nothing wrong, 1 note · 2 checks · 21 ms"),
        ((N,), {"fail_on": "note", "exit_zero": True}, "1 note, exit status 0 (--exit-zero) · 2 checks · 21 ms"),
        ((), {"parts": {"failed": (Failed("b", "x"),)}}, "1 check crashed · 2 checks · 21 ms"),
        ((E,), {"parts": {"failed": (Failed("b", "x"),) * 2}}, "2 checks crashed, 1 error · 2 checks · 21 ms"),
        ((), {"parts": {"skipped": (Skipped("b", "x"),) * 2}},
         "nothing wrong · 2 checks, 1 skipped (-v says why) · 21 ms"),
        ((), {"parts": {"ignored": (Ignored(W, "why"),)}}, "nothing wrong · 2 checks, 1 finding set aside · 21 ms"),
        ((), {"mending": Mending(files=("a",)), "status": FOUND},
         "nothing wrong, exit status 1 (--exit-non-zero-on-fix) · 2 checks · 21 ms"),
        ((N,), {"mending": Mending(refused=(Refused("a", "x"),)), "status": FOUND},
         "nothing wrong, 1 note, exit status 1 (a file could not be written) · 2 checks · 21 ms"),
    ],
)  # fmt: skip
def test_the_last_line_fits_the_exit_status(found: tuple[Finding, ...], words: dict[str, Any], line: str) -> None:
    assert last(*found, **words) == line


@pytest.mark.parametrize(
    ("fixes", "unsafe", "part"),
    [
        ([SAFE], False, "--fix mends it"),
        ([SAFE, SAFE], False, "--fix mends them all"),
        ([SAFE, ()], False, "--fix mends 1 of them"),
        ([SAFE, UNSAFE_ONE], False, "--fix mends 1 of them"),
        ([SAFE, UNSAFE_ONE], True, "--fix --unsafe-fixes mends them all"),
        ([UNSAFE_ONE, ()], False, "--fix --unsafe-fixes mends 1 of them"),
        ([()], False, "2 checks"),
    ],
)
def test_how_many_are_mended(fixes: list[tuple[Fix, ...]], unsafe: bool, part: str) -> None:
    assert last(*[finding(fixes=one) for one in fixes], unsafe=unsafe).split(" · ")[1] == part


def test_seconds() -> None:
    result = Result(ACTIVE, Report((), checks=("a",)), (), OK, seconds=1.26)
    assert plain.render(report(result)).endswith("nothing wrong · 1 check · 1.3 s\n")


def test_quiet_says_what_was_found_and_what_crashed() -> None:
    quiet = {"quiet": True}
    assert said(how=quiet) == ""
    assert said(finding(), how=quiet) == f"warning: It is so{' ' * 51}[some-check]\n"
    assert said(how=quiet, parts={"failed": (Failed("b", "TypeError: \x07"),)}) == "crashed: b: TypeError: \\x07\n"
    assert said(how=quiet, notes=("x",), mending=Mending()) == ""


def test_a_crash_is_shown_below_the_findings() -> None:
    text = said(finding(), parts={"failed": (Failed("b", "x"),)})
    assert text.endswith("[some-check]\n\ncrashed: b: x\n\n1 check crashed, 1 warning · 2 checks · 21 ms\n")


def test_verbose_says_what_was_skipped_and_how_long_it_took() -> None:
    parts = {"skipped": (Skipped("b", "no git"),), "ignored": (Ignored(finding(), "vendored"),)}
    assert said(parts=parts, how={"verbose": True}) == (
        "envdoctor 0.1.0 · ~/shop\n"
        "Python 3.12.4 in .venv · active in this shell\n\n"
        "skipped\n  b  no git\n\n"
        "set aside\n  some-check  It is so · vendored\n\n"
        "time\n  b            200.0 ms\n  some-check    12.3 ms\n\n"
        "nothing wrong · 2 checks, 1 skipped, 1 finding set aside · 21 ms\n"
    )


def test_more_than_fifty_are_cut_unless_all_are_asked_for() -> None:
    many = [finding(location=Location("a.txt", line, 1)) for line in range(1, 61)]
    assert said(*many).count("It is so") == 10
    assert "  and 50 more" in said(*many)
    assert said(*many[:50]).count("It is so") == 50
    assert said(*many, how={"verbose": True}).count("It is so") == 60


def test_what_was_mended_and_what_was_not() -> None:
    mended = (
        Mended(finding(), "adds `x`", (".gitignore",)),
        Mended(finding(), "pins", ("r.txt",)),
        Mended(finding(), "pins", ("r.txt",)),
    )
    held = (
        Held(finding(), "another fix changes r.txt:1 too"), Held(finding(), UNSAFE), Held(finding(), UNSAFE),
        Held(finding(), TOLD),
    )  # fmt: skip
    mending = Mending(mended, held, (Refused("ro.txt", "it is read-only"),), ("a",))
    assert said(mending=mending).split("\n\n")[1:-1] == [
        "mended 3\n  .gitignore  adds `x`\n  r.txt       pins (2 findings)",
        "could not be written\n  ro.txt  it is read-only",
        """\
held back 4
  some-check  another fix changes r.txt:1 too
  2 unsafe fixes: --unsafe-fixes applies them
  1 command for you to run, shown above""",
    ]
    assert "  1 unsafe fix: --unsafe-fixes applies it\n" in said(mending=Mending(held=held[1:2]))
    assert said(mending=Mending()) == said()


def test_notes() -> None:
    assert "\n\nnote: the ignore of x ended\n\nnothing wrong" in said(notes=("the ignore of x ended",))


@pytest.mark.parametrize(
    ("severities", "fail_on", "status"),
    [
        ((), "warning", OK),
        (("note",), "warning", OK),
        (("note",), "note", FOUND),
        (("warning",), "warning", FOUND),
        (("warning",), "error", OK),
        (("note", "error"), "error", FOUND),
        (("error",), "never", OK),
    ],
)
def test_status(severities: tuple[str, ...], fail_on: str, status: int) -> None:
    made = Report(tuple(map(finding, severities)))
    assert status_of(made, fail_on) == status
    assert status_of(made, fail_on, exit_zero=True) == OK
    assert status_of(made.replace(failed=(Failed("x", "y"),)), fail_on, exit_zero=True) == CRASHED
