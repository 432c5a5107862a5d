"""All Pythons of this machine, found by their files in the places where they are put; none is run.

It takes some hundred looks at the disk: only what is said to a person who is in trouble asks for it.
"""

from __future__ import annotations

import re

from envdoctor.facts.interpreters import Command, Installation, Interpreters
from envdoctor.probe.installations import condas, kept, tools, versions
from envdoctor.probe.pythons.interpreter import identify, minor
from envdoctor.probe.pythons.script_owner import owner
from envdoctor.probe.shell import find
from envdoctor.record import CannotKnow

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from envdoctor.facts import Snapshot
    from envdoctor.facts.machine import Interpreter
    from envdoctor.probe.installations import Found
    from envdoctor.system import System

_COMMAND = re.compile(r"((?:python|pypy|pip)(?:\d(?:\.\d+)?t?)?)(?:\.exe|\.bat|\.cmd)?$", re.IGNORECASE)


def look(system: System, snap: Snapshot) -> Interpreters:
    """Ask each kind of place; a Python that several of them name belongs to the first that knows it by a name."""
    path = snap.shell.path
    known: dict[str, Installation] = {}
    for python, manager, name in _everywhere(system, snap.aim.root):
        if system.kind(python) != "file":
            continue
        found = identify(system, python, system.real(python))
        known.setdefault(found.identity, _installation(system, found, manager, name))
    commands = tuple(_commands(system, path))
    first: dict[str, Installation] = {}
    for command in commands:
        one = command.python
        if one and one.identity not in first:
            first[one.identity] = known.get(one.identity) or _installation(system, one, "PATH", "")
    found_tools = tuple(tools.look(system, path))
    registered: tuple[str, ...] = ()
    if system.name == "windows":
        from envdoctor.probe.installations import windows

        registered = tuple(dict.fromkeys(windows.numbers(system)))
    return Interpreters(
        installations=tuple({**first, **known}.values()),
        managers=tuple(one.name for one in found_tools if one.name in tools.MANAGERS),
        commands=commands,
        tools=found_tools,
        registered=registered,
    )


def _everywhere(system: System, root: str) -> Found:
    yield from versions.look(system)
    yield from condas.look(system)
    yield from kept.look(system, root)
    if system.name == "windows":
        from envdoctor.probe.installations import windows

        yield from windows.look(system)
    else:
        from envdoctor.probe.installations import installed

        yield from installed.look(system)


def _installation(system: System, one: Interpreter, manager: str, name: str) -> Installation:
    library = system.path.join(one.prefix, "lib", f"python{minor(one.version)}")
    split = (
        one.prefix == "/usr"
        and system.kind(system.path.join(library, "os.py")) == "file"
        and system.kind(system.path.join(library, "ensurepip")) != "folder"
    )
    return Installation(one.path, one.prefix, one.identity, one.kind, one.version, manager, name, ensurepip=not split)


def _commands(system: System, path: tuple[str, ...]) -> Iterator[Command]:
    """Give every `python` and `pip` on PATH, by any of their names, in the order in which a shell looks."""
    folders: dict[str, str] = {}  # on many systems /bin is /usr/bin
    for folder in path:
        folders.setdefault(system.identity(folder), folder)
    for folder in folders.values():
        seen = set()
        for file in system.inside(folder):
            match = _COMMAND.match(file)
            name = match[1].lower() if match else ""
            where = system.path.join(folder, file)
            if not name or name in seen or not system.executable(where):
                continue
            try:
                target = find(system, (folder,), name)
                if not target:
                    continue  # a stub, or a shim that gives way
                if name.startswith("pip"):
                    target = owner(system, target, lambda word: find(system, path, word))
            except CannotKnow as reason:
                seen.add(name)
                yield Command(name, where, problem=str(reason))
                continue
            seen.add(name)
            yield Command(name, where, identify(system, target, system.real(target)))
