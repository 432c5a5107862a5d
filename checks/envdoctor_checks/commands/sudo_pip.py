from __future__ import annotations

from envdoctor.check import Finding, Fix, Replace, check
from envdoctor.record import Unknown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Severity, Verdicts
    from envdoctor.facts import Snapshot
    from envdoctor.facts.commands import Install


_KEPT = "Only where `sudo` is set up to keep PATH is this the pip of the reader's own environment."


@check("error", fixable="unsafe", together="{count} commands install into the system's Python as root")
def sudo_pip(snap: Snapshot) -> Verdicts:
    """A command installs into the system's Python as root."""
    for unread in snap.commands.unread:
        yield Unknown(f"{unread.path}: {unread.reason}")
    for install in snap.commands.installs:
        if not install.by or install.user == "?":
            continue  # it runs as whoever runs the script; or as a user that only a run would name
        if install.into == "folder":
            continue  # `--target` and the like: a folder that was chosen on purpose, no Python's own
        severity: Severity = "warning" if install.kind == "docs" else "error"
        if install.into in {"", "system"}:
            if install.user != "root":
                continue  # that user's own home directory, or an error of pip's: the system stays as it is
            message, detail = _system(install)
            if install.keeps and install.kind == "docs":  # there, PATH is known to be kept more often than elsewhere
                severity, detail = "note", _KEPT
        else:
            message, detail = _environment(install)
            severity = "note"
        yield Finding(
            message=message,
            detail=detail,
            severity=severity,
            location=install.location,
            source=install.source,
            fixes=_without(install) if severity != "note" else (),
            subject=install.source.strip(),
            row=(install.source.strip(), f"→ {install.plain}" if install.plain else "") if severity != "note" else (),
        )


def _system(install: Install) -> tuple[str, str]:
    command = _command(install)
    if install.user_by:
        return (
            f"{command} installs as root, into root's own home directory",
            "Your own user's Python does not look there; the packages only seem to be installed.",
        )
    if install.kind == "docs":
        detail = "Who follows this may break the system's own tools, and gets files that only root can remove."
    else:
        detail = "It can break the system's own tools, and leaves files that your user cannot remove."
    return f"{command} installs into the system's Python as root", detail


def _environment(install: Install) -> tuple[str, str]:
    message = f"{_command(install)} installs as {install.user} into {install.target}"
    if install.user == "root":
        return message, "What root writes there, the environment's own user can neither change nor remove."
    return message, f"That is right where the environment belongs to {install.user}, and for nobody else."


def _command(install: Install) -> str:
    if install.by == "become":
        return "`pip` with `become`"
    place = install.location
    shown = install.source[place.column - 1 : place.end_column - 1 if place.end_line == place.line else None]
    if install.by == "su" or install.by not in shown.lower():
        return f"`{install.tool}` under `{install.by}`"  # it runs in a shell that was started as root
    return f"`{install.by} {install.tool}`"


def _without(install: Install) -> tuple[Fix, ...]:
    place = install.location
    if not install.old:
        return ()  # a variable, an absolute path, a shell within a shell: what belongs there is not certain
    step = Replace(place.path, place.line, place.column, install.old, install.new)
    return (Fix(f"runs `{install.plain}` instead", (step,), safe=False),)
