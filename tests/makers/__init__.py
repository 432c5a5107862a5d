"""What installers of Python and makers of environments leave on disk, file by file, for the machines made of text.

Written after what the real ones write; tests/test_makers.py compares them with those that are at hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.makers.disk import DISTRIBUTIONS, PROJECT, Disk
from tests.makers.environments import posix, windows
from tests.makers.pythons import PYTHONS

REQUIREMENTS = "".join(f"{name}=={DISTRIBUTIONS[name][0]}\n" for name in PROJECT)
PLAIN = {
    ".git/HEAD": "ref: refs/heads/main\n",
    ".gitignore": ".venv/\nvenv/\n.env\n__pycache__/\n*.pyc\n",
    "README.md": "# shop\n",
    "app.py": "import requests\n",
    "pyproject.toml": (
        '[project]\nname = "shop"\nversion = "1.0"\nrequires-python = ">=3.9"\ndynamic = ["dependencies"]\n'
    ),
}
# what a project is made of; everything is pinned to what `environments` have unless it is told otherwise
PROJECTS = {"none": {}, "files": PLAIN, "requirements": {**PLAIN, "requirements.txt": REQUIREMENTS}}


def built(data: Mapping[str, Any]) -> dict[str, Any]:
    """Give the tables that `testing.Machine` takes: Pythons and environments come first, what is written wins."""
    disk = Disk()
    for one in data.get("pythons", ()):
        PYTHONS[one["installer"]](disk, **{key: value for key, value in one.items() if key != "installer"})
    make = windows if "windows" in data.get("machine", {}).get("like", "") else posix
    for one in data.get("environments", ()):
        make(disk, **one)
    tables = {key: value for key, value in data.items() if key in {"machine", "env"}}
    return {
        **tables,
        "files": {**disk.files, **PROJECTS[data.get("project", "requirements")], **data.get("files", {})},
        "links": {**disk.links, **data.get("links", {})},
    }
