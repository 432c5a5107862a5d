"""Folders that a service copies to other machines: OneDrive, iCloud Drive, Dropbox and what macOS keeps beside them."""

from __future__ import annotations

import re

from envdoctor.facts.obstacles import Synced
from envdoctor.probe.platform import dropbox_files

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from envdoctor.facts import Snapshot
    from envdoctor.system import System

_ONEDRIVE = re.compile(r"OneDrive(?: - .+)?", re.IGNORECASE)  # "OneDrive - Contoso" is that of an organisation
_DROPBOX = re.compile(r"Dropbox(?: \(.+\))?", re.IGNORECASE)
_SPELT = {"GoogleDrive": "Google Drive", "iCloudDrive": "iCloud Drive"}


def look(system: System, snap: Snapshot) -> Synced | None:
    """Give the synced folder that the project lies in; None: it lies in none."""
    project = system.identity(snap.project.root) + system.path.sep
    for service, folder in _folders(system, snap):
        identity = system.identity(folder)
        if project.startswith(identity.rstrip("/\\") + system.path.sep):
            return Synced(service, folder, identity)
    return None


def _folders(system: System, snap: Snapshot) -> Iterator[tuple[str, str]]:
    """Give the folders that services say are theirs, and those around the project that are named as theirs are."""
    join, env = system.path.join, system.env
    root, home = snap.project.root, snap.host.home or ""
    if system.name == "windows":
        # OneDrive, OneDriveConsumer, OneDriveCommercial
        yield from (("OneDrive", env[name]) for name in env if name.casefold().startswith("onedrive") and env[name])
        yield from _below(system, root, home, _ONEDRIVE, "OneDrive")
    if snap.host.wsl:
        from envdoctor.probe.platforms.drives import mounted

        users = join(mounted(system, root) or "/nowhere", "Users")
        yield from _below(system, root, join(users, _first(system, root, users)), _ONEDRIVE, "OneDrive")
    if system.name == "macos":
        library = join(home, "Library")
        yield "iCloud Drive", join(library, "Mobile Documents")
        cloud = join(library, "CloudStorage")
        account = _first(system, root, cloud)  # "OneDrive-Contoso", "GoogleDrive-me@example.com"
        if account:
            service = account.partition("-")[0]
            yield _SPELT.get(service, service), join(cloud, account)
    yield from _below(system, root, home, _DROPBOX, "Dropbox")
    yield from (("Dropbox", folder) for file in dropbox_files(system) for folder in _said(system, file))


def _below(system: System, root: str, home: str, names: re.Pattern[str], service: str) -> Iterator[tuple[str, str]]:
    """Give the folder right below somebody's home that the project lies in, if it has the name of a service's."""
    name = _first(system, root, home)
    if names.fullmatch(name):
        yield service, system.path.join(home, name)


def _first(system: System, path: str, folder: str) -> str:
    """Give the first part of a path behind a folder; empty: it does not lie there."""
    inside = folder.rstrip("/\\") + system.path.sep
    same = path.startswith(inside) if system.name == "linux" else path.casefold().startswith(inside.casefold())
    return path[len(inside) :].split(system.path.sep, maxsplit=1)[0] if folder and same else ""


def _said(system: System, file: str) -> list[str]:
    """Read where Dropbox says that its folders are: one for a person, one for an organisation."""
    import json

    try:
        accounts = json.loads(system.head(file, 1 << 16))
    except (OSError, ValueError):
        return []  # a file that Dropbox itself could not read says nothing
    accounts = accounts.values() if isinstance(accounts, dict) else []
    paths = [one.get("path") for one in accounts if isinstance(one, dict)]
    return [path for path in paths if isinstance(path, str) and system.path.isabs(path)]
