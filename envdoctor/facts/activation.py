"""What the variables of this shell say about environments and Pythons, and whether it is so."""

from __future__ import annotations

from envdoctor.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts.machine import Environment, Shell
    from envdoctor.facts.pip_config import PipSetting


class Claim(Record):
    """The environment that a variable says is active: VIRTUAL_ENV, or CONDA_PREFIX where that one is not set."""

    variable: str
    path: str  # absolute
    name: str  # as a person would write it: relative to the project, or from `~`
    environment: Environment | None  # None: there is none at that place
    gone: bool = False  # nothing at all is there any more
    # the first `python` and `python3` on PATH are its own; else which of the two words it has a Python for
    agreed: bool = False
    commands: tuple[str, ...] = ()
    scripts: str = ""  # the folder that should stand first on PATH
    on_path: bool = False  # it is on PATH, if not first
    in_front: str = ""  # the entry of PATH with the Python that is found in place of its own
    shims: bool = False  # pyenv activated it: its shims lead there, and PATH stays as it was
    moved: bool = False  # the project's environment takes this place, where nothing is, for its own
    leftover: str = ""  # the first `python` on PATH, where it lies in what is no environment any more


class PythonHome(Record):
    """What PYTHONHOME says, which holds for every Python that this shell starts."""

    path: str
    name: str
    # whose standard library is there, seen from the first Python on PATH: "own", "another" of the same minor
    # version, or "none" that it can use
    library: str


class Leak(Record):
    """A folder on PYTHONPATH that holds what belongs to another Python, or would."""

    name: str  # as a person would write it
    owner: str  # "Python 3.8", "~/envs/data"; empty: there is no such folder
    version: str = ""  # of that Python, if it is another than this shell's


class SearchPath(Record):
    """What PYTHONPATH says."""

    leaks: tuple[Leak, ...]
    rest: str  # the variable without them


class Elevation(Record):
    """The program that made this process root's, and who is behind it."""

    program: str  # "sudo", "doas", "pkexec"
    person: str
    owns: bool  # the project's folder belongs to that person
    command: str  # what it was told to run: "bash", "envdoctor"; empty: that is not known


class CondaFile(Record):
    """The project's conda environment file."""

    path: str  # relative to the project
    name: str  # of the environment; empty: it says none


class Activation(Record):
    """What was looked at; parts that no check would ask for are not looked for."""

    claim: Claim | None = None
    home: PythonHome | None = None
    search: SearchPath | None = None
    elevation: Elevation | None = None
    shared: bool = False  # the project's files lead to the active environment too, though another one comes first
    housed: bool = False  # in a container: the active environment lies in another project, and is not the image's own
    # a Python that pyenv is told to use and has not, so that `python` does not start; looked for where an environment
    # of the project could be activated
    dead: str = ""
    conda: CondaFile | None = None  # looked for where conda's base is active
    redirected: tuple[PipSetting, ...] = ()  # pip's target, prefix and root, if they lead out of the active environment
    # files that declare dependencies; looked for where no environment is known that could hold them
    dependencies: tuple[str, ...] = ()

    @property
    def stale(self) -> Claim | None:
        """The claim, where there is no environment behind it."""
        return self.claim if self.claim and self.claim.environment is None else None

    def shadowed(self, shell: Shell) -> str:
        """Say which of `python` and `python3` leads elsewhere than to the claimed environment; empty: neither does."""
        claim = self.claim
        if claim is None or claim.environment is None or claim.shims or claim.environment.problem:
            return ""
        own = claim.environment.identity
        if claim.environment.root:
            return ""  # conda's base is in every shell of its users; what is activated after it comes first
        for word, python in (("python", shell.python), ("python3", shell.python3)):
            if word not in claim.commands or (python is not None and python.identity == own):
                continue
            # a venv in front of a conda environment is active in its turn
            if python is None or python.kind != "environment" or claim.variable != "CONDA_PREFIX":
                return word
        return ""
