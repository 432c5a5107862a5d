"""What is wrong with an installed distribution by its own word, and where it came from; few runs need any of this."""

from __future__ import annotations

from envdoctor.record import Record


class Origin(Record):
    """Where an installed distribution came from, as its folder notes it."""

    installer: str = ""  # "pip", "uv", "conda"; empty: none is noted
    requested: bool = False  # somebody asked for it by name
    url: str = ""  # what direct_url.json names: it was not taken from an index
    editable: bool = False


class Unmet(Record):
    """A requirement of an installed distribution that nothing installed meets."""

    dependent: str  # its name as written
    version: str  # of the dependent
    name: str  # what it requires, as written
    key: str
    specifier: str  # empty: any version would do
    found: str  # the version that is installed; empty: none is
    extra: str = ""  # the extra of the dependent that requires it
    asked: str = ""  # who asks for that extra: a distribution's name, or "requirements.txt:3"
    # what would meet this and whatever else is required of `name` by what is installed: "urllib3<3,>=1.21.1"
    cure: str = ""  # empty: no version would

    @property
    def requirement(self) -> str:
        """Name and specifier."""
        return self.name + self.specifier

    @property
    def who(self) -> str:
        """The dependent, with the extra that is meant."""
        return f"{self.dependent}[{self.extra}]" if self.extra else self.dependent


class Misfit(Record):
    """A distribution that is not for the Python, or the platform, that it is installed for."""

    name: str
    version: str
    wants: str  # ">=3.8,<3.12"; or the tags of its wheel
