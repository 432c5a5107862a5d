"""TOML files: the real parser for what they say, and the place where they say it."""

from __future__ import annotations

import re
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_STRING = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'")


def load(text: str) -> dict[str, Any]:
    """Read a TOML file.

    Raises:
        ValueError: it is not TOML.
    """
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ValueError(f"it is not valid TOML: {error}") from None


def at(data: Any, *keys: str) -> Any:
    """Give what stands under some keys, or None."""
    for key in keys:
        data = data.get(key) if isinstance(data, dict) else None
    return data


def find(text: str, *keys: str | int) -> tuple[int, int] | None:
    """Find the string that stands under some keys of a valid file; the span holds its quotes."""
    from envdoctor.toml_places import places

    start = places(text).get((*keys, ""))
    found = _STRING.match(text, start) if start is not None else None
    return found.span() if found and text[found.start() : found.start() + 3] not in {'"""', "'''"} else None
