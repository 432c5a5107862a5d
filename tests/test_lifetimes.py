"""Until when each Python gets security fixes."""

from __future__ import annotations

import pytest

from envdoctor.facts.machine import Today
from envdoctor.lifetimes import END, MADE, end, maintained
from envdoctor.testing import snapshot


def test_the_table_is_in_order() -> None:
    last = [day for number, day in END.items() if number != "2.7"]
    assert last == sorted(last)
    assert max(END.values()) > MADE


@pytest.mark.parametrize(
    ("version", "day"),
    [("3.8.18", "2024-10-07"), ("3.12", "2028-10-31"), ("3.99.1", ""), ("", ""), ("2.7.18", "2020-01-01")],
)
def test_end(version: str, day: str) -> None:
    assert end(version) == day


@pytest.mark.parametrize(
    ("until", "numbers"),
    [("2028-11-01", ["3.15", "3.14", "3.13"]), ("2031-10-31", ["3.15"]), ("2040-01-01", [])],
)
def test_maintained(until: str, numbers: list[str]) -> None:
    assert maintained(until) == numbers


@pytest.mark.parametrize(
    ("date", "months", "expected"),
    [("2026-06-15", 3, "2026-09-15"), ("2026-11-30", 3, "2027-02-30"), ("2026-12-01", 1, "2027-01-01"),
     ("2026-12-01", 12, "2027-12-01")],
)  # fmt: skip
def test_a_day_some_months_ahead(date: str, months: int, expected: str) -> None:
    assert Today(date).ahead(months) == expected


@pytest.mark.parametrize("version", [*END, "3.16", "3.17"])
def test_what_is_near_is_never_overlooked(version: str) -> None:
    """The quick test is asked first; it may say yes too early, never no too late."""
    if version in END:
        assert Today(END[version]).nears(version)
        year, month, day = END[version].split("-")
        assert Today(f"{year}-{int(month) - 3:02}-{day}" if int(month) > 3 else f"{int(year) - 1}-10-01").nears(version)
    if int(version.partition(".")[2]) > 8:
        assert not Today("2016-01-01").nears(version)


@pytest.mark.parametrize(
    ("version", "near"), [("", False), ("x", True), ("3.x", True), ("2.7.18", True), ("3.12.4", False)]
)
def test_versions_of_other_shapes(version: str, *, near: bool) -> None:
    assert Today("2026-06-15").nears(version) is near


def test_the_day_is_a_fact() -> None:
    assert snapshot({"machine": {"today": "2027-01-31"}}).today == Today("2027-01-31")
