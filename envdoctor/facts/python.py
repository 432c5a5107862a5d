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

    @property
    def decides(self) -> bool:
        """A version can be held against it."""
        return bool(self.specifier) and not self.overridden

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
        """Explain a range that stands or falls with the last number; most people are surprised by the first kind."""
        if self.kind == "pin" or not self.near(version):
            return ""
        number = minor(version)
        if violated(version, self.specifier) in {f"=={number}", f"<={number}"}:
            return f"Here {number} means {number}.0 alone; every {number} is written `=={number}.*`."
        return f"It takes another release of Python {number} than the one at hand."


class Declared(Record):
    """All declarations, in the order of their files."""

    declarations: tuple[Declaration, ...]
    unread: tuple[Unread, ...] = ()

    def suiting(self, one: Declaration) -> str:
        """Give the Python 3 that suits all of them, or at least the ranges and this one; empty where none does."""
        decisive = [other for other in self.declarations if other.decides]
        ranges = [other.specifier for other in decisive if other.kind == "range"]
        tries = ([other.specifier for other in decisive], [*ranges, one.specifier], [one.specifier])
        return next(filter(None, map(fitting, tries)), "")
