"""`envdoctor info`: what was found out, for whoever is to help; nothing is judged."""

from __future__ import annotations

from envdoctor.cli.judge import target
from envdoctor.info import gather

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.cli.session import Session
    from envdoctor.facts import Snapshot


def run(session: Session) -> int:
    """Look, and show."""
    snap = _look(session)
    data = gather(snap)
    if session.options.output_format == "json":
        from envdoctor.cli.output import write
        from envdoctor.render.json import SCHEMA_VERSION, dump
        from envdoctor.version import __version__

        tool = {"name": "envdoctor", "version": __version__}
        write(session.stdout, dump({"schema_version": SCHEMA_VERSION, "tool": tool, **data}), utf8=True)
        return 0
    from envdoctor.render.info import render
    from envdoctor.words import path

    screen = session.screen()
    width = screen.width if screen.terminal else 0

    def short(absolute: str) -> str:
        return path(snap, absolute)

    session.show(render(data, short(snap.aim.root), short, width))
    return 0


def _look(session: Session) -> Snapshot:
    if session.options.snapshot:
        from envdoctor.snapshot_file import read

        return read(session.system, session.options.snapshot)
    from envdoctor.probe import look

    aim, _ = target(session)
    return look(session.system, aim)
