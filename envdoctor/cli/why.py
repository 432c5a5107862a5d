"""`envdoctor why`: what a Python would import under a name, and if nothing, why not."""

from __future__ import annotations

from envdoctor.cli.arguments import Usage
from envdoctor.cli.judge import target
from envdoctor.probe import look
from envdoctor.result import FOUND, OK
from envdoctor.why import subject
from envdoctor.why.asking import answer
from envdoctor.why.folders import Folders

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.cli.session import Session
    from envdoctor.facts import Snapshot
    from envdoctor.why.answer import Answer
    from envdoctor.why.subject import Subject
    from envdoctor.why.trace import Trace

_LONGEST = 1 << 24  # bytes of a traceback, and of all that was printed before it


def run(session: Session) -> int:
    """Answer the question."""
    aim, _ = target(session)
    snap = look(session.system, aim)
    folders = Folders(session.system)
    module, trace = session.options.name, None
    if module == "-":
        trace = _trace(session)
        module = trace.module
        if not module:
            raise Usage("the traceback does not say which module was imported")
    else:
        from envdoctor.why.question import problem

        wrong = problem(folders, snap, module)
        if wrong:
            raise Usage(wrong)
    found = answer(
        folders, snap, module, _subject(session, snap, folders, trace), start=_start(session, trace), trace=trace
    )
    _show(session, found)
    return OK if found.importable else FOUND


def _trace(session: Session) -> Trace:
    import sys

    from envdoctor.why import trace

    if sys.stdin is None:
        raise Usage("there is no standard input to read a traceback from")
    if session.system.terminal and sys.stdin.isatty():
        session.complain("paste the traceback, then end it with Ctrl-D (on Windows Ctrl-Z and Enter)")
    text = sys.stdin.buffer.read(_LONGEST).decode("utf-8", "replace")
    if not text.strip():
        raise Usage("there is no traceback on standard input: it is empty")
    found = trace.read(text)
    if found is None:
        raise Usage("the text on standard input holds no failed import")
    return found


def _subject(session: Session, snap: Snapshot, folders: Folders, trace: Trace | None) -> Subject:
    options = session.options
    try:
        if options.python:
            return subject.named(folders, snap, options.python)
        if options.kernel:
            return subject.kernel(folders, snap, options.kernel)
    except subject.NotFound as reason:
        raise Usage(str(reason)) from None
    return subject.traced(folders, snap, trace) if trace else subject.first(folders, snap)


def _start(session: Session, trace: Trace | None) -> str:
    """Give the folder that Python looks into first: that of the script, or the one it is started in."""
    system = session.system
    if trace and trace.script:
        from envdoctor.probe.pythons.user_folders import expand

        script = system.path.normpath(system.path.join(system.cwd, expand(system, trace.script)))
        if system.kind(script) == "file":
            return system.path.dirname(script)
    return system.cwd


def _show(session: Session, found: Answer) -> None:
    if session.options.output_format == "json":
        from envdoctor.cli.output import write
        from envdoctor.render.why import as_json

        write(session.stdout, as_json(found), utf8=True)
        return
    from envdoctor.render.why import lines

    screen = session.screen()
    session.show(lines(found, screen.width if screen.terminal else 0, quiet=session.options.quiet))
