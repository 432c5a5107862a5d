from __future__ import annotations

from envdoctor.check import Append, Finding, Fix, Location, check
from envdoctor.record import Unknown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Literal

    from envdoctor.check import Severity, Verdicts
    from envdoctor.facts import Snapshot

MOST = 4  # names in the message


@check("warning", fixable="safe")
def ignore_entry_missing(snap: Snapshot) -> Verdicts:
    """Git would commit what belongs to one machine or one person alone."""
    for doubt in snap.git.doubts:
        yield Unknown(doubt)
    unignored = snap.git.unignored
    # one line may stand for several things, and an environment to come is prepared for in the same go
    lines = tuple(dict.fromkeys([one.line for one in unignored] + [".venv/"] * snap.git.unprepared))
    if not lines:
        return  # no repository; or rules that everybody shares cover all that is there, as git itself says
    fix = Fix(title=f"adds {_listed(f'`{line}`' for line in lines)}", steps=(Append(".gitignore", lines),))
    severity: Severity | Literal[""] = ""
    there = [one.path for one in unignored if one.there]
    if there:
        message = f"git would commit {_listed(there)}"
    elif unignored:
        message, severity = (
            "git would commit Python's bytecode once the code is run: no rule covers `__pycache__/`",
            "note",
        )
    else:
        message, severity = "git would commit an environment made here: no usual name of one is ignored", "note"
    yield Finding(  # one finding names them all, and its fix adds them all
        message=message,
        location=Location(".gitignore"),
        fixes=(fix,),
        subject=" ".join(lines),
        severity=severity,
    )


def _listed(names: Iterable[str]) -> str:
    """Join names as a sentence does: the first few, and how many more."""
    words = list(names)
    if len(words) > MOST:
        words = [*words[: MOST - 1], f"{len(words) - MOST + 1} more"]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
