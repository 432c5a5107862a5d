"""Lists of what is to be taken away: requirements files that the project's scripts only give to `pip uninstall`."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts import Snapshot
    from envdoctor.system import System

LIMIT = 1024 * 1024  # bytes of a script
_NAMES = re.compile(
    r"(?:^|(?<=\0))(?:(?:scripts/|bin/|tools/)?[\w.-]+\.sh|GNUmakefile|[Mm]akefile|[Jj]ustfile)(?=\0|$)"
)
_COMMAND = re.compile(r"\buninstall\b[^\n;&|]*")
_FILE = re.compile(r"(?:-r|--requirement)[ \t=]*['\"]?(?:\./)?([\w./-]+)")


class Uninstalled:
    """The scripts at the root and in the usual folders, read once and only when the first file is asked about."""

    def __init__(self, system: System, snap: Snapshot) -> None:
        self._system, self._snap = system, snap
        self._texts: list[str] | None = None

    def only(self, path: str) -> bool:
        """Say whether a file is given to `pip uninstall`, and named nowhere else."""
        if self._texts is None:
            self._texts = list(filter(None, map(self._text, self._snap.files.matching(_NAMES))))
        name = path.rpartition("/")[2]
        taken = left = 0
        for text in self._texts:
            for command in _COMMAND.findall(text):
                taken += sum(_ends(said, path) or _ends(path, said) for said in _FILE.findall(command))
            left += len(re.findall(rf"(?<![\w.-]){re.escape(name)}(?![\w.-])", text))
        return 0 < taken == left

    def _text(self, name: str) -> str:
        """Read a script, with lines that go on joined; one that takes nothing away tells nothing and is empty."""
        try:
            data = self._system.read(self._system.path.join(self._snap.aim.root, *name.split("/")), LIMIT)
        except OSError:
            return ""
        return data.decode("utf-8", "replace").replace("\\\n", " ") if b"install" in data else ""


def _ends(longer: str, shorter: str) -> bool:
    return f"/{longer}".endswith(f"/{shorter}")
