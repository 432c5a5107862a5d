"""YAML as the tree of what stands there, with places; nothing is loaded, so `3.10` and `on` stay text."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Node = Any

_DEEPEST = 1000
_BRACKETS = re.compile(r"[\[\]{}]")
_INLINE = re.compile(rf"(?:[-?][ \t]+){{{_DEEPEST}}}")


def documents(text: str) -> list[Node]:
    """Give the root of each document.

    Raises:
        ValueError: it is not YAML.
    """
    import yaml

    if _deep(text):
        raise ValueError("it is nested too deeply")
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return [root for root in yaml.compose_all(text, Loader=loader) if root is not None]
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise ValueError(f"it is not valid YAML{f' (line {mark.line + 1})' if mark else ''}") from None
    except RecursionError:
        raise ValueError("it is nested too deeply") from None


def _deep(text: str) -> bool:
    """Say whether a text may be nested so deeply that libyaml, which calls itself for each level, would crash."""
    if text.count("[") + text.count("{") >= _DEEPEST:
        depth = 0
        for found in _BRACKETS.finditer(text):
            depth = depth + 1 if found[0] in "[{" else max(0, depth - 1)
            if depth >= _DEEPEST:
                return True
    return _INLINE.search(text) is not None
