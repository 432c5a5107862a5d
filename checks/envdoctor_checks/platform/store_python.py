from __future__ import annotations

from envdoctor.check import Finding, Fix, Tell, anchor, check

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Verdicts
    from envdoctor.facts import Snapshot

# these start the project's environment themselves
RUNNERS = {"uv", "poetry", "pdm", "hatch", "pipenv", "pixi"}


@check("warning", fixable="tell", machine=True)
def store_python(snap: Snapshot) -> Verdicts:
    """The first `python` on PATH is no Python: it opens the Microsoft Store."""
    stub = snap.platform.stub
    if stub is None:
        return  # a Python is first, or the Store has installed one; or this is no person's shell on Windows
    if RUNNERS.intersection(snap.project.managers):
        return  # nobody types `python` there: `uv run` and its like know theirs
    environments = snap.environments
    project, active = environments.project, environments.active
    if project and not project.problem and (active is None or active.identity != project.identity):
        return  # once it is activated, its own `python` comes first: another check says so
    from envdoctor import words

    if stub.behind:
        message = f"`python` opens the Microsoft Store: {words.path(snap, stub.behind)} comes later on PATH"
    else:
        message = "`python` opens the Microsoft Store: there is no Python on PATH"
    switch = "It is switched off in Windows' settings, under Apps, Advanced app settings, App execution aliases"
    fixes: tuple[Fix, ...] = ()
    if stub.behind:
        detail = f"{switch}; then `python` starts that one."
        if snap.shell.kind in {"powershell", "cmd"}:  # others have no right to delete such a link
            from envdoctor.cures.installing import remove

            # as the switch does; it stays off until Windows' own installer of apps is updated
            fixes = (Fix("switches it off", (Tell(remove(snap, [stub.path], [])),)),)
    elif stub.launcher:
        detail = f"`py` starts a Python that is installed: write that in place of `python`. {switch}."
    else:
        detail = "Install Python from python.org, with `Add python.exe to PATH` ticked: that one then comes first."
    yield Finding(
        message=message,
        detail=detail,
        location=anchor(snap),
        subject=stub.path,
        fixes=fixes,
    )
