from __future__ import annotations

import re

from envdoctor.check import Finding, Fix, Replace, check
from envdoctor.record import Unknown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Verdicts
    from envdoctor.facts import Snapshot
    from envdoctor.facts.python import Declaration
    from envdoctor.versions.grammar import Fault

# folders of pyenv's shims, which read .python-version whenever `python` is typed
_SHIMS = re.compile(r"[/\\]\.?pyenv(?:-win)?[/\\].*shims$")


@check("error", fixable="safe", together="{count} declarations in one file are refused by their own reader")
def python_declaration_invalid(snap: Snapshot) -> Verdicts:
    """A file declares the Python in words that its own reader refuses."""
    for file in snap.declared.unread:
        yield Unknown(f"{file.path}: {file.reason}")
    for one in snap.declared.declarations:
        reader, fault = _refused(snap, one)
        if fault is None:
            continue  # its reader takes it, or nothing is known of what it would take
        yield Finding(
            message=f"{one.place} declares `{one.text}`, which {reader}: {fault.why}",
            location=one.location,
            source=one.source,
            detail=fault.hint,
            subject=f"{one.what} {one.text}",
            row=(f"`{one.text}`", fault.why, *([f"→ {fault.cure}"] if fault.cure else [])),
            fixes=_mend(one, fault),
        )


def _refused(snap: Snapshot, one: Declaration) -> tuple[str, Fault | None]:
    """Say who refuses a declaration, and why."""
    from envdoctor.versions import grammar

    managers = snap.project.managers
    if one.specifier and not (one.what == "requires-python" and one.text.rstrip().endswith(",")):
        return "", None
    if one.what == "requires-python":
        if "poetry" in managers:
            return "", None  # Poetry builds it, and takes its own grammar there as well
        if one.specifier:  # pip does not mind
            comma = grammar.Fault("it ends in a comma", one.text.rstrip().rstrip(","))
            return "uv refuses", comma if "uv" in managers else None
        return "pip and uv refuse", grammar.fault(one.text)
    if one.what in {"setup.cfg", "setup.py"}:
        return "setuptools refuses", grammar.fault(one.text)
    if one.what == "poetry":
        return "Poetry refuses", grammar.poetry(one.text)
    if one.what == "environment.yml":
        return "conda refuses", grammar.conda(one.text)
    if one.what == ".python-version":
        return _version_file(snap, one)
    if one.what in {".tool-versions", "Pipfile", "runtime.txt"}:
        return "nothing can install", grammar.no_such(one.text)
    return "", None


def _version_file(snap: Snapshot, one: Declaration) -> tuple[str, Fault | None]:
    """Judge .python-version by who reads it here: uv takes ranges, pyenv only versions and names of environments."""
    from envdoctor.versions import grammar

    missing = grammar.no_such(one.text)
    if missing:
        return "nothing can install", missing
    if one.text[0] not in "<>=!~^":
        return "", None  # a version, or the name of an environment
    environment = snap.environments.project
    if "uv" in snap.project.managers or (environment and environment.maker == "uv"):
        return "uv ignores", grammar.fault(one.text)
    if any(_SHIMS.search(folder) for folder in snap.shell.path):
        return "pyenv refuses", grammar.Fault("it takes versions, no ranges")
    return "", None  # nobody here is known to read it


def _mend(one: Declaration, fault: Fault) -> tuple[Fix, ...]:
    """Put what was meant in the place of the text, where that is one piece of one line."""
    place = one.location
    shown = one.source[place.column - 1 : place.end_column - 1] if place.column else ""
    if not fault.cure or shown.count(one.text) != 1:
        return ()
    step = Replace(place.path, place.line, place.column, shown, shown.replace(one.text, fault.cure))
    return (Fix(f"writes `{fault.cure}`", (step,)),)
