"""A shim of pyenv that leads nowhere: which file tells it of a version that it has not."""

from __future__ import annotations

from envdoctor import shells, words
from envdoctor.probe.pythons.shims import SYSTEM, pyenv_installed, upward

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from envdoctor.facts import Snapshot
    from envdoctor.system import System


def explain(system: System, snap: Snapshot, reason: str) -> tuple[str, str]:
    """Give the reason with the place that it stands in, and the command that installs what is missing."""
    if not reason.startswith("pyenv is told"):
        return reason, ""
    root = system.env.get("PYENV_ROOT") or system.path.join(snap.host.home or "", ".pyenv")
    for version, place in _said(system, root):
        if version != SYSTEM and not pyenv_installed(system, root, version):
            shown = place if place.startswith("PYENV") else words.path(snap, place)
            problem = f"{shown} tells pyenv to use {version}, which it has not installed"
            return problem, shells.command(snap.shell.kind, ("pyenv", "install", version))
    return reason, ""


def _said(system: System, root: str) -> Iterator[tuple[str, str]]:
    """Give the versions that pyenv is told, each with the place: of several files the nearest alone counts."""
    variable = system.env.get("PYENV_VERSION")
    if variable:
        yield from ((one, "PYENV_VERSION") for one in variable.split(":"))
        return
    folders = [system.path.join(folder, ".python-version") for folder in upward(system, system.cwd)]
    for place in (*folders, system.path.join(root, "version")):
        try:
            lines = system.head(place, 1 << 16).decode("utf-8", "replace").splitlines()
        except OSError:
            continue
        for number, line in enumerate(lines, 1):
            if line.strip() and not line.lstrip().startswith("#"):
                yield from ((one, f"{place}:{number}") for one in line.split()[0].split(":"))
        return
