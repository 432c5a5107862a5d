"""The shims of pyenv, asdf and mise: which executable a shim would start, worked out from their files.

A shim is never run: it costs ten times as much as the Python behind it, and it is a program of the user's.
"""

from __future__ import annotations

import re

from envdoctor.record import CannotKnow

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from envdoctor.system import System

SYSTEM = "system"  # the shim gives way to the next one on PATH
_UNFINISHED = re.compile(r"-dev$|-src$|-latest$|(?:a|b|rc)\d+$")


def manager(system: System, file: str) -> str:
    """Say whose shim a file in a folder called `shims` is.

    Raises:
        CannotKnow: it is not one that is known.
    """
    if system.path.basename(system.real(file)) in {"mise", "mise.exe"}:
        return "mise"
    try:
        head = system.head(file)
    except OSError as error:
        raise CannotKnow(f"{file} cannot be read: {error.strerror}") from None
    if b'pyenv" exec' in head or b"pyenv exec" in head:
        return "pyenv"
    if b"asdf exec" in head or b'asdf" exec' in head:
        return "asdf"
    raise CannotKnow(f"{file} looks like a shim, but not like one of pyenv, asdf or mise")


def target(system: System, file: str, command: str) -> str:
    """Give the executable that a shim would start for a command, or `SYSTEM`.

    Raises:
        CannotKnow: nothing says which, or what is said is not installed.
    """
    tool = manager(system, file)
    if tool == "pyenv":
        return _pyenv(system, file, command)
    from envdoctor.probe.pythons import tool_versions

    return tool_versions.target(system, tool, command)


def upward(system: System, folder: str) -> Iterator[str]:
    """Give a folder and all above it."""
    while True:
        yield folder
        above = system.path.dirname(folder)
        if above == folder:
            return
        folder = above


def _pyenv(system: System, file: str, command: str) -> str:
    join = system.path.join
    shims = system.path.dirname(file)
    root = system.env.get("PYENV_ROOT") or system.path.dirname(shims)
    for wanted in pyenv_versions(system, root):
        version = pyenv_installed(system, root, wanted)
        if version == SYSTEM:
            return SYSTEM
        if not version:
            raise CannotKnow(f"pyenv is told to use {wanted}, which it has not installed")
        folder = join(root, "versions", version)
        names = (join(folder, f"{command}.exe"), join(folder, "Scripts", f"{command}.exe"))
        for found in names if system.name == "windows" else (join(folder, "bin", command),):
            if system.executable(found):
                return found
    return SYSTEM  # none of them has it: pyenv 2.0 and later look on, at what PATH has besides


def pyenv_versions(system: System, root: str) -> list[str]:
    """Give the versions that pyenv is told to use: by a variable, a file upward, its own file, or `SYSTEM`."""
    said = system.env.get("PYENV_VERSION")
    if said:
        return said.split(":")
    places = [system.path.join(folder, ".python-version") for folder in upward(system, system.cwd)]
    for place in (*places, system.path.join(root, "version")):
        try:
            lines = system.head(place, 1 << 16).decode("utf-8", "replace").splitlines()
        except OSError:
            continue
        words = [line.split()[0] for line in lines if line.strip() and not line.lstrip().startswith("#")]
        # a path is refused: it could lead out of pyenv's folder; the nearest file decides, even one that says nothing
        return [one for word in words if word != ".." and "/" not in word for one in word.split(":")] or [SYSTEM]
    return [SYSTEM]


def pyenv_installed(system: System, root: str, wanted: str) -> str:
    """Give the installed version that a name means for pyenv: itself, or the latest it is a prefix of; or empty."""
    if wanted == SYSTEM:
        return SYSTEM
    versions = system.path.join(root, "versions")
    plain = wanted.removeprefix("python-")
    for name in (wanted, plain):
        if system.kind(system.path.join(versions, name)) == "folder":
            return name
    try:
        names = system.names(versions)
    except OSError:
        return ""
    return latest(names, plain)


def latest(names: list[str], prefix: str) -> str:
    """Give the latest of the versions that begin with a prefix, pre-releases and free-threaded ones left out."""
    fitting = [
        name
        for name in names
        if name.startswith((prefix + ".", prefix + "-")) and not _UNFINISHED.search(name) and not name.endswith("t")
    ]
    return max(fitting, key=lambda name: [int(part) for part in re.findall(r"\d+", name)], default="")
