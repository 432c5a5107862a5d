"""`--fix` and `--diff`: plan, apply, look again."""

from __future__ import annotations

from envdoctor.cli.judge import judge
from envdoctor.repair import Plan, apply, plan
from envdoctor.result import CRASHED, FOUND, OK, Mending

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from envdoctor.cli.judge import Judged
    from envdoctor.cli.session import Session
    from envdoctor.repair import Held, Mended, Refused
    from envdoctor.system import System

ROUNDS = 10  # fixes that get in each other's way are applied one after the other


def diff(session: Session) -> int:
    """Show what `--fix` would change, and write nothing."""
    from envdoctor.render import diff as rendered

    judged = judge(session)
    planned = _plan(session, judged)
    session.show(rendered.render(planned.changes, exact=not session.screen().terminal))
    held = [f"{one.finding.check}: {one.reason}" for one in planned.held]
    for text in dict.fromkeys(held):
        times = held.count(text)
        session.complain(f"held back: {text}" + (f" ({times} findings)" if times > 1 else ""))
    for failure in judged.report.failed:
        session.complain(f"crashed: {failure.check}: {failure.error}")
    if judged.report.failed:
        return CRASHED
    return FOUND if planned.changes and not session.options.exit_zero else OK


def mend(session: Session) -> tuple[Judged, Mending]:
    """Apply the fixes, and look again; what comes back is the last look."""
    judged = judge(session)
    mended: list[Mended] = []
    refused: dict[str, Refused] = {}
    files: dict[str, None] = {}
    held: tuple[Held, ...] = ()
    for _ in range(ROUNDS):
        planned = _plan(session, judged)
        changes = [change for change in planned.changes if change.path not in refused]
        held = planned.held
        if not changes:
            break
        refused |= {one.path: one for one in apply(judged.snap.aim.root, changes)}
        done = {change.path for change in changes} - set(refused)
        files |= dict.fromkeys(sorted(done))
        mended += [one for one in planned.mended if done.issuperset(one.paths)]
        judged = judge(session)
    return judged, Mending(tuple(mended), held, tuple(refused.values()), tuple(files))


def _plan(session: Session, judged: Judged) -> Plan:
    read = reader(session.system, judged.snap.aim.root)
    return plan(judged.report.found, read, unsafe=session.options.unsafe_fixes)


def reader(system: System, root: str) -> Callable[[str], bytes]:
    """Give the function that reads a file of the project, and none that a link leads to outside of it."""
    within = system.path.join(system.real(root), "")

    def read(path: str) -> bytes:
        where = system.path.join(root, *path.split("/"))
        if not system.real(where).startswith(within):
            raise OSError(1, "it is a link that leads out of the project", path)
        return system.read(where)

    return read
