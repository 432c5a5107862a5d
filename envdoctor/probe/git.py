"""What git would commit, though it never should: asked of git itself, in one question."""

from __future__ import annotations

from envdoctor.facts.git import Git, Unignored
from envdoctor.probe.ignoring import ignorable
from envdoctor.probe.ignoring.ignore_rules import Judge, ask, obstacle, readable
from envdoctor.record import CannotKnow

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts import Snapshot
    from envdoctor.probe.ignoring.ignorable import Candidate
    from envdoctor.system import System

IGNORING = (3, 13)
USUAL = (".venv/", "venv/", "env/", "virtualenv/", ".virtualenv/")  # names that environments usually have


def look(system: System, snap: Snapshot) -> Git:
    """List what is there and ask git which rule decides about it."""
    root = snap.aim.root
    top = repository(system, root)
    if not top:
        return Git(repository=False)
    try:
        names = system.names(root)
    except OSError as error:
        raise CannotKnow(f"{root} cannot be read: {error.strerror}") from None
    if system.kind(system.path.join(root, ".gitignore")) == "folder":
        return Git(repository=True)  # somebody keeps something else there
    environments = list(ignorable.environments(system, snap, names))
    candidates = [
        *ignorable.secrets(system, root, names),
        *environments,
        *ignorable.leftovers(system, snap, names),
        *ignorable.bytecode(system, snap, names),
    ]
    unprepared = not environments and _could_have_one(snap, names)
    doubts = []
    for one in list(candidates):
        if doubt := obstacle(system, root, one.asked):
            candidates.remove(one)
            doubts.append(doubt)
    usual = tuple(f"{name}pyvenv.cfg" for name in USUAL) if unprepared else ()
    if candidates or usual:
        readable(system, root, top)
    folders = [one.path[:-1] for one in candidates if one.path.endswith("/")]
    rules = ask(system, root, [*folders, *(path for one in candidates for path in one.asked), *usual])
    if rules is None:
        return Git(repository=False)
    judge = Judge(system, root, top, rules)
    missed = _new(system, root, [one for one in candidates if not judge.ignored(one)])
    return Git(
        repository=True,
        unignored=tuple(Unignored(one.path, one.line, one.there) for one in missed),
        unprepared=unprepared and not any(map(judge.hidden, usual)),
        doubts=tuple(doubts),
    )


def repository(system: System, root: str) -> str:
    """Give the root of the repository that a folder lies in; empty where it is in none.

    A repository that is the home directory itself keeps settings, and the projects below are not its files.
    """
    home = system.env.get("HOME") or system.env.get("USERPROFILE")
    home = system.real(home) if home else ""
    here = root
    while True:
        if here == home != root:
            return ""
        if system.kind(system.path.join(here, ".git")):
            return here
        above = system.path.dirname(here)
        if above == here:
            return ""
        here = above


def _new(system: System, root: str, candidates: list[Candidate]) -> list[Candidate]:
    """Leave out what is committed already: git follows that whatever is ignored, so another line would mend nothing."""
    if not candidates:
        return candidates
    answer = system.git(["ls-files", "-z", "--", *(f":(literal){one.path}" for one in candidates)], root)
    tracked = answer.out.decode("utf-8", "surrogateescape").split("\0")
    return [one for one in candidates if not any(_within(name, one.path) for name in tracked)]


def _within(name: str, path: str) -> bool:
    return name == path or name.startswith(path.rstrip("/") + "/")


def _could_have_one(snap: Snapshot, names: list[str]) -> bool:
    """Say whether somebody will make an environment here by hand; managers put theirs away, or see to it."""
    try:
        if snap.project.managers or not ignorable.python(names) or snap.environments.project is not None:
            return False
        return not _ignored_by_venv(snap.environments.python)
    except CannotKnow:
        return False


def _ignored_by_venv(version: str) -> bool:
    """Say whether `python -m venv` puts a .gitignore into what it makes, as from 3.13 on."""
    major, _, rest = version.partition(".")
    minor = rest.partition(".")[0]
    return major.isdecimal() and minor.isdecimal() and (int(major), int(minor)) >= IGNORING
