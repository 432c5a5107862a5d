"""What the probes make of a requirements file and what it includes, in the shape of the oracle's answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from packaging.markers import Marker

from envdoctor.facts import Snapshot
from envdoctor.facts.project import Aim
from envdoctor.probe import look
from envdoctor.testing import Machine

ROOT = "/home/me/case"


def snapshot(files: Mapping[str, str | bytes], env: Mapping[str, str] | None = None, **machine: Any) -> Snapshot:
    placed = {f"{ROOT}/{path}": text for path, text in files.items()}
    return look(Machine({"files": placed, "env": env or {}, "machine": machine}), Aim(root=ROOT))


def read(snap: Snapshot, root: str = "requirements.txt") -> tuple[dict[tuple[str, int], list[Any]], list[str]]:
    """Give what each line of the files asks for, or why it is refused; and why pip would refuse the whole."""
    files = {file.path: file for file in snap.requirements.files}
    lines: dict[tuple[str, int], list[Any]] = {}
    whole = [one.reason for one in snap.requirements.unread if one.path == root]
    todo, seen = [root] if root in files else [], {root}
    while todo:
        file = files[todo.pop()]
        asked = {one.location.line: one for one in file.requirements}
        for pin in snap.pins.of(file.path):
            if pin.line not in asked:
                lines.setdefault((file.path, pin.line), []).append(
                    answer(pin.name, f"=={pin.version}", pin.marker, hashed=pin.hashed, extras=None)
                )
        for one in file.requirements:
            link = one.kind != "index"
            lines.setdefault((file.path, one.location.line), []).append(
                answer(
                    one.name,
                    one.specifier,
                    one.marker,
                    hashed=bool(one.hashes),
                    extras=sorted(one.extras),
                    link=link,
                    editable=one.kind == "editable",
                )
            )
        for refused in file.lines_refused:
            if refused.whole:
                whole.append(refused.message)
            else:
                lines.setdefault((file.path, refused.location.line), []).append(refused.message)
        for include in file.includes:
            if include.problem:
                whole.append(include.problem)
            elif include.path in files and include.path not in seen:
                seen.add(include.path)
                todo.append(include.path)
    return lines, whole


def answer(
    name: str | None,
    specifier: str,
    marker: str,
    *,
    hashed: bool,
    extras: list[str] | None,
    link: bool = False,
    editable: bool = False,
) -> dict[str, Any]:
    """Give one requirement in the shape that both sides are compared in; `extras` None: they are not told."""
    return {
        "name": name or "",
        "specifier": specifier,
        "marker": str(Marker(marker)) if marker else "",
        "hashed": hashed,
        "extras": extras,
        "link": link,
        "editable": editable,
    }


def same(ours: dict[str, Any], pips: dict[str, Any]) -> bool:
    return ours == (pips if ours["extras"] is not None else {**pips, "extras": None})
