"""Where the managers keep a project's environment outside of it: worked out from their files, as they would."""

from __future__ import annotations

import re

from envdoctor.probe.declarations import toml

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from envdoctor.system import System

_CONDA_NAME = re.compile(rb"""^(name|prefix):[ \t]*["']?([^"'#\r\n]+?)["']?[ \t]*(?:#.*)?\r?$""", re.MULTILINE)
_PYTHON_FOLDER = re.compile(r"python-(\d+(?:\.\d+)*)$")


def of(system: System, root: str, managers: Iterable[str], names: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Give the places, each with its maker; only those of managers that the project's files speak of."""
    join = system.path.join
    if ".pdm-python" in names:
        python = system.env.get("PDM_PYTHON") or _text(system, join(root, ".pdm-python")).strip()
        if python:
            yield system.path.dirname(system.path.dirname(system.path.normpath(join(root, python)))), ""
    for manager in managers:
        if manager == "poetry":
            yield from ((place, "poetry") for place in _poetry(system, root))
        elif manager == "pipenv":
            yield _pipenv(system, root), "pipenv"
        elif manager == "hatch":
            yield from ((place, "hatch") for place in _hatch(system, root))
    if ".direnv" in names:
        yield from ((place, "") for place in _direnv(system, root))
    if "conda" in managers:
        yield from ((place, "") for place in _conda(system, root))
    if ".python-version" in names:
        yield from ((place, "") for place in _pyenv(system, root))


def _poetry(system: System, root: str) -> Iterator[str]:
    join, env = system.path.join, system.env
    settings = _poetry_settings(system, root)
    cache = env.get("POETRY_CACHE_DIR") or settings.get("cache-dir")
    if not isinstance(cache, str):
        cache = join(_folder(system, "cache"), "pypoetry", *(["Cache"] if system.name == "windows" else []))
    said = env.get("POETRY_VIRTUALENVS_PATH") or toml.at(settings, "virtualenvs", "path")
    folder = said if isinstance(said, str) else join(cache, "virtualenvs")
    folder = _home(system, folder.replace("{cache-dir}", cache).replace("{project-dir}", root))
    data = _toml(system, join(root, "pyproject.toml"))
    name = toml.at(data, "project", "name") or toml.at(data, "tool", "poetry", "name")
    if not isinstance(name, str):
        return
    clean = re.sub(r'[ $`!*@"\\\r\n\t]', "_", name.lower())[:42]
    base = f"{clean}-{_hash(system.path.normcase(system.real(root)))}"
    chosen = toml.at(_toml(system, join(folder, "envs.toml")), base, "minor")
    if isinstance(chosen, str):
        yield join(folder, f"{base}-py{chosen}")
    found = [one for one in _names(system, folder) if one.startswith(base + "-py")]
    if len(found) == 1:  # of several, poetry takes the one of the Python that it is run with
        yield join(folder, found[0])


def _poetry_settings(system: System, root: str) -> dict[str, Any]:
    """Read poetry's own settings; those of the project win."""
    configuration = system.env.get("POETRY_CONFIG_DIR") or system.path.join(_folder(system, "config"), "pypoetry")
    user = _toml(system, system.path.join(configuration, "config.toml"))
    project = _toml(system, system.path.join(root, "poetry.toml"))
    both = {**user, **project}
    tables = [one.get("virtualenvs") for one in (user, project)]
    both["virtualenvs"] = {key: value for table in tables if isinstance(table, dict) for key, value in table.items()}
    return both


def _pipenv(system: System, root: str) -> str:
    join, env = system.path.join, system.env
    folder = env.get("WORKON_HOME")
    if not folder and system.name == "windows":
        folder = "~\\.virtualenvs"
    folder = folder or join(env.get("XDG_DATA_HOME") or join("~", ".local", "share"), "virtualenvs")
    pipfile = system.path.normpath(join(root, env.get("PIPENV_PIPFILE") or "Pipfile"))
    name = env.get("PIPENV_CUSTOM_VENV_NAME")
    if not name:
        project = system.path.basename(system.path.dirname(pipfile))
        clean = re.sub(r'[ &$`!*@"()\[\]\\\r\n\t]', "_", project)[:42]
        python = system.path.basename(env.get("PIPENV_PYTHON", ""))
        name = f"{clean}-{_hash(pipfile)}" + (f"-{python}" if python else "")
    return join(_home(system, folder), name)


def _hatch(system: System, root: str) -> Iterator[str]:
    join = system.path.join
    data = _toml(system, join(root, "pyproject.toml"))
    environments = _toml(system, join(root, "hatch.toml")).get("envs") or toml.at(data, "tool", "hatch", "envs")
    path = toml.at(environments, "default", "path")
    if isinstance(path, str) and path:
        yield system.path.normpath(join(root, path))
        return
    configuration = system.env.get("HATCH_CONFIG") or join(_folder(system, "config"), "hatch", "config.toml")
    directories = toml.at(_toml(system, configuration), "dirs") or {}
    storage = system.env.get("HATCH_DATA_DIR") or toml.at(directories, "data")
    storage = storage if isinstance(storage, str) else join(_folder(system, "data"), "hatch")
    virtual = toml.at(directories, "env", "virtual")
    folder = _home(system, virtual if isinstance(virtual, str) else join(storage, "env", "virtual"))
    folder = system.path.normpath(join(root, folder))
    name = toml.at(data, "project", "name")
    identity = _hash(root if system.name == "linux" else root.casefold())
    name = re.sub(r"[-_.]+", "-", name).lower() if isinstance(name, str) else f"{identity}-unmanaged"
    yield join(folder, name) if folder.startswith(join(root, "")) else join(folder, name, identity, name)


def _direnv(system: System, root: str) -> Iterator[str]:
    folder = system.path.join(root, ".direnv")
    found = [match for match in map(_PYTHON_FOLDER.match, _names(system, folder)) if match]
    for match in sorted(found, key=lambda one: [int(part) for part in one[1].split(".")], reverse=True):
        yield system.path.join(folder, match[0])
    yield system.path.join(folder, "virtualenv")


def _conda(system: System, root: str) -> Iterator[str]:
    """Find the environment that environment.yml names among those that conda keeps a list of."""
    join = system.path.join
    known = _text(
        system, join(system.env.get("HOME") or system.env.get("USERPROFILE", ""), ".conda", "environments.txt")
    )
    for file in ("environment.yml", "environment.yaml"):
        said = dict(_CONDA_NAME.findall(_text(system, join(root, file)).encode()))
        name, prefix = said.get(b"name", b"").decode(), said.get(b"prefix", b"").decode()
        for folder in map(str.strip, known.splitlines()):
            if folder and (folder == prefix or (name and name != "base" and system.path.basename(folder) == name)):
                yield folder


def _pyenv(system: System, root: str) -> Iterator[str]:
    """Find a virtual environment of pyenv's that .python-version names; a version is no environment."""
    versions = system.env.get("PYENV_ROOT") or system.path.join(system.env.get("HOME", ""), ".pyenv")
    for line in _text(system, system.path.join(root, ".python-version")).splitlines():
        words = line.split()
        if words and not words[0].startswith((".", "#", "/")):
            yield system.path.join(versions, "versions", words[0])


def _folder(system: System, kind: str) -> str:
    """Give the folder where programs keep their cache, configuration or data for this user."""
    env, join = system.env, system.path.join
    home = env.get("HOME") or env.get("USERPROFILE", "")
    if system.name == "windows":
        local = env.get("LOCALAPPDATA") or join(home, "AppData", "Local")
        return env.get("APPDATA") or join(home, "AppData", "Roaming") if kind == "config" else local
    if system.name == "macos":
        return join(home, "Library", "Caches" if kind == "cache" else "Application Support")
    variable, usual = {"cache": ("XDG_CACHE_HOME", ".cache"), "config": ("XDG_CONFIG_HOME", ".config")}.get(
        kind, ("XDG_DATA_HOME", join(".local", "share"))
    )
    return env.get(variable) or join(home, usual)


def _hash(text: str) -> str:
    from base64 import urlsafe_b64encode
    from hashlib import sha256

    return urlsafe_b64encode(sha256(text.encode("utf-8", "surrogateescape")).digest()).decode()[:8]


def _home(system: System, path: str) -> str:
    home = system.env.get("HOME") or system.env.get("USERPROFILE", "")
    return system.path.normpath(home + path[1:]) if path == "~" or path.startswith(("~/", "~\\")) else path


def _text(system: System, path: str) -> str:
    try:
        return system.head(path, 1 << 18).decode("utf-8", "replace")
    except OSError:
        return ""


def _toml(system: System, path: str) -> dict[str, Any]:
    text = _text(system, path)
    try:
        return toml.load(text) if text else {}
    except ValueError:
        return {}


def _names(system: System, folder: str) -> list[str]:
    try:
        return system.names(folder)
    except OSError:
        return []
