"""What is worth keeping of an environment that is made anew; looked for only when that is about to be told."""

from __future__ import annotations

from envdoctor.record import Record


class Part(Record):
    """An extra or a dependency group of the project."""

    name: str
    keys: tuple[str, ...]  # the names that it requires whatever the machine, in their normal form


class Kept(Record):
    """What the metadata in the environment say, which can be read where nothing else of it works."""

    identity: str = ""  # of the environment; empty: there is none
    keys: tuple[str, ...] = ()  # the names of all that is installed, in their normal form
    itself: bool = False  # the project is among it, as it stands in its folder
    required: tuple[str, ...] = ()  # what [project] requires
    extras: tuple[Part, ...] = ()
    groups: tuple[Part, ...] = ()
