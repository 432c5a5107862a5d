"""One environment at a closer look: all that is not sound about it."""

from __future__ import annotations

from envdoctor.facts.conditions import Condition, Script
from envdoctor.probe.healthy import commands, editables, owners, recorded, visibility
from envdoctor.probe.pythons import pyvenv_cfg

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts import Snapshot
    from envdoctor.facts.machine import Environment
    from envdoctor.system import System


def examine(
    system: System, snap: Snapshot, environment: Environment, site: str, owned: tuple[str, ...]
) -> Condition | None:
    """Find what is wrong; None: nothing is. Of one that does not work as a whole, no particulars are looked for."""
    found = Condition(environment, owned=owned)
    if environment.kind == "venv":
        found = _venv(system, snap, found, site)
    if not found.fault:
        found = found.replace(others=editables.others(system, snap, environment, site))
    return found if found != Condition(environment) or found.fault else None


def _venv(system: System, snap: Snapshot, found: Condition, site: str) -> Condition:
    environment = found.environment
    folder, scripts = environment.path, environment.scripts
    keys = pyvenv_cfg.read(system, folder) or {}
    place = ""
    if environment.fault not in {"foreign", "unmarked"}:
        place, _ = recorded.elsewhere(system, folder, scripts, keys)
        if place and not environment.fault:  # its activation script was set right, the rest was not
            fault, problem = recorded.verdict(system, folder, scripts, keys)
            environment = environment.replace(fault=fault, problem=problem)
    found = found.replace(environment=environment, recorded=place)
    if environment.fault == "unfinished":
        return found.replace(ensurepip=_ensurepip(system, environment))
    if environment.fault:
        return found
    visible = visibility.setting(system, snap, environment) if environment.system_packages else None
    return found.replace(visible=visible, scripts=_scripts(system, environment, site))


def _scripts(system: System, environment: Environment, site: str) -> tuple[Script, ...]:
    bad = []
    for name in commands.names(system, environment.scripts):
        fault, python = commands.fault(system, system.path.join(environment.scripts, name))
        if fault:
            bad.append(Script(name, fault, python))
    return owners.named(system, site, bad) if bad else ()


def _ensurepip(system: System, environment: Environment) -> bool:
    """Say whether the base has what gives an environment its pip; Debian keeps it in a package of its own."""
    if not environment.base.startswith("/usr/bin/"):
        return True
    minor = ".".join(environment.python.split(".")[:2])
    return system.kind(f"/usr/lib/python{minor}/ensurepip") == "folder"
