"""The command that puts an environment into a folder that no service synchronises, or what to do instead."""

from __future__ import annotations

from envdoctor.check import Fix, Tell

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts import Snapshot
    from envdoctor.facts.machine import Environment
    from envdoctor.facts.obstacles import Synced

FOLDER = ".venvs"
SHELLS = frozenset({"bash", "zsh", "sh", "fish", "csh"})  # in others, mkdir and ln are words of their own


def move(snap: Snapshot, environment: Environment, synced: Synced) -> tuple[tuple[Fix, ...], str]:
    """Move it into the home directory, and leave a link where it was, so that every path to it stays true.

    None of these services follows a link out of its folder. Windows keeps links for administrators, and OneDrive
    follows what it has in their place: there, moving the project is what is left.
    """
    from envdoctor import shells
    from envdoctor.cures import installing

    home, managers = snap.host.home or "", snap.project.managers
    inside = f"{home}/".startswith(f"{synced.folder}/")
    name = environment.path.removeprefix(snap.project.root + "/")
    if snap.host.system != "windows" and snap.shell.kind in SHELLS and "/" not in name and home and not inside:
        folder = f"{home}/{FOLDER}/{snap.project.root.rpartition('/')[2]}"
        # where that folder has one already, `mv` refuses, and nothing is changed
        commands = (("mkdir", "-p", folder), ("mv", name, f"{folder}/"), ("ln", "-s", f"{folder}/{name}", name))
        return (Fix("moves it, and leaves a link", (Tell(installing.line(snap, commands, root=True)),)),), ""
    if "poetry" in managers and snap.environments.active is None:  # else it would go on with the one that is active
        first = ("poetry", "config", "virtualenvs.in-project", "false", "--local")
        line = installing.line(snap, (first, *installing.synced(snap, "poetry")), root=True)
        removed = installing.remove(snap, [], [environment.path])
        return (Fix("has poetry keep it elsewhere", (Tell(shells.join(snap.shell.kind, line, removed)),)),), ""
    if "uv" in managers:
        return (), f"Set UV_PROJECT_ENVIRONMENT to a folder elsewhere, run `uv sync`, and delete {environment.name}."
    return (), f"Move the project to a folder that {synced.service} leaves alone, and make the environment anew there."
