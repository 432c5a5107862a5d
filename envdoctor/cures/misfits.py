"""The commands that replace packages which are wrong in an environment: not for its Python, or there twice."""

from __future__ import annotations

from envdoctor.check import Fix, Tell

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from envdoctor.facts import Snapshot
    from envdoctor.facts.distributions import Metadata
    from envdoctor.facts.machine import Environment
    from envdoctor.facts.unfit import Misfit


def fitting(snap: Snapshot, environment: Environment, wrong: Iterable[Misfit]) -> tuple[Fix, ...]:
    """Let the installer choose: without a version it takes the newest that supports this Python."""
    from envdoctor.cures.installing import reinstall

    command = reinstall(snap, environment, sorted({one.name for one in wrong}, key=str.lower))
    return (Fix("installs the newest that support this Python", (Tell(command),)),)


def anew(snap: Snapshot, environment: Environment, wrong: Iterable[Misfit]) -> tuple[Fix, ...]:
    """Install the same versions here, where the installer takes what is built for this platform."""
    from envdoctor.cures.installing import reinstall

    wanted = sorted({f"{one.name}=={one.version}" for one in wrong}, key=str.lower)
    return (Fix("installs what is built for this platform", (Tell(reinstall(snap, environment, wanted)),)),)


def once(snap: Snapshot, environment: Environment, doubled: Sequence[Metadata]) -> tuple[Fix, ...]:
    """Take all that has one name out, and install the newest of it again.

    uv does so by itself. pip takes out one at a time, and whichever it finds first.
    """
    from packaging.version import Version

    from envdoctor import shells
    from envdoctor.cures import installing

    name = doubled[0].name
    wanted = f"{name}=={max((one.version for one in doubled), key=Version)}"
    if not environment.pip:
        line = installing.reinstall(snap, environment, [wanted])
    else:
        line = installing.install(snap, environment, "--no-deps", wanted)
        for _ in doubled:
            line = shells.join(snap.shell.kind, installing.uninstall(snap, environment, "--yes", name), line)
    return (Fix("takes all of them out, and installs the newest again", (Tell(line),)),)
