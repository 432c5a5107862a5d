"""Which managers are installed: a file on PATH, or where their own installers put it."""

from __future__ import annotations

from envdoctor.facts.interpreters import Tool
from envdoctor.probe.installations.versions import pyenv_root
from envdoctor.probe.pythons import conda
from envdoctor.probe.pythons import user_folders as user

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from envdoctor.system import System

MANAGERS = ("pyenv", "asdf", "mise", "uv", "conda", "poetry", "pdm", "hatch", "pipenv", "pixi")
OTHERS = ("micromamba", "mamba", "brew", "py", "pymanager", "apt")


def look(system: System, path: tuple[str, ...]) -> Iterator[Tool]:
    """Give each tool once; on PATH before elsewhere."""
    for name in (*MANAGERS, *OTHERS):
        found = _on_path(system, path, name)
        if found:
            yield Tool(name, found, on_path=True)
            continue
        place = next((one for one in _elsewhere(system, name) if system.kind(one) == "file"), "")
        if place:
            yield Tool(name, place, on_path=False)


def _on_path(system: System, path: tuple[str, ...], name: str) -> str:
    endings = (".exe", ".bat", ".cmd") if system.name == "windows" else ("",)
    for folder in path:
        for ending in endings:
            file = system.path.join(folder, name + ending)
            if system.executable(file):
                return file
    return ""


def _elsewhere(system: System, name: str) -> Iterator[str]:
    join, home = system.path.join, user.home(system)
    file = name + ".exe" if system.name == "windows" else name
    if name == "pyenv":
        yield join(pyenv_root(system), "bin", "pyenv.bat" if system.name == "windows" else "pyenv")
    elif name == "asdf":
        yield join(system.env.get("ASDF_DIR") or join(home, ".asdf"), "bin", "asdf")
    elif name == "conda":
        yield system.env.get("CONDA_EXE", "")
        inside = ("Scripts", "conda.exe") if system.name == "windows" else ("bin", "conda")
        yield from (join(root, *inside) for root in conda.roots(system))
    elif name == "micromamba":
        yield system.env.get("MAMBA_EXE", "")
    elif name == "pixi":
        yield join(system.env.get("PIXI_HOME") or join(home, ".pixi"), "bin", file)
    elif name in {"uv", "mise", "poetry", "pdm", "hatch", "pipenv"}:
        yield join(home, ".local", "bin", file)
