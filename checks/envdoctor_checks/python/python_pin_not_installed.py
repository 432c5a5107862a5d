from __future__ import annotations

import re

from envdoctor.check import Finding, Fix, Tell, check

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Verdicts
    from envdoctor.facts import Snapshot

# mise is not here: it fetches what it is told to use; nor is uv, for the same reason
READERS = {".python-version": "pyenv", ".tool-versions": "asdf"}
INSTALL = {"pyenv": ("install",), "asdf": ("install", "python")}


@check("warning", fixable="tell")
def python_pin_not_installed(snap: Snapshot) -> Verdicts:
    """A file tells a version manager to use a Python that the manager has not installed."""
    # `system`, and a name that only an environment can have, leave no specifier: what they lead to is no version
    pins = [one for one in snap.declared.declarations if one.what in READERS and one.kind == "pin" and one.decides]
    if not pins:
        return  # nothing is pinned for such a manager, or a variable of this shell chooses another
    if snap.host.ci:
        return  # the jobs of a matrix bring the Python they run with
    if {"uv", "pixi", "conda"}.intersection(snap.project.managers):
        return  # these fetch the Python that they need
    environment = snap.environments.judged
    if environment and not environment.problem:
        return  # the project has its Python; whether that is the pinned one, interpreter-mismatch says
    known = snap.interpreters
    first = known.first("python") or known.first("python3")
    if first is None or first.python is not None or not re.search(r"[/\\]shims[/\\][^/\\]+$", first.path):
        return  # this shell starts a Python, whatever the pin says; or it has no shims, and nobody reads the pin
    for one in pins:
        manager = READERS[one.what]
        tool = known.tool(manager)
        if not tool:
            continue  # the file is for others who work on the project
        names = [found.name + "." for found in known.installations if found.manager == manager]
        wanted = [word.removeprefix("python-") for word in one.text.split(" or ")]
        if any(name.startswith(word + ".") for name in names for word in wanted):
            continue  # one of those named is there
        from envdoctor import shells

        command = shells.command(snap.shell.kind, (tool, *INSTALL[manager], wanted[0]))
        # newer versions of pyenv take the next one on PATH instead, without a word
        then = " or is another Python" if manager == "pyenv" else ""
        what = f"{one.location.path} pins {one.text}, which {manager} has not installed"
        yield Finding(
            message=f"{what}: `{first.name}` fails here{then}",
            location=one.location,
            source=one.source,
            fixes=(Fix(f"has {manager} install it", (Tell(command),)),),
            subject=f"{manager} {one.text}",
        )
