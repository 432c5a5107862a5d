"""The requirements files of the project, and what they include."""

from __future__ import annotations

from envdoctor.facts.project import Unread
from envdoctor.facts.requirements import Requirements, RequirementsFile
from envdoctor.probe.scope import in_scope
from envdoctor.requirements.lines import plain
from envdoctor.requirements.roles import compiled, generator, is_requirements, role

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts import Snapshot
    from envdoctor.facts.requirements import Include
    from envdoctor.requirements.uninstalled import Uninstalled
    from envdoctor.system import System

# one of them is in every path that is looked for
WORDS = ("requirements", "constraints", "reqs")
HEAD = 4000  # bytes that the comments are looked for in which a file begins with
DEEPEST = 30  # includes within includes
GONE = 2  # errno: no such file
REMOTE = ("http:", "https:", "file:")


def look(system: System, snap: Snapshot) -> Requirements:
    """Read the files whose names say what they are, then what they include."""
    reading = _Reading(system, snap)
    names = filter(is_requirements, snap.files.containing(*WORDS))
    for name in in_scope(snap, sorted(names)):
        reading.named[reading.key(name)] = name
    for key, name in reading.named.items():
        reading.read(key, name, constraint=False, chain=())
    files = [file for file in reading.files.values() if file]
    return Requirements(
        files=tuple(sorted(files, key=lambda file: file.path)),
        unread=tuple(sorted(reading.unread.values(), key=lambda one: one.path)),
    )


class _Reading:
    """The files read so far."""

    def __init__(self, system: System, snap: Snapshot) -> None:
        self.system, self.snap, self.root = system, snap, snap.aim.root
        self.named: dict[str, str] = {}
        self.files: dict[str, RequirementsFile | None] = {}  # None: it is being read, or is not judged
        self.unread: dict[str, Unread] = {}
        self.uninstalled: Uninstalled | None = None

    def key(self, name: str) -> str:
        """Give what all ways to write a file's path have in common."""
        path = self.system.path
        return path.normcase(path.normpath(path.join(self.root, name)))

    def read(self, key: str, name: str, *, constraint: bool, chain: tuple[str, ...]) -> str:
        """Read a file, then what it includes; give the reason where it cannot be had.

        A file that is named as requirements files are stays one, also where it is used as constraints.
        """
        if key in self.files:
            left = self.unread.get(key)
            return left.reason if left and not left.line else ""
        path = self.system.path
        place = path.join(self.root, name)
        named = key in self.named
        purpose = "constraints" if constraint and not named else role(name)
        try:
            data = self.system.read(place)
        except OSError as error:
            if error.errno == GONE:  # git still knows it, or who includes it is told
                return "there is no such file"
            return self._leave_out(key, name, str(error.strerror))
        text, encoding, file = data[:HEAD].decode("ascii", "replace"), "utf-8", None
        if not plain(data):
            from envdoctor.requirements.file import File, NotForPip
            from envdoctor.requirements.text import Undecodable, decode, lines_of

            try:
                text, encoding = decode(data)
            except Undecodable as error:
                return self._leave_out(key, name, str(error))
            self.files[key] = None
            try:
                file = File(
                    name,
                    lines_of(text),
                    self.system,
                    (self.root, path.dirname(place)),
                    constraint=purpose == "constraints",
                )
            except NotForPip as error:
                self._leave_out(key, name, str(error), error.line)
                return ""  # it is there, whatever it is
        self.files[key] = RequirementsFile(
            path=name,
            role=purpose,
            judged=named or (not path.isabs(name) and bool(in_scope(self.snap, [name]))),
            encoding=encoding,
            requirements=tuple(file.requirements) if file else (),
            lines_refused=tuple(file.refused) if file else (),
            includes=tuple(self._include(one, place, (*chain, key)) for one in file.includes) if file else (),
            generated=generator(text),
            uninstalled=bool(file and file.requirements) and self._uninstalled(name),
            compiled=compiled(name, self.snap.files.names) if file and file.requirements else "",
        )
        return ""

    def _uninstalled(self, name: str) -> bool:
        """Ask the project's scripts, which are only read where a file has something to ask about."""
        if self.uninstalled is None:
            from envdoctor.requirements.uninstalled import Uninstalled

            self.uninstalled = Uninstalled(self.system, self.snap)
        return self.uninstalled.only(name)

    def _include(self, include: Include, source: str, chain: tuple[str, ...]) -> Include:
        """Follow an include, as pip does from the folder of the file it stands in."""
        if include.target.lower().startswith(REMOTE):
            return include
        if "\0" in include.target:
            return include.replace(problem="no file can have this name")
        path = self.system.path
        target = path.normpath(path.join(path.dirname(source), include.target))
        below = self.root.rstrip(path.sep) + path.sep
        name = target[len(below) :].replace(path.sep, "/") if target.startswith(below) else target
        key = self.key(name)
        name = self.named.get(key, name)
        if key in chain:
            return include.replace(path=name, problem="it includes itself")
        if len(chain) > DEEPEST:
            return include.replace(path=name, problem="it is included too deeply")
        return include.replace(path=name, problem=self.read(key, name, constraint=include.constraint, chain=chain))

    def _leave_out(self, key: str, name: str, reason: str, line: int = 0) -> str:
        self.files[key] = None
        self.unread[key] = Unread(name, reason, line)
        return reason
