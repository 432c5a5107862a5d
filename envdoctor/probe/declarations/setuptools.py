"""setup.cfg and setup.py: `python_requires`, as far as it stands there as plain text; nothing is executed."""

from __future__ import annotations

import re

from envdoctor.probe.declarations.place import declare
from envdoctor.versions import accepted

TYPE_CHECKING = False
if TYPE_CHECKING:
    import ast

    from envdoctor.facts.python import Declaration

_OPTIONS = re.compile(r"^\[options\][^\n]*\n((?:(?!\[)[^\n]*(?:\n|\Z))*)", re.MULTILINE)
# the value goes on over lines that are indented
_KEY = re.compile(r"^python[_-]requires[ \t]*[=:]([^\n]*(?:\n[ \t]+[^\n]*)*)", re.MULTILINE | re.IGNORECASE)
_LINE = re.compile(r"[^\s#;][^\n]*", re.MULTILINE)


def read_cfg(text: str, path: str) -> list[Declaration]:
    """Read `[options] python_requires` as configparser would."""
    sections = list(_OPTIONS.finditer(text))
    found = list(_KEY.finditer(text, *sections[0].span(1))) if len(sections) == 1 else []
    if len(found) != 1:
        return []  # absent; and configparser refuses a section or a key that is there twice
    start = found[0].start(1)
    lines = [line for line in re.finditer(r"[^\n]+", found[0][1]) if line[0].strip()[:1] not in {"", "#", ";"}]
    if not lines:
        return []
    first = lines[0]
    begin = start + first.start() + len(first[0]) - len(first[0].lstrip())
    value = "".join(line[0].strip() for line in lines)
    return [_declare(text, path, value, "setup.cfg", (begin, begin + len(first[0].strip())))]


def read_py(text: str, path: str) -> list[Declaration]:
    """Read the `python_requires` that is passed to `setup()`: a literal, or a name that is bound to one once."""
    if "python_requires" not in text:
        return []
    import ast

    tree = parse(text)
    found = [
        word.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and _called(node.func) == "setup"
        for word in node.keywords
        if word.arg == "python_requires"
    ]
    if len(found) != 1:
        return []  # passed on through a dictionary, or by several calls: what counts cannot be read off
    value = found[0]
    if isinstance(value, ast.Name):
        bound = _bindings(tree, value.id)
        value = bound[0] if len(bound) == 1 else value
    if not isinstance(value, ast.Constant) or not isinstance(value.value, str):
        return []  # computed
    return [_declare(text, path, value.value, "setup.py", _span(text, value))]


def parse(text: str) -> ast.Module:
    """Read Python without running it.

    Raises:
        ValueError: it is no Python.
    """
    import ast
    import warnings

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd escapes in strings: the file's own business
            return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        reason = error.msg if isinstance(error, SyntaxError) else str(error)
        raise ValueError(f"it is not valid Python: {reason}") from None


def _bindings(tree: ast.Module, name: str) -> list[ast.expr]:
    """Give what a name is bound to, wherever that is; only assignments are looked at."""
    import ast

    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name) and target.id == name
    ]


def _called(function: ast.expr) -> str:
    """Give the last part of what is called: `setup` of `setuptools.setup`."""
    return str(getattr(function, "attr", "") or getattr(function, "id", ""))


def _span(text: str, value: ast.Constant) -> tuple[int, int] | None:
    """Turn the parser's lines and bytes into offsets; a string over several lines has no one place."""
    if value.end_lineno != value.lineno or value.end_col_offset is None:
        return None
    lines = text.split("\n")
    line = lines[value.lineno - 1].encode()
    begin = sum(len(one) + 1 for one in lines[: value.lineno - 1])
    start = len(line[: value.col_offset].decode("utf-8", "replace"))
    return begin + start, begin + len(line[: value.end_col_offset].decode("utf-8", "replace"))


def _declare(text: str, path: str, value: str, what: str, span: tuple[int, int] | None) -> Declaration:
    specifier = value.strip() if accepted(value) else ""
    return declare(text, path, span, what=what, kind="range", text=value, specifier=specifier)
