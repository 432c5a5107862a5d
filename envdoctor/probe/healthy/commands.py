"""The commands of an environment: which Python their first lines name, and whether it can start them."""

from __future__ import annotations

from envdoctor.probe.pythons import script_owner
from envdoctor.probe.pythons.names import is_python
from envdoctor.record import CannotKnow

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from envdoctor.system import System

MANY = 400  # of so many commands one is enough to tell where they belong
# bytes of the first line that a kernel reads: Linux from 5.1 on, and macOS
_LIMITS = {"linux": 255, "macos": 511}


def place(system: System, scripts: str, here: str) -> str:
    """Give the environment that the commands name, another one rather than this; empty: they name none."""
    own = ""
    for name in names(system, scripts):
        python = interpreter(system, system.path.join(scripts, name))
        folder, base = system.path.split(python)
        if not base or system.path.basename(folder) not in {"bin", "Scripts"}:
            continue
        prefix = system.path.dirname(folder)
        if system.identity(prefix) == here:
            own = prefix
        elif system.kind(prefix) != "folder" or system.kind(system.path.join(prefix, "pyvenv.cfg")) == "file":
            return prefix
    return own


def names(system: System, scripts: str) -> Iterator[str]:
    """Give the names of the commands: on Windows, what their launchers are called."""
    try:
        found = system.names(scripts)
    except OSError:
        return
    for name in found[:MANY]:
        if system.name != "windows" or (name.endswith(".exe") and not name.startswith("python")):
            yield name


def interpreter(system: System, script: str) -> str:
    """Give the Python that a command names, whether it is there or not; empty: none, or none that is a file."""
    try:
        head = system.head(script)
    except OSError:
        return ""
    try:
        if head.startswith(b"MZ"):
            from envdoctor.probe.pythons import windows_launcher

            said = windows_launcher.interpreter(system, script)
        elif head.startswith(b"#!"):
            said = script_owner.named(system, script, head, _not_asked)
        else:
            return ""
    except CannotKnow:
        return ""
    found = system.path.normpath(system.path.join(system.path.dirname(script), said)) if said else ""
    return found if is_python(system.path.basename(found)) else ""


def fault(system: System, script: str) -> tuple[str, str]:
    """Say why a command cannot be started, and the Python that it names; empty: it can, or nothing is known of it."""
    try:
        head = system.head(script)
    except OSError:
        return "", ""
    if head.startswith(b"#!"):
        found = _line(system, head.partition(b"\n")[0].decode("utf-8", "surrogateescape"))
        if found[0]:
            return found
    python = interpreter(system, script)
    return ("gone", python) if python and system.kind(python) != "file" else ("", "")


def _line(system: System, line: str) -> tuple[str, str]:
    """Judge a first line by itself: what stands in it may never reach its Python."""
    said = line[2:].strip()
    words = said.split()
    if not words or system.name == "windows":
        return "", ""
    if said in {"python", "pythonw"}:
        return "bare", ""
    named = [word for word in words if is_python(word.rpartition("/")[2])]
    if not named:
        return "", ""
    if line.endswith("\r"):
        return "return", named[0]
    end = line.index(words[0]) + len(words[0])
    if len(line[:end].encode("utf-8", "surrogateescape")) > _LIMITS.get(system.name, _LIMITS["linux"]):
        return "long", words[0]
    # the system takes what stands before the space for the whole
    return ("space", said) if len(words) > 1 and system.kind(words[0]) != "file" == system.kind(said) else ("", "")


def _not_asked(_command: str) -> str:
    return ""
