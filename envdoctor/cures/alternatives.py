"""The command that leaves one of two packages which own the same files, or what has to be decided before."""

from __future__ import annotations

import re

from envdoctor.check import Fix, Tell
from envdoctor.facts.distributions import normal
from envdoctor.record import CannotKnow

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts import Snapshot
    from envdoctor.facts.damage import Shared
    from envdoctor.facts.machine import Environment

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def one_alone(snap: Snapshot, environment: Environment, one: Shared) -> tuple[tuple[Fix, ...], str]:
    """Keep the one that is needed; where neither is, the one whose files are there, so that nothing changes.

    Without a command, say what to do: nobody but the person knows which of the two is meant.
    """
    from envdoctor.cures import installing

    try:
        wanted = snap.wanted.names
    except CannotKnow:  # no file that can be read says which one is meant
        return (), ""
    why = {name: _needing(snap, environment, name, wanted) for name in one.names}
    needed = [name for name in one.names if why[name]]
    if len(needed) > 1:
        both = " and ".join(f"{name} by {why[name]}" for name in needed)
        return (), f"Both are asked for, {both}: once one of these is changed, uninstall both and install the other."
    kept = needed[0] if needed else one.now
    if not kept:
        both = installing.uninstall(snap, environment, *one.names)
        return (), f"Nothing asks for either: `{both}`, then install the one that is meant."
    because = f"which {why[kept]} asks for" if needed else "whose files are there"
    return (Fix(f"leaves {kept} alone, {because}", (Tell(_line(snap, environment, one, kept)),)),), ""


def _line(snap: Snapshot, environment: Environment, one: Shared, kept: str) -> str:
    """Take the other one out, which breaks the one that stays, and put that back."""
    from envdoctor.cures import installing
    from envdoctor.cures.pips import way

    by = way(snap, environment, snap.shell)
    at = one.names.index(kept)
    away = ("uninstall", *(() if by.uv else ("--yes",)), one.names[1 - at])
    anew = ("install", "--reinstall" if by.uv else "--force-reinstall", "--no-deps", f"{kept}=={one.versions[at]}")
    return installing.line(snap, by.commands(away, anew))


def _needing(snap: Snapshot, environment: Environment, name: str, wanted: tuple[str, ...]) -> str:
    """Say who needs a distribution: the project, or another one that is installed; empty: nobody does."""
    from envdoctor.requirements.markers import holds

    key = normal(name)
    if key in wanted:
        return "the project"
    for one in snap.distributions.distributions:
        for line in one.requires:
            found = _NAME.match(line)
            if found and normal(found[0]) == key:
                marker = line.partition(";")[2].strip()
                extra = "extra" in marker and "==" in marker  # what nobody may have asked for
                if not extra and holds(marker, environment.python, snap.host.system) is not False:
                    return one.name
    return ""
