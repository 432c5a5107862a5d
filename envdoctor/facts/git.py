"""What git would commit, though it never should."""

from __future__ import annotations

from envdoctor.record import Record


class Unignored(Record):
    """Something that must never be committed, and is ignored by no rule that all who clone share."""

    path: str  # as a person would write it, relative to the project: ".env", ".venv/", "__pycache__/"
    line: str  # the line of .gitignore that ignores it
    there: bool = True  # it lies there now; False: Python will leave it when the code is run


class Git(Record):
    """What git says about the project's folder."""

    repository: bool  # it lies in a repository, with a work tree
    unignored: tuple[Unignored, ...] = ()
    unprepared: bool = False  # no environment exists yet, and no usual name of one is ignored
    doubts: tuple[str, ...] = ()  # what could not be judged: "build: its .gitignore is no regular file"
