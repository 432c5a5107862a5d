"""The answer to one question, put together."""

from __future__ import annotations

from envdoctor import words
from envdoctor.why.answer import Answer, AskedPython, Cause, Remedy
from envdoctor.why.case import Case
from envdoctor.why.search_path import CURRENT, STANDARD

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts import Snapshot
    from envdoctor.why.finding import Found
    from envdoctor.why.folders import Folders
    from envdoctor.why.subject import Subject
    from envdoctor.why.trace import Trace

# what Python itself has said in a traceback, though the module is there
_TRACED = frozenset({"name", "attribute", "library"})


# what other Pythons have is beside the point
_HERE = frozenset({"hidden", "python-cannot-start", "name-missing", "library-missing", "standard-library-removed"})


def answer(
    folders: Folders, snap: Snapshot, module: str, subject: Subject, *, start: str = "", trace: Trace | None = None
) -> Answer:
    """Answer; `start` is the folder that comes first on sys.path.

    Raises:
        CannotKnow: the files of the Python that is asked about do not say enough.
    """
    if subject.python is None:
        return _no_python(snap, module, subject)
    case = Case(folders, snap, module, subject, start=start, trace=trace)
    python = subject.python
    asked = AskedPython(python.path, words.path(snap, python.path), python.version, python.prefix, subject.what)
    notes = tuple(filter(None, (subject.note,)))
    found = case.here.found
    if found and not (trace and trace.problem in _TRACED):
        return _importable(case, found, asked, notes)
    from envdoctor.why.causes import explain

    cause, remedy = explain(case)
    lacking = case.here.lacking
    # Python has tried it where there is a traceback; and one that cannot start imports nothing
    doubts = lacking.doubts if lacking and not trace and cause.name != "python-cannot-start" else ()
    return Answer(
        module=module,
        importable=None if doubts else False,
        asked=asked,
        distribution=case.distribution,
        cause=cause,
        spots=tuple(spot for spot, _ in case.spots) if cause.name not in _HERE else (),
        namings=tuple(case.declared),
        remedy=remedy,
        doubts=doubts,
        notes=notes,
    )


def _importable(case: Case, found: Found, asked: AskedPython, notes: tuple[str, ...]) -> Answer:
    """Say what is imported, and what stands behind it."""
    claim = case.here.owner()
    cause: Cause | None = None
    remedy: Remedy | None = None
    if found.entry in {CURRENT, "PYTHONPATH"} and found.kind != "namespace":
        from envdoctor.why.causes.files import shadowed

        cause, remedy = shadowed(case, found) or (None, None)
    if case.trace:
        notes = (*notes, "The traceback says that it failed; by the files that are there now, it does not.")
    where = found.origin or (found.inside[0] if found.inside else "")
    return Answer(
        module=case.module,
        importable=True,
        asked=asked,
        origin=found.origin,
        shown=words.path(case.snap, where) if found.kind not in {"built-in", "frozen"} else where,
        kind=found.kind,
        distribution=claim.metadata.name if claim else "",
        release=claim.metadata.version if claim else "",
        cause=cause,
        remedy=remedy,
        doubts=case.here.paths.doubts if found.entry not in {"", STANDARD} else (),
        notes=notes,
    )


def _no_python(snap: Snapshot, module: str, subject: Subject) -> Answer:
    from envdoctor.record import CannotKnow
    from envdoctor.shells import activate

    remedy = None
    try:
        project = snap.environments.project
    except CannotKnow:
        project = None
    message = "There is neither a `python` nor a `python3` on PATH."
    if project and not project.problem:
        remedy = Remedy(activate(snap.shell, project))
        message += f" The project's environment, {project.name}, has one."
    asked = AskedPython("", "", "", "", subject.what)
    return Answer(module, importable=False, asked=asked, cause=Cause("no-python", message), remedy=remedy)
