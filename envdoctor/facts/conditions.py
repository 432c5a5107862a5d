"""What is not sound, in all particulars; where everything is sound, nothing of this is needed."""

from __future__ import annotations

from envdoctor.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts.machine import Environment

# what keeps an environment from working as a whole, the deepest cause first; it has one at most
FAULTS = ("foreign", "unmarked", "missing", "upgraded", "moved", "copied", "unfinished")


class Script(Record):
    """A command of an environment that cannot be started."""

    name: str
    fault: str  # of its first line: "gone", "long", "space", "return" (ends in one), "bare" (`#!python`)
    python: str  # the Python that it names; empty: none
    wanted: tuple[str, ...] = ()  # what installs it again, as words for pip: "flask==3.0.3"; empty: not known
    key: str = ""  # of the distribution that it belongs to, in its normal form


class Setting(Record):
    """Where pyvenv.cfg makes the packages of the base visible."""

    line: int  # 0: the key is missing, which means the same
    column: int  # of the value
    value: str
    source: str  # the text of the line


class Editable(Record):
    """A project that is installed as it stands in its folder."""

    name: str
    folder: str  # absolute


class Condition(Record):
    """One environment that is not sound."""

    environment: Environment
    recorded: str = ""  # where its own files say that it lies, if that is another place
    scripts: tuple[Script, ...] = ()
    owned: tuple[str, ...] = ()  # names in its folder of packages that belong to root; "": the environment itself does
    visible: Setting | None = None  # None: the base's packages are not visible, or are meant to be
    others: tuple[Editable, ...] = ()  # installed in it, and of no use to this project
    ensurepip: bool = True  # its base can give it pip; Debian's cannot without python3-venv

    @property
    def fault(self) -> str:
        """One of FAULTS, or empty."""
        return self.environment.fault


class Intruder(Record):
    """A distribution that was installed among those of the system's package manager, by another program."""

    name: str
    version: str
    installer: str  # "pip", "uv"
    site: str  # the folder it lies in
    python: str  # the system's Python that finds it: "/usr/bin/python3"
    managed: bool = False  # pip asks for --break-system-packages there
    package: str = ""  # the system's own package of the same distribution: "python3-requests"
    hides: str = ""  # the version of that package, which is found after it; empty: it does not lie beside it
