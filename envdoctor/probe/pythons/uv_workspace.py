"""The workspace of uv that a project is a member of: its environment is that of the workspace."""

from __future__ import annotations

from envdoctor.probe.declarations import toml
from envdoctor.probe.pythons.managed_places import read
from envdoctor.probe.pythons.places import upward

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from envdoctor.system import System


def root(system: System, folder: str) -> str:
    """Give the folder of the workspace; the project's own where it is a member of none."""
    for above in list(upward(system, folder))[1:]:
        workspace = toml.at(read(system, system.path.join(above, "pyproject.toml")), "tool", "uv", "workspace")
        if isinstance(workspace, dict):
            inside = folder[len(above) :].replace("\\", "/").strip("/")
            belongs = _matches(inside, workspace.get("members")) and not _matches(inside, workspace.get("exclude"))
            return above if belongs else folder
    return folder


def _matches(path: str, patterns: Any) -> bool:
    """Say whether one of uv's patterns means a folder: `*` stands for one level, `**` for any."""
    import re

    meaning = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    for pattern in patterns if isinstance(patterns, list) else []:
        pieces = re.split(r"(\*\*/|\*\*|\*|\?)", str(pattern).removeprefix("./").strip("/"))
        if re.fullmatch("".join(meaning.get(piece) or re.escape(piece) for piece in pieces), path):
            return True
    return False
