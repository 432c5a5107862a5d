"""What the probe of commands sees in some files, in a form that fits into a table."""

from __future__ import annotations

from collections.abc import Mapping

from envdoctor.facts import Snapshot
from envdoctor.facts.commands import Commands, Install
from envdoctor.facts.project import Aim, Files
from envdoctor.probe.commands import look
from envdoctor.testing import Machine


def commands(files: Mapping[str, str | bytes], named: tuple[str, ...] = ()) -> Commands:
    """Look at a project that is made of these files."""
    machine = Machine({"files": dict(files)})
    snap = Snapshot(aim=Aim(root=machine.root, named=named), files=Files("\0".join(files), git=True))
    return look(machine, snap)


def brief(install: Install) -> str:
    """Write an install as `line:column-end, by user, into=target, what makes it a user install`."""
    place = install.location
    parts = [f"{place.line}:{place.column}-{place.end_column}"]
    parts += [f"{install.by} {install.user}"] if install.by else []
    parts += [f"{install.into}={install.target}" if install.target else install.into] if install.into else []
    parts += [install.user_by] if install.user_by else []
    return ", ".join(parts)


def seen(path: str, text: str | bytes) -> list[str]:
    """Look at one file; what was not read counts, too."""
    found = commands({path: text})
    return [*map(brief, found.installs), *(f"unread: {one.reason}" for one in found.unread)]
