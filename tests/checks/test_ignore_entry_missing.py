"""How ignore-entry-missing words many entries at once; what it judges is tested with the probe."""

from __future__ import annotations

import pytest
from envdoctor_checks.git.ignore_entry_missing import ignore_entry_missing

from envdoctor.check import Append, Finding
from envdoctor.facts import Snapshot
from envdoctor.facts.git import Git, Unignored
from envdoctor.record import Unknown


@pytest.mark.parametrize(
    ("paths", "message", "title"),
    [
        ([".env"], "git would commit .env", "adds `.env`"),
        ([".env", ".venv/"], "git would commit .env and .venv/", "adds `.env` and `.venv/`"),
        (list("abcd"), "git would commit a, b, c and d", "adds `a`, `b`, `c` and `d`"),
        (list("abcdef"), "git would commit a, b, c and 3 more", "adds `a`, `b`, `c` and 3 more"),
    ],
)
def test_message(paths: list[str], message: str, title: str) -> None:
    snap = Snapshot(git=Git(repository=True, unignored=tuple(Unignored(path, path) for path in paths)))
    (found,) = ignore_entry_missing.function(snap)
    assert isinstance(found, Finding)
    assert found.message == message
    assert found.fixes[0].title == title
    assert found.fixes[0].steps == (Append(".gitignore", tuple(paths)),)


def test_one_line_for_several_things_and_the_environment_to_come() -> None:
    eggs = tuple(Unignored(f"{name}.egg-info/", "*.egg-info/") for name in "ab")
    snap = Snapshot(git=Git(repository=True, unignored=eggs, unprepared=True, doubts=("x: why",)))
    doubt, found = ignore_entry_missing.function(snap)
    assert doubt == Unknown("x: why")
    assert isinstance(found, Finding)
    assert found.message == "git would commit a.egg-info/ and b.egg-info/"
    assert found.fixes[0].steps == (Append(".gitignore", ("*.egg-info/", ".venv/")),)
    assert found.severity == ""
