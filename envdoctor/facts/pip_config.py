"""What pip is told without being asked: its configuration files and its environment variables."""

from __future__ import annotations

from envdoctor.record import Record

_TRUE = frozenset({"y", "yes", "t", "true", "on", "1"})
_FALSE = frozenset({"n", "no", "f", "false", "off", "0"})


class PipSetting(Record):
    """One setting, and where it stands."""

    section: str  # "global", or a command: "install"; ":env:" for a variable
    name: str  # as pip writes it: "extra-index-url"
    value: str  # passwords in it are masked
    origin: str  # which file it stands in: "global", "legacy", "user", "site", "PIP_CONFIG_FILE"; or "environment"
    path: str = ""  # of the file; empty: a variable
    line: int = 0

    @property
    def truth(self) -> bool | None:
        """Read the value as pip reads a yes or no; None: pip would refuse it."""
        word = self.value.lower()
        return True if word in _TRUE else False if word in _FALSE else None

    @property
    def variable(self) -> str:
        """Give the name of the variable that says the same."""
        return "PIP_" + self.name.upper().replace("-", "_")


class PipConfig(Record):
    """All settings, in the order in which pip reads them: the later one wins."""

    settings: tuple[PipSetting, ...]

    def get(self, name: str, command: str = "install") -> PipSetting | None:
        """Give the setting that holds for a command; one that is empty is none.

        A variable beats the command's section, that beats `[global]`, whichever file they stand in.
        """
        for section in (":env:", command, "global"):
            said = [one for one in self.settings if one.section == section and one.name == name]
            if said and said[-1].value:
                return said[-1]
        return None
