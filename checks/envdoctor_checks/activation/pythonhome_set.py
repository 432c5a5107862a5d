from __future__ import annotations

from envdoctor.check import Finding, Fix, Tell, anchor, check

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Verdicts
    from envdoctor.facts import Snapshot


@check("error", fixable="tell", machine=True)
def pythonhome_set(snap: Snapshot) -> Verdicts:
    """PYTHONHOME makes every Python of this shell look for its standard library in one place."""
    if not snap.shell.interactive:
        return  # programs that embed a Python set it for themselves
    home = snap.activation.home
    if home is None:
        return  # it is not set
    python = snap.shell.python
    if python is None:
        return  # there is no Python that would read it
    if home.library == "own":
        return  # it says what this Python finds by itself, as environment modules on clusters write it
    from envdoctor import shells, words

    word = words.command(python.path)
    if home.library == "none":
        message = f"PYTHONHOME is {home.name}: `{word}` does not start"
        detail = f"There is no standard library in it for {words.python(snap, python)}."
    else:
        message = f"PYTHONHOME is {home.name}: `{word}` runs with the standard library of another Python"
        detail = f"Compiled modules in it may not fit {words.python(snap, python)}; other versions do not start at all."
    yield Finding(
        message=message,
        detail=detail,
        location=anchor(snap),
        fixes=(Fix("takes the variable away", (Tell(shells.unset_variable(snap.shell.kind, "PYTHONHOME")),)),),
        subject="PYTHONHOME",
    )
