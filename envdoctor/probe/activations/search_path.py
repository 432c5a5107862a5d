"""PYTHONPATH: which of its entries hold the packages, or the library, of another Python than this shell's."""

from __future__ import annotations

import re

from envdoctor import words
from envdoctor.facts.activation import Leak, SearchPath
from envdoctor.probe.project import short
from envdoctor.probe.pythons import environment, interpreter, pyvenv_cfg

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts import Snapshot
    from envdoctor.facts.machine import Interpreter
    from envdoctor.system import System

# …/lib/python3.11/site-packages, …/lib/python3/dist-packages, …/lib/python3.11, …\Lib\site-packages
_ENTRY = re.compile(
    r"(?P<prefix>.*?)[/\\](?:lib|lib64|Lib)(?:[/\\](?P<name>python|pypy)(?P<version>\d\.\d+)?[\dt]*)?"
    r"(?P<packages>[/\\](?:site|dist)-packages)?$"
)


def look(system: System, snap: Snapshot) -> SearchPath | None:
    """Look at each entry; what lies in the project is the project's own business."""
    python = snap.shell.python
    if python is None:
        return None
    separator = ";" if system.name == "windows" else ":"
    leaks, rest = [], []
    for said in system.env["PYTHONPATH"].split(separator):
        leak = _leak(system, snap, python, system.path.normpath(system.path.join(system.cwd, said))) if said else None
        if leak:
            leaks.append(leak)
        else:
            rest.append(said)
    leaks.sort(key=lambda one: not one.owner)  # what is there does more harm
    return SearchPath(tuple(leaks), separator.join(rest)) if leaks else None


def _leak(system: System, snap: Snapshot, python: Interpreter, place: str) -> Leak | None:
    found = _ENTRY.match(place)
    if found is None or not (found["version"] or found["packages"]):
        return None
    if place.startswith("/nix/store/"):
        return None  # a shell of Nix sets the variable itself, with what it was asked for
    if system.real(place).startswith(system.path.join(system.real(snap.aim.root), "")):
        return None
    name = short(system, place)
    if not system.kind(place):
        return Leak(name, "") if found["packages"] else None
    if not found["packages"] and system.kind(system.path.join(place, "os.py")) != "file":
        return None  # no standard library: somebody's own modules
    return _foreign(system, snap, python, found, name)


def _foreign(system: System, snap: Snapshot, python: Interpreter, found: re.Match[str], name: str) -> Leak | None:
    """Say which other Python a folder belongs to; None: this shell's, or it cannot be told."""
    prefix, minor = found["prefix"] or system.path.sep, interpreter.minor(python.version)
    owner = _interpreter(system, prefix, found["version"] or "")
    version = found["version"] or interpreter.minor(owner.version if owner else "")
    if version and minor and version != minor:
        kind = "PyPy" if found["name"] == "pypy" else "Python"
        return Leak(name, f"{kind} {version}", version)
    if not found["packages"] or python.identity == system.identity(prefix):
        return None
    if pyvenv_cfg.read(system, prefix) is not None or system.kind(system.path.join(prefix, "conda-meta")) == "folder":
        project = snap.environments.project
        if project and project.identity == system.identity(prefix):
            return None  # a way to use the project's environment without its Python
        return Leak(name, environment.named(system, prefix, snap.aim.root))
    active = snap.environments.active
    if active is None or active.identity != python.identity or active.system_packages:
        return None  # two installations of one version can use the same packages
    if _users(system, prefix):  # conda's environments see these anyway
        return Leak(name, short(system, prefix)) if active.kind != "conda" else None
    return Leak(name, words.python(snap, owner)) if owner else None  # else it was put there for any Python to use


def _interpreter(system: System, prefix: str, version: str) -> Interpreter | None:
    """Find the Python whose own folder this is."""
    join = system.path.join
    names = (join(prefix, "python.exe"),) if system.name == "windows" else (
        join(prefix, "bin", f"python{version or '3'}"),
    )  # fmt: skip
    for path in names:
        real = system.real(path)
        if system.kind(real) == "file":
            found = interpreter.identify(system, path, real)
            if system.identity(found.prefix) == system.identity(prefix):
                return found
    return None


def _users(system: System, prefix: str) -> bool:
    home = system.env.get("HOME") or ""
    return bool(home) and system.identity(prefix) == system.identity(system.path.join(home, ".local"))
