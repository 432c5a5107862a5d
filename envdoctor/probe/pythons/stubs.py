"""Files that are called `python` and are none: stubs of macOS and Windows, and programs that start another one."""

from __future__ import annotations

import re

from envdoctor.record import CannotKnow

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from envdoctor.system import System

# a folder that the Store makes for each Python that was installed through it
_STORE = re.compile(r"PythonSoftwareFoundation\.Python\.(3\.\d+)_")
_NUMBERED = re.compile(r"(?:python|pip)(3\.\d+)(?:\.exe)?$", re.IGNORECASE)
_RUNTIME = re.compile(r"pythoncore-(3\.\d+)-(?:64|32|arm64)$", re.IGNORECASE)


def behind(system: System, file: str) -> str:
    """Give what a file in a folder of PATH starts: itself, mostly; empty: a stub with nothing behind it.

    Raises:
        CannotKnow: it starts one of several Pythons, and nothing says which.
    """
    folder, name = system.path.split(file)
    if system.name == "macos":
        return _xcode(system, name) if folder == "/usr/bin" and name.startswith(("python3", "pip3")) else file
    if system.path.basename(folder) == "WindowsApps":
        return _store(system, folder, name)
    if system.path.basename(folder) != "Scripts" and re.match(r"python[\d.]*t?\.exe$", name, re.IGNORECASE):
        return _trampoline(system, file)
    return file


def developer_folders(system: System) -> Iterator[str]:
    """Give the folders of Apple's developer tools, the chosen one first."""
    said = system.env.get("DEVELOPER_DIR") or system.link("/var/db/xcode_select_link")
    if said:
        yield system.path.join(said, "Contents", "Developer") if said.endswith(".app") else said
    yield "/Applications/Xcode.app/Contents/Developer"
    yield "/Library/Developer/CommandLineTools"


def _xcode(system: System, name: str) -> str:
    """Follow what Apple puts into /usr/bin: it asks to install the developer tools where there are none."""
    for folder in developer_folders(system):
        found = system.path.join(folder, "usr", "bin", name)
        if system.kind(folder) == "folder":
            return found if system.executable(found) else ""
    return ""


def _store(system: System, folder: str, name: str) -> str:
    """Follow what the Store puts on PATH: to a Python of the Store's, or of the Python install manager."""
    join = system.path.join
    pythons = dict(store_pythons(system, folder))
    numbered = _NUMBERED.match(name)
    if numbered and numbered[1] in pythons:
        pythons = {numbered[1]: pythons[numbered[1]]}
    plain = "pip.exe" if name.lower().startswith("pip") else "python.exe"
    if len(pythons) > 1:
        raise CannotKnow(f"{join(folder, name)} starts one of several Pythons of the Store")
    for one in pythons.values():
        found = join(folder, one, plain)
        return found if system.executable(found) else join(folder, name)
    if any(one.startswith("PythonSoftwareFoundation.PythonManager") for one in system.inside(folder)):
        return _managed(system, join(folder, name))
    return ""


def store_pythons(system: System, folder: str) -> Iterator[tuple[str, str]]:
    """Give the Pythons that were installed through the Store: their minor versions, and the folders of each."""
    for name in system.inside(folder):
        match = _STORE.match(name)
        if match:
            yield match[1], name


def _managed(system: System, file: str) -> str:
    """Follow the Python install manager: to the only runtime it has, or to the one that its variable names."""
    runtimes = dict(runtimes_of(system))
    said = system.env.get("PYTHON_MANAGER_DEFAULT", "")
    if said in runtimes:
        return runtimes[said]
    if len(runtimes) > 1:
        raise CannotKnow(f"{file} starts the default of the Python install manager, which has several")
    return next(iter(runtimes.values()), "")


def runtimes_of(system: System) -> Iterator[tuple[str, str]]:
    """Give the Pythons that the Python install manager has put here, by their minor versions."""
    folder = system.path.join(system.env.get("LOCALAPPDATA", ""), "Python")
    for name in system.inside(folder):
        match = _RUNTIME.match(name)
        if match:
            yield match[1], system.path.join(folder, name, "python.exe")


def _trampoline(system: System, file: str) -> str:
    """Follow what uv and the Python install manager put on PATH: a small program that names the Python it starts."""
    path = system.path
    folder = path.dirname(file)
    if any(system.kind(path.join(folder, one)) for one in ("Lib", "pyvenv.cfg", "DLLs", "conda-meta")):
        return file  # an installation, or an environment
    from envdoctor.probe.pythons import windows_launcher

    try:
        said = windows_launcher.interpreter(system, file)
    except CannotKnow:
        return file
    found = path.normpath(path.join(folder, said))
    return found if system.kind(found) == "file" else file
