"""PYTHONHOME, and what it does to the first Python on PATH."""

from __future__ import annotations

from envdoctor.facts.activation import PythonHome
from envdoctor.probe.project import short
from envdoctor.probe.pythons import interpreter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts import Snapshot
    from envdoctor.facts.machine import Interpreter
    from envdoctor.system import System


def look(system: System, snap: Snapshot) -> PythonHome:
    """Look for the standard library of the first Python's minor version in the folder that PYTHONHOME names."""
    said = system.env["PYTHONHOME"]
    # POSIX knows a form with two folders, and takes the standard library from the first
    folder = said if system.name == "windows" else said.partition(":")[0]
    place = system.path.normpath(system.path.join(system.cwd, folder))
    python = snap.shell.python
    library = "none" if python is None else _library(system, place, python)
    return PythonHome(said, short(system, said), library)


def _library(system: System, place: str, python: Interpreter) -> str:
    join = system.path.join
    minor = interpreter.minor(python.version)
    if system.name == "windows":  # its library has no version in its name; the installation has
        there = interpreter.minor(interpreter.version_of_base(system, join(place, "python.exe")))
        if system.kind(join(place, "Lib", "os.py")) != "file" or there != minor:
            return "none"
    elif not any(
        system.kind(join(place, library, f"{name}{minor}{threads}", "os.py")) == "file"
        for library in ("lib", "lib64")
        for name, threads in (("python", ""), ("python", "t"), ("pypy", ""))
    ):
        return "none"
    base = interpreter.prefix_of_base(system, _base(system, python))
    return "own" if system.identity(base) == system.identity(place) else "another"


def _base(system: System, python: Interpreter) -> str:
    """Give the executable whose standard library a Python takes by itself."""
    if python.kind != "environment":
        return python.real
    from envdoctor.probe.pythons import pyvenv_cfg

    return interpreter.base(system, python.path, python.prefix, pyvenv_cfg.read(system, python.prefix) or {})
