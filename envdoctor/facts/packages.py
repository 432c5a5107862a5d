"""What in the project is built into packages, for others to install."""

from __future__ import annotations

from envdoctor.record import Record


class Packages(Record):
    """Folders of the project that are built into packages: they hold a setup.py, a setup.cfg or a build system."""

    folders: tuple[str, ...]  # relative to the root; empty text: the root itself

    def around(self, path: str) -> bool:
        """Say whether a file lies in such a folder, however deep."""
        return any(not folder or path.startswith(folder + "/") for folder in self.folders)
