"""Who runs a command: whoever runs the script, or another user through sudo and its like."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.lex.excerpt import Excerpt
    from envdoctor.probe.installs.options import Field
    from envdoctor.probe.installs.wrappers import Wrapped


class Caller:
    """Who runs a command, and where that is written."""

    __slots__ = ("assigned", "by", "clean", "excerpt", "keeps", "path", "rest", "start", "user")

    def __init__(self) -> None:
        self.by = ""  # "sudo", "doas", "su"
        self.user = ""
        self.keeps = False  # `sudo -E`: where sudo is set up so, PATH stays the caller's own
        self.excerpt: Excerpt | None = None  # the text that `by` is in
        self.start = 0  # of `by` in that text
        self.rest: int | None = None  # where that text goes on behind `by`; None: it cannot just be left out
        self.assigned: frozenset[str] = frozenset()  # variables that are set for this command alone
        self.path: str | None = None  # PATH, where it is set for this command alone
        self.clean = True  # PATH is the caller's own, not the one that sudo sets


NOBODY = Caller()
ELSEWHERE = Caller()  # on another machine
ELSEWHERE.clean = False


def through(name: str, first: Field, wrapped: Wrapped, caller: Caller, excerpt: Excerpt) -> Caller:
    """Say who runs what stands behind a wrapper."""
    assigned = caller.assigned | set(wrapped.assigned)
    if name == "ssh":
        return ELSEWHERE
    if not wrapped.user:
        clean = caller.clean or wrapped.path is not None
        path = caller.path if wrapped.path is None else wrapped.path
        return changed(caller, assigned=assigned, clean=clean, path=path)
    certain = not wrapped.moved and first.literal and not caller.by and wrapped.rest
    return changed(
        caller,
        by=name,
        user=wrapped.user,
        keeps=wrapped.keeps,
        excerpt=excerpt,
        start=first.start,
        rest=wrapped.begin if certain else None,
        assigned=assigned,
        clean=wrapped.path is not None,
        path=wrapped.path,
    )


def changed(caller: Caller, **words: object) -> Caller:
    """Give the same with some fields changed."""
    other = Caller()
    for name in Caller.__slots__:
        setattr(other, name, words.get(name, getattr(caller, name)))
    return other
