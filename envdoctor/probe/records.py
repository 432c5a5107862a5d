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
    from envdoctor.facts import Snapshot
    from envdoctor.facts.distributions import Metadata
    from envdoctor.system import System

BIGGEST = 64 * 1024 * 1024  # bytes of a RECORD: 400,000 files
SMALL = 4096  # bytes: most RECORDs have fewer, and are read line by line
EDITABLE = 16 * 1024  # bytes: no RECORD is as large that only names the way to the code
PACKAGE = b"/__init__.py,"


def look(system: System, snap: Snapshot) -> Records:
    """Pass over all RECORDs once."""
    found = snap.distributions
    names = {site: _names(system, site) for site in found.sites}
    passing = _Passing(system, names)
    for one in found.distributions:
        passing.over(one)
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

    def __init__(self, system: System, names: dict[str, frozenset[str]]) -> None:
        self.system, self.sep, self.names = system, system.path.sep, names
        self.times: dict[str, int] = {}  # of the folders
        self.listed: dict[str, frozenset[str] | None] = {}  # the folders that had to be listed
        self.owners: dict[str, Metadata] = {}  # who was the first to put something into a folder, or into the site
        self.suspects: list[Metadata] = []  # some of their files seem to be gone
        self.pairs: dict[tuple[str, str], tuple[Metadata, Metadata]] = {}  # those that put files into one folder
        self.direct: list[Metadata] = []  # those that were installed from a folder or a URL

    def over(self, one: Metadata) -> None:
        """Pass over one RECORD; one that is absent, or empty, says nothing."""
        try:
            data, written = self.system.dated(one.folder + self.sep + "RECORD", BIGGEST)
        except OSError:
            return
        if len(data) < EDITABLE and (b"direct_url.json" in data or b"__editable__" in data):
            self.direct.append(one)
        if self.sep == "\\":
            data = data.replace(b"\\", b"/")
        site = one.folder.rpartition(self.sep)[0]
        folders = _packages(data) if len(data) > SMALL else None
        gone = False
        if not folders:
            lines = _lines(data)
            folders = {line.rpartition("/")[0] for line in lines}
            if "" in folders:
                gone = self._top(one, site, [line for line in lines if "/" not in line])
        newer = self._newer(one, site + self.sep, folders, written)
        if gone or (newer and _missing(_lines(data), newer)):
            self.suspects.append(one)

    def _newer(self, one: Metadata, start: str, folders: set[str], written: int) -> dict[str, frozenset[str]]:
        """Give what is in those folders that are newer than the RECORD, or gone."""
        newer = {}
        for folder in folders:
            # what lies elsewhere is not imported; bytecode and metadata come and go
            if "-info" in folder or not folder or folder[0] in "./" or "__pycache__" in folder:
                continue
            place = start + folder
            if self.owners.setdefault(place, one) is not one:
                self._shared(place, one)
            time = self.times.get(place)
            if time is None:
                time = self.times[place] = self.system.changed(place)
            if time > written or time < 0:
                here = self._list(place)
                if here is not None:
                    newer[folder] = here
        return newer

    def _top(self, one: Metadata, site: str, lines: list[str]) -> bool:
        """Look at the files in the site itself; say whether one of them is not there."""
        here, gone = self.names.get(site, frozenset()), False
        for line in lines:
            name = line.partition(",")[0]
            if name:
                place = site + self.sep + name
                if self.owners.setdefault(place, one) is not one:
                    self._shared(place, one)
                gone = gone or name not in here
        return gone

    def _shared(self, place: str, one: Metadata) -> None:
        first = self.owners[place]
        self.pairs.setdefault((first.folder, one.folder), (first, one))

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


def _packages(data: bytes) -> set[str]:
    """Give the folders that are packages; the search does not copy, as splitting would."""
    folders = set()
    at = data.find(PACKAGE)
    while at >= 0:
        folders.add(data[data.rfind(b"\n", 0, at) + 1 : at].decode("utf-8", "surrogateescape"))
        at = data.find(PACKAGE, at + len(PACKAGE))
    return folders


def _lines(data: bytes) -> list[str]:
    return data.decode("utf-8", "surrogateescape").split("\n")


def _missing(lines: list[str], newer: dict[str, frozenset[str]]) -> bool:
    """Say whether some folders lack one of the files."""
    for line in lines:
        folder, _, name = line.partition(",")[0].rpartition("/")
        here = newer.get(folder)
        if here is not None and name not in here:
            return True
    return False
