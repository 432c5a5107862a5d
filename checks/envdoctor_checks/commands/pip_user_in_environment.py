from __future__ import annotations

from envdoctor.check import Finding, Fix, Replace, check
from envdoctor.record import Unknown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Verdicts
    from envdoctor.facts import Snapshot
    from envdoctor.facts.commands import Install


@check("warning", fixable="unsafe", together="{count} user installs run inside an environment, and miss it")
def pip_user_in_environment(snap: Snapshot) -> Verdicts:
    """A user install runs where a virtual environment is in use, and misses it."""
    for unread in snap.commands.unread:
        yield Unknown(f"{unread.path}: {unread.reason}")
    for install in snap.commands.installs:
        if not install.user_by or install.by:
            continue  # no user install; or it runs as another user, and that is what is wrong with it
        if install.into not in {"environment", "conda"}:
            continue  # no environment in sight, or one that is only perhaps in use: there it is right
        asked = "`pip install --user`" if install.user_by == "--user" else "`pip install` with `PIP_USER`"
        if install.into == "conda":
            message = f"{asked} misses the conda environment {install.target}"
            detail = "The packages go to the home directory, and every environment of the same Python sees them."
        else:
            message = f"{asked} fails in {install.target}, or misses it"
            detail = (
                "pip refuses it there; if the environment sees the system's packages, the home directory gets them."
            )
        yield Finding(
            message=message,
            detail=detail,
            location=install.user_location or install.location,
            source=install.user_source or install.source,
            fixes=_without(install),
            subject=install.source.strip(),
            row=(install.source.strip(), install.target),
        )


def _without(install: Install) -> tuple[Fix, ...]:
    place, source = install.user_location, install.user_source
    if place is None or source[place.column - 1 : place.end_column - 1] != "--user":
        return ()  # a variable, or spelt in quotes: what may be taken away is not certain
    if source[place.column - 2 : place.column - 1] == " ":
        step = Replace(place.path, place.line, place.column - 1, " --user", "")
    elif source[place.end_column - 1 : place.end_column] == " ":
        step = Replace(place.path, place.line, place.column, "--user ", "")
    else:
        return ()  # in a list of strings, say
    return (Fix("drops `--user`, so that the environment is installed into", (step,), safe=False),)
