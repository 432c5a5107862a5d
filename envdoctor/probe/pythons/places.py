"""Where a project's own environment can be, in the order in which it is looked for; each place known by files alone."""

from __future__ import annotations

from envdoctor.probe.pythons import environment

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from envdoctor.facts import Snapshot
    from envdoctor.facts.machine import Environment
    from envdoctor.system import System

USUAL = ("venv", "env", ".env")
MANAGED = frozenset({".pdm-python", ".direnv", ".python-version"})  # files that speak of a place elsewhere


def own(system: System, snap: Snapshot, active: Environment | None) -> Environment | None:
    """Give the first environment at the places where the project's own may be; None: there is none.

    The active one, which is known already, is not read twice.
    """
    root = snap.aim.root
    for place, maker in _places(system, snap):
        if active and place == active.path:
            return active
        found = environment.read(system, place, root, maker)
        if found:
            return found
    return None


def _places(system: System, snap: Snapshot) -> Iterator[tuple[str, str]]:
    """Give places, each with who is known to make environments there; the costly ones come last."""
    join, root = system.path.join, snap.aim.root
    managers = snap.project.managers
    said = system.env.get("UV_PROJECT_ENVIRONMENT")
    if said:
        from envdoctor.probe.pythons import uv_workspace

        yield system.path.normpath(join(uv_workspace.root(system, root), said)), ""
    if "poetry" in managers:
        from envdoctor.probe.pythons import poetry

        if poetry.aside(system, root):  # poetry does not look at .venv, and nor does who runs the project through it
            yield from ((place, "poetry") for place in poetry.places(system, snap))
    for folder in upward(system, root):
        yield join(folder, ".venv"), ""
    for name in USUAL:
        yield join(root, name), ""
    try:
        names = system.names(root)
    except OSError:
        names = []
    for name in names:
        if system.kind(join(root, name, "pyvenv.cfg")) == "file":
            yield join(root, name), ""
    if ".conda" in names:  # VS Code makes it
        yield join(root, ".conda"), ""
    if managers or not MANAGED.isdisjoint(names):
        from envdoctor.probe.pythons import managed_places

        yield from managed_places.of(system, snap, managers, frozenset(names))
    home = system.env.get("HOME") or system.env.get("USERPROFILE") or ""
    wrapper = system.env.get("WORKON_HOME") or join(home, ".virtualenvs")
    if home and system.kind(wrapper) == "folder":
        from envdoctor.probe.pythons import managed_places

        yield from ((place, "") for place in managed_places.naming(system, wrapper, root))


def upward(system: System, root: str) -> Iterator[str]:
    """Give the project's folder and those above it, up to the repository's root; never the home directory itself.

    Without a repository the top folder of the file system is left out too.
    """
    home = system.real(system.env.get("HOME") or system.env.get("USERPROFILE") or system.path.sep)
    folder = root
    while True:
        yield folder
        above = system.path.dirname(folder)
        if system.kind(system.path.join(folder, ".git")) or above in {folder, home} or folder == home:
            return
        if system.path.dirname(above) == above:
            return
        folder = above
