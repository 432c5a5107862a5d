"""CI services, Read the Docs and Netlify: the Pythons that they test and build with."""

from __future__ import annotations

import re

from envdoctor.probe.declarations import images, toml
from envdoctor.probe.declarations.place import declare
from envdoctor.probe.declarations.words import service
from envdoctor.yaml_tree import documents

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from envdoctor.facts.python import Declaration
    from envdoctor.yaml_tree import Node

# `python`, `python-version`, `PYTHON_VERSIONS`, `py`, `build-python`; not `pytest`, nor `numpy`
KEY = re.compile(r"(?:[\w.-]*[-_.])?py(?:thon)?(?:[-_.]?ver(?:sion)?s?)?", re.IGNORECASE)
_AZURE = "versionSpec"
_IMAGE = frozenset({"image", "container", "name"})


def read_ci(text: str, path: str) -> list[Declaration]:
    """Read the versions that a pipeline names: by a key that is about Python, or by an image."""
    found = []
    for root in documents(text):
        for key, node in scalars(root):
            if KEY.fullmatch(key) or key == _AZURE:
                words = [one for one in node.value.split("\n") if one.strip()]  # setup-python takes several lines
                specifiers = list(map(service, words))
                specifier = " || ".join(specifiers) if all(specifiers) else ""
            else:
                version = images.python(node.value) if key in _IMAGE else ""
                specifier = service(version) if version else ""
            if specifier:
                span = (node.start_mark.index, node.end_mark.index)
                found.append(
                    declare(text, path, span, what="CI", kind="tried", text=node.value.strip(), specifier=specifier)
                )
    return found


def read_the_docs(text: str, path: str) -> list[Declaration]:
    """Read `build.tools.python`; it is `aside` unless the project itself is installed there."""
    found = []
    for root in documents(text):
        tools = _under(_under(root, "build"), "tools")
        node = _under(tools, "python")
        specifier = service(node.value) if node is not None and node.id == "scalar" else ""
        if node is None or not specifier:
            continue
        installed = any(key == "path" for key, _ in scalars(_under(root, "python")))
        span = (node.start_mark.index, node.end_mark.index)
        said = {"what": "readthedocs", "kind": "deployed", "text": node.value, "specifier": specifier}
        found.append(declare(text, path, span, deployment=True, aside=not installed, **said))
    return found


def read_netlify(text: str, path: str) -> list[Declaration]:
    """Read `PYTHON_VERSION` in netlify.toml, for all builds."""
    keys = ("build", "environment", "PYTHON_VERSION")
    value = toml.at(toml.load(text), *keys)
    specifier = service(value) if isinstance(value, str) else ""
    if not specifier:
        return []
    said = {"what": "netlify", "kind": "deployed", "text": value, "specifier": specifier}
    return [declare(text, path, toml.find(text, *keys), deployment=True, aside=True, **said)]


def scalars(root: Node | None) -> Iterator[tuple[str, Node]]:
    """Give all scalars in the order of the file, with the key that they stand under."""
    todo: list[tuple[str, Node]] = [("", root)] if root is not None else []
    seen: set[int] = set()
    while todo:
        key, node = todo.pop()
        if id(node) in seen:
            continue  # an alias
        seen.add(id(node))
        if node.id == "scalar":
            yield key, node
        elif node.id == "sequence":
            todo += [(key, one) for one in reversed(node.value)]
        else:
            todo += [(word.value if word.id == "scalar" else "", one) for word, one in reversed(node.value)]


def _under(node: Node | None, name: str) -> Node | None:
    if node is None or node.id != "mapping":
        return None
    return next((value for key, value in node.value if key.id == "scalar" and key.value == name), None)
