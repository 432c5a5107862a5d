"""The execution policy of PowerShell on Windows: the settings in the order in which they win, the first decides."""

from __future__ import annotations

import re

from envdoctor.facts.obstacles import ScriptPolicy
from envdoctor.record import CannotKnow

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from envdoctor.facts import Snapshot
    from envdoctor.system import System

_STRICT = {"restricted": "Restricted", "allsigned": "AllSigned"}
_WINDOWS = "Software\\Policies\\Microsoft\\Windows\\PowerShell"  # what administrators decide for Windows PowerShell
_CORE = "Software\\Policies\\Microsoft\\PowerShellCore"  # and for PowerShell 7
_OWN = "Software\\Microsoft\\PowerShell\\1\\ShellIds\\Microsoft.PowerShell"
_VERSION = "Software\\Microsoft\\Windows NT\\CurrentVersion"
_SIGNED = b"# SIG # Begin signature block"


def look(system: System, snap: Snapshot) -> ScriptPolicy | None:
    """Give the policy where it keeps the script from running that would activate the project's environment."""
    if "PROMPT" in system.env:
        return None  # cmd sets it and hands PowerShell's variables on: which of the two this is cannot be told
    found = _policy(system)
    if found is None or (found.policy == "AllSigned" and _signed(system, snap)):
        return None
    return found


def _policy(system: System) -> ScriptPolicy | None:
    """Give the policy that holds; None: it lets the user's own scripts run, or which one holds cannot be told."""
    modules = system.env.get("PSModulePath", "").split(";")
    home = next((path for path in map(system.path.dirname, modules) if _is_core(system, path)), "")
    if home:
        said = _of_core(system, home, system.path.dirname(modules[0]))
    elif any(re.search(r"(?<!Windows)PowerShell\\(?:\d[^\\]*\\)?Modules\\?$", path, re.IGNORECASE) for path in modules):
        return None  # PowerShell 7, somewhere; its own file, which is part of it, would have the last word
    else:
        said = _of_windows(system)
    for scope, policy in said:
        if policy and policy.casefold() != "undefined":
            strict = _STRICT.get(policy.casefold())
            return ScriptPolicy(strict, scope) if strict else None
    version = None if home else system.registry("HKLM", _VERSION)
    # servers run local scripts where nothing is said; PowerShell 7 brings a file that says something
    return ScriptPolicy("Restricted", "") if version and version.get("InstallationType") == "Client" else None


def _is_core(system: System, folder: str) -> bool:
    return system.kind(system.path.join(folder, "pwsh.exe")) == "file"


def _of_windows(system: System) -> Iterator[tuple[str, str]]:
    for scope, root in (("MachinePolicy", "HKLM"), ("UserPolicy", "HKCU")):
        yield scope, _decided(system, root, _WINDOWS)
    yield "Process", system.env.get("PSExecutionPolicyPreference", "")
    for scope, root in (("CurrentUser", "HKCU"), ("LocalMachine", "HKLM")):
        key = system.registry(root, _OWN)
        yield scope, key.get("ExecutionPolicy") if key else ""


def _of_core(system: System, home: str, users: str) -> Iterator[tuple[str, str]]:
    """Give what PowerShell 7 reads: its own keys of the registry, and a file of the user's and one beside it."""
    places = (("HKLM", home), ("HKCU", users))
    files = [_file(system, folder) for _, folder in places]
    for scope, (root, _), file in zip(("MachinePolicy", "UserPolicy"), places, files, strict=True):
        key = system.registry(root, _CORE)
        windows = key is not None and key.get("UseWindowsPowerShellPolicySetting") == "1"
        yield scope, _decided(system, root, _WINDOWS if windows else _CORE)
        policies = file.get("PowerShellPolicies")
        execution = policies.get("ScriptExecution") if isinstance(policies, dict) else None
        yield scope, _enabled(execution) if isinstance(execution, dict) else ""
    yield "Process", system.env.get("PSExecutionPolicyPreference", "")
    for scope, file in (("CurrentUser", files[1]), ("LocalMachine", files[0])):
        policy = file.get("Microsoft.PowerShell:ExecutionPolicy")
        yield scope, policy if isinstance(policy, str) else ""


def _decided(system: System, root: str, name: str) -> str:
    key = system.registry(root, name)
    return _enabled(dict(key.values)) if key else ""


def _enabled(said: dict[str, Any]) -> str:
    """Read a group policy: off means that no script runs, on that another value says which."""
    switch, policy = str(said.get("EnableScripts", "")).casefold(), said.get("ExecutionPolicy")
    if switch in {"0", "false"}:
        return "Restricted"
    return policy if switch in {"1", "true"} and isinstance(policy, str) else ""


def _file(system: System, folder: str) -> dict[str, Any]:
    import json

    place = system.path.join(folder, "powershell.config.json")
    try:
        found = json.loads(system.head(place, 1 << 18).decode("utf-8-sig"))
    except OSError:
        return {}
    except ValueError:
        raise CannotKnow(f"{place} is no JSON") from None
    return found if isinstance(found, dict) else {}


def _signed(system: System, snap: Snapshot) -> bool:
    """Say whether the script has a signature: that of the installer from python.org has one, others have none."""
    project = snap.environments.project
    for name in project.activators if project else ():
        if project and name.casefold() == "activate.ps1":
            try:
                return _SIGNED in system.read(system.path.join(project.scripts, name))
            except OSError as error:
                raise CannotKnow(f"{name} cannot be read: {error.strerror}") from None
    return True  # there is no script that it would keep from running
