"""The machine, the shell, and the environments on it."""

from __future__ import annotations

from envdoctor.record import Record


class Host(Record):
    """The machine, and how this process came to run on it."""

    system: str  # "linux", "macos", "windows"
    home: str | None  # the user's home directory
    ci: str = ""  # what says that this is continuous integration: "GitHub Actions", "CI"; empty: it is not
    container: str = ""  # what says that this is a container: "/.dockerenv"; empty: it is not
    notebook: str = ""  # what says that this is a notebook: "Jupyter"; empty: it is not
    hook: str = ""  # what says that this is a git hook: "pre-commit", "git hook"; empty: it is not
    wsl: bool = False
    superuser: bool = False  # root, on POSIX
    sudo_user: str = ""  # who is behind sudo, doas or pkexec


class Interpreter(Record):
    """A Python found by its file; it was not run."""

    path: str  # as a shell would find it: shims are followed, links are not
    real: str  # the executable behind all links
    prefix: str  # the environment's folder, or the base installation's
    identity: str  # of what it installs into: the environment, or the base installation and its minor version
    kind: str  # "environment", "conda", "base"
    version: str  # "3.12.4", or "3.12" where no file says more; empty: no file says anything


class Pip(Record):
    """A `pip` on PATH and the Python it installs for, as its file says."""

    path: str
    python: Interpreter


class Shell(Record):
    """The shell that envdoctor was started from, and what it would run.

    `path` is PATH without what the launcher of envdoctor put in front of it. What a shell runs can also be an alias,
    which no other process sees: these are the first on PATH.
    """

    kind: str  # "bash", "zsh", "sh", "fish", "csh", "powershell", "cmd", "nushell", "xonsh"
    interactive: bool  # a person's shell
    why: str  # why it is not: "continuous integration (GitHub Actions)"; empty: it is
    cwd: str  # the folder it stands in
    path: tuple[str, ...]
    python: Interpreter | None  # the first `python` on `path`, or `python3` where there is no `python`; None: neither
    python3: Interpreter | None
    pip: Pip | None
    pip3: Pip | None


class Environment(Record):
    """A virtual environment or conda environment on disk."""

    path: str  # absolute
    identity: str  # of `path`
    name: str  # as a person would write it: relative to the project, or from `~`
    kind: str  # "venv", "conda"
    maker: str  # "venv", "virtualenv", "uv", "conda", "poetry" …; empty: not known
    python: str  # version
    base: str  # the base interpreter's executable, or empty
    system_packages: bool  # the base's packages are visible inside
    pip: bool  # pip is installed in it
    scripts: str  # folder of its scripts: bin or Scripts, absolute
    activators: tuple[str, ...]  # names of the activation scripts in `scripts`
    problem: str = ""  # why it is not healthy; empty: it is
    root: bool = False  # conda's own base environment, which is no project's
    seedless: bool = False  # it has no pip, and is not meant to
    fault: str = ""  # the kind of `problem`: see `facts.conditions.FAULTS`


class Environments(Record):
    """Which environment is in use, which is the project's, and which one is judged."""

    launcher: str  # how envdoctor itself runs: "venv", "pipx", "uvx", "pre-commit" …, "base"
    active: Environment | None  # active in this shell
    project: Environment | None  # the project's own
    judged: Environment | None  # the one this report is about
    why: str  # why that one: "active in this shell"
    python: str  # version of the judged Python; with no environment, of the first `python` on PATH; or empty
    own: str = ""  # identity of the environment that envdoctor runs in, where that is no tool's own


class Today(Record):
    """A day; in a snapshot, the one on which it was made."""

    date: str  # "2027-01-31": dates written like this are in order as text

    def ahead(self, months: int) -> str:
        """Give the date so many months after this day; it may be one that the month has not, which orders as well."""
        year, month, day = map(int, self.date.split("-"))
        count = year * 12 + month - 1 + months
        return f"{count // 12:04}-{count % 12 + 1:02}-{day:02}"

    def nears(self, version: str) -> bool:
        """Say whether the support of a Python may be over soon, or is; False: it is not.

        Each minor version is supported until October of the fifth year after its release, and there is one a year.
        """
        major, _, rest = version.partition(".")
        number = rest.partition(".")[0]
        if major != "3" or not number.isdigit():
            return bool(version)
        return self.ahead(4) >= f"{2016 + int(number)}-10" or int(number) < 8  # noqa: PLR2004 - those before it are over
