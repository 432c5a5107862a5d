"""The requirements that are not plainly met, read as pip reads them: which of them are not met indeed?"""

from __future__ import annotations

from envdoctor.facts.distributions import normal
from envdoctor.facts.unfit import Unmet
from envdoctor.probe.dists import reading
from envdoctor.probe.dists.elsewhere import versions
from envdoctor.probe.dists.origin import installer, origin
from envdoctor.probe.dists.overridden import overridden
from envdoctor.probe.dists.validity import valid_version

SEEDS = frozenset({"pip", "setuptools", "wheel"})  # what makers put into a new environment

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from packaging.requirements import Requirement
    from packaging.specifiers import Specifier, SpecifierSet

    from envdoctor.facts import Snapshot
    from envdoctor.facts.distributions import Metadata
    from envdoctor.probe.dists.needs import Needs, Suspect
    from envdoctor.system import System


def unmet(system: System, snap: Snapshot, needs: Needs, suspects: Iterable[Suspect]) -> list[Unmet]:
    """Judge them one by one."""
    judging = _Judging(system, snap, needs)
    found: dict[tuple[str, str, str], Unmet] = {}
    for one in suspects:
        verdict = judging.judge(one)
        if verdict:
            found.setdefault((one.owner.key, verdict.key, verdict.specifier), verdict)
    return [one.replace(cure=judging.cure(one, list(found.values()))) for one in found.values()]


class _Judging:
    """What several requirements have to be held against, looked for once."""

    def __init__(self, system: System, snap: Snapshot, needs: Needs) -> None:
        self._system, self._snap, self._needs = system, snap, needs
        self._elsewhere: dict[str, str] | None = None
        self._required: dict[str, tuple[str, ...]] = {}
        self._overridden = overridden(system, snap)

    def judge(self, suspect: Suspect) -> Unmet | None:
        from packaging.requirements import InvalidRequirement, Requirement

        try:
            asked = Requirement(suspect.line)
        except InvalidRequirement:
            return None  # pip passes over it too
        if asked.marker and not self._needs.markers.hold(str(asked.marker), suspect.extra):
            return None  # it does not hold; or what it asks about is not known
        key = normal(asked.name)
        if key in self._overridden:
            return None  # the project told its manager so
        other = self._needs.distributions.get(key)
        found = other.version if other else self._versions().get(key)
        # which version there is cannot always be told; then another check says so
        if found is not None and (not found or key in self._needs.doubled or _meets(asked, found)):
            return None
        owner = suspect.owner
        if suspect.line not in self._lines(owner):
            return None  # it stands where pip does not see it, behind a header that is none
        if owner.key in SEEDS and not origin(self._system, owner.folder).requested:
            return None  # put there unasked; uv leaves it, and takes away what nobody else requires
        if self._by_conda(owner):
            return None  # conda resolved it, and may know that part under another name
        return Unmet(
            owner.name, owner.version, asked.name, key, str(asked.specifier), found or "", suspect.extra, suspect.asked
        )

    def cure(self, one: Unmet, unmet: list[Unmet]) -> str:
        """Say what to install: what all that is installed requires of one name, together."""
        from packaging.requirements import InvalidRequirement, Requirement
        from packaging.specifiers import SpecifierSet

        together = SpecifierSet(
            ",".join(other.specifier for other in unmet if other.key == one.key and other.specifier)
        )
        for line in self._needs.lines_about(one.key):
            try:
                asked = Requirement(line)
            except InvalidRequirement:
                continue
            if not asked.marker or self._needs.markers.hold(str(asked.marker)):
                together &= asked.specifier
        return "" if together.is_unsatisfiable() else f"{one.name}{_shortest(together)}"

    def _versions(self) -> dict[str, str]:
        if self._elsewhere is None:
            judged = self._snap.environments.judged
            facts = self._needs.sites
            self._elsewhere = versions(self._system, self._snap, judged, facts) if judged else {}
        return self._elsewhere

    def _lines(self, owner: Metadata) -> tuple[str, ...]:
        if owner.folder not in self._required:
            path = self._system.path
            site, entry = path.split(owner.folder)
            self._required[owner.folder] = reading.required(self._system, site, entry)
        return self._required[owner.folder]

    def _by_conda(self, owner: Metadata) -> bool:
        judged = self._snap.environments.judged
        return judged is not None and judged.kind == "conda" and installer(self._system, owner.folder) == "conda"


def _shortest(specifier: SpecifierSet) -> SpecifierSet:
    """Leave bounds out that another one implies: of several `>=` the highest says it all, of several `<` the lowest."""
    from packaging.specifiers import SpecifierSet
    from packaging.version import Version

    kept: dict[str, Specifier] = {}
    for one in specifier:
        beside = kept.get(one.operator)
        if one.operator not in {">=", "<"} or beside is None:
            kept[one.operator if one.operator in {">=", "<"} else str(one)] = one
        elif (Version(one.version) > Version(beside.version)) is (one.operator == ">="):
            kept[one.operator] = one
    return SpecifierSet(",".join(map(str, kept.values())))


def _meets(asked: Requirement, version: str) -> bool:
    # nothing can be held against a version of an old kind
    return asked.specifier.contains(version, prereleases=True) or not valid_version(version)
