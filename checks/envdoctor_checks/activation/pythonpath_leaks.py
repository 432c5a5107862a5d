from __future__ import annotations

from envdoctor.check import Finding, Fix, Tell, anchor, check

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Verdicts
    from envdoctor.facts import Snapshot


@check("warning", fixable="tell", machine=True)
def pythonpath_leaks(snap: Snapshot) -> Verdicts:
    """PYTHONPATH brings the packages of another Python, or those of a folder that is gone."""
    if not snap.shell.interactive:
        return  # CI, hooks and the tools that start programs set it for what they start
    search = snap.activation.search
    if search is None:
        return  # folders of modules, such as `src`, are what the variable is for
    from envdoctor import shells, words

    first, python = search.leaks[0], snap.shell.python
    others = " and ".join(leak.name for leak in search.leaks[1:])
    if not first.owner:
        message = f"PYTHONPATH names {first.name}, which does not exist"
        detail = "The packages that were meant to be found there are not."
    else:
        started = words.python(snap, python) if python else "this shell's Python"
        message = f"PYTHONPATH puts {first.name} before the packages of {started}"
        detail = f"It belongs to {first.owner}: what both have is imported from there."
        if first.version:
            detail = f"It is for {first.owner}: what is imported from there may fail, or be another version."
    if others:
        detail += f" Also on it: {others}."
    kind = snap.shell.kind
    command = shells.unset_variable(kind, "PYTHONPATH")
    if search.rest:
        command = shells.set_variable(kind, "PYTHONPATH", search.rest)
    yield Finding(
        message=message,
        detail=detail,
        location=anchor(snap),
        fixes=(Fix("leaves that out", (Tell(command),)),),
        subject=first.name,
    )
