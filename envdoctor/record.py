"""The immutable value that every fact, finding and fix is.

A dataclass would say the same, but importing `dataclasses` costs more time than a whole clean run may take.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, ClassVar

    from typing_extensions import Self, dataclass_transform
else:

    def dataclass_transform(**_words):  # noqa: ANN201, D103 - typing_extensions says what it is
        return lambda cls: cls


class CannotKnow(Exception):  # noqa: N818 - it is an answer ("this cannot be known here"), not an error
    """Raised when a fact that cannot be had here is asked for; its text is the reason."""


@dataclass_transform(frozen_default=True, eq_default=True)
class Record:
    """A value with named fields, equal by content, that cannot be changed.

    Fields are the annotations of the class, in order; a class attribute is a field's default. A field given an
    `Unknown` raises `CannotKnow` when it is read: whoever does not ask is not disturbed.
    """

    _fields: ClassVar[tuple[str, ...]] = ()
    _names: ClassVar[frozenset[str]] = frozenset()
    _defaults: ClassVar[dict[str, Any]] = {}
    _types: ClassVar[dict[str, type[Record]]] = {}

    def __init_subclass__(cls) -> None:
        own = [name for name in cls.__annotations__ if name[0] != "_" and name not in cls._fields]
        cls._fields = (*cls._fields, *own)
        cls._names = frozenset(cls._fields)
        defaults = {name: cls.__dict__[name] for name in own if name in cls.__dict__}
        if defaults:
            cls._defaults = {**cls._defaults, **defaults}
            for name in defaults:  # read from the instance alone, so that an unknown field is not taken for its default
                delattr(cls, name)
        if Record._types.setdefault(cls.__name__, cls).__module__ != cls.__module__:
            message = f"there are two records named {cls.__name__}: from JSON, one would come back as the other"
            raise TypeError(message)

    def __init__(self, *args: Any, **words: Any) -> None:
        values = self.__dict__
        if words or len(args) != len(self._fields):
            values.update(self._defaults)
        values.update(zip(self._fields, args))  # noqa: B905 - the count is compared below
        values.update(words)
        if len(values) != len(self._fields) or (words and values.keys() != self._names) or len(args) > len(values):
            wrong = sorted(set(self._fields).symmetric_difference(values))
            message = f"{type(self).__name__}: missing or unknown fields: {', '.join(wrong) or 'too many values'}"
            raise TypeError(message)
        if Unknown in map(type, values.values()):
            for name in self._fields:
                if type(values[name]) is Unknown:
                    values["?" + name] = values.pop(name)

    if not TYPE_CHECKING:  # so that a misspelt name is still found by the type checker

        def __getattr__(self, name: str) -> Any:
            unknown = self.__dict__.get("?" + name)
            if unknown is None:
                message = f"{type(self).__name__} has no field {name!r}"
                raise AttributeError(message)
            raise CannotKnow(unknown.reason)

    def __setattr__(self, name: str, value: object) -> None:
        message = f"{type(self).__name__} cannot be changed"
        raise AttributeError(message)

    def __delattr__(self, name: str) -> None:
        self.__setattr__(name, None)

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash((type(self), *self.fields().values()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self.fields().items())})"

    def fields(self) -> dict[str, Any]:
        """Give the fields in their order; those that cannot be known as `Unknown`."""
        values = self.__dict__
        return {name: values[name] if name in values else values["?" + name] for name in self._fields}

    def replace(self, **words: Any) -> Self:
        """Give the same value with some fields changed."""
        return type(self)(**{**self.fields(), **words})


class Unknown(Record):
    """What stands in the place of a fact that cannot be had here."""

    reason: str


def unknown(reason: str) -> Any:
    """Give an `Unknown` where a field of any type is expected."""
    return Unknown(reason)


def to_data(value: Any) -> Any:
    """Turn a value into what JSON can hold; a record becomes an object with its type's name under `is`."""
    if isinstance(value, Record):
        return {"is": type(value).__name__, **{name: to_data(part) for name, part in value.fields().items()}}
    if isinstance(value, (tuple, list)):
        return [to_data(part) for part in value]
    return value


def from_data(data: Any) -> Any:
    """Undo `to_data`.

    Raises:
        ValueError: the data names a type that is not known, or its fields do not fit the type.
    """
    if isinstance(data, list):
        return tuple(map(from_data, data))
    if not isinstance(data, dict):
        return data
    parts = dict(data)
    name = parts.pop("is", None)
    kind = Record._types.get(name)  # noqa: SLF001 - its own registry
    if kind is None:
        message = f"unknown type {name!r}"
        raise ValueError(message)
    try:
        return kind(**{key: from_data(part) for key, part in parts.items()})
    except TypeError as error:
        raise ValueError(str(error)) from None
