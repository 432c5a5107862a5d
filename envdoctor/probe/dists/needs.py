"""What the installed distributions require of one another, and what of it is not met: as `pip check`, with extras.

Of thousands of requirements nearly all are met, and plainly so: those are passed over without `packaging`. Whatever is
left is read again, exactly.
"""

from __future__ import annotations

from envdoctor.facts.distributions import normal
from envdoctor.probe.dists.versions import meets

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from envdoctor.facts.distributions import Metadata
    from envdoctor.probe.dists.markers import Markers
    from envdoctor.probe.dists.target import Target

    Extra = tuple[str, str, str]  # of whom: a key; which; who asks for it

_NAME = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-"
_BRACKETS = frozenset({"[", "(", "@"})


class Suspect:
    """A requirement that is not plainly met."""

    def __init__(self, owner: Metadata, line: str, extra: str, asked: str) -> None:
        self.owner, self.line, self.extra, self.asked = owner, line, extra, asked


class Needs:
    """The requirements of the distributions of one environment."""

    def __init__(self, distributions: Iterable[Metadata], target: Target) -> None:
        self.distributions: dict[str, Metadata] = {}
        self.doubled: set[str] = set()
        for one in distributions:
            if self.distributions.setdefault(one.key, one) is not one:
                self.doubled.add(one.key)
        self._target = target
        self.sites = target.sites
        self._markers: Markers | None = None
        self._known: dict[str, tuple[str, str, str] | None] = {}

    @property
    def markers(self) -> Markers:
        """What judges markers, once there is one."""
        if self._markers is None:
            from envdoctor.probe.dists.markers import Markers

            self._markers = Markers(self._target)
        return self._markers

    def suspects(self, asked: Callable[[], Iterable[Extra]]) -> Iterator[Suspect]:
        """Give the requirements that are not plainly met; `asked` gives the extras that the project itself asks for."""
        conditional = False
        extras: list[Extra] = []
        for key, one in self.distributions.items():
            if key in self.doubled or one.problem:
                continue  # which of the two counts, or what it requires, is not known
            for line in one.requires:
                bare, _, marker = line.partition(";")
                if "extra" in marker:
                    conditional = True
                    continue
                if not self._met(bare) and (not marker or self.markers.hold(marker.strip()) is not False):
                    yield Suspect(one, line, "", "")
                if "[" in bare and (not marker or self.markers.hold(marker.strip())):
                    extras += self._extras(bare, one.name)
        if conditional:
            yield from self._of_extras([*extras, *asked()])

    def _of_extras(self, extras: list[Extra]) -> Iterator[Suspect]:
        """Go on with what extras require, and with the extras that these ask for."""
        seen = set()
        for key, extra, asker in extras:  # it grows meanwhile
            one = self.distributions.get(key)
            if one is None or (key, extra) in seen or key in self.doubled or one.problem:
                continue
            seen.add((key, extra))
            for line in one.requires:
                bare, _, marker = line.partition(";")
                if "extra" not in marker or extra not in normal(marker) or not self.markers.hold(marker.strip(), extra):
                    continue
                if not self._met(bare):
                    yield Suspect(one, line, extra, asker)
                if "[" in bare:
                    mine = self._extras(bare, one.name)
                    # `all = ["foo[a,b]"]` of foo itself: whoever asked for the whole asks for its parts
                    extras += [(whom, which, asker if whom == key else who) for whom, which, who in mine]

    def lines_about(self, key: str) -> Iterator[str]:
        """Give what is required of one distribution, with markers, but not what only extras require."""
        for one in self.distributions.values():
            for line in one.requires:
                bare, _, marker = line.partition(";")
                said = self._read(bare) if "extra" not in marker else None
                if said and said[0] == key:
                    yield line

    def _met(self, bare: str) -> bool:
        """Say whether a requirement, without its marker, is plainly met."""
        said = self._read(bare)
        if said is None:
            return False
        key, _, specifier = said
        one = self.distributions.get(key)
        if one is None:
            return False
        return not specifier or meets(one.version, specifier) is True or key in self.doubled or not one.version

    def _extras(self, bare: str, asker: str) -> list[Extra]:
        said = self._read(bare)
        if said is None or not said[1]:
            return []
        return [(said[0], normal(one.strip()), asker) for one in said[1].split(",") if one.strip()]

    def _read(self, bare: str) -> tuple[str, str, str] | None:
        """Take key, extras and specifier out of a requirement; None: it is not written plainly."""
        try:
            return self._known[bare]
        except KeyError:
            said = self._known[bare] = self._parse(bare)
            return said

    def _parse(self, bare: str) -> tuple[str, str, str] | None:
        rest = bare.lstrip(_NAME)
        name = bare[: len(bare) - len(rest)]
        if not name or not (name[0].isalnum() and name[-1].isalnum()):
            return None
        rest, extras = rest.strip(), ""
        if rest[:1] not in _BRACKETS:
            return normal(name), "", rest
        if rest[0] == "[":
            extras, closed, rest = rest[1:].partition("]")
            if not closed:
                return None
            rest = rest.lstrip()
        if rest[:1] == "@":
            rest = ""  # whatever the URL, being there is all that can be asked
        if rest[:1] == "(":
            if rest[-1] != ")":
                return None
            rest = rest[1:-1].strip()
        return normal(name), extras, rest
