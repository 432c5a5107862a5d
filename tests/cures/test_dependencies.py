"""What findings about unmet requirements say of those who require, and the command that meets them."""

from __future__ import annotations

from typing import Any

import pytest

from envdoctor.check import Tell
from envdoctor.cures.dependencies import askers, by_name, cure, dependents
from envdoctor.facts.unfit import Unmet
from envdoctor.testing import snapshot


def unmet(dependent: str, key: str = "tools", extra: str = "", asked: str = "") -> Unmet:
    return Unmet(dependent, "1.0", key, key, ">=2", "", extra, asked, cure=f"{key}>=2")


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ("a", "a 1.0"),
        ("a a", "a 1.0"),
        ("a b", "a 1.0 and b 1.0"),
        ("a b c", "a 1.0, b 1.0 and c 1.0"),
        ("a b c d e", "a 1.0, b 1.0 and 3 others"),
    ],
)
def test_dependents(names: str, said: str) -> None:
    assert dependents([unmet(name) for name in names.split()]) == said


def test_groups_stand_in_the_order_of_names() -> None:
    found = by_name([unmet("b", "y"), unmet("B", "x"), unmet("a", "y")])
    assert [[(one.key, one.dependent) for one in group] for group in found] == [[("x", "B")], [("y", "a"), ("y", "b")]]


def test_askers() -> None:
    assert askers([unmet("a"), unmet("b", extra="x", asked="c"), unmet("b", extra="x", asked="c")]) == (
        "b[x] is asked for by c."
    )


@pytest.mark.parametrize(
    ("changes", "command"),
    [
        ({}, "python -m pip install 'tools>=2'"),
        ({"files": {"uv.lock": "version = 1\n"}}, "uv sync"),
        (
            {"files": {"poetry.lock": "", "docs/x.md": ""}, "machine": {"cwd": "/home/me/shop/docs"}},
            "cd /home/me/shop && poetry install",
        ),
    ],
)
def test_cure(changes: dict[str, Any], command: str) -> None:
    snap = snapshot(changes)
    environment = snap.environments.judged
    assert environment
    (fix,) = cure(snap, environment, [unmet("a"), unmet("b")])
    assert [step.command for step in fix.steps] == [command]  # type: ignore[union-attr]
    assert cure(snapshot(), environment, [unmet("a").replace(cure="")]) == ()


def test_a_distribution_is_named_once() -> None:
    """However those who require it spell its name."""
    environment = snapshot().environments.judged
    assert environment
    one = unmet("a").replace(name="Tools", cure="Tools>=2")
    (fix,) = cure(snapshot(), environment, [one, unmet("b")])
    (step,) = fix.steps
    assert isinstance(step, Tell)
    assert step.command == "python -m pip install 'Tools>=2'"
