"""How the fixes of a finding, or of several folded into one, are written."""

from __future__ import annotations

from envdoctor.check import Run, Tell
from envdoctor.render import safe
from envdoctor.render.cells import cells, wrap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from envdoctor.check import Finding, Fix
    from envdoctor.render.layout import Line

LABEL = 7  # columns of "  fix  "
TELLS = 10  # commands shown of what several folded findings ask for
COMMANDS = {True: "envdoctor --fix", False: "envdoctor --fix --unsafe-fixes"}


def fixes_of(group: list[Finding], width: int) -> Iterator[Line]:
    """Give the lines of the fixes; `width` 0: nothing is wrapped.

    What `--fix` can do is said once for the group; commands are for the user's own shell, each shown once.
    """
    label = "fix"
    for safely in (True, False):
        fixed = [fix for one in group for fix in one.fixes if fix.edits and fix.safe == safely]
        if fixed:
            yield from _applied(fixed, len(group), label, width)
            label = "or"
    told: dict[tuple[str, ...], None] = {}
    for one in group:
        for fix in one.fixes:
            if not fix.edits:
                told.setdefault(_commands(fix))
    for commands in list(told)[:TELLS]:
        for command in commands:
            yield [(f"  {label:<{LABEL - 2}}", "fix"), (command, "command")]
            label = ""
        label = "or" if len(group) == 1 else ""
    if len(told) > TELLS:
        yield [(" " * LABEL, ""), (f"and {len(told) - TELLS} more commands", "dim")]


def _applied(fixes: list[Fix], of: int, label: str, width: int) -> Iterator[Line]:
    first = fixes[0]
    titles = {fix.title for fix in fixes}
    title = safe.text(first.title) if len(titles) == 1 else "mends them"
    if len(fixes) < of:
        title += f" ({len(fixes)} of {of})"
    mark = label if first.safe else f"{label} (unsafe)"
    start = f"  {mark:<{LABEL - 4}}  "
    command = COMMANDS[first.safe]
    used = len(start) + len(command) + 3
    if width and used + cells(title) > width:
        yield [(start, "fix"), (command, "command")]
        for line in wrap(title, width - LABEL):
            yield [(" " * LABEL, ""), (line, "")]
    else:
        yield [(start, "fix"), (command, "command"), (f"   {title}", "")]
    for command in dict.fromkeys(command for fix in fixes for command in _commands(fix)):
        yield [("  then ", "fix"), (command, "command")]


def _commands(fix: Fix) -> tuple[str, ...]:
    """Give the commands that are left to the user's own shell."""
    found = []
    for step in fix.steps:
        if isinstance(step, Tell):
            found.append(safe.text(step.command))
        elif isinstance(step, Run):
            import shlex

            found.append(safe.text(shlex.join(step.command)))
    return tuple(found)
