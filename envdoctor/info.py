"""What a colleague would ask for: the facts about a machine and project, in groups, those that decide things first.

Each group is data as JSON has it, made of facts alone. A group that cannot be had is None, and `unknown` says why.
"""

from __future__ import annotations

import re

from envdoctor.masking import secretless
from envdoctor.record import CannotKnow

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from envdoctor.facts import Snapshot
    from envdoctor.facts.machine import Environment, Interpreter

# of the project itself; a monorepo's other lock files are those of other projects
_LOCKS = re.compile(
    r"(?:^|\0)(uv\.lock|poetry\.lock|pdm\.lock|Pipfile\.lock|pixi\.lock|conda-lock\.ya?ml|pylock(?:\.[^./\0]+)?\.toml)(?=\0|$)"
)


def gather(snap: Snapshot) -> dict[str, Any]:
    """Give all groups; what is like a secret in a text is made unreadable."""
    unknown: dict[str, str] = {}
    groups: dict[str, Any] = {}
    for name, look in GROUPS.items():
        try:
            groups[name] = look(snap)
        except CannotKnow as reason:
            groups[name] = None
            unknown[name] = str(reason)
        except Exception as error:  # noqa: BLE001 - a defect of one probe; the other groups are worth having
            groups[name] = None
            unknown[name] = f"its probe failed: {type(error).__name__}: {error}"
    for part in ("python", "python3", "pip", "pip3"):
        try:
            getattr(snap.shell, part)
        except CannotKnow as reason:
            unknown[f"shell.{part}"] = str(reason)
    groups["unknown"] = unknown
    hidden: dict[str, Any] = _without_secrets(groups)
    return hidden


def _without_secrets(data: Any) -> Any:
    if isinstance(data, str):
        return secretless(data)
    if isinstance(data, list):
        return [_without_secrets(one) for one in data]
    if isinstance(data, dict):
        return {name: _without_secrets(one) for name, one in data.items()}
    return data


def _environment(snap: Snapshot) -> dict[str, Any]:
    found = snap.environments
    return {
        "python": found.python,
        "why": found.why,
        "judged": _of(found.judged),
        "active": _of(found.active),
        "project": _of(found.project),
        "launcher": found.launcher,
    }


def _of(one: Environment | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {
        "path": one.path, "kind": one.kind, "maker": one.maker, "python": one.python, "base": one.base, "pip": one.pip,
        "system_packages": one.system_packages, "problem": one.problem,
    }  # fmt: skip


def _shell(snap: Snapshot) -> dict[str, Any]:
    shell = snap.shell
    return {"kind": shell.kind, "interactive": shell.interactive, "why_not": shell.why, "path": list(shell.path)}


def _commands(snap: Snapshot) -> list[dict[str, Any]]:
    return [
        {
            "command": one.name,
            "path": one.path,
            "python": _interpreter(snap, one.python) if one.python else None,
            "problem": one.problem,
        }
        for one in snap.interpreters.commands
    ]


def _interpreter(snap: Snapshot, one: Interpreter) -> dict[str, Any]:
    from envdoctor.words import python

    return {
        "path": one.path,
        "prefix": one.prefix,
        "kind": one.kind,
        "version": one.version,
        "owner": python(snap, one),
    }


def _project(snap: Snapshot) -> dict[str, Any]:
    project = snap.project
    return {"root": project.root, "managers": list(project.managers), "package": project.package}


def _locks(snap: Snapshot) -> list[str]:
    return snap.files.matching(_LOCKS)


def _declared(snap: Snapshot) -> list[dict[str, Any]]:
    return [
        {
            "path": one.location.path, "line": one.location.line, "what": one.what, "kind": one.kind, "text": one.text,
            "overridden_by": one.overridden, "decides": one.decides,
        }
        for one in snap.declared.declarations
    ]  # fmt: skip


def _pip(snap: Snapshot) -> list[dict[str, Any]]:
    return [
        {
            "name": one.name, "value": one.value, "section": one.section.strip(":"), "origin": one.origin,
            "path": one.path, "line": one.line,
        }
        for one in snap.pip_config.settings
    ]  # fmt: skip


def _interpreters(snap: Snapshot) -> list[dict[str, Any]]:
    return [
        {
            "version": one.version, "manager": one.manager, "name": one.name, "kind": one.kind, "python": one.python,
        }
        for one in snap.interpreters.installations
    ]  # fmt: skip


def _tools(snap: Snapshot) -> list[dict[str, Any]]:
    return [{"name": one.name, "path": one.path, "on_path": one.on_path} for one in snap.interpreters.tools]


def _machine(snap: Snapshot) -> dict[str, Any]:
    host = snap.host
    return {
        "system": host.system, "wsl": host.wsl, "ci": host.ci, "container": host.container, "notebook": host.notebook,
        "hook": host.hook, "superuser": host.superuser,
    }  # fmt: skip


GROUPS: dict[str, Callable[[Snapshot], Any]] = {
    "environment": _environment,
    "shell": _shell,
    "commands": _commands,
    "project": _project,
    "declared": _declared,
    "locks": _locks,
    "pip_config": _pip,
    "interpreters": _interpreters,
    "tools": _tools,
    "machine": _machine,
}
