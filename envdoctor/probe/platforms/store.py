"""The stub of Windows that stands where a `python` would, and opens the Store."""

from __future__ import annotations

from envdoctor.facts.obstacles import StoreStub
from envdoctor.probe.shell import find

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts import Snapshot
    from envdoctor.system import System


def look(system: System, snap: Snapshot) -> StoreStub | None:
    """Give the stub where it is the first `python` on PATH; None: a Python is, or there is no `python` at all."""
    join = system.path.join
    files = (join(folder, "python" + end) for folder in snap.shell.path for end in (".exe", ".bat", ".cmd"))
    first = next((file for file in files if system.executable(file)), "")
    if not first or not _opens_store(system, system.path.dirname(first)):
        return None
    behind = find(system, snap.shell.path, "python")
    return StoreStub(first, behind, launcher=bool(find(system, snap.shell.path, "py")))


def _opens_store(system: System, folder: str) -> bool:
    """Say whether nothing stands behind the commands of this folder: what the Store has installed has a folder in it.

    So has the Python install manager, which offers to install a Python where it has none yet.
    """
    if system.path.basename(folder) != "WindowsApps":
        return False
    return not any(name.startswith("PythonSoftwareFoundation.") for name in system.names(folder))
