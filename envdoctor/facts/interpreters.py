"""The Pythons of this machine, by the managers and installers that put them there; none is run."""

from __future__ import annotations

from envdoctor.record import Record


class Installation(Record):
    """One Python: a base installation, or an environment that its manager keeps under a name."""

    python: str  # its executable
    prefix: str
    identity: str  # as in `Interpreter`
    kind: str  # "environment", "conda", "base"
    version: str  # "3.12.4", "3.12", or empty
    manager: str  # "pyenv", "asdf", "mise", "uv", "conda", "pipx", "Homebrew", "python.org", "system", "PATH" …
    name: str = ""  # what its manager calls it: "3.12.4", "base"


class Interpreters(Record):
    """All Pythons that were found, those on PATH first; and which managers are installed."""

    installations: tuple[Installation, ...]
    managers: tuple[str, ...]
