"""What pip's own parser makes of a requirements file: pip is run here, and nowhere but here."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from pip._internal.req.constructors import install_req_from_parsed_requirement
from pip._internal.req.req_file import parse_requirements


class Answer:
    """pip's reading of a file: its requirements in order, each a dictionary or a text that says why it is refused."""

    def __init__(self) -> None:
        self.lines: list[tuple[str, int, dict[str, Any] | str]] = []
        self.refused = ""  # why the whole file is


def ask(path: Path) -> Answer:
    """Have pip read a file, from the folder it lies in."""
    answer = Answer()
    before = Path.cwd()
    os.chdir(path.parent)
    try:
        for parsed in parse_requirements(path.name, session=None):  # type: ignore[arg-type]
            assert parsed.line_source
            number, _, file = parsed.line_source.removeprefix("line ").partition(" of ")
            answer.lines.append((os.path.relpath(file), int(number), _read(parsed)))
    except Exception as error:  # noqa: BLE001 - whatever it raises, the file is refused
        answer.refused = f"{type(error).__name__}: {error}"
    finally:
        os.chdir(before)
    return answer


def _read(parsed: Any) -> dict[str, Any] | str:
    try:
        found = install_req_from_parsed_requirement(parsed)
    except Exception as error:  # noqa: BLE001
        return str(error)
    return {
        "name": found.name,
        "extras": sorted(found.extras),
        "specifier": str(found.req.specifier) if found.req else "",
        "marker": str(found.markers or ""),
        "link": found.link.url if found.link else "",
        "editable": found.editable,
        "hashes": sorted(f"{name}:{digest}" for name, all_of in found.hash_options.items() for digest in all_of),
    }
