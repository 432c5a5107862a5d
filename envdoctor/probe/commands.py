"""The project's pip installs with sudo or `--user`: which files may hold some, and what is found in them."""

from __future__ import annotations

from envdoctor.facts.commands import Commands
from envdoctor.facts.project import Unread
from envdoctor.probe.scope import in_scope
from envdoctor.probe.scripts.names import candidates, kind_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts import Snapshot
    from envdoctor.facts.commands import Install
    from envdoctor.system import System

LIMIT = 1024 * 1024  # bytes; nobody writes a script as long
# without `pip` and one of these, no file can hold what is looked for
_MARKS = (b"sudo", b"--user", b"PIP_USER", b"doas", b"become", b"su ")


def look(system: System, snap: Snapshot) -> Commands:
    """Read the files whose name says that they hold commands, and follow those whose bytes may hold a finding."""
    root = snap.aim.root
    kinds = _kinds(system, snap)
    installs: list[Install] = []
    unread: list[Unread] = []
    for name in in_scope(snap, sorted(kinds)):
        path = system.path.join(root, *name.split("/"))
        try:
            if kinds[name] == "shebang" and system.head(path, 2) != b"#!":
                continue
            data = system.read(path, LIMIT)
        except (FileNotFoundError, NotADirectoryError):
            continue  # git still knows it, but it is gone
        except OSError as error:
            if system.kind(path) != "folder":  # a submodule, or a link to a folder
                unread.append(Unread(name, error.strerror or "it cannot be read"))
            continue
        if b"pip" in data and any(mark in data for mark in _MARKS) and not _again(system, root, path):
            found, reason = _follow(name, kinds[name], data)
            installs += found
            if reason:
                unread.append(Unread(name, reason))
    return Commands(installs=tuple(installs), unread=tuple(unread))


def _kinds(system: System, snap: Snapshot) -> dict[str, str]:
    """Give the files to read, and how."""
    names = f"\0{snap.files.names}\0"
    kinds = {name: kind for name in candidates(names) if (kind := kind_of(name))}
    try:
        root = system.names(snap.aim.root)
    except OSError:
        root = []
    scripts = [name for name in root if "." not in name and f"\0{name}\0" in names]
    for name in (*scripts, *snap.aim.named):
        kind = kind_of(name) or ("" if "." in name.rpartition("/")[2] else "shebang")
        if kind:
            kinds[name] = kind
    return kinds


def _again(system: System, root: str, path: str) -> bool:
    """Say whether a path is a link to a file of the project: that is judged by its own name."""
    link = system.kind(path, follow=False) == "link"
    return link and system.real(path).startswith(system.real(root) + system.path.sep)


def _follow(name: str, kind: str, data: bytes) -> tuple[list[Install], str]:
    """Follow the commands of a file; gives what it installs, and why some of it could not be judged."""
    if kind == "shebang":
        from envdoctor.probe.scripts.shebang import is_shell

        if not is_shell(data[:256].decode("latin-1")):
            return [], ""
    if b"\0" in data:
        return [], "it is not text"
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return [], "it is not UTF-8"
    from envdoctor.probe.installs.sighting import Sightings
    from envdoctor.probe.scripts.readers import called, reader

    seen = Sightings(name, text, called(kind))
    try:
        reader(kind)(text, seen)
    except ValueError as error:
        seen.give_up(str(error))
    return seen.installs(), seen.reason
