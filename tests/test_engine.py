"""Running checks: order, severity, ignores, skips and crashes."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

from envdoctor.check import Finding, Location, check
from envdoctor.engine import Failed, Ignored, Report, Skipped, run
from envdoctor.facts import Snapshot
from envdoctor.record import CannotKnow, Unknown

if TYPE_CHECKING:
    from collections.abc import Iterator


@check("note")
def tidy_file(_snap: Snapshot) -> Iterator[Finding | Unknown]:
    """A note about files."""
    yield Finding("b", Location("b.txt", 2))
    yield Unknown("c.txt cannot be read")
    yield Finding("a", Location("a.txt", 9))
    yield Finding("grave", Location("z.txt"), severity="error")


@check("error", machine=True)
def sick_machine(_snap: Snapshot) -> Iterator[Finding]:
    """The machine is sick."""
    yield Finding("machine", Location("z.txt"))


@check("error")
def broken_check(_snap: Snapshot) -> Iterator[Finding]:
    """It crashes after its first finding."""
    yield Finding("before the crash")
    raise ZeroDivisionError("oh")


@check("error")
def asks_too_much(snap: Snapshot) -> Iterator[Finding]:
    """It asks for a fact that cannot be had."""
    yield Finding(snap.project.root)


ALL = (tidy_file, sick_machine, broken_check, asks_too_much)


def ticking() -> float:
    return 0.0


def judge(**words: dict[str, str]) -> Report:
    return run(Snapshot(), ALL, clock=ticking, **words)


def test_a_check_is_named_after_its_function_and_its_folder() -> None:
    assert (tidy_file.name, tidy_file.family, tidy_file.summary) == ("tidy-file", "tests", "A note about files.")


def test_worst_first_then_the_machine_then_by_place() -> None:
    assert [(one.severity, one.message) for one in judge().found] == [
        ("error", "machine"),
        ("error", "before the crash"),
        ("error", "grave"),
        ("note", "a"),
        ("note", "b"),
    ]


def test_the_others_run_on_when_one_crashes_or_cannot_know() -> None:
    report = judge()
    assert report.failed == (Failed("broken-check", "ZeroDivisionError: oh"),)
    assert report.skipped == (
        Skipped("tidy-file", "c.txt cannot be read"),
        Skipped("asks-too-much", "the snapshot does not say what project is"),
    )
    assert report.checks == tuple(one.name for one in ALL)
    assert report.times == tuple((one.name, 0.0) for one in ALL)


def test_severities_of_the_configuration_win() -> None:
    assert {one.severity for one in judge(severities={"tidy-file": "warning"}).found if one.check == "tidy-file"} == {
        "warning"
    }


def test_an_ignored_finding_keeps_its_reason() -> None:
    report = judge(ignore={"sick-machine": "known"})
    assert report.ignored == (
        Ignored(Finding("machine", Location("z.txt"), check="sick-machine", severity="error"), "known"),
    )
    assert "machine" not in [one.message for one in report.found]


def test_each_fact_is_looked_for_once() -> None:
    asked: list[str] = []

    def look(name: str, _snap: Snapshot) -> object:
        asked.append(name)
        return name

    snap = Snapshot(look)
    assert cast("tuple[str, ...]", (snap.project, snap.project, snap.host)) == ("project", "project", "host")
    assert asked == ["project", "host"]


def test_what_cannot_be_known_is_looked_for_once_too() -> None:
    asked: list[str] = []

    def look(name: str, _snap: Snapshot) -> object:
        asked.append(name)
        raise CannotKnow("it is dark")

    snap = Snapshot(look)
    for _ in range(2):
        with pytest.raises(CannotKnow, match="it is dark"):
            _ = snap.host
    assert asked == ["host"]


def test_a_snapshot_has_no_other_attributes() -> None:
    with pytest.raises(AttributeError):
        _ = Snapshot().weather  # type: ignore[attr-defined]


@check("note")
def loose_tongue(_snap: Snapshot) -> Iterator[Finding]:
    """It shows a line with a password in it."""
    line = "pip install --index-url https://me:hunter2@example.com/ x -i https://${USER}@example.com"
    yield Finding(line, source=line, detail=line, subject=line, row=(line, "any"))
    yield Finding("git+ssh://git@example.com/x", subject="kept")
    yield Finding("https://${USER}:hunter2@example.com")


def test_a_password_is_shown_nowhere_and_columns_still_fit() -> None:
    first, second, third = run(Snapshot(), [loose_tongue], clock=ticking).found
    shown = (first.message, first.source, first.detail, first.subject, first.row[0])
    assert set(shown) == {"pip install --index-url https://**********@example.com/ x -i https://${USER}@example.com"}
    assert second.message == "git+ssh://git@example.com/x"
    assert third.message == "https://${USER}********@example.com", "a variable beside it does not make it public"
