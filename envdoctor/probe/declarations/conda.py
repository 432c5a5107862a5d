"""environment.yml: the `python` among its dependencies, in conda's grammar."""

from __future__ import annotations

import re

from envdoctor.probe.declarations.place import declare
from envdoctor.versions import OR, valid
from envdoctor.yaml_tree import documents

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from envdoctor.facts.python import Declaration

_SPEC = re.compile(r"(?:[\w./-]+::)?python(?![\w.-])[ \t]*(?:\[version=(?P<inside>[^\]]*)\]|(?P<after>.*))", re.DOTALL)
_BLANKS = re.compile(r"(?<=[<>=!~|,])[ \t]+|[ \t]+(?=[|,])")
_VERSION = re.compile(r"(.*?)(?:[ \t].*|(?<=[0-9*])=.*)?")  # what follows a blank, or a second `=`, is the build
_CLAUSE = re.compile(r"(>=|<=|==|!=|~=|>|<|=)?([0-9]+(?:\.[0-9]+){0,2})(\.\*|\*)?")
_FULL = 2  # dots in a full version


def read(text: str, path: str) -> list[Declaration]:
    """Read the dependencies that conda itself installs (not those below `pip:`)."""
    if "python" not in text:
        return []
    found = []
    for value, start, end in _dependencies(text):
        spec = _SPEC.fullmatch(value.strip())
        said = (spec["inside"] or spec["after"] or "").strip(" \t'\"") if spec else ""
        if said and said != "*":
            kind, specifier = specified(said)
            words = {"what": "environment.yml", "kind": kind, "text": said, "specifier": specifier}
            found.append(declare(text, path, (start, end), **words))
    return found


def specified(text: str) -> tuple[str, str]:
    """Say whether a version of conda's is a "pin" or a "range", and give it in the words of PEP 440.

    `=3.11` is any 3.11 and `==3.11` that very version, as is `3.11` after a blank.
    """
    found = _VERSION.fullmatch(_BLANKS.sub("", text))
    sets = [[_clause(part) for part in one.split(",")] for one in found[1].split("|")] if found else [[""]]
    specifier = OR.join(map(",".join, sets)) if all(map(all, sets)) else ""
    pin = all(part.startswith("==") and part != "==3.*" for parts in sets for part in parts)
    return "pin" if pin else "range", specifier if valid(specifier) else ""


def _clause(text: str) -> str:
    """Translate one comparison; empty where conda's meaning has no counterpart, or is in doubt."""
    found = _CLAUSE.fullmatch(text)
    if not found:
        return ""
    operator, version, star = found[1] or "==", found[2], found[3] or ""
    if star == "*" and not re.search(r"\.[0-9]{2}$", version):
        return ""  # `3.1*` is 3.10 and 3.11 as well
    if operator == "=":
        return f"=={version}.*" if star or version.count(".") < _FULL else f"=={version}"
    if star and operator in {"==", "!="}:
        return f"{operator}{version}.*"
    if star and operator not in {">=", "<"}:
        return ""
    return operator + version  # `>=3.8.*` is `>=3.8` to conda


def _dependencies(text: str) -> Iterator[tuple[str, int, int]]:
    """Give the plain dependencies with their offsets; YAML is composed, not loaded, to keep their text and place."""
    roots = documents(text)
    if not roots or roots[0].id != "mapping":
        return
    for key, value in roots[0].value:
        if key.value == "dependencies" and value.id == "sequence":
            for node in value.value:
                if node.id == "scalar":
                    yield node.value, node.start_mark.index, node.end_mark.index
