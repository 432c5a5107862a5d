"""What `envdoctor why` answers: values alone, for the renderers."""

from __future__ import annotations

from envdoctor.record import Record

# of causes
NAMES = (
    "no-python", "python-cannot-start", "inactive-environment", "environment-broken", "installed-elsewhere",
    "pip-installs-elsewhere", "not-installed", "project-not-installed", "other-folder", "damaged", "hidden",
    "no-such-submodule", "standard-library-incomplete", "standard-library-removed", "standard-library-newer",
    "library-missing", "name-missing", "misspelt", "needs-missing", "other-release", "unknown",
)  # fmt: skip


class AskedPython(Record):
    """The Python that is asked about."""

    path: str  # its executable; empty: there is none
    shown: str  # as a person would write it
    version: str
    prefix: str
    what: str  # "the first Python on PATH", "the kernel `python3`", "the Python of the traceback"


class Spot(Record):
    """A Python, or a folder of packages, that has the module."""

    shown: str  # of the environment or the interpreter, as a person would write it
    version: str  # of Python
    distribution: str  # that the module belongs to; empty: not known, or none
    release: str  # of that distribution
    note: str  # "the project's environment — not active", "pyenv", "the user's packages"
    origin: str
    python: str = ""  # its executable


class Naming(Record):
    """A line of the project's files that names the distribution."""

    path: str
    line: int
    text: str
    name: str


class Cause(Record):
    """Why it fails: one cause, in a sentence or two, and what shows it."""

    name: str  # one of `NAMES`
    message: str
    evidence: tuple[str, ...] = ()


class Remedy(Record):
    """One command, quoted for the user's shell; `then`: what is to be known about it."""

    command: str
    then: str = ""


class Answer(Record):
    """The whole answer."""

    module: str
    importable: bool | None  # None: it cannot be known
    asked: AskedPython
    statement: str = ""  # what fails, where it is another one than `import MODULE`: "from collections import Mapping"
    origin: str = ""  # a file, "built-in" or "frozen"; empty: none, or a namespace package
    shown: str = ""  # the origin as a person would write it
    kind: str = ""
    distribution: str = ""
    release: str = ""
    cause: Cause | None = None
    spots: tuple[Spot, ...] = ()
    namings: tuple[Naming, ...] = ()
    remedy: Remedy | None = None
    doubts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
