"""`envdoctor check`: look, judge, show; or mend."""

from __future__ import annotations

from envdoctor.cli.judge import judge
from envdoctor.result import OK, Mending, Result, fixable, standing, status_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from envdoctor.cli.judge import Judged
    from envdoctor.cli.session import Session
    from envdoctor.render.layout import Line


def run(session: Session) -> int:
    """Check a project, and show what was found."""
    options = session.options
    if options.diff:
        from envdoctor.cli.mend import diff

        return diff(session)
    mending = None
    if options.fix:
        from envdoctor.cli.mend import mend

        judged, mending = mend(session)
    else:
        judged = judge(session)
    result = _result(session, judged, mending)
    show(session, result, judged)
    if judged.report.failed and session.debug():
        _trace(session, judged)
    return result.status


def _result(session: Session, judged: Judged, mending: Mending | None) -> Result:
    options = session.options
    fail_on = options.fail_on or judged.config.fail_on
    status = status_of(judged.report, fail_on, exit_zero=options.exit_zero)
    if mending and status == OK and (mending.refused or (options.exit_non_zero_on_fix and mending.files)):
        status = 0 if options.exit_zero else 1
    return Result(
        standing=standing(judged.snap),
        report=judged.report,
        checks=judged.checks,
        status=status,
        fail_on=fail_on,
        exit_zero=options.exit_zero,
        unsafe=options.unsafe_fixes,
        seconds=session.clock() - session.begin,
        mending=mending,
        notes=judged.notes,
    )


def show(session: Session, result: Result, judged: Judged) -> None:
    """Write the result in the format that is asked for."""
    options = session.options
    if options.output_format == "json":
        from envdoctor.cli.output import write
        from envdoctor.render import json

        write(session.stdout, json.render(result), utf8=True)
    elif options.statistics:
        session.show(statistics(result))
    else:
        from envdoctor.render.report import report

        screen = session.screen()
        verbose = options.verbose > 0
        lines = list(report(result, width=screen.width, wrapped=screen.terminal, quiet=options.quiet, verbose=verbose))
        few = not (result.report.found or result.report.failed or verbose or result.mending or result.notes)
        session.show(lines, links=None if few else judged.links(), plain=few)


def _trace(session: Session, judged: Judged) -> None:
    """Show where checks crashed, by running them once more; the facts they ask for are there already."""
    import traceback

    failed = {one.check for one in judged.report.failed}
    for source in judged.sources:
        if source.name in failed:
            try:
                list(source.load().function(judged.snap))
            except Exception:  # noqa: BLE001 - whatever it was
                session.complain(traceback.format_exc().rstrip())


def statistics(result: Result) -> Iterator[Line]:
    """Count the findings of each check, the most first."""
    counts: dict[str, int] = {}
    mended: dict[str, int] = {}
    for one in result.report.found:
        counts[one.check] = counts.get(one.check, 0) + 1
        mended[one.check] = mended.get(one.check, 0) + fixable((one,), unsafe=result.unsafe)
    size = max(map(len, counts), default=0)
    digits = len(str(max(counts.values(), default=0)))
    severities = {one.check: one.severity for one in reversed(result.report.found)}  # the worst stand first
    for name in sorted(counts, key=lambda name: (-counts[name], name)):
        mends = f"--fix mends {mended[name]}" if mended[name] else ""
        severity = severities[name]
        row = f"  {mends}" if mends else ""
        yield [
            (f"{counts[name]:>{digits}}  ", ""),
            (name.ljust(size) + "  ", "bold"),
            (severity.ljust(7) if mends else severity, severity),
            (row, ""),
        ]
