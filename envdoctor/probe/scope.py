"""Which files the file checks judge: not those of tests, fixtures, vendored code and environments."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterable

    from envdoctor.facts import Snapshot

# half of all requirement files in public repositories are fixtures or templates, wrong on purpose
_LEFT_OUT = frozenset(
    {
        "test", "tests", "testing", "testdata", "test-data", "test_data", "fixture", "fixtures", "__fixtures__",
        "vendor", "vendored", "_vendor", "third_party", "third-party", "thirdparty", "extern", "external",
        "node_modules", "site-packages", "dist-packages", "template", "templates", "cookiecutter", "venv", ".venv",
        "virtualenv", ".tox", ".nox", ".git",
    }
)  # fmt: skip


def in_scope(snap: Snapshot, names: Iterable[str]) -> list[str]:
    """Keep the names that the file checks judge; a file named on the command line always stays."""
    named = set(snap.aim.named)
    excluded = [_pattern(glob) for glob in snap.aim.exclude]
    seen: dict[str, None] = {}
    for name in names:
        if name in named or not (_left_out(name) or any(pattern.search(name) for pattern in excluded)):
            seen[name] = None
    return list(seen)


def _left_out(name: str) -> bool:
    """Say whether a file lies in a folder of tests, copies or templates."""
    folders = name.lower().split("/")[:-1]
    return not _LEFT_OUT.isdisjoint(folders) or any("{{" in one or one.endswith(".egg-info") for one in folders)


def _pattern(glob: str) -> re.Pattern[str]:
    """Read a pattern of `exclude` as .gitignore would: without a slash it fits at any depth."""
    import re

    anchored = "/" in glob.rstrip("/")
    meaning = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    pieces = re.split(r"(\*\*/|\*\*|\*|\?)", glob.strip("/"))
    parts = [meaning.get(piece) or re.escape(piece) for piece in pieces]
    return re.compile(("^" if anchored else "(?:^|/)") + "".join(parts) + "(?:/|$)")
