"""The versions of Python that the project's files declare."""

from __future__ import annotations

from envdoctor.record import Record
from envdoctor.versions import MINORS, OR, fitting, minor, plainly_within, violated, within

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Literal

    from envdoctor.check import Location
    from envdoctor.facts.project import Unread


_VERBS = {
    "Dockerfile": "builds on Python", "devcontainer": "develops on Python", "runtime.txt": "deploys Python",
    "readthedocs": "builds on Python", "netlify": "deploys Python",
}  # fmt: skip

_ELSEWHERE = frozenset({"devcontainer", "readthedocs"})


class Declaration(Record):
    """One place that says which Python the project is for."""

    location: Location  # of the value
    source: str  # the text of its line
    what: str  # "requires-python", "poetry", "setup.cfg", ".python-version", "mise", "Dockerfile" …
    # "range": what the project works with; "pin": the one interpreter it is run with. Those of other kinds are found in
    # `declared_everywhere` alone, and the environment need not meet them. "tried": one of several that tests are run
    # with; "deployed": what a service builds with; "script": what one file asks for; "informational": what tools say
    kind: Literal["range", "pin", "tried", "deployed", "script", "informational"]
    text: str  # as written
    specifier: str  # see `versions`; empty: no verdict can be had from it
    deployment: bool = False  # it describes the machine that the project is deployed to
    overridden: str = ""  # the environment variable that overrides it in this shell
    aside: bool = False  # it is about something else beside the project, such as a second image: no verdict follows

    @property
    def decides(self) -> bool:
        """A version can be held against it."""
        return bool(self.specifier) and not self.overridden and not self.aside

    @property
    def place(self) -> str:
        """Where it stands: "pyproject.toml:4"."""
        return f"{self.location.path}:{self.location.line}" if self.location.column else self.location.path

    @property
    def says(self) -> str:
        """What it does and asks for: "requires >=3.10", "pins 3.12", "builds on Python 3.12"."""
        if self.kind in {"pin", "deployed"}:
            said = self.specifier.replace("==", "").replace(".*", "").replace(OR, " or ")
            return f"{_VERBS.get(self.what, 'pins')} {said}"
        return f"{_VERBS.get(self.what, 'requires')} {self.text}"

    def asked(self, version: str) -> str:
        """Say what it asks for, as far as a version does not meet it: "the project requires <3.12"."""
        path = self.location.path
        if self.kind == "pin":
            return f"{path} {self.says}"
        said = self.text if OR in self.specifier else violated(version, self.specifier)
        who = path if self.what in {".python-version", "environment.yml"} else "the project"
        return f"{who} requires {said}"

    def near(self, version: str) -> bool:
        """Say whether another release of the same minor version would meet it."""
        return within(minor(version), self.specifier) is not False

    def hint(self, version: str) -> str:
        """Explain what stands or falls with the last number; most people are surprised by the first kind."""
        if not self.near(version):
            return ""
        number = minor(version)
        if self.kind == "range" and violated(version, self.specifier) in {f"=={number}", f"<={number}"}:
            return f"Here {number} means {number}.0 alone; every {number} is written `=={number}.*`."
        return f"It takes another release of Python {number} than the one at hand."


