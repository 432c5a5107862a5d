"""What of the machine itself is in the way; on most machines a few cheap looks say that nothing is."""

from __future__ import annotations

from envdoctor.facts.platform import Platform
from envdoctor.record import CannotKnow, unknown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from envdoctor.facts import Snapshot
    from envdoctor.system import System

BUNDLES = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "PIP_CERT", "SSL_CERT_FILE")


def look(system: System, snap: Snapshot) -> Platform:
    """Ask only what can matter on a machine of this kind; whatever takes more than a look is imported then."""
    from_here: Callable[[System, Snapshot], Any]
    found: dict[str, Any] = {}
    person = snap.shell.interactive  # CI, hooks and editors take a machine as it is: only a person can change it
    if any(name in system.env for name in BUNDLES) or (person and snap.pip_config.get("cert")):
        from envdoctor.probe.platforms.certificates import look as from_here

        found["bundles"] = _part(from_here, system, snap)
    if person and snap.host.wsl:
        from envdoctor.probe.platforms.drives import look as from_here

        found["drive"] = _part(from_here, system, snap)
    if person and _synced(system, snap):
        from envdoctor.probe.platforms.synced import look as from_here

        found["synced"] = _part(from_here, system, snap)
    if person and system.name == "windows":
        from envdoctor.probe.platforms.store import look as from_here

        found["stub"] = _part(from_here, system, snap)
        if snap.shell.kind == "powershell":
            from envdoctor.probe.platforms.scripts import look as from_here

            found["scripts"] = _part(from_here, system, snap)
    return Platform(**found)


def _synced(system: System, snap: Snapshot) -> bool:
    """Say whether a service that synchronises folders is heard of at all."""
    root = snap.project.root.casefold()
    return (
        "dropbox" in root
        or "onedrive" in root
        or (system.name == "macos" and "/library/" in root)
        or (system.name == "windows" and any(name.casefold().startswith("onedrive") for name in system.env))
        or any(system.kind(file) for file in dropbox_files(system))
    )


def dropbox_files(system: System) -> list[str]:
    """Give the files in which Dropbox may say where its folders are."""
    env, join = system.env, system.path.join
    if system.name == "windows":
        folders = [env.get("APPDATA"), env.get("LOCALAPPDATA")]
        return [join(folder, "Dropbox", "info.json") for folder in folders if folder]
    return [join(env["HOME"], ".dropbox", "info.json")] if env.get("HOME") else []


def _part(look: Callable[[System, Snapshot], Any], system: System, snap: Snapshot) -> Any:
    """Look for one part of the fact; what cannot be known must not hide the others."""
    try:
        return look(system, snap)
    except CannotKnow as reason:
        return unknown(str(reason))
