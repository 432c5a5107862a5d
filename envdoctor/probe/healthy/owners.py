"""Which distributions commands belong to, and what would install them again."""

from __future__ import annotations

import re

from envdoctor.facts.installed import normal
from envdoctor.probe.healthy import file_url

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from envdoctor.facts.conditions import Script
    from envdoctor.system import System

_LINE = re.compile(r"""^"?(?:\.\./)+(?:bin|Scripts)/([^/",\r\n]+)"?,""", re.MULTILINE)


def named(system: System, site: str, scripts: Iterable[Script]) -> tuple[Script, ...]:
    """Give the commands with the distributions that list them as their own."""
    owners: dict[str, tuple[str, tuple[str, ...]]] = {}
    wanted = {script.name for script in scripts}
    try:
        entries = system.names(site) if site else []
    except OSError:
        entries = []
    for entry in entries:
        if not entry.endswith(".dist-info") or entry.startswith("~"):
            continue
        folder = system.path.join(site, entry)
        if mine := wanted.intersection(_LINE.findall(_text(system, system.path.join(folder, "RECORD")))):
            name, _, version = entry.removesuffix(".dist-info").partition("-")
            again = _again(system, folder, name, version)
            owners |= dict.fromkeys(mine, (normal(name), again))
    return tuple(
        script.replace(key=owners[script.name][0], wanted=owners[script.name][1]) if script.name in owners else script
        for script in scripts
    )


def _again(system: System, folder: str, name: str, version: str) -> tuple[str, ...]:
    """Give the words that ask an installer for the very same again; empty: that may be another by now."""
    text = _text(system, system.path.join(folder, "direct_url.json"))
    if not text:
        return (f"{name}=={version}",)
    import json

    try:
        data = json.loads(text)
        url, local = data["url"], data.get("dir_info")
    except (ValueError, KeyError, TypeError):
        return ()
    # an archive or a repository is left alone: what it holds now may be something else
    place = file_url.folder(system, url) if isinstance(url, str) and isinstance(local, dict) else ""
    if not place or system.kind(place) != "folder":
        return ()
    return ("-e", place) if local.get("editable") else (place,)


def _text(system: System, path: str) -> str:
    return system.content(path).decode("utf-8", "replace")
