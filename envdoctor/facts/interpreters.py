"""The Pythons of this machine, by the managers and installers that put them there; none is run."""

from __future__ import annotations

from envdoctor.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts.machine import Interpreter


class Installation(Record):
    """One Python: a base installation, or an environment that its manager keeps under a name."""

    python: str  # its executable
    prefix: str
    identity: str  # as in `Interpreter`
    kind: str  # "environment", "conda", "base"
    version: str  # "3.12.4", "3.12", or empty
    manager: str  # "pyenv", "asdf", "mise", "uv", "conda", "pipx", "Homebrew", "python.org", "system", "PATH" …
    name: str = ""  # what its manager calls it: "3.12.4", "base"
    ensurepip: bool = True  # `-m venv` works: Debian keeps what it needs in a package of its own


class Command(Record):
    """A `python` or `pip`, by any of their names, in a folder of PATH."""

    name: str  # what is typed: "python3.12", "pip"
    path: str  # the file in that folder: it may be a shim
    python: Interpreter | None = None  # the Python that it starts, or that pip installs for; None: not known
    problem: str = ""  # why it is not known


class Tool(Record):
    """A program that makes environments or installs Pythons."""

    name: str  # "uv", "pyenv", "brew" …
    path: str
    on_path: bool  # its name is enough to start it


class Interpreters(Record):
    """All Pythons that were found, those on PATH first; and which managers are installed."""

    installations: tuple[Installation, ...]
    managers: tuple[str, ...]  # "pyenv", "asdf", "mise", "uv", "conda", "poetry", "pdm", "hatch", "pipenv", "pixi"
    commands: tuple[Command, ...] = ()  # in the order of PATH: of one name, the first is what a shell starts
    tools: tuple[Tool, ...] = ()  # the managers, and others that can install a Python: "brew", "py", "apt"
    registered: tuple[str, ...] = ()  # what `py` of Windows starts by its number: "3.12"

    def first(self, name: str) -> Command | None:
        """Give what a shell starts for a name; None: nothing."""
        return next((one for one in self.commands if one.name == name), None)

    def tool(self, name: str) -> str:
        """Give the word that starts a tool; empty: it is not installed."""
        found = next((one for one in self.tools if one.name == name), None)
        return "" if found is None else found.name if found.on_path else found.path

    def bases(self, wanted: str) -> list[Installation]:
        """Give the base installations of a version, "3.12" or "3.12.4", the newest first."""
        whole = wanted + "."
        found = [one for one in self.installations if one.kind == "base" and (one.version + ".").startswith(whole)]
        return sorted(found, key=lambda one: _numbers(one.version), reverse=True)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())
