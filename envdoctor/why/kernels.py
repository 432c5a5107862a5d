"""The kernels of Jupyter, found where Jupyter looks: which Python a notebook runs."""

from __future__ import annotations

import re

from envdoctor.probe.pythons import user_folders
from envdoctor.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from envdoctor.facts import Snapshot
    from envdoctor.system import System

# words that Jupyter replaces by the Python that it runs with itself
_OWN = re.compile(r"python(?:3(?:\.\d+)?)?(?:\.exe)?$")


class Kernel(Record):
    """One kernel."""

    name: str
    display: str
    file: str  # its kernel.json
    python: str  # its executable; empty: the one that Jupyter itself runs with
    prefix: str = ""  # the environment that its file lies in


def kernels(system: System, snap: Snapshot) -> dict[str, Kernel]:
    """Give all kernels by name; of two of one name, Jupyter takes the first that it finds."""
    found: dict[str, Kernel] = {}
    for folder, prefix in _folders(system, snap):
        for name in system.inside(folder):
            file = system.path.join(folder, name, "kernel.json")
            kernel = _read(system, file, name.lower(), prefix)
            if kernel:
                found.setdefault(kernel.name, kernel)
    return found


def _folders(system: System, snap: Snapshot) -> Iterator[tuple[str, str]]:
    env, join = system.env, system.path.join
    windows = system.name == "windows"
    for one in filter(None, env.get("JUPYTER_PATH", "").split(";" if windows else ":")):
        yield join(one, "kernels"), ""
    python = snap.shell.python
    prefix = python.prefix if python else ""
    own = [(join(prefix, "share", "jupyter", "kernels"), prefix)] if prefix else []
    user = [(join(one, "kernels"), "") for one in _user(system)]
    first = bool(python and python.kind != "base") or env.get("JUPYTER_PREFER_ENV_PATH") == "1"
    yield from (*own, *user) if first else (*user, *own)
    if windows:
        data = env.get("PROGRAMDATA", "")
        if data:
            yield join(data, "jupyter", "kernels"), ""
    else:
        yield "/usr/local/share/jupyter/kernels", ""
        yield "/usr/share/jupyter/kernels", ""
    yield join(user_folders.home(system), ".ipython", "kernels"), ""


def _user(system: System) -> Iterator[str]:
    join, said = system.path.join, system.env.get("JUPYTER_DATA_DIR")
    if said:
        yield said
    elif system.name == "macos":
        yield join(user_folders.home(system), "Library", "Jupyter")
    elif system.name == "windows":
        yield join(system.env.get("APPDATA", ""), "jupyter")
    else:
        yield join(user_folders.xdg(system, "data"), "jupyter")


def _read(system: System, file: str, name: str, prefix: str) -> Kernel | None:
    import json

    try:
        data = json.loads(system.head(file, 1 << 18))
    except (OSError, ValueError):
        return None
    words = data.get("argv") if isinstance(data, dict) else None
    if not isinstance(words, list) or not words or not isinstance(words[0], str):
        return None
    display = data.get("display_name")
    python = "" if _OWN.match(words[0]) else words[0]
    return Kernel(name, display if isinstance(display, str) else name, file, python, prefix)
