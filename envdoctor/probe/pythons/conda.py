"""Where conda, mamba and micromamba keep their environments, known by their variables, lists and usual folders."""

from __future__ import annotations

import re

from envdoctor.probe.pythons import user_folders as user

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from envdoctor.system import System

USUAL = ("miniconda3", "anaconda3", "miniforge3", "mambaforge", "micromamba", "miniconda", "anaconda")
_KEY = re.compile(rb"""^(name|prefix):[ \t]*["']?([^"'#\r\n]+?)["']?[ \t]*(?:#.*)?\r?$""", re.MULTILINE)
_FOLDERS = re.compile(r"^envs_dirs:[ \t]*\r?\n((?:[ \t]*-[^\n]*\n?)+)", re.MULTILINE)


def places(system: System, root: str) -> Iterator[str]:
    """Find the environment that environment.yml names, by its name or its folder."""
    join = system.path.join
    for file in ("environment.yml", "environment.yaml"):
        said = dict(_KEY.findall(user.text(system, join(root, file)).encode()))
        name, prefix = said.get(b"name", b"").decode(), said.get(b"prefix", b"").decode()
        if not name and not prefix:
            continue
        for folder in listed(system):
            if folder == prefix or (name and name != "base" and system.path.basename(folder) == name):
                yield folder
        if name and name != "base" and not {"/", "\\"}.intersection(name):
            yield from (join(folder, name) for folder in folders(system))


def listed(system: System) -> list[str]:
    """Give the environments that conda keeps a list of."""
    text = user.text(system, system.path.join(user.home(system), ".conda", "environments.txt"))
    return list(filter(None, map(str.strip, text.splitlines())))


def roots(system: System) -> list[str]:
    """Give the folders where conda itself is installed, or where micromamba keeps what is its own."""
    env, path = system.env, system.path
    found = [env.get("_CONDA_ROOT", ""), env.get("MAMBA_ROOT_PREFIX", "")]
    if env.get("CONDA_EXE"):
        found.append(path.dirname(path.dirname(env["CONDA_EXE"])))
    above = [user.home(system)]
    if system.name == "windows":
        local = user.folder(system, "data")
        above += [local, path.join(local, "Continuum"), env.get("PROGRAMDATA", ""), "C:\\", "C:\\tools"]
    else:
        above += ["/opt", "/usr/local"]
        found += ["/opt/conda", path.join(user.xdg(system, "data"), "mamba")]
        if system.name == "macos":
            found += [f"{brew}/Caskroom/{name}/base" for brew in ("/opt/homebrew", "/usr/local") for name in _CASKS]
    found += [path.join(folder, name) for folder in above if folder for name in USUAL]
    return list(dict.fromkeys(path.normpath(one) for one in found if one))


_CASKS = ("miniconda", "anaconda", "miniforge")


def folders(system: System) -> list[str]:
    """Give the folders that environments are made in by a name alone."""
    env, join = system.env, system.path.join
    said = (env.get("CONDA_ENVS_PATH") or env.get("CONDA_ENVS_DIRS") or "").split(
        ";" if system.name == "windows" else ":"
    )
    found = [user.expand(system, one) for one in said if one]
    for file in (".condarc", join(".conda", ".condarc"), join(".config", "conda", ".condarc")):
        block = _FOLDERS.search(user.text(system, join(user.home(system), file)))
        lines = block[1].splitlines() if block else []
        found += [user.expand(system, line.partition("-")[2].strip().strip("\"'")) for line in lines]
    found.append(join(user.home(system), ".conda", "envs"))
    found += [join(root, "envs") for root in roots(system)]
    return list(dict.fromkeys(found))
