"""The words a check is written in: `check`, `Finding`, `Location`, `Fix`, and the steps of a fix."""

from __future__ import annotations

from envdoctor.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Literal

    from envdoctor.facts import Snapshot
    from envdoctor.record import Unknown

    Severity = Literal["error", "warning", "note"]
    Verdicts = Iterator["Finding | Unknown"]

SEVERITIES = ("error", "warning", "note")  # worst first; SARIF's own words


class Location(Record):
    """A place in a file of the project: path relative to its root with `/`, lines and columns from 1, in code points.

    `end_column` is the column after the last character. A finding about the machine names the file it is best
    mended in, at line 1, as an anchor (`column` 0: the file as a whole, no line is shown).
    """

    path: str
    line: int = 1
    column: int = 0
    end_line: int = 0
    end_column: int = 0


def anchor(snap: Snapshot) -> Location | None:
    """Give the place of a finding about the machine: the file it is best mended in; None: no file fits."""
    return Location(snap.project.anchor) if snap.project.anchor else None


class Append(Record):
    """Add whole lines at the end of a file; the file is created where it is absent."""

    path: str
    lines: tuple[str, ...]


class Replace(Record):
    """Put `new` in the place of `old`, only if `old` still stands there."""

    path: str
    line: int
    column: int
    old: str
    new: str


class Create(Record):
    """Write a file that does not exist yet."""

    path: str
    text: str


class Run(Record):
    """A command, as words, that envdoctor may run when asked."""

    command: tuple[str, ...]


class Tell(Record):
    """A command line, quoted for the user's shell, that only the user's own shell can run."""

    command: str


class Fix(Record):
    """What mends a finding. `safe`: `--fix` applies it; else only `--unsafe-fixes` does. A `Tell` is never applied."""

    title: str
    steps: tuple[Append | Replace | Create | Run | Tell, ...]
    safe: bool = True

    @property
    def edits(self) -> bool:
        """Some step of it changes a file, which `--fix` can do."""
        return any(isinstance(step, (Append, Replace, Create)) for step in self.steps)


class Finding(Record):
    """What a check says.

    `message` is one sentence: the actual thing, and what it leads to. `detail` is one more, if that was not enough.
    `source` is the text of the line at `location`. `row` is how this finding reads when several of one check in one
    file are folded (subject, what it means, what mends it). `subject` names the thing without line numbers, so that
    it stays the same while the file changes. `severity` is empty where the check's own holds; `check` is filled in by
    the engine.
    """

    message: str
    location: Location | None = None
    fixes: tuple[Fix, ...] = ()
    subject: str = ""
    detail: str = ""
    source: str = ""
    row: tuple[str, ...] = ()
    severity: Severity | Literal[""] = ""
    check: str = ""


class Check(Record):
    """A check: its name, its family (the folder), how bad its findings are, and the function.

    `together` is the headline of several folded findings, with `{count}`. `machine`: it speaks of the machine or the
    shell, not of a file. `default`: run unless something else is selected. `fixable`: "safe", "unsafe" or "tell".
    """

    name: str
    family: str
    severity: Severity
    summary: str
    function: Callable[[Snapshot], Verdicts]
    together: str = ""
    machine: bool = False
    default: bool = True
    fixable: str = ""


def check(
    severity: Severity, *, fixable: str = "", together: str = "", machine: bool = False, default: bool = True
) -> Callable[[Callable[[Snapshot], Verdicts]], Check]:
    """Make a check of a function: its name in kebab case, its docstring as summary, its folder as family."""

    def make(function: Callable[[Snapshot], Verdicts]) -> Check:
        return Check(
            name=function.__name__.replace("_", "-"),
            family=function.__module__.rpartition(".")[0].rpartition(".")[2],
            severity=severity,
            summary=(function.__doc__ or "").strip().partition("\n")[0],
            function=function,
            together=together,
            machine=machine,
            default=default,
            fixable=fixable,
        )

    return make
