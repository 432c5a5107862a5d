"""YAML files: the tree of what stands there, and scalars as shell text with its place in the file.

The scalars are taken as they are written: what YAML makes of `on` or `3.10` is of no use here.
"""

from __future__ import annotations

import re

from envdoctor.lex.excerpt import Excerpt
from envdoctor.probe.scripts.strings import unescaped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from envdoctor.probe.installs.session import Session

    Node = Any

_NEVER = re.compile(r"(?:\$\{\{\s*)?false(?:\s*\}\})?")


def pairs(node: Node) -> Iterator[tuple[str, Node, Node]]:
    """Give the keys of a mapping, as text and as nodes, and their values; what `<<` merges in comes last."""
    merged = []
    for key, value in node.value if is_mapping(node) else ():
        if key.tag == "tag:yaml.org,2002:merge":
            merged += [value] if is_mapping(value) else items(value)
        elif is_scalar(key):
            yield key.value, key, value
    for one in merged:
        for key, value in one.value if is_mapping(one) else ():
            if is_scalar(key):
                yield key.value, key, value


def get(node: Node, name: str) -> Node | None:
    """Give the value of a key, or None."""
    return next((value for key, _, value in pairs(node) if key == name), None)


def items(node: Node) -> list[Node]:
    """Give the items of a sequence; none of anything else."""
    import yaml

    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def lines(node: Node) -> Iterator[Node]:
    """Give the scalars of a list of commands, which may be one scalar or lists in lists."""
    todo, seen = [node], 0
    while todo and seen < 10_000:  # noqa: PLR2004 - a list that is an alias of itself would never end
        one = todo.pop()
        seen += 1
        if is_scalar(one):
            yield one
        else:
            todo += reversed(items(one))


def scalar(node: Node | None) -> str:
    """Give the text of a scalar; empty for anything else."""
    return str(node.value) if node is not None and is_scalar(node) else ""


def is_scalar(node: Node | None) -> bool:
    """Say whether a node is a scalar."""
    import yaml

    return isinstance(node, yaml.ScalarNode)


def is_mapping(node: Node | None) -> bool:
    """Say whether a node is a mapping."""
    import yaml

    return isinstance(node, yaml.MappingNode)


def never(condition: Node | None) -> bool:
    """Say whether a condition is never met: `false`, `${{ false }}`."""
    return _NEVER.fullmatch(scalar(condition).strip().lower()) is not None


def everything(roots: Iterable[Node], unless: str = "") -> Iterator[Node]:
    """Give all nodes, each once, in the order of the file; not where a key, `unless`, says that it never runs."""
    seen: set[int] = set()
    todo = list(roots)[::-1]
    while todo:
        node = todo.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if unless and never(get(node, unless)):
            continue
        yield node
        if is_mapping(node):
            todo += [value for _, _, value in pairs(node)][::-1]
        else:
            todo += items(node)[::-1]


def variables(session: Session, *nodes: Node | None) -> None:
    """Set the variables of some mappings in the environment of a shell; the later ones win."""
    for node in nodes:
        for name, _, value in pairs(node):
            text = scalar(value) if is_scalar(value) else scalar(get(value, "value"))
            session.export(name, text)


def excerpt(text: str, node: Node) -> Excerpt:
    """Give a scalar as shell text. Line by line it stands in the file as it is, but for indentation and folding."""
    start, end, value = node.start_mark.index, node.end_mark.index, node.value
    code = Excerpt()
    pos, written = 0, start
    for line in text[start:end].splitlines(keepends=True) if value else ():
        bare = line.strip()
        begin = written
        if node.style in {"|", ">"} and begin == start:
            bare = ""  # `|-` and the like
        if node.style in {"'", '"'}:
            bare = bare[1:] if begin == start else bare
            bare = bare[:-1] if begin + len(line) >= end else bare
        written += len(line)
        at = value.find(bare, pos)
        if at < 0 or value[pos:at].strip():
            return _escaped(text, start, end, value)
        if bare:
            origin = begin + line.index(bare)
            code.add(value[pos:at], origin, 0)
            code.add(bare, origin)
            pos = at + len(bare)
    code.add(value[pos:], written, 0)
    return code


def _escaped(text: str, start: int, end: int, value: str) -> Excerpt:
    """Give a quoted scalar with escapes: in one line each has its place, else only the scalar as a whole has."""
    code, source = Excerpt(), Excerpt.whole(text)
    for begin, stop, said in unescaped(text, start + 1, end - 1) if text[start] == '"' else ():
        code.take(source, begin, stop, said)
    if code.text != value:
        code = Excerpt()
        code.add(value, start, end - start)
    return code
