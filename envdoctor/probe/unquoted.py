"""The versions of Python that YAML reads as numbers: `3.10` without quotes is 3.1."""

from __future__ import annotations

import re

from envdoctor.facts.project import Unread, unreadable
from envdoctor.facts.python import Number, Unquoted
from envdoctor.probe.declarations.place import declare
from envdoctor.probe.declarations.services import KEY
from envdoctor.yaml_tree import documents

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from envdoctor.facts import Snapshot
    from envdoctor.system import System
    from envdoctor.yaml_tree import Node

_NUMBER = re.compile(r"3\.[1-9]0+")
_MATRIX = re.compile(r"\$\{\{\s*matrix\.([\w-]+)\s*\}\}")


def look(system: System, snap: Snapshot) -> Unquoted:
    """Read the files in which something like it was seen."""
    found: list[Number] = []
    unread: list[Unread] = []
    for name in snap.declared.floats:
        try:
            text = system.read(system.path.join(snap.aim.root, *name.split("/"))).decode("utf-8-sig")
            found += _numbers(text, name)
        except (OSError, ValueError) as error:
            unread.append(unreadable(name, error))
    return Unquoted(tuple(found), tuple(unread))


def _numbers(text: str, name: str) -> Iterator[Number]:
    quote = "'" if text.count("'3.") > text.count('"3.') else '"'  # as the file does it elsewhere
    seen: set[int] = set()
    for root in documents(text):
        named = frozenset(_named(root))
        for node in _values(root, named, inside=""):
            start, end = node.start_mark.index, node.end_mark.index
            if start in seen or text[start:end] != node.value:
                continue
            seen.add(start)
            place = declare(text, name, (start, end), what="", kind="tried", text="", specifier="")
            reader = "Read the Docs" if name.startswith(".readthedocs") else _READERS.get(name, "GitHub")
            yield Number(place.location, place.source, node.value, str(float(node.value)), quote, reader)


_READERS = {".gitlab-ci.yml": "GitLab", ".travis.yml": "Travis CI"}


def _named(root: Node) -> Iterator[str]:
    """Give the names in a matrix that a version of Python is taken from: `python-version: ${{ matrix.version }}`."""
    for mapping in _mappings(root):
        for key, value in mapping.value:
            if _is_key(key) and value.id == "scalar":
                yield from _MATRIX.findall(value.value)


def _values(root: Node, named: frozenset[str], inside: str) -> Iterator[Node]:
    """Give the numbers that are versions of Python by their key; `inside`: the key that the node stands under."""
    todo: list[tuple[Node, str]] = [(root, inside)]
    seen: set[int] = set()
    while todo:
        node, above = todo.pop()
        if id(node) in seen:
            continue  # an alias
        seen.add(id(node))
        if node.id == "sequence":
            todo += [(one, above) for one in node.value if one.id != "scalar"]
        elif node.id == "mapping":
            for key, value in node.value:
                word = key.value if key.id == "scalar" else ""
                if _is_key(key) or (above == "matrix" and word in named):
                    items = value.value if value.id == "sequence" else [value]
                    yield from (one for one in items if one.id == "scalar" and _is_number(one))
                # the lists `include` and `exclude` of a matrix hold rows of it
                todo.append((value, "matrix" if above == "matrix" and word in {"include", "exclude"} else word))


def _mappings(root: Node) -> Iterator[Node]:
    todo, seen = [root], set()
    while todo:
        node = todo.pop()
        if id(node) in seen or node.id == "scalar":
            continue
        seen.add(id(node))
        if node.id == "mapping":
            yield node
            todo += [value for _, value in node.value]
        else:
            todo += node.value


def _is_key(key: Node) -> bool:
    return key.id == "scalar" and KEY.fullmatch(key.value) is not None


def _is_number(node: Node) -> bool:
    plain = not node.style and node.tag == "tag:yaml.org,2002:float"
    return plain and _NUMBER.fullmatch(node.value) is not None
