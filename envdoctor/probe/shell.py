"""The shell that envdoctor was started from: its kind, whether a person is at it, and what it would run."""

from __future__ import annotations

from envdoctor.facts.machine import Interpreter, Pip, Shell
from envdoctor.probe.pythons.interpreter import identify
from envdoctor.probe.pythons.launcher import users_path
from envdoctor.probe.pythons.script_owner import owner
from envdoctor.record import CannotKnow, unknown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from envdoctor.facts import Snapshot
    from envdoctor.facts.machine import Host
    from envdoctor.system import System

    Known = dict[str, Interpreter]  # by the folder it lies in

KINDS = {
    "bash": "bash", "rbash": "bash", "zsh": "zsh", "fish": "fish", "csh": "csh", "tcsh": "csh", "pwsh": "powershell",
    "powershell": "powershell", "pwsh-preview": "powershell", "cmd": "cmd", "nu": "nushell", "xonsh": "xonsh",
    "sh": "sh", "dash": "sh", "ash": "sh", "ksh": "sh", "ksh93": "sh", "mksh": "sh",
}  # fmt: skip
# programs with tasks and hooks of their own, which run in a terminal that nobody types into
EDITORS = frozenset(
    {"code", "code-insiders", "codium", "cursor", "windsurf", "electron", "pycharm", "idea", "zed", "sublime_text"}
)
# options of shells whose next word is a value, not a script
_VALUED = frozenset(
    {"--rcfile", "--init-file", "-O", "+O", "-o", "+o", "-C", "-e", "--init-command", "--rc", "--config"}
)


def look(system: System, snap: Snapshot) -> Shell:
    """Read the names of the parent processes, the environment variables, and the first `python` and `pip` on PATH."""
    path = users_path(system)
    known: Known = {}
    above = system.ancestors()
    shells = [shell for shell in map(_shell, above) if shell]
    typed_into = [kind for kind, person in shells if person]
    why = _no_person(system, snap.host, [] if typed_into else above)
    python3 = _attempt(lambda: _python(system, path, "python3", known))
    python = _attempt(lambda: _python(system, path, "python", known))
    if python is None:
        python = python3
    if "PATH" not in system.env:
        python = python3 = unknown("PATH is not set")
    return Shell(
        # `sh -c` is how programs start others, whatever their user's shell is
        kind=next(iter(typed_into), "") or next((kind for kind, _ in shells if kind != "sh"), "") or _hinted(system),
        interactive=not why,
        why=why,
        cwd=system.cwd,
        path=path,
        python=python,
        python3=python3,
        pip=_attempt(lambda: _pip(system, path, "pip", known)),
        pip3=_attempt(lambda: _pip(system, path, "pip3", known)),
    )


def find(system: System, path: tuple[str, ...], command: str) -> str:
    """Give the executable that a shell would start for a command, behind shims; empty: there is none.

    Raises:
        CannotKnow: a shim stands there, and nothing says what it would start.
    """
    endings = (".exe", ".bat", ".cmd") if system.name == "windows" and "." not in command[-4:] else ("",)
    for folder in path:
        for ending in endings:
            file = system.path.join(folder, command + ending)
            if not system.executable(file):
                continue
            if system.name != "linux":
                from envdoctor.probe.pythons import stubs

                file = stubs.behind(system, file)
                if not file:
                    continue
            if system.path.basename(folder) != "shims":
                return file
            from envdoctor.probe.pythons import shims

            target = shims.target(system, file, command)
            if target != shims.SYSTEM:
                return target
    return ""


def _python(system: System, path: tuple[str, ...], command: str, known: Known) -> Interpreter | None:
    found = find(system, path, command)
    return _identify(system, found, known) if found else None


def _pip(system: System, path: tuple[str, ...], command: str, known: Known) -> Pip | None:
    found = find(system, path, command)
    if not found:
        return None
    interpreter = owner(system, found, lambda word: find(system, path, word))
    return Pip(found, _identify(system, interpreter, known))


def _identify(system: System, file: str, known: Known) -> Interpreter:
    """Identify a Python once; `python`, `python3` and the one that pip names are mostly of one environment."""
    folder = system.path.dirname(file)
    found = known.get(folder)
    if found is None:
        found = identify(system, file, system.real(file))
        if found.kind != "base":  # several bases may share a folder
            known[folder] = found
    return found.replace(path=file)


def _attempt(look: Callable[[], Any]) -> Any:
    """Look for one part of the fact; what cannot be known must not hide the others."""
    try:
        return look()
    except CannotKnow as reason:
        return unknown(str(reason))


def _shell(process: str) -> tuple[str, bool] | None:
    """Read a process as a shell: its kind, and whether a person types into it; None: it is none."""
    words = process.split("\0") if "\0" in process else process.split()
    kind = KINDS.get(words[0].lstrip("-").removesuffix(".exe")) if words else None
    if kind is None:
        return None
    if kind == "powershell":
        lower = [word.lower() for word in words]
        scripted = any(word in {"-c", "-command", "-f", "-file"} for word in lower) and "-noexit" not in lower
        return kind, not scripted
    if words[1:] and words[1].rpartition("/")[2] == words[0]:
        del words[1]  # a shell that is a script itself, as xonsh is
    rest = iter(words[1:])
    for word in rest:
        if word in _VALUED:
            next(rest, None)
        elif not word.startswith(("-", "+")) or word.startswith("--command") or (word[1:2] != "-" and "c" in word):
            return kind, False  # it runs a script or a command
    return kind, True


def _hinted(system: System) -> str:
    """Tell the shell by its variables, where the parent processes cannot be read or hold no shell."""
    env = system.env
    if "NU_VERSION" in env:
        return "nushell"
    if "XONSH_VERSION" in env:
        return "xonsh"
    login = env.get("SHELL", "").replace("\\", "/").rpartition("/")[2].removesuffix(".exe")
    if system.name != "windows":
        return "powershell" if "PSModulePath" in env else KINDS.get(login, "sh")
    if "MSYSTEM" in env:
        return KINDS.get(login, "bash")  # Git for Windows
    # the variable is set for the whole machine; PowerShell adds a folder of the user's
    modules = env.get("PSModulePath", "").casefold()
    home = env.get("USERPROFILE", "").casefold()
    return "powershell" if (home and home in modules) or "PROMPT" not in env else "cmd"


def _no_person(system: System, host: Host, programs: list[str]) -> str:
    """Say why nobody sits at this shell; empty: somebody does. `programs`: above, without a shell for typing."""
    if host.ci:
        return f"continuous integration ({host.ci})" if host.ci != "CI" else "continuous integration"
    if host.hook:
        return f"a git hook ({host.hook})" if host.hook != "git hook" else "a git hook"
    if host.notebook:
        return f"a notebook ({host.notebook})"
    for name, tool in (("TOX_ENV_NAME", "tox"), ("NOX_CURRENT_SESSION", "nox")):
        if name in system.env:
            return f"started by {tool}"
    if "PYCHARM_HOSTED" in system.env:
        return "started by PyCharm"
    if not system.terminal:
        return "standard input is no terminal"
    editor = next((name for name in programs if name in EDITORS), "")
    return f"started by {editor}" if editor else ""
