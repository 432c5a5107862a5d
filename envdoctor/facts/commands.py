"""The pip installs that the project's scripts, images and documents would run as another user, or with `--user`."""

from __future__ import annotations

from envdoctor.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Location
    from envdoctor.facts.project import Unread


class Install(Record):
    """A `pip install` that really runs: no comment, no string, no prose."""

    location: Location  # from what runs pip to the name of pip itself: `sudo -H pip3`
    source: str  # the text of the line it begins in
    kind: str  # of file: "script", "dockerfile", "make", "just", "ci", "tox", "devcontainer", "docs", "ansible"
    tool: str  # "pip", "uv pip"
    by: str = ""  # what runs it as another user: "sudo", "doas", "su", "become"; empty: nothing does
    user: str = ""  # that other user: "root", a name, "?" where it is not known
    keeps: bool = False  # `sudo -E`: PATH may stay the caller's own
    target: str = ""  # what it says it installs into: a folder as written, or the name of a conda environment
    into: str = ""  # what the target is: "environment", "conda", "folder", "python" (some Python, by its path),
    # "system" (the system's Python, by its path); empty: the Python that is first on PATH
    user_by: str = ""  # what makes it a user install: "--user", "PIP_USER"; empty: nothing does
    user_location: Location | None = None  # of `--user`
    user_source: str = ""  # the text of that line
    old: str = ""  # the text at `location`, where what replaces it is certain
    new: str = ""  # the same without `sudo`, and by `python -m pip`
    plain: str = ""  # the whole command after that replacement


class Commands(Record):
    """What the project's files would install as another user, or with `--user`."""

    installs: tuple[Install, ...]
    unread: tuple[Unread, ...] = ()
