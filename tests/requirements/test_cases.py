"""The cases of tests/cases/requirements.json: small trees, and what pip 26.3 makes of them."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from tests.requirements.reading import answer, read, same, snapshot

CASES = json.loads((Path(__file__).parent.parent / "cases" / "requirements.json").read_text("utf-8"))
# where we do not agree with what was recorded, and why
DIFFERENT = {"opt-10": "pip accepts this file: it was recorded without a package finder, which pip always has"}


def tree(case: dict[str, Any]) -> dict[str, str | bytes]:
    files = {path: base64.b64decode(one["b"]) if "b" in one else one["t"] for path, one in case["files"].items()}
    return files | {f"{folder}/.keep": "" for folder in case["dirs"]}


def pips(case: dict[str, Any]) -> dict[tuple[str, int], list[Any]]:
    lines: dict[tuple[str, int], list[Any]] = {}
    for one in case["expected"]["reqs"]:
        place = (one.get("file", case["root"]).removeprefix("<D>/"), one["line"])
        lines.setdefault(place, []).append(
            answer(
                one["name"],
                one["spec"],
                one["marker"] or "",
                hashed=bool(one["hashes"]),
                extras=one["extras"],
                link=bool(one["link"]),
                editable=one["editable"],
            )
            if one["ok"]
            else one["err"]
        )
    return lines


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case(case: dict[str, Any]) -> None:
    ours, whole = read(snapshot(tree(case), case["env"]), case["root"])
    if case["id"] in DIFFERENT:
        assert not whole
        return
    assert bool(whole) == bool(case["expected"]["err"])
    if whole:
        return
    theirs = pips(case)
    assert ours.keys() == theirs.keys()
    for place, found in ours.items():
        for mine, pip in zip(found, theirs[place], strict=False):  # an included file is told once, not each time
            assert isinstance(mine, str) == isinstance(pip, str), (mine, pip)
            if isinstance(mine, str):
                first = pip.partition(": ")[2].partition("\n")[0]
                assert mine.startswith("Invalid egg") or mine[:150] == first[:150], "it says what pip would say"
            else:
                assert same(mine, pip), (mine, pip)


def unpinned(lines: dict[tuple[str, int], list[Any]]) -> set[tuple[str, int]]:
    """Give the lines that a version is missing in."""
    return {
        place
        for place, found in lines.items()
        for one in found
        if isinstance(one, dict) and not one["link"]
        # written out here on its own: some part of the specifier is an exact version
        if not any(part.startswith("==") and not part.endswith("*") for part in one["specifier"].split(","))
    }


def test_at_least_97_of_100_agree() -> None:
    agree = 0
    for case in CASES:
        snap = snapshot(tree(case), case["env"])
        ours, whole = read(snap, case["root"])
        loose = {
            (file.path, one.location.line)
            for file in snap.requirements.files
            for one in file.requirements
            if one.kind == "index" and not one.version and (file.path, one.location.line) in ours
        }
        refused = {place for place, found in ours.items() if any(isinstance(one, str) for one in found)}
        theirs = pips(case)
        theirs_refused = {place for place, found in theirs.items() if any(isinstance(one, str) for one in found)}
        fits = loose == unpinned(theirs) and refused == theirs_refused
        agree += bool(whole) == bool(case["expected"]["err"]) and (bool(whole) or fits)
    assert len(CASES) == 135
    assert agree == len(CASES) - len(DIFFERENT)
    assert agree >= 131
