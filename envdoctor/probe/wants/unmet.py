"""Which of the requirements that are not met are a fault of the environment, and which were never meant for it."""

from __future__ import annotations

from envdoctor.facts.asking import Asking, AskingFile
from envdoctor.facts.distributions import normal
from envdoctor.facts.shortfall import Shortfall
from envdoctor.probe.dists import elsewhere
from envdoctor.probe.dists.markers import Markers
from envdoctor.probe.dists.origin import origin
from envdoctor.probe.dists.target import Target
from envdoctor.probe.shortfall import FEWEST, FILLERS, PROJECT, ROOT, together
from envdoctor.probe.wants import unfilled
from envdoctor.probe.wants.place import place
from envdoctor.record import CannotKnow

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from envdoctor.facts import Snapshot
    from envdoctor.facts.machine import Environment
    from envdoctor.probe.shortfall import Ask
    from envdoctor.system import System

    Asks = Mapping[str, list[Ask]]

NOTHING = frozenset({"pkg-resources"})  # what Debian's pip once wrote into files, and no index has
GROUP = "dependency-groups "


class Judging:
    """What decides about the requirements that seem not to be met."""

    def __init__(self, system: System, snap: Snapshot, environment: Environment) -> None:
        self._system, self._snap, self._environment = system, snap, environment
        found = snap.distributions
        self._have = {one.key for one in found.distributions}
        self._markers = Markers(Target(system, environment, found.sites))
        # what lies elsewhere and can be imported; an egg-link that leads nowhere is another matter
        links = [name[:-9] for site in found.sites for name in system.names(site) if name.endswith(".egg-link")]
        self._elsewhere = {*elsewhere.versions(system, snap, environment, found.sites), *map(normal, links)}
        self._not_asked = NOTHING | {_project(snap)}
        self._filled = not FILLERS.isdisjoint(snap.project.managers)
        inside = environment.name == environment.path.removeprefix(snap.project.root)[1:]
        # hatch's own is filled by hatch alone, and by hand what is made in the project's folder
        own = snap.environments.project is not None and (inside or self._filled or environment.maker == "hatch")
        # in CI and in hooks an environment is filled with what one job needs; so is one that lies elsewhere
        self._strict = own and snap.shell.interactive
        self._root = together(snap)

    def judge(self, asking: Asks, unmet: Asks, everything: Iterable[tuple[str, list[Ask]]]) -> Shortfall:
        """Decide which files count, and what of them is missing; `everything` has the lists that were dropped, too."""
        identity = self._snap.distributions.identity
        absent = {path: [one for one in asks if self._absent(one)] for path, asks in unmet.items()}
        count = {path: len(asks) - sum(not self._applies(one) for one in unmet[path]) for path, asks in asking.items()}
        root = [path for path in self._root if path in asking]
        total, missing = sum(count[path] for path in root), sum(len(absent[path]) for path in root)
        if self._strict and missing == total > 1:
            return Shortfall(identity, empty=AskingFile(ROOT, total, ROOT))
        for path in [path for path in asking if path.startswith(PROJECT) and self._strict and not self._root]:
            if len(absent[path]) == count[path] > 1 and self._never_filled(asking[path]):
                name, asks = path.partition(" ")[0], tuple(self._asking(path, one) for one in absent[path])
                return Shortfall(identity, empty=AskingFile(name, count[path], name, absent=asks))
        # a package that is installed itself has brought what it needs; its file may say what is good to have
        itself = self._snap.project.package and not self._have.isdisjoint(self._not_asked - NOTHING)
        counted = set(root) if not itself and (self._strict or missing * 2 <= total) else set()
        counted |= {
            path
            for path in asking
            if path.startswith(PROJECT)
            and (len(absent[path]) * 2 <= count[path] or (self._filled and self._strict))
            and not path.startswith("Pipfile")  # of which nothing is there, and nobody knows why
        }
        for path in asking.keys() - counted - set(root):
            others = {normal(ask[0]) for ask in unmet[path] if not self._applies(ask)}
            # what other lists ask for too says nothing about this one: whoever installed it may have meant those
            others.update(normal(ask[0]) for other, asks in everything if other != path for ask in asks)
            own = {normal(ask[0]) for ask in asking[path]} - others
            lacks = {normal(ask[0]) for ask in absent[path]} - others
            if len(own) >= FEWEST and len(lacks) * FEWEST <= len(own):
                counted.add(path)
        return Shortfall(identity, tuple(self._files(counted, count, absent, unmet)))

    def _never_filled(self, asks: list[Ask]) -> bool:
        return unfilled.never(self._system, self._snap, self._environment, [ask[0] for ask in asks])

    def _files(self, paths: Iterable[str], count: Mapping[str, int], absent: Asks, unmet: Asks) -> list[AskingFile]:
        """Give the files that lack something, requirements files first; each name is said once."""
        said: set[str] = set()
        found = []
        for path in sorted(paths, key=lambda one: (" " in one, one)):
            differing = [one for one in unmet[path] if one not in absent[path] and self._differs(one)]
            both = []
            for asks in (absent[path], differing):
                new = {normal(one[0]): one for one in reversed(asks) if normal(one[0]) not in said}
                both.append(tuple(self._asking(path, one) for one in reversed(new.values())))
                said |= new.keys()
            if both[0] or both[1]:
                name, _, keys = path.partition(" ")
                group = keys.removeprefix(GROUP) if keys.startswith(GROUP) else ""
                found.append(AskingFile(name, count[path], ROOT if path in self._root else name, group, *both))
        return found

    def _applies(self, ask: Ask) -> bool:
        """Say whether a requirement is one here, and not for another system or Python."""
        name, _, marker, _ = ask
        return normal(name) not in self._not_asked and (not marker or self._markers.hold(marker) is True)

    def _absent(self, ask: Ask) -> bool:
        """Say whether a requirement applies here and nothing of that name is installed."""
        # which packages of the base are seen too is known only with the base
        unsure = self._environment.system_packages and not self._environment.base
        name = normal(ask[0])
        return name not in self._have and name not in self._elsewhere and not unsure and self._applies(ask)

    def _differs(self, ask: Ask) -> bool:
        """Say whether a requirement applies, and what is installed came from an index."""
        one = self._snap.distributions.find(normal(ask[0]))
        # people bring the seeds up to date, whatever a file says
        if one is None or one.key in unfilled.SEEDS or not self._applies(ask):
            return False
        return not origin(self._system, one.folder).url

    def _asking(self, path: str, ask: Ask) -> Asking:
        name, specifier, _, where = ask
        location, source, text = place(self._system, self._snap.aim.root, path.partition(" ")[0], name, where)
        one = self._snap.distributions.find(normal(name))
        return Asking(name, normal(name), text, specifier, location, source, one.version if one else "")


def _project(snap: Snapshot) -> str:
    """Give the project's own name: it is installed in its own way."""
    try:
        return snap.wanted.project
    except CannotKnow:
        return ""
