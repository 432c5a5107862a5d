"""The answer to one question, put together."""

from __future__ import annotations

from envdoctor import shells, words
from envdoctor.record import CannotKnow
from envdoctor.why import needs
from envdoctor.why.answer import Answer, AskedPython, Cause, Remedy
from envdoctor.why.case import Case
from envdoctor.why.looking import attempt
from envdoctor.why.places import environment_python
from envdoctor.why.search_path import CURRENT, STANDARD

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts import Snapshot
    from envdoctor.facts.machine import Environment
    from envdoctor.why.finding import Found
    from envdoctor.why.folders import Folders
    from envdoctor.why.subject import Subject
    from envdoctor.why.trace import Trace

# what Python itself has said in a traceback, though the module is there
_TRACED = frozenset({"name", "attribute", "library"})


_NOWHERE = "There is neither a `python` nor a `python3` on PATH."

# what other Pythons have is beside the point
_HERE = frozenset(
    {"hidden", "python-cannot-start", "name-missing", "library-missing", "standard-library-removed", "other-release"}
)


def answer(
    folders: Folders, snap: Snapshot, module: str, subject: Subject, *, start: str = "", trace: Trace | None = None
) -> Answer:
    """Answer; `start` is the folder that comes first on sys.path.

    Raises:
        CannotKnow: the files of the Python that is asked about do not say enough.
    """
    if subject.python is None:
        return _no_python(folders, snap, module, subject)
    case = Case(folders, snap, module, subject, start=start, trace=trace)
    python = subject.python
    asked = AskedPython(python.path, words.path(snap, python.path), python.version, python.prefix, subject.what)
    notes = (*filter(None, (subject.note, *_others(trace))), *needs.notes(case))
    found = case.here.found
    if found and not (trace and trace.problem in _TRACED):
        return _importable(case, found, asked, notes)
    from envdoctor.why.causes import explain

    cause, remedy = explain(case)
    if cause.name == "hidden":
        notes = tuple(one for one in notes if not one.startswith(cause.message.partition(" hides")[0]))
    lacking = case.here.lacking
    # Python has tried it where there is a traceback; and one that cannot start imports nothing
    doubts = lacking.doubts if lacking and not trace and cause.name != "python-cannot-start" else ()
    return Answer(
        module=module,
        importable=None if doubts else False,
        asked=asked,
        statement=_statement(trace),
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
        from envdoctor.why.causes.hiding import shadowed

        cause, remedy = shadowed(case, found) or (None, None)
    importable: bool | None = True
    if cause is None:
        from envdoctor.why.causes.hiding import folder_alone, taken

        if folder_alone(case, found):
            cause, remedy = taken(case, found) or (None, None)
        elif further := needs.look(case, found):
            importable, cause, remedy = further
    if case.trace and importable:
        notes = (*notes, "The traceback says that it failed; by the files that are there now, it does not.")
    where = found.origin or (found.inside[0] if found.inside else "")
    return Answer(
        module=case.module,
        importable=importable,
        asked=asked,
        origin=found.origin,
        shown=words.path(case.snap, where) if found.kind not in {"built-in", "frozen", "program"} else where,
        kind=found.kind,
        distribution=claim.metadata.name if claim else "",
        release=claim.metadata.version if claim else "",
        cause=cause,
        remedy=remedy,
        doubts=case.here.paths.doubts if found.entry not in {"", STANDARD} else (),
        notes=notes,
    )


def _statement(trace: Trace | None) -> str:
    """Give the statement that failed, where it is not a plain import."""
    if trace and trace.problem == "name":
        return f"from {trace.module} import {trace.name}"
    return f"{trace.module}.{trace.name}" if trace and trace.problem == "attribute" else ""


def _others(trace: Trace | None) -> tuple[str, ...]:
    if trace is None or not trace.others:
        return ()
    named = ", ".join(f"`{one}`" for one in trace.others)
    return (f"Other imports fail in that text, too: {named}. This is about the last one.",)


def _no_python(folders: Folders, snap: Snapshot, module: str, subject: Subject) -> Answer:
    """There is none, or what stands on PATH leads nowhere: the project's environment may have the module."""
    project = _project(snap)
    problem = subject.problem
    message = f"The python on PATH cannot start: {problem}." if problem else _NOWHERE
    remedy = Remedy(subject.cure) if subject.cure else None
    if project and not project.problem:
        remedy = Remedy(shells.activate(snap.shell, project))
        python = environment_python(folders, project)
        look = attempt(folders, python, module, folders.system.cwd) if python else None
        if look and look.found:
            message += f" The project's environment, {project.name}, has `{module}`; it is not active."
        elif look:
            message += f" The project's environment, {project.name}, has a Python, but not `{module}`."
        else:
            message += f" The project's environment, {project.name}, has one."
    asked = AskedPython("", "", "", "", subject.what)
    return Answer(module, importable=False, asked=asked, cause=Cause("no-python", message), remedy=remedy)


def _project(snap: Snapshot) -> Environment | None:
    try:
        return snap.environments.project
    except CannotKnow:
        return None
