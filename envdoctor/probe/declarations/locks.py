"""Lock files: the Python that they were made for, which their tool took from elsewhere."""

from __future__ import annotations

import re

from envdoctor.probe.declarations import poetry
from envdoctor.probe.declarations.conda import specified
from envdoctor.probe.declarations.place import declare
from envdoctor.versions import accepted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts.python import Declaration

# of a file that may be large, one line is looked for: the tools write it as it is here
_LINES = {
    "uv.lock": r'^requires-python = "([^"\n]*)"',
    "poetry.lock": r'^python-versions = "([^"\n]*)"(?=\s*\ncontent-hash)',
    "pdm.lock": r'^requires_python = "([^"\n]*)"',
    "pylock.toml": r'^requires-python = "([^"\n]*)"',
    "conda-lock.yml": r"^- name: python\n(?:  [^\n]*\n)*?  version: ['\"]?([0-9.]+)",
    "explicit": r"^\S+/python-([0-9]+\.[0-9]+\.[0-9]+)-[^\s/]*\.(?:conda|tar\.bz2)",
}


def kind_of(name: str) -> str:
    """Say which of them a file is, by its name; empty: none."""
    if re.fullmatch(r"pylock\.[^.]+\.toml", name):
        return "pylock.toml"
    if re.fullmatch(r"conda-(?:linux|osx|win)-[\w-]+\.lock|conda-lock-[\w-]+\.txt", name):
        return "explicit"
    return name if name in _LINES else ""


def read(text: str, path: str) -> list[Declaration]:
    """Read the first such line."""
    kind = kind_of(path)
    found = re.search(_LINES[kind], text, re.MULTILINE)
    if not found:
        return []
    specifier = _specifier(kind, found[1])
    said = {"what": kind, "kind": "informational", "text": found[1], "specifier": specifier}
    return [declare(text, path, found.span(1), **said)]


def _specifier(kind: str, said: str) -> str:
    if kind == "poetry.lock":
        return poetry.specifier(said)
    if kind in {"conda-lock.yml", "explicit"}:
        return specified(f"={said}")[1]
    return said if accepted(said) else ""
