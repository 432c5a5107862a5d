"""What of a text is never run: after `exit`, behind `false &&`, in `if false`, in functions that nobody calls."""

from __future__ import annotations

import re

from envdoctor.lex.commands import Command
from envdoctor.probe.installs.session import ENVIRONMENT, ON_PATH

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.lex.commands import Event, Mark
    from envdoctor.probe.installs.session import Session

_KNOWN = {"true": True, ":": True, "false": False}
# `[ -z "$VIRTUAL_ENV" ]`, with what stands directly before it
_ACTIVE = re.compile(
    r"""(!\s*)?(?:\[\[?|test)\s+(!\s+)?(?:-([zn])\s+)?"?\$\{?VIRTUAL_ENV(?::?[-+]\w*)?\}?"?(?:\s+\]\]?)?\s*"""
)
_NEGATED = re.compile(r"(?:^|[\s;&|(])!\s+$")
_SETTINGS = frozenset(
    {"set", "shopt", "source", ".", "export", "readonly", "declare", "local", "alias", "umask", "trap"}
)
_WORD = re.compile(r"[\w-]+")
_COMMENTS = re.compile(r"^[ \t]*#[^\n]*", re.MULTILINE)


class Reach:
    """Follows which events surely do not run."""

    def __init__(self, text: str, session: Session) -> None:
        self.text = text
        self.session = session
        self.unused: frozenset[str] = frozenset()  # functions
        self._over = False  # after `exit`
        self._until = ""  # "close": of a block that is passed over; "branch": the next one of the block that this is in
        self._deep = 0
        self._blocks: list[tuple[str, bool]] = []  # kind; whether one of its branches surely ran
        self._asked = False  # what comes is the condition of an `if`
        self._status: bool | None = None  # of the command before

    def passes(self, event: Event) -> bool:
        """Say whether an event is surely not run."""
        if self._over:
            return True
        if self._until and not isinstance(event, Command):
            over = self._skipped(event)
            if over is not None:
                return over
        if self._until:
            return True
        if isinstance(event, Command):
            return self._command(event)
        return event.kind != "inside" and self._mark(event)

    def _skipped(self, mark: Mark) -> bool | None:
        """Find the end of what is passed over; None: it goes on."""
        if mark.kind == "open":
            self._deep += 1
        elif mark.kind == "close" and self._deep:
            self._deep -= 1
            if not self._deep and self._until == "close":
                self._until = ""
                return True
        elif mark.kind == "close" or (mark.kind == "branch" and not self._deep and not self._blocks[-1][1]):
            self._until = ""
        return None

    def _command(self, command: Command) -> bool:
        if self._decided(command.before):
            return True
        if self._idle(command.before):
            return True
        words = command.words
        self._status = None
        if words and command.before != "|" and command.after not in {"|", "&"}:
            start, end = words[0].start, words[-1].end
            self._status = self._known(self.text[start:end], self.text[max(0, start - 4) : start])
            chained = not {"&&", "||"}.isdisjoint({command.before, command.after})
            self._over = words[0].text == "exit" and not chained and not self.session.blocks
        return False

    def _mark(self, mark: Mark) -> bool:
        if mark.kind == "close":
            self._blocks.pop()
            self._asked, self._status = False, None
            return False
        if mark.kind == "branch":
            kind, settled = self._blocks[-1]
            self._asked = kind == "if" and mark.name != "other"
            self._status = None
            self._until = "branch" if settled else ""
            return settled
        if mark.kind not in {"open", "test"}:
            return False
        if self._decided(mark.before):
            return self._skipped(mark) or True
        idle = self._idle(mark.before) or (mark.name == "function" and mark.label in self.unused)
        if mark.kind == "test":
            self._status = self._status if idle else self._known(mark.label, "")
        elif idle:
            self._until, self._deep = "close", 1
        else:
            self._blocks.append((mark.name, False))
            self._asked, self._status = mark.name == "if", None
        return idle

    def _idle(self, before: str) -> bool:
        """Say whether `&&` or `||` keeps from running what stands behind it."""
        return (before == "&&" and self._status is False) or (before == "||" and self._status is True)

    def _decided(self, before: str) -> bool:
        """Say whether a condition, which ends in front of this, has been false: then its branch does not run."""
        if not self._asked or self._status is None or before in {"&&", "||", "|"}:
            return False
        status, self._asked, self._status = self._status, False, None
        if status:
            self._blocks[-1] = (self._blocks[-1][0], True)
        else:
            self._until, self._deep = "branch", 0
        return not status

    def _known(self, text: str, before: str) -> bool | None:
        """Give how a command surely ends."""
        negated = bool(_NEGATED.search(before))
        status = _KNOWN.get(text)
        found = _ACTIVE.fullmatch(text)
        if found and self._active():
            status = found[3] != "z"
            negated ^= bool(found[1]) ^ bool(found[2])
        return None if status is None else status ^ negated

    def _active(self) -> bool:
        """Say whether a virtual environment is surely active."""
        values = self.session.get(ENVIRONMENT)
        return all(value and not value.startswith((ON_PATH, "conda ")) for value in values)


def unused(text: str, events: list[Event]) -> frozenset[str]:
    """Give the functions that a script never names again; none of a library, or if it calls what only a run tells."""
    names: list[str] = []
    deep, runs = 0, False
    for event in events:
        if isinstance(event, Command):
            words = event.words
            if words and (words[0].text is None or words[0].text == "eval"):
                return frozenset()
            runs = runs or bool(words and not deep and words[0].text not in _SETTINGS)
        elif event.name == "function":
            deep += 1 if event.kind == "open" else -1
            names += [event.label] if event.kind == "open" else []
    if not runs or not names:
        return frozenset()
    named: dict[str, int] = {}
    for word in _WORD.findall(_COMMENTS.sub("", text)):
        named[word] = named.get(word, 0) + 1
    return frozenset(name for name in names if named.get(name) == 1)
