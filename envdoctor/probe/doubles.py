"""Which metadata folders of what is there twice an installer can take away: pip and uv go by the list in each."""

from __future__ import annotations

from envdoctor.facts.doubles import Copy, Doubles

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts import Snapshot
    from envdoctor.system import System

# by which of them pip takes an old folder away
LISTS = ("installed-files.txt", "top_level.txt")


def look(system: System, snap: Snapshot) -> Doubles:
    """Read the lists of those alone that are there twice."""
    found = snap.distributions
    return Doubles(
        tuple(
            Copy(one.key, one.folder, system.kind(one.folder) == "file", _owned(system, one.folder))
            for one in found.distributions
            if one.key in found.doubled and not one.problem
        )
    )


def _owned(system: System, folder: str) -> bool:
    path = system.path
    if folder.endswith(".egg-info"):
        return any(system.kind(path.join(folder, name)) == "file" for name in LISTS)
    try:
        record = system.read(path.join(folder, "RECORD"))
    except OSError:
        return False
    own = path.basename(folder).encode("utf-8", "surrogateescape") + b"/"
    return any(line.lstrip(b'"').startswith(own) for line in record.replace(b"\\", b"/").splitlines())
