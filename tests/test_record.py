"""The immutable value: fields, defaults, what cannot be known, and the way to JSON and back."""

from __future__ import annotations

import json

import pytest

from envdoctor.record import CannotKnow, Record, Unknown, from_data, to_data, unknown


class Point(Record):
    x: int
    y: int = 2


class Deep(Point):
    parts: tuple[Point, ...] = ()
    name: str | None = None


def test_fields_by_place_by_word_and_by_default() -> None:
    assert Point(1).fields() == {"x": 1, "y": 2}
    assert Point(1, y=3) == Point(1, 3)
    assert Deep(1, parts=(Point(4),)).parts[0].x == 4
    assert repr(Point(1)) == "Point(x=1, y=2)"


def test_equal_by_content_and_type() -> None:
    assert Point(1) == Point(1)
    assert Point(1) != Point(2)
    assert Point(1) != Deep(1)
    assert len({Point(1), Point(1), Point(2)}) == 2


@pytest.mark.parametrize(("args", "words"), [((), {}), ((1, 2, 3), {}), ((1,), {"z": 1})])
def test_wrong_fields_are_refused(args: tuple[int, ...], words: dict[str, int]) -> None:
    with pytest.raises(TypeError, match="Point: missing or unknown fields"):
        Point(*args, **words)


def test_it_cannot_be_changed() -> None:
    point = Point(1)
    with pytest.raises(AttributeError, match="cannot be changed"):
        point.x = 2  # type: ignore[misc]
    with pytest.raises(AttributeError, match="cannot be changed"):
        del point.x
    assert point.replace(x=5) == Point(5)
    assert point == Point(1)


def test_what_cannot_be_known_speaks_only_when_asked() -> None:
    point = Point(unknown("no ruler"), 3)
    assert point.y == 3
    with pytest.raises(CannotKnow, match="no ruler"):
        _ = point.x
    assert point.fields() == {"x": Unknown("no ruler"), "y": 3}
    assert point.replace(y=4) == Point(unknown("no ruler"), 4)
    with pytest.raises(AttributeError, match="no field 'z'"):
        _ = point.z  # type: ignore[attr-defined]


def test_to_json_and_back() -> None:
    value = Deep(1, parts=(Point(unknown("no ruler")), Point(3)), name="n")
    assert from_data(json.loads(json.dumps(to_data(value)))) == value


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ({"is": "Nothing"}, "unknown type 'Nothing'"),
        ({"x": 1}, "unknown type None"),
        ({"is": "Point", "z": 1}, "missing or unknown fields: x, y, z|missing or unknown fields"),
    ],
)
def test_foreign_data_is_refused(data: object, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        from_data(data)
