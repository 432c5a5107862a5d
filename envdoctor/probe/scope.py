"""Which files the file checks judge: not those of tests, fixtures, vendored code and environments."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from envdoctor.facts import Snapshot

# half of all requirement files in public repositories are fixtures or templates, wrong on purpose
_LEFT_OUT = re.compile(
    r"(?:^|/)(?:tests?|testing|testdata|test[-_]data|fixtures?|__fixtures__|_?vendor(?:ed)?|third[-_]?party|extern(?:al)?"
    r"|node_modules|site-packages|dist-packages|templates?|cookiecutter|\{\{[^/]*\}\}|[^/]*\.egg-info|\.?venv|virtualenv"
    r"|\.tox|\.nox|\.git)/",
    re.IGNORECASE,
)


def in_scope(snap: Snapshot, names: Iterable[str]) -> list[str]:
    """Keep the names that the file checks judge; a file named on the command line always stays."""
    named = set(snap.aim.named)
    excluded = [_pattern(glob) for glob in snap.aim.exclude]
    seen: dict[str, None] = {}
    for name in names:
        left_out = _LEFT_OUT.search(name) or any(pattern.search(name) for pattern in excluded)
        if name in named or not left_out:
            seen[name] = None
    return list(seen)


def _pattern(glob: str) -> re.Pattern[str]:
    """Read a pattern of `exclude` as .gitignore would: without a slash it fits at any depth."""
    anchored = "/" in glob.rstrip("/")
    meaning = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    pieces = re.split(r"(\*\*/|\*\*|\*|\?)", glob.strip("/"))
    parts = [meaning.get(piece) or re.escape(piece) for piece in pieces]
    return re.compile(("^" if anchored else "(?:^|/)") + "".join(parts) + "(?:/|$)")
