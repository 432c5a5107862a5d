"""The Pythons of Windows: those that the registry names (PEP 514), the Store's, and the install manager's."""

from __future__ import annotations

import re

from envdoctor.probe.pythons import stubs
from envdoctor.probe.pythons import user_folders as user

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from envdoctor.probe.installations import Found
    from envdoctor.system import System

_KEY = "Software\\Python"
_FOLDER = re.compile(r"Python(3)(\d+)(?:-32|-arm64)?$", re.IGNORECASE)
_MAKERS = {"PythonCore": "python.org", "ContinuumAnalytics": "conda", "Astral": "uv"}


def look(system: System) -> Found:
    """Give what is registered, then what lies where installers put it."""
    join = system.path.join
    for company, tag, python in registered(system):
        yield python, _MAKERS.get(company, company), tag
    programs = join(user.folder(system, "data"), "Programs", "Python")
    for folder in (programs, system.env.get("PROGRAMFILES", ""), "C:\\"):
        for name in system.inside(folder) if folder else []:
            match = _FOLDER.match(name)
            if match:
                yield join(folder, name, "python.exe"), "python.org", f"{match[1]}.{match[2]}"
    store = join(user.folder(system, "data"), "Microsoft", "WindowsApps")
    for number, folder in stubs.store_pythons(system, store):
        yield join(store, folder, "python.exe"), "Microsoft Store", number
    for number, python in stubs.runtimes_of(system):
        yield python, "Python install manager", number


def registered(system: System) -> Iterator[tuple[str, str, str]]:
    """Give company, tag and executable of each Python in the registry; the user's before the machine's."""
    for root in ("HKCU", "HKLM"):
        companies = system.registry(root, _KEY)
        for company in companies.keys if companies else ():
            if company == "PyLauncher":
                continue
            tags = system.registry(root, f"{_KEY}\\{company}")
            for tag in tags.keys if tags else ():
                place = system.registry(root, f"{_KEY}\\{company}\\{tag}\\InstallPath")
                if place is None:
                    continue
                folder = place.get("")
                python = place.get("ExecutablePath") or (system.path.join(folder, "python.exe") if folder else "")
                if python and system.kind(python) == "file":
                    yield company, tag, system.path.normpath(python)


def numbers(system: System) -> Iterator[str]:
    """Give the versions that `py` starts by their number alone."""
    for company, tag, _ in registered(system):
        if company == "PythonCore":
            yield tag.partition("-")[0]
    for number, _ in stubs.runtimes_of(system):
        yield number
    store = system.path.join(user.folder(system, "data"), "Microsoft", "WindowsApps")
    for number, _ in stubs.store_pythons(system, store):
        yield number
