"""One question: a module, a Python, and all that is found out about both, each once it is needed."""

from __future__ import annotations

from envdoctor import words
from envdoctor.facts.installed import normal
from envdoctor.probe.project import is_project
from envdoctor.record import CannotKnow
from envdoctor.why import declaring, naming, places, standard, well_known
from envdoctor.why.looking import Look, attempt
from envdoctor.why.search_path import STANDARD

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts import Snapshot
    from envdoctor.facts.machine import Environment, Interpreter, Shell
    from envdoctor.why.answer import Naming, Spot
    from envdoctor.why.folders import Folders
    from envdoctor.why.owners import Ownership
    from envdoctor.why.subject import Subject
    from envdoctor.why.trace import Trace


_USUAL = frozenset({".venv", "venv"})


class Case:
    """What a cause is looked for in."""

    def __init__(
        self,
        folders: Folders,
        snap: Snapshot,
        module: str,
        subject: Subject,
        *,
        start: str,
        trace: Trace | None = None,
    ) -> None:
        """Look with the Python that is asked about; `start` is the folder that comes first on sys.path.

        Raises:
            CannotKnow: its folders cannot be told from files.
        """
        self.folders, self.snap, self.module, self.subject, self.trace = folders, snap, module, subject, trace
        self.start = start
        self.system = folders.system
        assert subject.python  # noqa: S101 - where there is no Python, there is nothing to look at
        self.here = Look(folders, subject.python, module, start)
        self.environment = self._environment()
        self.beside = self._home()  # what the Python of the project's environment would do, where that is another one
        self.home = self.here if self.beside is None or self._library(self.beside) else self.beside
        self._spots: list[tuple[Spot, Look | None]] | None = None
        self._namings: list[Naming] | None = None

    @property
    def top(self) -> str:
        """The first part of the module's name."""
        return self.module.partition(".")[0]

    @property
    def shell(self) -> Shell:
        """The user's shell, which commands are written for."""
        return self.snap.shell

    def _environment(self) -> Environment | None:
        """Give the project's own environment, unless another Python was named."""
        if self.subject.chosen:
            return None
        try:
            found = self.snap.environments.project
        except CannotKnow:
            return None
        if found and not is_project(self.system, self.snap.aim.root) and found.name not in _USUAL:
            return None  # it is some folder's, of whatever project
        return found

    def _home(self) -> Look | None:
        """Look with the Python of the project's environment, where that is another one."""
        if not self.environment or self.environment.problem:
            return None
        python = places.environment_python(self.folders, self.environment)
        if python is None or python.identity == self.here.python.identity:
            return None
        return attempt(self.folders, python, self.module, self.start, variables=True)

    def _library(self, look: Look) -> bool:
        """Say whether it is the standard library that is asked about: there the Python in the heading decides."""
        if not standard.ever(self.top):
            return False
        return look.found is None or look.found.entry in {STANDARD, ""}

    @property
    def first(self) -> Interpreter | None:
        """The first Python on PATH; None: there is none, or it is not known."""
        try:
            return self.snap.shell.python
        except CannotKnow:
            return None

    @property
    def inactive(self) -> bool:
        """The project has an environment of its own, and the Python that is asked about is not its."""
        return self.home is not self.here

    @property
    def home_environment(self) -> Environment | None:
        """The environment that the module ought to be in; None: it is a base installation."""
        if self.inactive:
            return self.environment
        if self.here.python.kind == "base":
            return None
        from envdoctor.probe.pythons import environment

        return environment.read(self.system, self.here.python.prefix, self.snap.aim.root)

    @property
    def anothers(self) -> bool:
        """The Python in use is the environment of another project, which is not to be installed into for this one."""
        environment = self.home_environment
        if self.subject.chosen or self.environment or environment is None or environment.kind == "conda":
            return False
        system, root = self.system, self.snap.aim.root
        around = system.path.dirname(environment.path)
        inside = (environment.path + system.path.sep).startswith(root.rstrip(system.path.sep) + system.path.sep)
        return not inside and is_project(system, root) and is_project(system, around)

    @property
    def project_name(self) -> str:
        """The name of the project as a distribution, as its files say; empty: none of them does."""
        return naming.project(self.folders, self.snap.aim.root)

    def own(self, name: str) -> bool:
        """Say whether a distribution is this project itself."""
        own = self.project_name
        return bool(own) and normal(own) == normal(name)

    @property
    def spots(self) -> list[tuple[Spot, Look | None]]:
        """The other places that have the module."""
        if self._spots is None:
            known = [self.here.python.identity]
            found = places.elsewhere(self.folders, self.snap, self.module, known)
            if standard.ever(self.top):  # what other Pythons have of the standard library is no news
                found = (one for one in found if one[0].distribution)
            self._spots = list(found)
        return self._spots

    @property
    def namings(self) -> list[Naming]:
        """All lines of the project's files that name a distribution."""
        if self._namings is None:
            self._namings = list(declaring.namings(self.system, self.snap))
        return self._namings

    @property
    def claims(self) -> list[Ownership]:
        """The distributions of the place it ought to be in that say they brought it."""
        return self.home.claims()

    @property
    def distribution(self) -> str:
        """The distribution that the module comes from; empty: not known."""
        for claim in self.claims:
            return claim.metadata.name
        for spot, _ in self.spots:
            if spot.distribution:
                return spot.distribution
        known = well_known.distribution(self.module)
        if not known and self.own(self.top):
            return self.project_name
        if known:
            # the project may have chosen another distribution that gives the same
            return next((one.name for one in declaring.matching(self.namings, _others(known))), known)
        names = [self.module.replace(".", "-")]
        names += [] if self.shared else [self.top]
        same = declaring.matching(self.namings, names)
        return same[0].name if same else ""

    @property
    def shared(self) -> bool:
        """Many distributions give parts of the package around it: none of them may be taken for another."""
        return "." in self.module and (self.top in well_known.SHARED or bool(self.home.shared()))

    @property
    def declared(self) -> list[Naming]:
        """The lines that name the distribution."""
        return declaring.matching(self.namings, [self.distribution, *_others(self.distribution)])

    def matching(self, name: str) -> list[Naming]:
        """Give the lines that name a distribution, or one that gives the same."""
        return declaring.matching(self.namings, [name, *_others(name)])

    def comes(self, name: str) -> str:
        """Begin a sentence about a distribution: "cv2 comes from the distribution opencv-python, which"."""
        asked = self.module if self.shared else self.top
        if not name or normal(name) == normal(asked):
            return asked if name else f"`{self.module}`"
        return f"{asked} comes from the distribution {name}, which"

    def shown(self, path: str) -> str:
        """Write a path as a person would."""
        return words.path(self.snap, path)


# distributions that give the same module; a project may name any of them
_RIVALS = (
    ("opencv-python", "opencv-python-headless", "opencv-contrib-python", "opencv-contrib-python-headless"),
    ("psycopg2-binary", "psycopg2"),
    ("mysqlclient", "MySQL-python"),
    ("kafka-python", "kafka-python-ng"),
    ("python-magic", "python-magic-bin"),
    ("PyMuPDF", "fitz"),
    ("tensorflow", "tensorflow-cpu", "tensorflow-gpu", "tensorflow-macos"),
    ("faiss-cpu", "faiss-gpu"),
    ("pycryptodome", "pycrypto"),
    ("python-jose", "jose"),
)


def _others(name: str) -> list[str]:
    return next((list(group) for group in _RIVALS if name in group), [name])