class Declared(Record):
    """All declarations, in the order of their files."""

    declarations: tuple[Declaration, ...]
    unread: tuple[Unread, ...] = ()
    floats: tuple[str, ...] = ()  # YAML files in which something like `3.10` may stand without quotes

    wider: tuple[str, ...] = ()  # files that only `declared_everywhere` reads, and that may contradict what is declared

    # the folder of the uv workspace whose environment the project shares; empty: it is in none, or has its own
    workspace: str = ""

    named: bool = False  # nothing is declared, but some other file seems to name a Python

    def plain(self, versions: Iterable[str]) -> bool:
        """Say whether something is declared, and all of it plainly lets in some versions: then nothing contradicts."""
        return (
            bool(self.declarations)
            and not self.wider
            and all(
                plainly_within(version, one.specifier) and one.specifier
                for one in self.declarations
                for version in versions
            )
        )

    def contradictions(self) -> list[tuple[Declaration, Declaration]]:
        """Give the pairs that no Python suits, the earlier declaration first, in the order of the later one.

        Two pins agree where they name one minor version: packages are built for that, and which last number is at hand,
        each machine decides. A declaration that no Python suits at all is paired with itself, and with no other.
        """
        judged = [
            one
            for one in self.declarations
            if one.specifier and not one.aside and one.kind in {"range", "pin", "deployed"}
        ]
        late = (f"3.{number}.99" for number in MINORS)
        if any(all(plainly_within(version, one.specifier) for one in judged) for version in late):
            return []  # this one suits all
        from envdoctor.versions.releases import common, loosened

        found: list[tuple[Declaration, Declaration]] = []
        possible: list[Declaration] = []
        for one in judged:
            if common([one.specifier]) == ():
                found.append((one, one))
                continue
            for other in possible:
                if other.what == one.what or (one.what in _ELSEWHERE and other.kind != "range"):
                    continue  # an image to develop or document in need not have the Python that is pinned for others
                pair = [one.specifier, other.specifier]
                if one.kind == other.kind == "pin":
                    pair = [loosened(specifier) for specifier in pair]
                if common(pair) == ():
                    found.append((other, one))
            possible.append(one)
        return found

    def conflicts(self) -> list[tuple[Declaration, tuple[Declaration, ...]]]:
        """Give the declarations that are out of line, each with those that it contradicts; none: no Python suits it.

        They are as few as can be: whichever contradicts the most is out, and of two of equal right the later one. So
        one that nobody agrees with is told once, and not as often as there are others.
        """
        pairs = self.contradictions()
        against = {
            one: [other for pair in pairs if one in pair for other in pair if other != one]
            for pair in pairs
            for one in pair
        }
        impossible = [one for one, others in against.items() if not others]
        out: list[Declaration] = []
        left = [pair for pair in pairs if pair[0] != pair[1]]
        while left:
            parts = [part for pair in left for part in pair]
            out.append(max(parts, key=lambda part: (parts.count(part), self.declarations.index(part))))
            left = [pair for pair in left if out[-1] not in pair]
        for one in tuple(out):
            if all(other in out for other in against[one]):
                out.remove(one)  # with those gone, nothing speaks against it
        found = [(one, tuple(other for other in against[one] if other not in out)) for one in (*impossible, *out)]
        return sorted(found, key=lambda conflict: self.declarations.index(conflict[0]))

    def suiting(self, one: Declaration) -> str:
        """Give the Python 3 that suits this one and all others that matter to it; empty where none does."""
        return fitting(other.specifier for other in self._beside(one))

    def exactly(self, one: Declaration, number: str) -> str:
        """Give the very release of a minor version that a pin names; empty: it names none, or others forbid that one.

        What is deployed with another last number forbids nothing.
        """
        pins = [pin.removeprefix("==") for pin in one.specifier.split(OR)] if one.kind == "pin" else []
        found = next((pin for pin in pins if minor(pin) == number != pin and "*" not in pin), "")
        allowed = all(
            within(found, other.specifier) is not False or (other.deployment and other.near(found))
            for other in self._beside(one)
        )
        return found if found and allowed else ""

    def contradiction(self, one: Declaration) -> str:
        """Say which image beside this one no Python suits together with it: of two images, neither is wrong."""
        if fitting([one.specifier]):
            for other in self._beside(one):
                if not fitting([one.specifier, other.specifier]):
                    return f"{other.place} asks for {other.text}, and no Python suits both."
        return ""

    def _beside(self, one: Declaration) -> list[Declaration]:
        """Give those that decide; a second image matters where the first one is the question."""
        return [
            other
            for other in self.declarations
            if other.decides or (other.aside and other.specifier and other.what == one.what)
        ]


class Number(Record):
    """A version of Python in a YAML file that its reader takes for a number, and so for another version."""

    location: Location
    source: str
    text: str  # "3.10"
    read: str  # "3.1"
    quote: str  # the kind of quotes that the file uses elsewhere
    reader: str  # "GitHub", "GitLab", "Read the Docs", "Travis CI"


class Unquoted(Record):
    """All such numbers."""

    numbers: tuple[Number, ...]
    unread: tuple[Unread, ...] = ()
