"""The environments that tools keep for the user in folders of their own: pipx, uv tool, poetry, pipenv, hatch."""

from __future__ import annotations

import re

from envdoctor.probe.installations.versions import executable
from envdoctor.probe.pythons import managed_places, poetry
from envdoctor.probe.pythons import user_folders as user

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from envdoctor.probe.installations import Found
    from envdoctor.system import System

_HASHED = re.compile(r"-[\w-]{8}(?:-.+)?$")  # how pipenv ends the name of an environment


def look(system: System, root: str) -> Found:
    """Give the environments in their folders, some hundreds of each at most; `root` is the project's."""
    for tool, folder, depth in _folders(system, root):
        for name, place in _below(system, folder, depth):
            found = executable(system, place)
            if found:
                hashed = tool == "virtualenvwrapper" and _HASHED.search(name)
                yield found, "pipenv" if hashed else tool, name


def _folders(system: System, root: str) -> Iterator[tuple[str, str, int]]:
    """Give folders of environments, with whose they are, and how many levels below they lie."""
    join, env, home = system.path.join, system.env, user.home(system)
    windows = system.name == "windows"
    data, shared = user.folder(system, "data"), user.xdg(system, "data")
    pipx = [join(home, ".local", "pipx"), join(data, "pipx"), join(data, "pipx", "pipx"), join(home, "pipx")]
    for folder in dict.fromkeys([env.get("PIPX_HOME", ""), *pipx]):
        if folder:
            yield "pipx", join(folder, "venvs"), 1
    tools = env.get("UV_TOOL_DIR") or join(user.folder(system, "config") if windows else shared, "uv", "tools")
    yield "uv tool", user.expand(system, tools), 1
    yield "poetry", poetry.storage(system, root), 1
    if not windows:
        yield "pipenv", join(shared, "virtualenvs"), 1
    for folder in dict.fromkeys([env.get("WORKON_HOME", ""), join(home, ".virtualenvs"), join(home, "Envs")]):
        if folder:
            yield "virtualenvwrapper", user.expand(system, folder), 1
    yield "pdm", join(data, "pdm", "venvs"), 1
    yield "hatch", join(env.get("HATCH_DATA_DIR") or join(data, "hatch"), "env", "virtual"), 3


def _below(system: System, folder: str, depth: int) -> Iterator[tuple[str, str]]:
    for name in system.inside(folder)[: managed_places.MOST]:
        place = system.path.join(folder, name)
        if name.startswith("."):
            continue
        if depth == 1:
            yield name, place
        else:
            yield from _below(system, place, depth - 1)
