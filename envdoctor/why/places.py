"""All other Pythons and folders of packages that have a module: it may be installed, but not where it is wanted."""

from __future__ import annotations

from envdoctor import words
from envdoctor.facts.machine import Interpreter
from envdoctor.probe.pythons import user_folders
from envdoctor.probe.pythons.interpreter import identify, minor
from envdoctor.record import CannotKnow
from envdoctor.why import layout, owners
from envdoctor.why.answer import Spot
from envdoctor.why.looking import attempt
from envdoctor.why.search_path import USER

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from envdoctor.facts import Snapshot
    from envdoctor.facts.interpreters import Installation
    from envdoctor.facts.machine import Environment
    from envdoctor.why.folders import Folders
    from envdoctor.why.looking import Look


def environment_python(folders: Folders, environment: Environment) -> Interpreter | None:
    """Give the Python of an environment; None: it cannot start."""
    system = folders.system
    places = [environment.path] if system.name == "windows" and environment.kind == "conda" else [environment.scripts]
    for folder in places:
        for name in ("python.exe",) if system.name == "windows" else ("python", "python3"):
            path = system.path.join(folder, name)
            if system.kind(path) == "file":
                return identify(system, path, system.real(path))
    return None


def elsewhere(folders: Folders, snap: Snapshot, module: str, known: list[str]) -> Iterator[tuple[Spot, Look | None]]:
    """Give the places that have a module, but for the Pythons whose identities are known; the project's own first."""
    seen = set(known)
    pythons: list[tuple[Interpreter, str]] = []
    project = _project(snap)
    if project and (python := environment_python(folders, project)):
        pythons.append((python, f"the project's environment — {_state(snap, project)}"))
    pythons += [(_interpreter(folders, one), _note(one)) for one in installations(snap)]
    minors: dict[str, Look] = {}
    for python, note in pythons:
        if python.identity in seen:
            continue
        seen.add(python.identity)
        look = attempt(folders, python, module)
        if look is None:
            continue
        if python.kind == "base":
            minors.setdefault(minor(python.version), look)
        # a folder without an __init__.py may be anything
        if look.found and look.found.entry != USER and look.found.kind != "namespace":
            yield _spot(snap, look, note), look
    yield from _users(folders, snap, module, minors)


def installations(snap: Snapshot) -> tuple[Installation, ...]:
    """Give all Pythons that were found; none where that cannot be known."""
    try:
        return snap.interpreters.installations
    except CannotKnow:
        return ()


def _project(snap: Snapshot) -> Environment | None:
    try:
        return snap.environments.project
    except CannotKnow:
        return None


def _state(snap: Snapshot, environment: Environment) -> str:
    active = snap.environments.active
    return "active" if active and active.identity == environment.identity else "not active"


def _interpreter(folders: Folders, one: Installation) -> Interpreter:
    real = folders.system.real(one.python)
    return Interpreter(one.python, real, one.prefix, one.identity, one.kind, one.version)


def _note(one: Installation) -> str:
    if one.manager == "pipx":
        return f"pipx keeps it for {one.name} alone" if one.name else "pipx's own"
    return "" if one.manager in {"PATH", ""} else one.manager


def _spot(snap: Snapshot, look: Look, note: str) -> Spot:
    claim = look.owner()
    found = look.found
    assert found  # noqa: S101 - only what was found is a spot
    python = look.python
    return Spot(
        shown=words.path(snap, python.path if python.prefix in {"/usr", "/usr/local"} else python.prefix),
        version=look.layout.version,
        distribution=claim.metadata.name if claim else "",
        release=claim.metadata.version if claim else "",
        note=note,
        origin=found.origin or (found.inside[0] if found.inside else ""),
        python=python.path,
    )


def _users(folders: Folders, snap: Snapshot, module: str, minors: dict[str, Look]) -> Iterator[tuple[Spot, None]]:
    """Look into the folders of this user's packages, of whichever Python."""
    system = folders.system
    for number, folder in user_sites(folders):
        top = module.partition(".")[0]
        if not any(name.partition(".")[0] == top for name in folders.names(folder)):
            continue
        claim = next(iter(owners.claims(folders, folder, module)), None)
        base = minors.get(number)
        yield (
            Spot(
                shown=words.path(snap, folder),
                version=number,
                distribution=claim.metadata.name if claim else "",
                release=claim.metadata.version if claim else "",
                note=f"this user's packages for Python {number}",
                origin=system.path.join(folder, top),
                python=base.python.path if base else "",
            ),
            None,
        )


def user_sites(folders: Folders) -> Iterator[tuple[str, str]]:
    """Give the folders of this user's packages that are there, each with the minor version that sees it."""
    system = folders.system
    home = user_folders.home(system)
    if not home:
        return
    if system.name == "windows":
        root = system.path.join(system.env.get("APPDATA", ""), "Python")
        for name in sorted(folders.names(root)):
            if name.startswith("Python3") and name[7:].isdigit():
                number = "3." + name[7:]
                yield number, layout.user_site(system, number, "Lib", framework=False)
        return
    roots = [(system.path.join(home, ".local", "lib"), False)]
    if system.name == "macos":
        roots.append((system.path.join(home, "Library", "Python"), True))
    for root, framework in roots:
        for name in sorted(folders.names(root)):
            number = name.removeprefix("python")
            if number.replace(".", "").isdigit() and "." in number and (framework or name != number):
                yield number, layout.user_site(system, number, name, framework=framework)
