"""How git is started: the one on PATH, unable to start anything else."""

from __future__ import annotations

import os

from envdoctor.record import CannotKnow

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from envdoctor.system import System

# nothing that the repository or the user configured may start a program or change the answer
OFF = (
    "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "core.excludesFile=/dev/null",
    "-c", "core.pager=cat", "-c", "core.quotePath=false", "-c", "protocol.allow=never",
)  # fmt: skip
# set in hooks: they speak of another folder than the one asked about, and hide the .gitignore files above it
ASTRAY = ("GIT_TRACE", "GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX")
SURE = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C", "GIT_NO_LAZY_FETCH": "1"}


def command(system: System, folder: str, words: tuple[str, ...]) -> list[str]:
    """Give the command that asks git about a folder.

    Raises:
        CannotKnow: there is no git on PATH.
    """
    return [_program(system, folder), *OFF, "-C", folder, *words]


def environ(env: Mapping[str, str]) -> dict[str, str]:
    """Give the variables that it is started with."""
    return {**{name: value for name, value in env.items() if not name.startswith(ASTRAY)}, **SURE}


def _program(system: System, folder: str) -> str:
    """Find git on PATH, but never one that lies in the project: it could be planted there."""
    name = "git.exe" if system.name == "windows" else "git"
    for entry in system.env.get("PATH", "").split(os.pathsep):
        program = os.path.join(entry, name)
        if not os.path.isabs(entry) or not system.executable(program):
            continue
        within = os.path.join(system.real(folder), "")
        if not system.real(program).startswith(within) and not os.path.abspath(program).startswith(within):
            return program
    raise CannotKnow("there is no git on PATH")
