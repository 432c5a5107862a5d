"""A snapshot goes to a file and comes back the same, on whatever machine it was made."""

from __future__ import annotations

import json
from typing import Any

import pytest

from envdoctor.cli.arguments import Usage
from envdoctor.facts import FACTS, Snapshot
from envdoctor.facts.project import Aim
from envdoctor.machines import MACHINES
from envdoctor.probe import look
from envdoctor.probe.project import aim
from envdoctor.record import CannotKnow, Unknown
from envdoctor.snapshot_file import facts_of, load, read, save
from envdoctor.testing import Machine


def looked(like: str) -> tuple[Machine, Snapshot]:
    machine = Machine({"machine": {"like": like}})
    return machine, look(machine, aim(machine, ()))


@pytest.mark.parametrize("like", MACHINES)
def test_it_comes_back_the_same(like: str) -> None:
    machine, snap = looked(like)
    text = save(snap, machine, masked=False)
    again = load(text.encode())
    assert facts_of(again) == facts_of(snap)
    assert save(again, machine, masked=False) == text
    known = [name for name, fact in facts_of(snap).items() if not isinstance(fact, Unknown)]
    assert {"aim", "project", "files", "host"} <= set(known)


@pytest.mark.parametrize("like", MACHINES)
def test_what_is_shown_to_others_names_nobody(like: str) -> None:
    base = MACHINES[like]
    machine = Machine({"machine": {"like": like}, "env": {"USER": "me", "USERNAME": "me"}})
    text = save(look(machine, aim(machine, ())), machine)
    home = base["env"].get("HOME") or base["env"]["USERPROFILE"]
    assert json.dumps(home)[1:-1] not in text
    assert json.loads(text)["masked"] is True
    again = load(text.encode())
    assert set(facts_of(again)) == set(FACTS)
    assert again.project.name == look(machine, aim(machine, ())).project.name


def test_what_cannot_be_known_stays_so() -> None:
    def fails(name: str, _snap: Snapshot) -> Any:
        if name == "host":
            raise ZeroDivisionError("of a probe")
        raise CannotKnow(f"no {name} here")

    machine = Machine()
    again = load(save(Snapshot(fails, aim=Aim("/x")), machine).encode())
    with pytest.raises(CannotKnow, match="no shell here"):
        _ = again.shell
    with pytest.raises(CannotKnow, match="its probe failed: ZeroDivisionError: of a probe"):
        _ = again.host
    assert again.aim == Aim("/x")


def whole(**changes: Any) -> str:
    data = {
        "schema_version": 1,
        "tool": {"name": "envdoctor", "version": "0.1.0"},
        "facts": {"aim": {"is": "Aim", "root": "/x", "named": [], "exclude": [], "environment": ""}},
    }
    return json.dumps(data | changes)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "this is no JSON: "),
        ("{", "this is no JSON: "),
        ("\xff", "this is no JSON: "),
        ("[" * 100_000, "this is no JSON: "),
        ("[]", "this is no snapshot: `envdoctor snapshot` writes one"),
        ('{"facts": 1}', "this is no snapshot: `envdoctor snapshot` writes one"),
        (whole(schema_version=99), "it is a snapshot of version 99, of envdoctor 0.1.0; this one reads 1"),
        (whole(schema_version=2, tool=1), "it is a snapshot of version 2, of envdoctor ?; this one reads 1"),
        (whole(facts={"moon": 1}), "there is no fact 'moon': the snapshot was made by another version of envdoctor"),
        (whole(facts={"aim": {"is": "Moon"}}), "the fact 'aim' cannot be read: unknown type 'Moon'"),
        (whole(facts={"aim": {"is": ["Aim"]}}), "the fact 'aim' cannot be read: "),
        (
            whole(facts={"aim": {"is": "Aim", "root": "/x", "t": 1}}),
            "the fact 'aim' cannot be read: Aim: missing or",
        ),
        (whole(facts={"aim": {"root": "/x"}}), "the fact 'aim' cannot be read: unknown type None"),
        (whole(facts={"aim": "x"}), "the fact 'aim' cannot be read: it is no record"),
        (whole(facts={}), "it does not say which project was looked at"),
        (whole(facts={"aim": {"is": "Unknown", "reason": "x"}}), "it does not say which project was looked at"),
    ],
    ids=lambda value: value[:40],
)
def test_what_is_no_snapshot(text: str, reason: str) -> None:
    machine = Machine()
    machine.put({"snap.json": text.encode("latin-1")}, {})
    with pytest.raises(Usage) as error:
        read(machine, "snap.json")
    assert str(error.value).startswith(f"snap.json: {reason}")


def test_read() -> None:
    machine = Machine({"files": {"snap.json": whole()}})
    assert read(machine, "snap.json").aim.root == "/x"
    with pytest.raises(Usage, match=r"gone\.json: No such file or directory"):
        read(machine, "gone.json")
