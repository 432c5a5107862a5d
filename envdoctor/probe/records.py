"""The files that the RECORDs of the judged environment name, held against those that are there.

This happens on every run, and an environment may have fifty thousand files, so none of them is looked at. A file that
is taken out of a folder changes the folder's time, and installers write RECORD last: only where a folder is newer than
the RECORD is it listed. It is newer for harmless reasons too, say because Python put a `__pycache__` into it.
Of a large RECORD only the folders are taken that are packages: they are found in a tenth of the time of all.
Whatever looks wrong is looked at again, closely, by the modules in `dists`.
"""

from __future__ import annotations

from envdoctor.facts.records import Records
from envdoctor.record import CannotKnow

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from envdoctor.facts import Snapshot
    from envdoctor.facts.distributions import Metadata
    from envdoctor.system import System

BIGGEST = 64 * 1024 * 1024  # bytes of a RECORD: 400,000 files
SMALL = 4096  # bytes: most RECORDs have fewer, and are read line by line
PIECE = 16 * 1024  # bytes that are read at a time; no RECORD is as large that only names the way to the code
PACKAGE = b"/__init__.py,"


def look(system: System, snap: Snapshot) -> Records:
    """Pass over all RECORDs once."""
    found = snap.distributions
    names = {site: _names(system, site) for site in found.sites}
    passing = _Passing(system)
    for site, here in names.items():
        passing.over(site, here, found.distributions)
    records = Records(identity=found.identity)
    if passing.suspects:
        from envdoctor.probe.dists import losses

        records = records.replace(lost=losses.lost(system, passing.suspects))
    if passing.pairs:
        from envdoctor.probe.dists import overlaps

        records = records.replace(shared=overlaps.shared(system, passing.pairs.values()))
    everything = [name for here in names.values() for name in here]
    if any(name[0] == "~" for name in everything):
        from envdoctor.probe.dists import leftovers

        records = records.replace(leftovers=leftovers.find(system, found, names))
    if passing.direct or any(name.endswith(".egg-link") for name in everything):
        from envdoctor.probe.dists import editables

        records = records.replace(astray=editables.astray(system, passing.direct, names))
    environment = snap.environments.judged
    if environment and environment.kind == "conda":
        from envdoctor.probe.dists import condas

        records = records.replace(overwritten=condas.overwritten(system, environment.path, found))
    return records


def _names(system: System, site: str) -> frozenset[str]:
    try:
        return frozenset(system.names(site))
    except OSError as error:
        raise CannotKnow(f"{site} cannot be read: {error.strerror}") from None


class _Passing:
    """What is seen while the RECORDs are passed over."""

    def __init__(self, system: System) -> None:
        self.system, self.sep = system, system.path.sep
        self.listed: dict[str, frozenset[str] | None] = {}  # the folders that had to be listed
        self.suspects: list[Metadata] = []  # some of their files seem to be gone
        self.pairs: dict[tuple[str, str], tuple[Metadata, Metadata]] = {}  # those that put files into one folder
        self.direct: list[Metadata] = []  # those that were installed from a folder or a URL

    def over(self, site: str, names: frozenset[str], distributions: Iterable[Metadata]) -> None:
        """Pass over the RECORDs of a site; one that is absent, or empty, says nothing."""
        start = site + self.sep
        ones = [one for one in distributions if one.folder.startswith(start)]
        files = [one.folder[len(start) :] + self.sep + "RECORD" for one in ones]
        owners: dict[str, Metadata] = {}  # who was the first to put something into a folder
        modules: dict[str, Metadata] = {}  # the same, of files in the site itself
        claims: list[tuple[Metadata, int, list[str], bool]] = []
        for one, read in zip(ones, self.system.dated(start, files, PIECE)):  # noqa: B905 - they are of one length
            if read is None:
                continue
            data, written = read
            if len(data) < PIECE and b"direct_url.json" in data:
                self.direct.append(one)
            gone = False
            folders = self._packages(one, data)
            if not folders:
                lines = self._lines(one, data)
                folders = {line.rpartition("/")[0] for line in lines}
                if "" in folders:
                    tops = [name for line in lines if "/" not in line and (name := line.partition(",")[0])]
                    self._own(modules, tops, one)
                    gone = not names.issuperset(tops)
            # what lies elsewhere is not imported; bytecode and metadata come and go
            mine = [
                folder
                for folder in folders
                if "-info" not in folder and folder and folder[0] not in "./" and "__pycache__" not in folder
            ]
            self._own(owners, mine, one)
            claims.append((one, written, mine, gone))
        times = dict(zip(owners, self.system.times(start, owners)))  # noqa: B905 - they are of one length
        for one, written, mine, gone in claims:
            newer = [folder for folder in mine if times[folder] > written or times[folder] < 0]
            if gone or (newer and self._lacks(start, one, newer)):
                self.suspects.append(one)

    def _own(self, owners: dict[str, Metadata], names: Iterable[str], one: Metadata) -> None:
        """Note that a distribution puts something into these, and who else does."""
        for name in names:
            first = owners.setdefault(name, one)
            if first is not one:
                self.pairs.setdefault((first.folder, one.folder), (first, one))

    def _lacks(self, start: str, one: Metadata, folders: Iterable[str]) -> bool:
        """Say whether one of these folders, which are newer than the RECORD or gone, lacks one of its files."""
        there = {folder: here for folder in folders if (here := self._list(start + folder)) is not None}
        return bool(there) and _missing(self._lines(one), there)

    def _packages(self, one: Metadata, data: bytes) -> set[str]:
        """Give the folders that are packages, of a RECORD that is not small; searching takes less than splitting."""
        folders: set[str] = set()
        if len(data) <= SMALL:
            return folders
        path = one.folder + self.sep + "RECORD"
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

    def _lines(self, one: Metadata, data: bytes = b"") -> list[str]:
        """Give all lines of a RECORD, of which the beginning may have been read; none where it cannot be read."""
        if not 0 < len(data) < PIECE:
            try:
                data = self.system.read(one.folder + self.sep + "RECORD", BIGGEST)
            except OSError:
                return []
        text = data.decode("utf-8", "surrogateescape")
        return (text if self.sep == "/" else text.replace("\\", "/")).split("\n")

    def _list(self, place: str) -> frozenset[str] | None:
        """List a folder once; None: it cannot be read, so nothing is known about it."""
        if place not in self.listed:
            try:
                self.listed[place] = frozenset(self.system.names(place))
            except (FileNotFoundError, NotADirectoryError):
                self.listed[place] = frozenset()
            except OSError:
                self.listed[place] = None
        return self.listed[place]


def _missing(lines: list[str], newer: dict[str, frozenset[str]]) -> bool:
    """Say whether some folders lack one of the files."""
    for line in lines:
        folder, _, name = line.partition(",")[0].rpartition("/")
        here = newer.get(folder)
        if here is not None and name not in here:
            return True
    return False
