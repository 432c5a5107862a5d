"""Where an environment keeps its packages."""

from __future__ import annotations

from envdoctor.probe.pythons import names as names_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts.machine import Environment
    from envdoctor.system import System


def sites(system: System, environment: Environment) -> tuple[str, ...]:
    """Give the site-packages folders: of pure packages, then of compiled ones where those lie apart.

    Empty where there is none, or where there are several and none is that of the environment's Python.
    """
    join, top = system.path.join, environment.path
    if system.name == "windows" and system.kind(folder := join(top, "Lib", "site-packages")) == "folder":
        return (folder,)
    pure = _library(system, environment, join(top, "lib"))
    if not pure:
        old = join(top, "site-packages")  # of PyPy up to 3.7
        return (old,) if system.kind(old) == "folder" else ()
    if system.kind(join(top, "lib64"), follow=False) != "folder":
        return (pure,)  # there is none, or it is a link to lib, as venv makes it
    compiled = _library(system, environment, join(top, "lib64"))
    return (pure, compiled) if compiled else (pure,)


def _library(system: System, environment: Environment, library: str) -> str:
    """Find the one `python3.12/site-packages` of a folder."""
    try:
        names = system.names(library)
    except OSError:
        return ""
    found = {}
    for name in names:
        folder = system.path.join(library, name, "site-packages")
        if names_of.library(name) and system.kind(folder) == "folder":
            found[name] = folder
    if len(found) > 1:
        # conda makes python3.1 a link to python3.12
        found = {name: folder for name, folder in found.items() if not system.link(system.path.join(library, name))}
    if len(found) > 1:
        minor = ".".join(environment.python.split(".")[:2])
        found = {name: folder for name, folder in found.items() if names_of.library(name) == minor}
    if len(found) > 1:  # one with threads that run freely and one without: the name of its Python tells them apart
        free = environment.base.removesuffix(".exe").endswith("t")
        found = {name: folder for name, folder in found.items() if name.endswith("t") == free}
    return next(iter(found.values())) if len(found) == 1 else ""
