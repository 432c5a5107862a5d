"""The JSON: its shape, and that nothing in it can act on whoever shows it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from envdoctor.check import Append, Check, Finding, Fix, Location, Run, Tell
from envdoctor.engine import Failed, Ignored, Report, Skipped
from envdoctor.facts import Snapshot
from envdoctor.record import Unknown
from envdoctor.render.json import dump, fingerprint, render
from envdoctor.repair import Held, Mended, Refused
from envdoctor.result import Mending, Result, Standing

STANDING = Standing(project="~/shop", path="/h/shop/.venv", name=".venv", python="3.12.4", why="active in this shell")


def nothing(_snap: Snapshot) -> Iterator[Finding | Unknown]:
    yield from ()


CHECK = Check("some-check", "family", "warning", "Summary.", nothing, together="{count} are so")


def finding(line: int = 3, **words: Any) -> Finding:
    values = {"severity": "warning", "check": "some-check", "location": Location("r.txt", line, 2, 0, 5), **words}
    return Finding("It is so", **values)


def data(report: Report, **words: Any) -> dict[str, Any]:
    text = render(Result(STANDING, report, (CHECK,), 1, **words))
    assert text.endswith("}\n")
    whole: dict[str, Any] = json.loads(text)
    return whole


def test_the_whole() -> None:
    fix = Fix("adds", (Append("a", ("x", "y")), Tell("source a"), Run(("pip", "list"))))
    found = finding(subject="flask", detail="So.", row=("flask", "any"), fixes=(fix,))
    report = Report(
        (found,), (Skipped("b", "no git"),), (Failed("c", "TypeError: x"),), (Ignored(finding(), "why"),), ("a", "b")
    )
    whole = data(report)
    assert list(whole) == [
        "schema_version", "tool", "project", "environment", "summary", "findings", "skipped", "failed", "ignored",
    ]  # fmt: skip
    assert whole["schema_version"] == 1
    assert whole["tool"]["name"] == "envdoctor"
    assert whole["project"] == "~/shop"
    assert whole["environment"] == {"path": "/h/shop/.venv", "python": "3.12.4", "why": "active in this shell"}
    assert whole["summary"] == {
        "errors": 0, "warnings": 1, "notes": 0, "fixable": 1, "fixable_unsafe": 1, "checks": 2, "skipped": 1,
        "failed": 1, "ignored": 1, "fail_on": "warning", "exit_status": 1,
    }  # fmt: skip
    assert whole["skipped"] == [{"check": "b", "reason": "no git"}]
    assert whole["failed"] == [{"check": "c", "error": "TypeError: x"}]
    assert whole["ignored"][0]["reason"] == "why"
    assert whole["ignored"][0]["message"] == "It is so"
    (one,) = whole["findings"]
    assert list(one) == [
        "check", "severity", "message", "detail", "location", "related", "subject", "fixes", "url", "fingerprint",
    ]  # fmt: skip
    assert one["location"] == {"path": "r.txt", "line": 3, "column": 2, "end_line": 3, "end_column": 5}
    assert one["fixes"] == [
        {
            "title": "adds",
            "safe": True,
            "steps": [
                {"kind": "append", "path": "a", "lines": ["x", "y"]},
                {"kind": "tell", "command": "source a"},
                {"kind": "run", "command": ["pip", "list"]},
            ],
        }
    ]


def test_rows_are_separate_findings() -> None:
    folded = tuple(finding(line, row=("x",)) for line in range(1, 100))
    assert len(data(Report(folded))["findings"]) == 99


def test_what_is_not_known_is_null() -> None:
    assert render(Result(Standing("~/x", reason="no"), Report(()), (), 0)).count('"environment": null') == 1
    assert data(Report((finding(location=None),)))["findings"][0]["location"] is None


def test_the_file_as_a_whole_begins_at_its_first_column() -> None:
    (one,) = data(Report((finding(location=Location("r.txt")),)))["findings"]
    assert one["location"] == {"path": "r.txt", "line": 1, "column": 1, "end_line": 1, "end_column": 1}


def test_what_was_mended() -> None:
    mending = Mending((Mended(finding(), "adds", ("a",)),), (Held(finding(), "no"),), (Refused("b", "ro"),), ("a",))
    assert data(Report(()), mending=mending, notes=("n",)) | {"tool": 0, "summary": 0} == {
        "schema_version": 1, "tool": 0, "project": "~/shop", "summary": 0,
        "environment": {"path": "/h/shop/.venv", "python": "3.12.4", "why": "active in this shell"},
        "findings": [], "skipped": [], "failed": [], "ignored": [], "notes": ["n"],
        "mending": {
            "mended": [{"check": "some-check", "title": "adds", "paths": ["a"]}],
            "held": [{"check": "some-check", "reason": "no"}],
            "refused": [{"path": "b", "reason": "ro"}],
            "files": ["a"],
        },
    }  # fmt: skip


def test_a_fingerprint_does_not_move_with_lines() -> None:
    first, second = data(Report((finding(1, subject="x"), finding(2, subject="x"))))["findings"]
    (moved,) = data(Report((finding(9, subject="x"),)))["findings"]
    assert moved["fingerprint"] == first["fingerprint"] != second["fingerprint"]
    assert fingerprint("a", "b", "c", 1) == "484341669e56d7911c3222784692c366"


@given(st.text(st.characters()))
def test_any_text_comes_back_and_none_acts(text: str) -> None:
    shown = dump({"x": text})
    assert json.loads(shown) == {"x": text}
    shown.encode("utf-8")
    assert not set(shown) & {chr(code) for code in (*range(10), *range(11, 32), *range(127, 160))}
    assert not any(0x202A <= ord(one) <= 0x202E or 0x2066 <= ord(one) <= 0x2069 for one in shown)


def test_no_runner_obeys() -> None:
    for text in ("##[error]x", "##vso[task]", "a ##TeamCity[x]"):
        shown = dump([text])
        assert "##" not in shown
        assert json.loads(shown) == [text]
    assert "## x" in dump(["## x"])
    assert "naïve 日本" in dump(["naïve 日本"])
