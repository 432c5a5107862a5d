"""pip's settings target, prefix and root: which of them lead out of the environment that is in use."""

from __future__ import annotations

from envdoctor.probe.pythons import user_folders
from envdoctor.probe.pythons.interpreter import minor

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts import Snapshot
    from envdoctor.facts.machine import Environment
    from envdoctor.facts.pip_config import PipSetting
    from envdoctor.system import System


def look(system: System, snap: Snapshot, active: Environment) -> tuple[PipSetting, ...]:
    """Give those that do; what PYTHONPATH finds again is arranged that way."""
    path = system.path
    inside = path.join(active.identity, "")
    entries = system.env.get("PYTHONPATH", "").split(";" if system.name == "windows" else ":")
    searched = {system.identity(path.join(system.cwd, one)) for one in entries if one}
    found = []
    for name in ("target", "prefix", "root"):
        setting = snap.pip_config.get(name)
        if setting is None:
            continue
        place = path.normpath(path.join(system.cwd, user_folders.expand(system, setting.value)))
        identity = system.identity(place)
        installs = identity
        if name == "prefix":
            library = ("Lib",) if system.name == "windows" else ("lib", f"python{minor(active.python)}")
            installs = system.identity(path.join(place, *library, "site-packages"))
        at_root = name == "root" and path.dirname(place) == place
        if not (at_root or installs in searched or path.join(identity, "").startswith(inside)):
            found.append(setting)
    return tuple(found)
