"""What replaces packages that are wrong, on machines that say little."""

from __future__ import annotations

from typing import Any

from envdoctor.cures import alternatives, dependencies, misfits
from envdoctor.facts import Snapshot
from envdoctor.facts.damage import Shared
from envdoctor.facts.machine import Environment
from envdoctor.facts.unfit import Misfit, Unmet
from envdoctor.record import Unknown
from envdoctor.testing import snapshot

SITE = ".venv/lib/python3.12/site-packages"
TWICE = {f"{SITE}/a-{one}.dist-info/METADATA": f"Metadata-Version: 2.1\nName: a\nVersion: {one}\n" for one in "12"}
PINNED = {"requirements.txt": "a==1\n"}
WRONG = [Misfit("a", "1", "<3.12")]


def seen(files: dict[str, Any], *unknown: str, **more: Any) -> tuple[Snapshot, Environment]:
    snap = snapshot({"files": files, **more})
    environment = snap.environments.judged
    assert environment
    for name in unknown:
        snap.__dict__.pop(name, None)
        snap.__dict__["?" + name] = Unknown("it cannot be told")
    return snap, environment


def told(fixes: Any) -> list[str]:
    return [step.command for fix in fixes for step in fix.steps]


def test_once_where_nothing_is_known_of_the_folders() -> None:
    snap, environment = seen(TWICE)
    doubled = [one for one in snap.distributions.distributions if one.key == "a"]
    snap, environment = seen(TWICE, "doubles", "demands")
    away = "python -m pip uninstall --yes a"
    again = "python -m pip install --no-deps 'a==2'"
    assert told(misfits.once(snap, environment, doubled)) == [f"{away} && {away} && {again}"]


def test_a_pin_needs_another_python() -> None:
    snap, environment = seen(PINNED)
    (line,) = told(misfits.fitting(snap, environment, WRONG))
    assert line.startswith("python3.11 -m venv --clear .venv && ")
    assert misfits.pinned(snap, WRONG[0]) == "requirements.txt:1 pins a==1"
    another = environment.replace(identity="/elsewhere")
    assert misfits.fitting(snap, another, WRONG) == ()  # its own project says what it is made of
    snap, environment = seen(PINNED, "interpreters")
    assert misfits.fitting(snap, environment, WRONG) == ()


def test_a_pin_and_no_python_that_the_project_allows() -> None:
    project = "[project]\nname = 'shop'\nrequires-python = '>=3.12'\n"
    assert misfits.fitting(*seen({**PINNED, "pyproject.toml": project}), WRONG) == ()


def test_demands_that_are_not_known() -> None:
    snap, environment = seen(PINNED, "demands")
    assert told(misfits.fitting(snap, environment, WRONG)) == ["python -m pip install --force-reinstall --no-deps a"]


def test_what_holds_a_conflict() -> None:
    unmet = Unmet("b", "1", "a", "a", ">=2", "1", cure="a>=2")
    snap, _ = seen({"requirements.txt": "a==1\nb==1\n"})
    said = "requirements.txt:1 asks for a==1, and requirements.txt:2 b==1: one of them has to be changed first."
    assert dependencies.held(snap, [unmet]) == said
    assert dependencies.held(snap, [unmet.replace(cure="")]) == ""
    assert dependencies.held(seen({"requirements.txt": "a==2\n"})[0], [unmet]) == ""
    assert dependencies.held(seen({"requirements.txt": "a==1\n"})[0], [unmet]) == ""  # another b may do
    assert dependencies.held(seen({"requirements.txt": "a==1\nb==1\n", "uv.lock": ""})[0], [unmet]) == ""


def test_alternatives_where_no_file_can_be_read() -> None:
    shared = Shared(("a", "b"), ("1", "2"), 1, 1, "x.py", now="a")
    assert alternatives.one_alone(*seen({}, "wanted"), shared) == ((), "")
