"""A shim of pyenv in front that is told to use what pyenv has not: then `python` does not start at all."""

from __future__ import annotations

from envdoctor.probe.pythons import shims
from envdoctor.record import CannotKnow

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts import Snapshot
    from envdoctor.system import System


def look(system: System, snap: Snapshot) -> str:
    """Give the names that pyenv is told to use, if it has none of them; empty: `python` may start."""
    path = system.path
    places = (path.join(folder, word) for word in ("python", "python3") for folder in snap.shell.path)
    file = next((one for one in places if system.executable(one)), "")
    try:
        if path.basename(path.dirname(file)) != "shims" or shims.manager(system, file) != "pyenv":
            return ""
    except CannotKnow:
        return ""
    root = system.env.get("PYENV_ROOT") or path.dirname(path.dirname(file))
    wanted = shims.pyenv_versions(system, root)
    # of several it takes the first that is installed
    return "" if any(shims.pyenv_installed(system, root, one) for one in wanted) else " and ".join(wanted)
