"""What the project's own files say about the versions of packages: a command that says otherwise does not last."""

from __future__ import annotations

from envdoctor.record import Record


class Demand(Record):
    """A requirement with a specifier that holds for the judged environment."""

    key: str  # the name in its normal form
    specifier: str
    path: str
    line: int = 0  # 0: not known

    @property
    def place(self) -> str:
        """Where it stands: "requirements.txt:3"."""
        return f"{self.path}:{self.line}" if self.line else self.path

    @property
    def pin(self) -> str:
        """The only version that it allows; empty: it allows others too."""
        version = self.specifier[2:].strip("= ")
        return version if self.specifier.startswith("==") and not {"*", ","}.intersection(version) else ""


class Demands(Record):
    """All of them."""

    demands: tuple[Demand, ...] = ()

    def of(self, key: str) -> list[Demand]:
        """Give those about one distribution."""
        return [one for one in self.demands if one.key == key]
