"""The versions of Python that the project's files declare."""

from __future__ import annotations

from envdoctor.record import Record
from envdoctor.versions import OR, fitting, minor, violated, within

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    from envdoctor.check import Location
    from envdoctor.facts.project import Unread


class Declaration(Record):
    """One place that says which Python the project is for."""

    location: Location  # of the value
    source: str  # the text of its line
    what: str  # "requires-python", "poetry", "setup.cfg", ".python-version", "mise", "Dockerfile" …
    kind: Literal["range", "pin"]  # what the project works with, or the one interpreter it is run with
    text: str  # as written
    specifier: str  # see `versions`; empty: no verdict can be had from it
    deployment: bool = False  # it describes the machine that the project is deployed to
    overridden: str = ""  # the environment variable that overrides it in this shell
    aside: bool = False  # it is about something else beside the project, such as a second image: no verdict follows

    @property
    def decides(self) -> bool:
        """A version can be held against it."""
        return bool(self.specifier) and not self.overridden and not self.aside

    def asked(self, version: str) -> str:
        """Say what it asks for, as far as a version does not meet it: "the project requires <3.12"."""
        path = self.location.path
        if self.kind == "pin":
            said = self.specifier.replace("==", "").replace(".*", "").replace(OR, " or ")
            verb = {"Dockerfile": "builds on Python", "runtime.txt": "deploys Python"}.get(self.what, "pins")
            return f"{path} {verb} {said}"
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
        """Say which declaration no Python satisfies together with this one: following either breaks the other."""
        if fitting([one.specifier]):
            for other in self._beside(one):
                if not fitting([one.specifier, other.specifier]):
                    place = f"{other.location.path}:{other.location.line}"
                    return f"{place} asks for {other.text}, and no Python suits both."
        return ""

    def _beside(self, one: Declaration) -> list[Declaration]:
        """Give those that decide; a second image matters where the first one is the question."""
        return [
            other
            for other in self.declarations
            if other.decides or (other.aside and other.specifier and other.what == one.what)
        ]
