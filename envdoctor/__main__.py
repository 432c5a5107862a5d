"""`envdoctor` and `python -m envdoctor`: arguments in, exit status out; each command is imported when it is run."""

from __future__ import annotations

import sys

# `python -m` puts the current folder first, and a re.py of the project in the place of Python's own; where that folder
# is gone, Python puts nothing there, and the first entry is its own archive
if __name__ == "__main__" and not (getattr(sys.flags, "safe_path", sys.flags.isolated) or sys.path[0].endswith(".zip")):
    del sys.path[0]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TextIO

    from envdoctor.cli.session import Session
    from envdoctor.system import System

USAGE, CRASHED, INTERRUPTED = 2, 3, 130


def script() -> int:
    """Run as the console script: a run is short, so no garbage is collected, and nothing taken apart at the end."""
    try:
        import gc

        gc.disable()
        _quicken()
        status = main(sys.argv[1:], alone=True)
    except KeyboardInterrupt:
        status = INTERRUPTED
    from envdoctor.system import leave

    return leave(status)


def _quicken() -> None:
    try:
        from envdoctor.imports import quicken
    except ImportError:  # a Python that does not import as CPython does
        return
    quicken()


def main(
    argv: Sequence[str],
    system: System | None = None,
    stdout: TextIO | None = None,
    stderr: TextIO | None = None,
    *,
    alone: bool = False,
) -> int:
    """Run envdoctor: on this machine and Python's own streams, where none are given.

    `alone` says that nothing else is run in this process, so that it may be copied.
    """
    stdout = sys.stdout if stdout is None else stdout
    stderr = sys.stderr if stderr is None else stderr
    try:
        if list(argv) == ["--version"]:
            from envdoctor.cli.output import write
            from envdoctor.version import __version__

            write(stdout, f"envdoctor {__version__}\n")
            return 0
        return _run(argv, system, stdout, stderr, alone=alone)
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        from envdoctor.cli.session import complain

        try:
            complain(stderr, f"the output cannot be written: {error.strerror or error}", {})
        except OSError:  # nor can this
            pass
        return CRASHED


def _run(
    argv: Sequence[str], system: System | None, stdout: TextIO | None, stderr: TextIO | None, *, alone: bool
) -> int:
    from time import perf_counter

    begin = perf_counter()
    from envdoctor.cli.arguments import Help, Options, Usage, parse
    from envdoctor.cli.output import write
    from envdoctor.cli.session import Session, complain
    from envdoctor.config import BadConfig
    from envdoctor.record import CannotKnow

    options = Options()
    env = system.env if system else {}
    try:
        own = _own(alone=alone)  # first, for what comes next imports more
        options = parse(argv)
        system = system or own
        env = system.env
        session = Session(options, system, own, stdout, stderr, perf_counter, begin, system.today())
        return _command(options.command)(session)
    except Help as text:
        write(stdout, str(text))
        return 0
    except (Usage, BadConfig, CannotKnow) as error:
        complain(stderr, str(error), env)
        return USAGE
    except Exception as error:
        if stdout is not None and stdout.closed and isinstance(error, OSError):
            raise
        if options.verbose > 1 or env.get("ENVDOCTOR_DEBUG"):
            import traceback

            complain(stderr, traceback.format_exc().rstrip(), env)
        else:
            hint = "ENVDOCTOR_DEBUG=1 says where"
            if isinstance(error, ImportError) and "PYTHONHOME" in env:
                hint = "PYTHONHOME is set, and hides Python's own library from it"
            complain(stderr, f"it failed itself: {type(error).__name__}: {error} ({hint})", env)
        return CRASHED
    finally:
        if system:
            system.end()


def _command(name: str) -> Callable[[Session], int]:
    """Import the module of a command, and none of the others."""
    if name == "explain":
        from envdoctor.cli.explain import run
    elif name == "checks":
        from envdoctor.cli.checks import run
    elif name == "info":
        from envdoctor.cli.info import run
    elif name == "snapshot":
        from envdoctor.cli.snapshot import run
    elif name == "why":
        from envdoctor.cli.why import run
    else:
        from envdoctor.cli.check import run
    return run


def _own(*, alone: bool) -> System:
    """Give the machine that envdoctor runs on, and see to it that only its own modules are imported."""
    from envdoctor.system import System

    system = System()
    system.copies = alone
    if system.env.get("PYTHONPATH") and not sys.flags.ignore_environment:
        from envdoctor.cli.isolation import put_last

        put_last(sys.path, system)
    return system


if __name__ == "__main__":
    sys.exit(script())
