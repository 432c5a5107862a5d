"""Where poetry keeps a project's environments, and which of several it uses."""

from __future__ import annotations

import re

from envdoctor.probe.declarations import toml
from envdoctor.probe.pythons import user_folders as user
from envdoctor.probe.pythons.interpreter import minor
from envdoctor.probe.pythons.managed_places import hashed, read
from envdoctor.record import CannotKnow

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from envdoctor.facts import Snapshot
    from envdoctor.system import System


def places(system: System, snap: Snapshot) -> Iterator[str]:
    """Give the environment that poetry uses for a project; of several, as its files or PATH decide."""
    join, root = system.path.join, snap.aim.root
    folder = storage(system, root)
    data = read(system, join(root, "pyproject.toml"))
    name = toml.at(data, "project", "name") or toml.at(data, "tool", "poetry", "name")
    if not isinstance(name, str):
        return
    clean = re.sub(r'[ $`!*@"\\\r\n\t]', "_", name.lower())[:42]
    base = f"{clean}-{hashed(system.path.normcase(system.real(root)))}"
    chosen = toml.at(read(system, join(folder, "envs.toml")), base, "minor")
    if isinstance(chosen, str):
        yield join(folder, f"{base}-py{chosen}")
    found = [one for one in system.inside(folder) if one.startswith(base + "-py")]
    if len(found) == 1:
        yield join(folder, found[0])
    elif found and not _own_python(system, root):
        yield join(folder, f"{base}-py{_first(snap)}")


def storage(system: System, root: str) -> str:
    """Give the folder of all its environments."""
    join, env = system.path.join, system.env
    said = settings(system, root)
    cache = env.get("POETRY_CACHE_DIR") or said.get("cache-dir")
    if not isinstance(cache, str):
        cache = join(user.folder(system, "cache"), "pypoetry", *(["Cache"] if system.name == "windows" else []))
    path = env.get("POETRY_VIRTUALENVS_PATH") or toml.at(said, "virtualenvs", "path")
    folder = path if isinstance(path, str) else join(cache, "virtualenvs")
    return user.expand(system, folder.replace("{cache-dir}", cache).replace("{project-dir}", root))


def settings(system: System, root: str) -> dict[str, Any]:
    """Read poetry's own settings; those of the project win."""
    both: dict[str, Any] = {"virtualenvs": {}}
    for path in _files(system, root):
        table = read(system, path)
        virtualenvs = table.get("virtualenvs")
        merged = {**both["virtualenvs"], **(virtualenvs if isinstance(virtualenvs, dict) else {})}
        both = {**both, **table, "virtualenvs": merged}
    return both


def aside(system: System, root: str) -> bool:
    """Say whether poetry is told not to use `.venv` in the project, even where there is one."""
    said = system.env.get("POETRY_VIRTUALENVS_IN_PROJECT")
    if said is not None:
        return said.lower() in {"false", "0"}
    if not any("in-project" in user.text(system, path) for path in _files(system, root)):
        return False
    return toml.at(settings(system, root), "virtualenvs", "in-project") is False


def _files(system: System, root: str) -> tuple[str, str]:
    """Give the user's file and the project's."""
    join = system.path.join
    configuration = system.env.get("POETRY_CONFIG_DIR") or join(user.folder(system, "config"), "pypoetry")
    return join(configuration, "config.toml"), join(root, "poetry.toml")


def _own_python(system: System, root: str) -> bool:
    """Say whether poetry takes the Python that it is installed with, which is not known here."""
    said = system.env.get("POETRY_VIRTUALENVS_USE_POETRY_PYTHON")
    if said is not None:
        return said.lower() not in {"false", "0"}
    return toml.at(settings(system, root), "virtualenvs", "use-poetry-python") is True


def _first(snap: Snapshot) -> str:
    try:
        python = snap.shell.python
    except CannotKnow:
        return ""
    return minor(python.version) if python else ""
