"""The extras that the project's own requirements ask for: `uvicorn[standard]` makes what the extra brings required."""

from __future__ import annotations

from envdoctor.facts.distributions import normal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from envdoctor.facts import Snapshot
    from envdoctor.probe.dists.needs import Extra, Needs
    from envdoctor.system import System

_NAME = "[A-Za-z0-9][A-Za-z0-9._-]*"
_LINE = rf"^[ \t]*({_NAME})[ \t]*\[([^][\n]*)\]([^\n]*)"
_REQUIREMENT = rf"\s*({_NAME})\s*\[([^][]*)\](.*)"


def extras(system: System, snap: Snapshot, needs: Needs) -> Iterator[Extra]:
    """Give the extras of what the project is run with; what its developers add may not be meant for this environment.

    One with a marker counts only where the marker is known to hold.
    """
    for place, name, inside, rest in (*_of_files(system, snap), *_of_pyproject(system, snap)):
        marker = rest.partition(";")[2].partition(" #")[0].partition(" --hash")[0].strip(" \t\\")
        if not marker or needs.markers.hold(marker):
            for extra in inside.split(","):
                if extra.strip():
                    yield normal(name), normal(extra.strip()), place


def _of_files(system: System, snap: Snapshot) -> Iterator[tuple[str, str, str, str]]:
    for file in snap.requirements.files:
        if file.role != "application" or not file.judged or file.uninstalled:
            continue
        try:
            data = system.read(system.path.join(snap.aim.root, file.path))
        except OSError:
            continue
        if b"[" not in data or b"\0" in data:
            continue
        import re

        text = data.decode("utf-8", "replace")
        for found in re.finditer(_LINE, text, re.MULTILINE):
            line = text.count("\n", 0, found.start(1)) + 1
            yield f"{file.path}:{line}", found[1], found[2], found[3]


def _of_pyproject(system: System, snap: Snapshot) -> Iterator[tuple[str, str, str, str]]:
    try:
        data = system.read(system.path.join(snap.aim.root, "pyproject.toml"))
    except OSError:
        return
    if not _behind_a_name(data) and not (b"extras" in data and b"[tool.poetry" in data):
        return
    import re

    from envdoctor.probe.declarations.toml import at, load

    try:
        tree = load(data.decode("utf-8", "replace"))
    except ValueError:  # others will say so
        return
    said: Any = at(tree, "project", "dependencies")
    for one in said if isinstance(said, list) else ():
        found = re.fullmatch(_REQUIREMENT, one) if isinstance(one, str) else None
        if found:
            yield "pyproject.toml", found[1], found[2], found[3]
    said = at(tree, "tool", "poetry", "dependencies")
    for name, one in said.items() if isinstance(said, dict) else ():
        inside = at(one, "extras")
        # with keys that limit it to some Pythons or platforms, or leave it to an extra, it may not be meant
        plain = isinstance(one, dict) and not {"optional", "markers", "python", "platform"} & set(one)
        if plain and isinstance(inside, list):
            yield "pyproject.toml", name, ",".join(map(str, inside)), ""


def _behind_a_name(data: bytes) -> bool:
    """Say whether a bracket stands where extras might: not behind a `=`, as that of an array, nor at a line's start."""
    befores = [part.rstrip(b" \t")[-1:] for part in data.split(b"[")[:-1]]
    return any(one.isalnum() or one in {b"-", b"_", b"."} for one in befores)
