"""What takes long begins before anybody asks for it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from envdoctor.probe import look
from envdoctor.probe.ahead import MANY, begin
from envdoctor.probe.project import aim
from envdoctor.testing import Machine

SITE = ".venv/lib/python3.12/site-packages"


class Begun(Machine):
    """A machine that may copy the process, and notes what is begun."""

    def __init__(self, count: int, *, copies: bool = True, **changes: object) -> None:
        names = [f"{SITE}/part{number}-1.dist-info/METADATA" for number in range(count)]
        super().__init__({"files": dict.fromkeys(names, "Name: part\nVersion: 1\n"), **changes})
        self.copies = copies
        self.begun: list[str] = []

    def begin_work(self, name: str, work: Callable[[], object]) -> None:
        work()
        self.begun.append(name)


@pytest.mark.parametrize(
    ("machine", "family", "count"),
    [
        (Begun(MANY + 1), "installed", 1),
        (Begun(MANY + 1), "requirements", 0),
        (Begun(MANY - 20), "installed", 0),
        (Begun(MANY + 1, copies=False), "installed", 0),
        (Begun(MANY + 1, links={".venv/bin/python": "/gone"}), "installed", 0),
    ],
)
def test_a_large_environment_is_begun(machine: Begun, family: str, count: int) -> None:
    begin(machine, look(machine, aim(machine, ())), {family})
    assert len(machine.begun) == count


def test_what_fails_ahead_fails_where_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Begun(MANY + 1)
    snap = look(machine, aim(machine, ()))
    monkeypatch.setattr("envdoctor.probe.environments.look", lambda *_: 1 / 0)
    begin(machine, snap, {"installed"})
    assert machine.begun == []
    with pytest.raises(ZeroDivisionError):
        _ = snap.environments
