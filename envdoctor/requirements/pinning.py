"""What pins a requirement already, and what would: the version that the project's environment has."""

from __future__ import annotations

from envdoctor.check import Fix, Replace
from envdoctor.facts.installed import normal
from envdoctor.record import CannotKnow
from envdoctor.requirements.locks import locks
from envdoctor.requirements.markers import holds

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts import Snapshot
    from envdoctor.facts.machine import Environment
    from envdoctor.facts.requirements import Requirement


class Constraints:
    """Which names constraints pin, wherever a file is installed.

    Those count that the file includes, those of a file that includes it, and those beside it: the command that installs
    may well name them.
    """

    def __init__(self, snap: Snapshot) -> None:
        self._snap = snap
        self._below: dict[str, set[str]] = {}
        self._above: dict[str, set[str]] = {}
        self._of: dict[str, set[str]] = {}
        self._related: dict[str, set[str]] = {}  # by includes of both kinds, in both directions
        self._beside: dict[str, set[str]] = {}
        for file in snap.requirements.files:
            if file.role == "constraints":
                self._beside.setdefault(_folder(file.path), set()).add(file.path)
            for include in file.includes:
                self._related.setdefault(file.path, set()).add(include.path)
                if not include.constraint:  # the others that go by the same constraints are not installed together
                    self._related.setdefault(include.path, set()).add(file.path)
                if include.constraint:
                    self._of.setdefault(file.path, set()).add(include.path)
                else:
                    self._below.setdefault(file.path, set()).add(include.path)
                    self._above.setdefault(include.path, set()).add(file.path)

    def pinned(self, path: str) -> frozenset[str]:
        """Give the names that are pinned for a file, in their normal form."""
        together = _reach(self._below, path) | _reach(self._above, path)
        paths = set(self._beside.get(_folder(path), ())).union(*(self._of.get(one, ()) for one in together))
        return frozenset(normal(pin.name) for one in paths for pin in self._snap.pins.of(one))

    def source(self, path: str, names: set[str]) -> bool:
        """Say whether a file beside this one has the versions of all of some names: this one says what is wanted.

        That is the application's file, one that is named as the versions of others are, or a manager's lock file.
        """
        beside = _folder(path)
        return any(
            names <= {normal(pin.name) for pin in self._snap.pins.of(file.path)}
            for file in self._snap.requirements.files
            if file.path != path and _folder(file.path) == beside and (file.role == "application" or locks(file.path))
        ) or any(names.issubset(lock.names) for lock in self._snap.pins.locks if _folder(lock.path) == beside)

    def limits(self, path: str, name: str) -> list[tuple[str, str]]:
        """Give what else is said about a name where a file is installed, as specifiers with their markers.

        That is in constraints, in files that it is installed together with, and in those beside it, which may be.
        """
        key, beside = normal(name), _folder(path)
        paths = _reach(self._related, path) | self._beside.get(beside, set())
        paths.update(file.path for file in self._snap.requirements.files if _folder(file.path) == beside)
        found = [
            (f"=={pin.version}", pin.marker)
            for one in paths
            for pin in self._snap.pins.of(one)
            if normal(pin.name) == key
        ]
        found += [
            (one.specifier, one.marker)
            for file in self._snap.requirements.files
            if file.path in paths
            for one in file.requirements
            if one.kind == "index" and not one.version and normal(one.name) == key
        ]
        return found


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _reach(steps: dict[str, set[str]], start: str) -> set[str]:
    found, todo = {start}, [start]
    while todo:
        new = steps.get(todo.pop(), set()) - found
        found |= new
        todo += new
    return found


def pin(snap: Snapshot, requirement: Requirement, limits: list[tuple[str, str]]) -> tuple[str, Fix] | None:
    """Give the requirement as it would be pinned, and the fix; None: what to pin it to, or where, is not certain.

    `limits` are specifiers, each with its marker, that pip would hold the pin against.
    """
    place = requirement.specifier_at
    if place is None or requirement.hashes:  # a hash belongs to one version, so which one was meant is not ours to say
        return None
    try:
        environment = snap.environments.project or snap.environments.judged
        version = _installed(snap, environment, requirement, limits) if environment else ""
    except CannotKnow:
        return None
    if not environment or not version:
        return None
    old = requirement.specifier_text
    if old:
        operator = "== " if any(old.startswith(one + " ") for one in ("~=", "!=", "<=", ">=", "==", "<", ">")) else "=="
        step = Replace(place.path, place.line, place.column, old, operator + version)
    else:
        begin = requirement.location
        step = Replace(begin.path, begin.line, begin.column, requirement.text, f"{requirement.text}=={version}")
    return f"{requirement.name}=={version}", Fix(f"pins to what {environment.name} has", (step,))


def _installed(
    snap: Snapshot, environment: Environment, requirement: Requirement, limits: list[tuple[str, str]]
) -> str:
    """Give the version that an environment has, if the requirement allows it and an index would have it."""
    contents = snap.installed.inside(environment.identity)
    found = contents.find(normal(requirement.name)) if contents else None
    # what came from a folder or a repository may be on no index; what came with the environment nobody chose
    if found is None or found.direct or found.seed:
        return ""
    if holds(requirement.marker, environment.python, snap.host.system) is not True:
        return ""  # the environment has it for another reason, and perhaps in a version that is of no use there
    from packaging.specifiers import SpecifierSet
    from packaging.version import Version

    public = found.version.partition("+")[0]
    said = [one for one, marker in limits if holds(marker, environment.python, snap.host.system) is not False]
    try:
        version = Version(found.version)
        allowed = all(SpecifierSet(one).contains(public, prereleases=True) for one in (requirement.specifier, *said))
    except ValueError:  # it is no version; or another file holds something that is no specifier
        return ""
    if not allowed or (version.local and version.is_devrelease):
        return ""
    return public  # `==2.0` takes 2.0+cu118 too, and other machines need another build of it
