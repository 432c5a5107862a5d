"""Where the managers keep a project's environment outside of it: worked out from their files, as they would."""

from __future__ import annotations

import re

from envdoctor.probe.declarations import toml
from envdoctor.probe.pythons import user_folders as user

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from envdoctor.facts import Snapshot
    from envdoctor.system import System

_PYTHON_FOLDER = re.compile(r"python-(\d+(?:\.\d+)*)$")
MOST = 500  # environments that one folder is searched for


def of(system: System, snap: Snapshot, managers: Iterable[str], names: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Give the places, each with its maker; only those of managers that the project's files speak of."""
    join, root = system.path.join, snap.aim.root
    if ".pdm-python" in names:
        python = system.env.get("PDM_PYTHON") or user.text(system, join(root, ".pdm-python")).strip()
        if python:
            yield system.path.dirname(system.path.dirname(system.path.normpath(join(root, python)))), ""
    for manager in managers:
        if manager == "poetry":
            from envdoctor.probe.pythons import poetry

            yield from ((place, "poetry") for place in poetry.places(system, snap))
        elif manager == "pipenv":
            yield from ((place, "pipenv") for place in _pipenv(system, root))
        elif manager == "hatch":
            yield from ((place, "hatch") for place in _hatch(system, root))
        elif manager == "pixi":
            yield from ((place, "") for place in _pixi(system, root))
    if ".direnv" in names:
        yield from ((place, "") for place in _direnv(system, root))
    if "conda" in managers:
        from envdoctor.probe.pythons import conda

        yield from ((place, "") for place in conda.places(system, root))
    if ".python-version" in names:
        yield from ((place, "") for place in _pyenv(system, root))


def naming(system: System, folder: str, root: str) -> Iterator[str]:
    """Give the environments in a folder whose file `.project`, as virtualenvwrapper and pipenv write it, names one."""
    wanted = system.identity(root)
    for name in system.inside(folder)[:MOST]:
        said = user.text(system, system.path.join(folder, name, ".project")).strip()
        if said and (said == root or system.identity(said) == wanted):
            yield system.path.join(folder, name)


def _pipenv(system: System, root: str) -> Iterator[str]:
    join, env = system.path.join, system.env
    folder = env.get("WORKON_HOME")
    if not folder and system.name == "windows":
        folder = "~\\.virtualenvs"
    folder = user.expand(system, folder or join(user.xdg(system, "data"), "virtualenvs"))
    pipfile = system.path.normpath(join(root, env.get("PIPENV_PIPFILE") or "Pipfile"))
    name = env.get("PIPENV_CUSTOM_VENV_NAME")
    if not name:
        project = system.path.basename(system.path.dirname(pipfile))
        clean = re.sub(r'[ &$`!*@"()\[\]\\\r\n\t]', "_", project)[:42]
        python = system.path.basename(env.get("PIPENV_PYTHON", ""))
        name = f"{clean}-{hashed(pipfile)}" + (f"-{python}" if python else "")
    yield join(folder, name)
    yield from naming(system, folder, root)  # made where the folder was reached by another path


def _hatch(system: System, root: str) -> Iterator[str]:
    join = system.path.join
    data = read(system, join(root, "pyproject.toml"))
    environments = read(system, join(root, "hatch.toml")).get("envs") or toml.at(data, "tool", "hatch", "envs")
    path = toml.at(environments, "default", "path")
    if isinstance(path, str) and path:
        yield system.path.normpath(join(root, path))
        return
    configuration = system.env.get("HATCH_CONFIG") or join(user.folder(system, "config"), "hatch", "config.toml")
    directories = toml.at(read(system, configuration), "dirs") or {}
    storage = system.env.get("HATCH_DATA_DIR") or toml.at(directories, "data")
    storage = storage if isinstance(storage, str) else join(user.folder(system, "data"), "hatch")
    virtual = toml.at(directories, "env", "virtual")
    folder = user.expand(system, virtual if isinstance(virtual, str) else join(storage, "env", "virtual"))
    folder = system.path.normpath(join(root, folder))
    name = toml.at(data, "project", "name")
    identity = hashed(root if system.name == "linux" else root.casefold())
    name = re.sub(r"[-_.]+", "-", name).lower() if isinstance(name, str) else f"{identity}-unmanaged"
    yield join(folder, name) if folder.startswith(join(root, "")) else join(folder, name, identity, name)


def _pixi(system: System, root: str) -> Iterator[str]:
    """Give pixi's environments: `default`, or the only one. Where they are kept elsewhere, a link stands here."""
    folder = system.path.join(root, ".pixi", "envs")
    names = system.inside(folder)
    if "default" in names or len(names) == 1:
        yield system.path.join(folder, "default" if "default" in names else names[0])


def _direnv(system: System, root: str) -> Iterator[str]:
    folder = system.path.join(root, ".direnv")
    found = [match for match in map(_PYTHON_FOLDER.match, system.inside(folder)) if match]
    for match in sorted(found, key=lambda one: [int(part) for part in one[1].split(".")], reverse=True):
        yield system.path.join(folder, match[0])
    yield system.path.join(folder, "virtualenv")


def _pyenv(system: System, root: str) -> Iterator[str]:
    """Find a virtual environment of pyenv's that .python-version names; a version is no environment."""
    versions = system.env.get("PYENV_ROOT") or system.path.join(user.home(system), ".pyenv")
    for line in user.text(system, system.path.join(root, ".python-version")).splitlines():
        words = line.split()
        if words and not words[0].startswith((".", "#", "/")):
            yield system.path.join(versions, "versions", words[0])


def hashed(text: str) -> str:
    """Give the eight characters that poetry, pipenv and hatch make of a path."""
    from base64 import urlsafe_b64encode
    from hashlib import sha256

    return urlsafe_b64encode(sha256(text.encode("utf-8", "surrogateescape")).digest()).decode()[:8]


def read(system: System, path: str) -> dict[str, Any]:
    """Read a TOML file; empty where there is none, or none that is valid."""
    text = user.text(system, path)
    try:
        return toml.load(text) if text else {}
    except ValueError:
        return {}
