"""One pass over the RECORD and WHEEL files of a site: what looks as if something were wrong with it.

It needs nothing but the names of the metadata folders and gives nothing but names, so that it can be made in a copy of
this process while distributions are judged.
"""

from __future__ import annotations

from envdoctor.record import CannotKnow

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from envdoctor.system import System

    # metadata folders that seem to have lost files, pairs that put files into one folder, those that were installed
    # from a folder or a URL, those that are not for every platform, with their tags; and names in the site that are no
    # distribution's: leftovers, and links to editable ones
    Seen = tuple[list[str], list[tuple[str, str]], list[str], list[tuple[str, tuple[str, ...]]], list[str]]

BIGGEST = 64 * 1024 * 1024  # bytes of a RECORD: 400,000 files
SMALL = 4096  # bytes: most RECORDs have fewer, and are read line by line
PIECE = 16 * 1024  # bytes that are read at a time; no RECORD is as large that only names the way to the code
PACKAGE = b"/__init__.py,"
WHEEL = 4096  # bytes of a WHEEL: more than nearly any has
BOM = b"\xef\xbb\xbf"
PLAINEST = ("py3-none-any",)


def begin(system: System, site: str, entries: list[str]) -> None:
    """Begin to pass over a site, beside everything else."""
    system.begin_work(_work(site), lambda: over(system, site, entries))


def seen(system: System, site: str, entries: list[str]) -> Seen:
    """Give what was seen, or pass over it now.

    Raises:
        CannotKnow: the site cannot be listed.
    """
    found: Seen = system.worked(_work(site), lambda: over(system, site, entries))
    return found


def _work(site: str) -> str:
    return f"the files of {site}"


def tags(wheel: bytes) -> tuple[str, ...]:
    """Give the tags that a WHEEL file names."""
    parts = wheel.decode("ascii", "replace").split("\nTag:")
    return tuple([part.partition("\n")[0].strip() for part in parts[1:]])


def over(system: System, site: str, entries: list[str]) -> Seen:
    """Pass over what the metadata folders of a site hold beside the metadata; what is absent, or empty, says nothing.

    Raises:
        CannotKnow: the site cannot be listed.
    """
    passing = _Passing(system, site)
    passing.over(entries)
    strange = [name for name in passing.names if name[0] == "~" or name.endswith(".egg-link")]
    return passing.suspects, list(passing.pairs), passing.direct, _tagged(system, site, entries), strange


def _tagged(system: System, site: str, entries: list[str]) -> list[tuple[str, tuple[str, ...]]]:
    """Give the tags of all but the wheels that are for every platform; an egg-info has none."""
    sep = system.path.sep
    wheels = system.heads(site + sep, [entry + sep + "WHEEL" for entry in entries], WHEEL)
    known: dict[bytes | None, tuple[str, ...]] = {None: ()}  # tools write the same into many
    found = []
    for entry, wheel in zip(entries, wheels):  # noqa: B905 - they are of one length
        named = known.get(wheel)
        if named is None:
            named = known[wheel] = tags(_whole(system, site + sep + entry + sep + "WHEEL", wheel or b""))
        if named and named != PLAINEST:
            found.append((entry, named))
    return found


def _whole(system: System, path: str, head: bytes) -> bytes:
    try:
        return head if len(head) < WHEEL else system.read(path)
    except OSError:  # it went away in this moment, or is beyond measure
        return b""


