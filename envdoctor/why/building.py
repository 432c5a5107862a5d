"""How a Python gets the part of the standard library that it lacks, by whoever built it."""

from __future__ import annotations

import re

from envdoctor.why import remedies
from envdoctor.why.parts import NEEDS, PARTS, SPLIT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.why.answer import Remedy
    from envdoctor.why.case import Case

    Brought = tuple[tuple[str, ...], Remedy | None]

# families of Linux: how a package is installed, and which column of PARTS has what Python is built with
_FAMILIES = {
    "debian": (("apt", "install"), 1),
    "fedora": (("dnf", "install"), 2),
    "alpine": (("apk", "add"), 4),
    "arch": (("pacman", "-S"), 5),
}
_NAMES = (
    ("debian", {"debian", "ubuntu"}),
    ("fedora", {"fedora", "rhel", "centos"}),
    ("alpine", {"alpine"}),
    ("arch", {"arch"}),
)
_TKINTER = {"debian": "python3-tk", "fedora": "python3-tkinter", "alpine": "python3-tkinter", "arch": "tk"}
_BREW = {"_tkinter": "python-tk", "_gdbm": "python-gdbm"}


def bring(case: Case, part: str) -> Brought:
    """Give what else is to be known, and the command."""
    layout = case.home.layout
    base, number = layout.base, ".".join(map(str, layout.minor))
    part = NEEDS.get(part, part)
    if base == "/usr":
        return (), _of_system(case, part, number)
    if "/Cellar/" in base or "/homebrew/" in base:
        if part in _BREW:
            return (), remedies.write(case, ("brew", "install", f"{_BREW[part]}@{number}"))
    elif "/.pyenv/" in base or "/pyenv/versions/" in base:
        return _of_pyenv(case, part)
    elif case.home.python.kind == "conda" and part == "_tkinter":
        return (), remedies.write(case, ("conda", "install", "--prefix", layout.prefix, "tk"))
    elif re.search(r"Programs[/\\]Python|/Library/Frameworks/", base) and part == "_tkinter":
        return ("the installer of python.org brings it: run it again and choose `tcl/tk and IDLE`",), None
    packages, family = PARTS.get(part), _family(case)
    if packages and family:
        return (f"it is left out where Python is built without {packages[_FAMILIES[family][1]]}",), None
    return ("a Python from another source may have it",), None


def _of_system(case: Case, part: str, number: str) -> Remedy | None:
    """Name the package that the distribution of Linux has it in."""
    family = _family(case)
    package = _TKINTER.get(family, "") if part == "_tkinter" else ""
    if family == "debian" and not package:
        package = SPLIT.get(part) or SPLIT.get(case.top) or PARTS.get(part, ("",))[0]
        package = package.replace("python3-venv", f"python{number}-venv")
    return remedies.write(case, _install(case, family, package)) if package else None


def _of_pyenv(case: Case, part: str) -> Brought:
    """Build it once more, with what was missing."""
    again = ("pyenv", "install", "--force", case.system.path.basename(case.home.layout.base))
    evidence = ("pyenv builds Python from source, and leaves out what the system lacks the headers of",)
    packages = PARTS.get(part)
    if packages and case.system.name == "macos":
        return evidence, remedies.write(case, ("brew", "install", packages[3]), again)
    family = _family(case)
    if packages and family:
        return evidence, remedies.write(case, _install(case, family, packages[_FAMILIES[family][1]]), again)
    return evidence, remedies.write(case, again)


def _install(case: Case, family: str, package: str) -> tuple[str, ...]:
    sudo = () if case.snap.host.superuser else ("sudo",)
    return (*sudo, *_FAMILIES[family][0], package)


def _family(case: Case) -> str:
    """Say which distribution of Linux this descends from; empty: none that is known."""
    text = case.folders.text("/etc/os-release")
    said = set(" ".join(re.findall(r"^ID(?:_LIKE)?=\"?([^\"\n]*)", text, re.MULTILINE)).split())
    found = next((family for family, names in _NAMES if names & said), "")
    return found or ("debian" if case.folders.system.kind("/etc/debian_version") else "")
