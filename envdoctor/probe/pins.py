"""Every requirement of exactly one version in the project's requirements files."""

from __future__ import annotations

from envdoctor.facts.pins import FilePins, LockFile, Pin, Pins
from envdoctor.probe.scope import in_scope
from envdoctor.requirements.lines import evident, pins
from envdoctor.requirements.locks import is_lock, packages
from envdoctor.requirements.text import decode, lines_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts import Snapshot
    from envdoctor.facts.requirements import RequirementsFile
    from envdoctor.system import System


def look(system: System, snap: Snapshot) -> Pins:
    """Read the files again: their text is not kept, since it may hold secrets, and few ask for this."""
    locks = filter(is_lock, snap.files.containing(".lock", "pylock."))
    return Pins(
        files=tuple(FilePins(file.path, _pins(system, snap, file)) for file in snap.requirements.files),
        locks=tuple(LockFile(path, _locked(system, snap, path)) for path in in_scope(snap, sorted(locks))),
    )


def _locked(system: System, snap: Snapshot, path: str) -> tuple[str, ...]:
    try:
        return packages(system.read(system.path.join(snap.aim.root, path)).decode("utf-8", "replace"))
    except OSError:  # git still knows it, or nobody may read it
        return ()


def _pins(system: System, snap: Snapshot, file: RequirementsFile) -> tuple[Pin, ...]:
    try:
        data = system.read(system.path.join(snap.aim.root, file.path))
        quick = evident(data)
        text = "" if quick is not None else decode(data)[0]
    except (OSError, ValueError):  # it could be read a moment ago
        return ()
    if quick is not None:
        return tuple(Pin(*pin) for pin in quick)
    found = [Pin(*pin) for pin in pins(lines_of(text))]
    found += [
        Pin(one.location.line, one.name, one.version, one.marker, hashed=bool(one.hashes))
        for one in file.requirements
        if one.version and one.kind == "index"
    ]
    return tuple(sorted(found, key=lambda pin: pin.line))
