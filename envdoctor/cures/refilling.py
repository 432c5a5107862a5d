"""What an environment that is made by hand is filled with: what the files name, and what it had of the project's."""

from __future__ import annotations

import re

from envdoctor.cures import installing
from envdoctor.facts.distributions import normal
from envdoctor.record import CannotKnow
from envdoctor.versions import within

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from envdoctor.facts import Snapshot
    from envdoctor.facts.kept import Kept, Part
    from envdoctor.facts.machine import Environment
    from envdoctor.facts.requirements import RequirementsFile

    Commands = tuple[tuple[str, ...], ...]

_REQUIREMENTS = re.compile(r"(?:^|\0)requirements\.txt(?=\0|$)")
_HERE = frozenset({".", "./", ".\\", "file:.", "file:./"})
_ROLES = frozenset({"development", "tests"})
BUNDLED = ">=3.14"  # Pythons whose venv installs a pip that knows groups


def filled(snap: Snapshot, environment: Environment | None, number: str, pip: tuple[str, ...]) -> Commands:
    """Give the commands that fill a new environment with what the project asks for, and what the old one had of it.

    `pip` is how the new one's installer is started, up to `install`; `number` is its Python, empty: uv installs.
    """
    what = _what(snap)
    kept = _kept(snap, environment)
    if kept is None:
        return ((*pip, *what),) if what else ()
    files, groups, itself = _more(snap, kept, what)
    if what[:1] == ("-e",) or not itself:
        what = itself or what
    else:
        files = (itself, *files)
    if number and groups and not within(number, BUNDLED):
        if not within(number, installing.GROUPS[1]):
            groups = []  # no pip for it knows any
        else:
            pip_itself = (*pip, "--upgrade", "pip")
            return (pip_itself, *_joined(snap, pip, (what, *files, *groups)))
    return _joined(snap, pip, (what, *files, *groups))


def _joined(snap: Snapshot, pip: tuple[str, ...], several: Iterable[tuple[str, ...]]) -> Commands:
    """Install all at once, unless a file has hashes: then pip refuses what has none beside it."""
    found: list[tuple[str, ...]] = []
    rest: tuple[str, ...] = ()
    for one in several:
        if one[:1] == ("-r",) and _hashed(snap, one[1]):
            found.append((*pip, *one))
        else:
            rest += one
    return (*found, (*pip, *rest)) if rest else tuple(found)


def _hashed(snap: Snapshot, path: str) -> bool:
    return any(
        any(pin.hashed for pin in snap.pins.of(file.path)) or any(one.hashes for one in file.requirements)
        for file in snap.requirements.closure(path)
    )


def _what(snap: Snapshot) -> tuple[str, ...]:
    """Say what is installed in any case: what the application's own file names, else the project itself."""
    if snap.files.matching(_REQUIREMENTS):
        return ("-r", "requirements.txt")
    if snap.project.package:
        return ("-e", ".")
    try:
        files = [one.path for one in snap.requirements.files if one.judged and one.role == "application"]
    except CannotKnow:
        return ()
    file = installing.foremost([path for path in files if path.rpartition("/")[0] in {"", "requirements"}])
    return ("-r", file) if file else ()


def _kept(snap: Snapshot, environment: Environment | None) -> Kept | None:
    """Give what is known of the old environment; None: nothing is."""
    if environment is None:
        return None
    try:
        kept, _, _ = snap.kept, snap.requirements, snap.pins
    except CannotKnow:
        return None
    return kept if kept.identity == environment.identity and kept.keys else None


def _more(
    snap: Snapshot, kept: Kept, what: tuple[str, ...]
) -> tuple[tuple[tuple[str, ...], ...], list[tuple[str, ...]], tuple[str, ...]]:
    """Give the files and groups that were installed beyond `what`, and the project itself, each as words for pip."""
    have = set(kept.keys)
    names: set[str] = set()
    installed = snap.requirements.closure(what[1]) if what[:1] == ("-r",) else []
    for file in installed:
        names |= _names(snap, file)
    extras: list[str] = []
    itself = kept.itself or what[:1] == ("-e",)
    if itself:
        names |= set(kept.required)
        for one in _largest(kept.extras):
            if have.issuperset(one.keys) and not names.issuperset(one.keys):
                extras.append(one.name)
                names |= set(one.keys)
    chosen: list[str] = []
    asked = {file.path: _names(snap, file) for file in snap.requirements.files if _possible(file)}
    for path in sorted(asked, key=lambda path: (-len(asked[path]), path)):
        if _mostly(asked[path], have, names):
            chosen.append(path)
            included = snap.requirements.closure(path)
            installed += included
            for file in included:
                names |= _names(snap, file)
    # what another of them includes is installed with it
    files = [one for one in chosen if not any(one in _paths(snap, other) for other in chosen if other != one)]
    groups: list[tuple[str, ...]] = []
    for group in _largest(kept.groups):
        if _mostly(set(group.keys), have, names):
            groups.append(("--group", group.name))
            names |= set(group.keys)
    itself = itself and not _covered(installed, extras)
    order = [one.name for one in kept.extras if one.name in extras]
    project = ("-e", f".[{','.join(order)}]" if order else ".") if itself else ()
    return tuple([("-r", path) for path in sorted(files)]), sorted(groups), project


def _largest(several: Iterable[Part]) -> list[Part]:
    return sorted(several, key=lambda one: -len(one.keys))


def _mostly(asked: set[str], have: set[str], names: set[str]) -> bool:
    """Say whether most of a list was installed, and something of it for no other reason."""
    there = asked & have
    return 2 * len(there) > len(asked) and not names.issuperset(there)


def _covered(files: Iterable[RequirementsFile], extras: Iterable[str]) -> bool:
    """Say whether one of the files installs the project itself, with some extras."""
    found: set[str] = set()
    there = False
    for file in files:
        for one in file.requirements:
            if one.kind == "editable" and one.url in _HERE:
                there = True
                found |= {normal(extra) for extra in one.extras}
    return there and found.issuperset([normal(extra) for extra in extras])


def _possible(file: RequirementsFile) -> bool:
    """Say whether a person may install a file beside the application's own."""
    return (
        file.judged
        and file.role in _ROLES
        and file.path.rpartition("/")[0] in {"", "requirements"}
        and not file.uninstalled
        and not any(line.whole for line in file.lines_refused)
    )


def _names(snap: Snapshot, file: RequirementsFile) -> set[str]:
    """Give the names that a file asks for whatever the machine."""
    found = [one.name for one in file.requirements if one.name and not one.marker]
    found += [pin.name for pin in snap.pins.of(file.path) if not pin.marker]
    return {normal(name) for name in found}


def _paths(snap: Snapshot, path: str) -> set[str]:
    return {file.path for file in snap.requirements.closure(path)}
