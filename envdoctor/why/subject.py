"""Which Python is asked about: the first on PATH, one that is named, a kernel's, or the one that a traceback shows."""

from __future__ import annotations

from envdoctor import words
from envdoctor.near import meant
from envdoctor.probe.pythons import environment, stubs
from envdoctor.probe.pythons.interpreter import identify
from envdoctor.probe.pythons.user_folders import expand
from envdoctor.record import CannotKnow, Record
from envdoctor.why.places import environment_python, installations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts import Snapshot
    from envdoctor.facts.interpreters import Installation
    from envdoctor.facts.machine import Interpreter
    from envdoctor.why.folders import Folders
    from envdoctor.why.trace import Trace


class Subject(Record):
    """A Python to ask about, and how to speak of it."""

    python: Interpreter | None  # None: there is none
    what: str  # "the first Python on PATH"
    chosen: bool = False  # it was named: what the project's own environment has is beside the point
    note: str = ""
    problem: str = ""  # why there is none, where something on PATH claims to be one
    cure: str = ""  # the command that would mend that


class NotFound(Exception):  # noqa: N818 - it is an answer for the user
    """Raised where nothing has the name that was given."""


FIRST = "the first Python on PATH"


def first(folders: Folders, snap: Snapshot) -> Subject:
    """Give the first Python on PATH."""
    try:
        return Subject(snap.shell.python, FIRST)
    except CannotKnow as reason:
        from envdoctor.why import pinned

        problem, cure = pinned.explain(folders.system, snap, str(reason))
        return Subject(None, FIRST, problem=problem, cure=cure)


def named(folders: Folders, snap: Snapshot, said: str) -> Subject:
    """Give the Python of a path, of an environment's folder, or of a version or name.

    Raises:
        NotFound: there is no such Python.
    """
    system = folders.system
    place = system.path.normpath(system.path.join(system.cwd, expand(system, said)))
    kind = system.kind(place)
    if kind == "file":
        if "py" not in system.path.basename(place).lower():
            raise NotFound(f"{said} is a file, and no Python")
        place = stubs.behind(system, place) if system.name != "linux" else place
        if not place:
            raise NotFound(f"{said} is a stub that starts no Python, but offers to install one")
        return Subject(identify(system, place, system.real(place)), "the Python you named", chosen=True)
    if kind == "folder":
        found = environment.read(system, place, snap.aim.root)
        python = environment_python(folders, found) if found else _base(folders, place)
        if python is None:
            problem = found.problem if found else "is neither an environment nor a Python"
            raise NotFound(
                f"{said} {problem}" if not found else f"{said} cannot be used: {problem or 'it has no Python'}"
            )
        what = f"the environment {words.path(snap, place)}" if found else words.python(snap, python)
        return Subject(python, what, chosen=True)
    return _listed(folders, snap, said)


def _listed(folders: Folders, snap: Snapshot, said: str) -> Subject:
    """Find a version or a name among all Pythons of the machine, or a command on PATH."""
    from envdoctor.probe.shell import find

    system = folders.system
    on_path = find(system, snap.shell.path, said) if "py" in said else ""
    if on_path:
        python = identify(system, on_path, system.real(on_path))
        return Subject(python.replace(path=on_path), f"the first `{said}` on PATH", chosen=True)
    number = said.lower().removeprefix("python").lstrip("-@")
    known: dict[str, Installation] = {}
    for one in installations(snap):
        known.setdefault(one.name or one.version, one)
        version = one.version + "."
        if one.name == said or (one.kind == "base" and number and version.startswith(number + ".")):
            python = identify(system, one.python, system.real(one.python))
            return Subject(
                python, f"Python {one.version}" if not one.name else f"{one.manager}'s {one.name}", chosen=True
            )
    if number.replace(".", "").isdigit():
        here = _versions(installations(snap))
        raise NotFound(f"no Python {number} was found here; there {here}" if here else f"no Python {number} was found")
    raise NotFound(f"there is no Python or environment {said}{meant(said, filter(None, known))}")


def _versions(installed: tuple[Installation, ...]) -> str:
    """List the versions that are here, the newest last."""
    found = {one.version for one in installed if one.kind == "base" and one.version.startswith("3.")}
    numbers = sorted(found, key=lambda one: [int(part) for part in one.split(".") if part.isdigit()])
    return f"{'are' if len(numbers) > 1 else 'is'} {', '.join(numbers)}" if numbers else ""


def _base(folders: Folders, place: str) -> Interpreter | None:
    """Find the Python of a base installation by its folder."""
    system = folders.system
    inside = place if system.name == "windows" else system.path.join(place, "bin")
    plain = ("python.exe",) if system.name == "windows" else ("python3", "python", "pypy3")
    numbered = sorted(one for one in folders.names(inside) if one.startswith("python3.") and one[8:].isdigit())
    for name in (*plain, *reversed(numbered)):
        path = system.path.join(inside, name)
        if system.kind(path) == "file":
            return identify(system, path, system.real(path))
    return None


def kernel(folders: Folders, snap: Snapshot, name: str) -> Subject:
    """Give the Python of a kernel of Jupyter.

    Raises:
        NotFound: there is no such kernel, or its Python is gone.
    """
    from envdoctor.why.kernels import kernels

    known = kernels(folders.system, snap)
    found = known.get(name.lower())
    if found is None:
        names = ", ".join(sorted(known)) or "there are none"
        raise NotFound(f"there is no kernel {name}{meant(name, known)} (known: {names})")
    what = f"the kernel `{found.name}` ({found.display})"
    if not found.python:
        return Subject(
            first(folders, snap).python, what, chosen=True, note=f"{found.file} leaves the Python to Jupyter itself"
        )
    if folders.system.kind(found.python) != "file":
        raise NotFound(f"the kernel {name} is dead: {found.python}, which {found.file} names, is gone")
    python = identify(folders.system, found.python, folders.system.real(found.python))
    return Subject(python, what, chosen=True)


def traced(folders: Folders, snap: Snapshot, trace: Trace) -> Subject:
    """Give the Python that a traceback was written by, where its frames lie in one that is here."""
    system = folders.system
    usual = first(folders, snap)
    python = None
    if trace.python and system.kind(trace.python) == "file":
        python = identify(system, trace.python, system.real(trace.python))
    elif trace.prefix:
        python = _at(folders, snap, expand(system, trace.prefix), trace.minor)
    if python is None:
        gone = trace.prefix and not system.kind(expand(system, trace.prefix))
        note = f"The traceback names {trace.prefix}, which is not on this machine." if gone else ""
        return usual.replace(note=note)
    if usual.python and python.identity == usual.python.identity:
        return usual.replace(note="It is the Python that the traceback shows.")
    base = usual.python and system.identity(usual.python.real) == system.identity(python.real)
    if base and usual.python and usual.python.kind == "environment" and python.kind == "base":
        return usual  # the frames lie in the standard library, which an environment shares with its base
    note = ""
    if usual.python:
        note = f"The first python on PATH is another: {words.path(snap, usual.python.path)}."
    return Subject(python, "the Python of the traceback", note=note)


def _at(folders: Folders, snap: Snapshot, prefix: str, minor: str) -> Interpreter | None:
    """Find the Python of a prefix: an environment, or a base installation."""
    system = folders.system
    found = environment.read(system, prefix, snap.aim.root)
    if found:
        return environment_python(folders, found)
    names = ["python.exe"] if system.name == "windows" else [f"python{minor}", "python3", "python"]
    for name in names:
        path = system.path.join(prefix, *([] if system.name == "windows" else ["bin"]), name)
        if system.kind(path) == "file":
            return identify(system, path, system.real(path))
    return None
