"""What a project calls itself as a distribution: nobody is to be told to take that name from an index."""

from __future__ import annotations

import re

from envdoctor.probe.declarations import toml

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.why.folders import Folders

_SETUP = re.compile(r"\bname\s*=\s*[\"']([A-Za-z0-9][A-Za-z0-9._-]*)[\"']")
_CFG = re.compile(r"^\[metadata\][^\[]*?^name\s*[=:]\s*([A-Za-z0-9][A-Za-z0-9._-]*)\s*$", re.MULTILINE | re.DOTALL)


def project(folders: Folders, root: str) -> str:
    """Give the name in pyproject.toml, setup.cfg or setup.py, which is not run; empty: none of them says one."""
    join = folders.system.path.join
    text = folders.text(join(root, "pyproject.toml"))
    try:
        data = toml.load(text) if text else {}
    except ValueError:
        data = {}
    name = toml.at(data, "project", "name") or toml.at(data, "tool", "poetry", "name")
    if isinstance(name, str):
        return name
    for file, pattern in (("setup.cfg", _CFG), ("setup.py", _SETUP)):
        match = pattern.search(folders.text(join(root, file)))
        if match:
            return match[1]
    return ""
