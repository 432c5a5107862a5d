"""The Pythons that a system comes with, and those that installers put into its usual places on Linux and macOS."""

from __future__ import annotations

import re

from envdoctor.probe.pythons import stubs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.probe.installations import Found
    from envdoctor.system import System

_PYTHON = re.compile(r"(?:python|pypy)(\d\.\d+t?)$")
_BREWED = re.compile(r"python@(3\.\d+)$")
_BREWS = ("/opt/homebrew", "/usr/local", "/home/linuxbrew/.linuxbrew")


def look(system: System) -> Found:
    """Give Homebrew's, those of python.org and of Apple, and what lies in the folders that all users share."""
    join = system.path.join
    for brew in _BREWS if system.name == "macos" else _BREWS[2:]:
        for name in system.inside(join(brew, "opt")):
            match = _BREWED.match(name)
            if match:
                yield join(brew, "opt", name, "bin", f"python{match[1]}"), "Homebrew", name
    if system.name == "macos":
        yield from _mac(system)
    for folder, who in (("/usr/bin", "system"), ("/usr/local/bin", "/usr/local")):
        for name in system.inside(folder):
            match = _PYTHON.match(name)
            if match:
                yield join(folder, name), who, match[1]


def _mac(system: System) -> Found:
    join = system.path.join
    versions = "/Library/Frameworks/Python.framework/Versions"
    for name in system.inside(versions):
        if name != "Current":
            yield join(versions, name, "bin", f"python{name.removesuffix('t')}"), "python.org", name
    for folder in dict.fromkeys(stubs.developer_folders(system)):
        who = "CommandLineTools" if "CommandLineTools" in folder else "Xcode"
        yield join(folder, "usr", "bin", "python3"), who, ""
    for name in system.inside("/opt/local/bin"):
        match = _PYTHON.match(name)
        if match:
            yield join("/opt/local/bin", name), "MacPorts", match[1]