class _Passing:
    """What is seen while the RECORDs are passed over."""

    def __init__(self, system: System, site: str) -> None:
        self.system, self.sep = system, system.path.sep
        self.start = site + self.sep
        try:
            self.names = frozenset(system.names(site))
        except OSError as error:
            raise CannotKnow(f"{site} cannot be read: {error.strerror}") from None
        self.suspects: list[str] = []
        self.pairs: dict[tuple[str, str], None] = {}  # in the order they are seen in
        self.direct: list[str] = []

    def over(self, entries: list[str]) -> None:
        """Pass over the RECORDs."""
        owners: dict[str, str] = {}  # who was the first to put something into a folder
        modules: dict[str, str] = {}  # the same, of files in the site itself
        claims: list[tuple[str, int, list[str], bool]] = []
        files = [entry + self.sep + "RECORD" for entry in entries]
        for one, read in zip(entries, self.system.dated(self.start, files, PIECE)):  # noqa: B905 - they are of one length
            if read is None:
                continue
            data, written = read
            if b"\0" in data or data.startswith(BOM):
                continue  # what a crash left behind, or what no installer writes
            if len(data) < PIECE and (b"direct_url.json" in data or b"__editable__" in data):
                self.direct.append(one)
            gone = False
            folders = self._packages(one, data)
            if not folders:
                lines = self._lines(one, data)
                folders = {line.rpartition("/")[0] for line in lines}
                if "" in folders:
                    tops = [name for line in lines if "/" not in line and (name := line.partition(",")[0])]
                    self._own(modules, tops, one)
                    gone = not self.names.issuperset(tops)
            # what lies elsewhere is not imported; bytecode and metadata come and go
            mine = [
                folder
                for folder in folders
                if "-info" not in folder and folder and folder[0] not in "./" and "__pycache__" not in folder
            ]
            self._own(owners, mine, one)
            claims.append((one, written, mine, gone))
        times = dict(zip(owners, self.system.times(self.start, owners)))  # noqa: B905 - they are of one length
        for one, written, mine, gone in claims:
            newer = [folder for folder in mine if times[folder] > written or times[folder] < 0]
            if gone or (newer and self._lacks(one, newer)):
                self.suspects.append(one)

    def _own(self, owners: dict[str, str], names: Iterable[str], one: str) -> None:
        """Note that a distribution puts something into these, and who else does."""
        for name in names:
            first = owners.setdefault(name, one)
            if first != one:
                self.pairs[first, one] = None

    def _lacks(self, one: str, folders: Iterable[str]) -> bool:
        """Say whether one of these folders, which are newer than the RECORD or gone, lacks one of its files."""
        there = {folder: here for folder in folders if (here := self._list(folder)) is not None}
        for line in self._lines(one) if there else ():
            folder, _, name = line.partition(",")[0].rpartition("/")
            here = there.get(folder)
            if here is not None and name not in here:
                return True
        return False

    def _packages(self, one: str, data: bytes) -> set[str]:
        """Give the folders that are packages, of a RECORD that is not small; searching takes less than splitting."""
        folders: set[str] = set()
        if len(data) <= SMALL:
            return folders
        path = self.start + one + self.sep + "RECORD"
        try:
            for piece in (data,) if len(data) < PIECE else self.system.pieces(path, PIECE, BIGGEST):
                text = piece if self.sep == "/" else piece.replace(b"\\", b"/")
                at = text.find(PACKAGE)
                while at >= 0:
                    folders.add(text[text.rfind(b"\n", 0, at) + 1 : at].decode("utf-8", "surrogateescape"))
                    at = text.find(PACKAGE, at + len(PACKAGE))
        except OSError:  # it went away in this moment, or is beyond measure
            pass
        return folders

    def _lines(self, one: str, data: bytes = b"") -> list[str]:
        """Give all lines of a RECORD, of which the beginning may have been read; none where it cannot be read."""
        if not 0 < len(data) < PIECE:
            try:
                data = self.system.read(self.start + one + self.sep + "RECORD", BIGGEST)
            except OSError:
                return []
        text = data.decode("utf-8", "surrogateescape")
        return (text if self.sep == "/" else text.replace("\\", "/")).split("\n")

    def _list(self, folder: str) -> frozenset[str] | None:
        """List a folder; None: it cannot be read, so nothing is known about it."""
        try:
            return frozenset(self.system.names(self.start + folder))
        except (FileNotFoundError, NotADirectoryError):
            return frozenset()
        except OSError:
            return None
