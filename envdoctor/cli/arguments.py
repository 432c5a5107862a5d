"""The command line: what its words mean. argparse is imported only when there is more than paths."""

from __future__ import annotations

from envdoctor.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = {
    "check": "say what is wrong with the environment and the project; what is run without a command",
    "explain": "show the page of a check: what it is, why it matters, what to do",
    "checks": "list the checks, and which of them are on here, because of what",
    "info": "show what was found out: which Python and environment, and why; what PATH, pip and the project say",
    "why": "explain why `import MODULE` fails, or what it takes; nothing is run",
    "snapshot": "write what is known of this machine and project as JSON, for a bug report",
}


class Options(Record):
    """What the command line says; every field has the value of an empty one."""

    command: str = "check"
    paths: tuple[str, ...] = ()
    name: str = ""  # of the check to explain, or of the module to ask about
    python: str = ""  # the Python to ask about: a path, an environment, a version
    kernel: str = ""  # the kernel of Jupyter to ask about
    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    output_format: str = "text"
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    fail_on: str = ""  # empty: as the configuration says
    exit_zero: bool = False
    exit_non_zero_on_fix: bool = False
    statistics: bool = False
    color: str = "auto"
    quiet: bool = False
    verbose: int = 0
    config: str = ""
    isolated: bool = False
    snapshot: str = ""  # the file to judge instead of this machine
    output: str = ""  # the file to write to instead of standard output


class Usage(Exception):  # noqa: N818 - it is an answer for the user
    """Raised for a command line that cannot be followed; its text says why."""


class Help(Exception):  # noqa: N818 - it is what the user asked for
    """Raised where the command line asks for help; its text is the help."""


def parse(argv: Sequence[str]) -> Options:
    """Read a command line.

    Raises:
        Usage: it cannot be followed.
        Help: it asks for help.
    """
    return plain(argv) or _parse(argv)


def plain(argv: Sequence[str]) -> Options | None:
    """Read a command line that has nothing but paths, which most have; None: it has more."""
    for word in argv:
        if word.startswith("-"):
            return None
    if argv and argv[0] in COMMANDS:
        if argv[0] != "check":
            return None
        argv = argv[1:]
    return Options(paths=tuple(argv))


def _parse(argv: Sequence[str]) -> Options:
    from envdoctor.cli.parser import parse as with_argparse

    return with_argparse(argv)
