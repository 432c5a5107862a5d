"""What can be wrong with the files of installed distributions."""

from __future__ import annotations

from envdoctor.record import Record


class Lost(Record):
    """A distribution some of whose files are gone."""

    name: str  # as its metadata writes it
    key: str  # the name in its normal form
    version: str
    gone: int  # files
    of: int  # files that its RECORD names, without bytecode, scripts and what installers keep for themselves
    sample: str  # the one of those gone that is missed most, relative to its site-packages with `/`
    url: str = ""  # where it was installed from, if that was no index


class Shared(Record):
    """Two distributions that both put files of other content into the same place."""

    names: tuple[str, str]  # as their metadata write them
    versions: tuple[str, str]
    files: int  # that both own, also those that they agree on
    differ: int  # those of them whose content is not the same
    sample: str  # one of those that differ, relative to their site-packages with `/`
    now: str = ""  # the name of the distribution whose content that one has; empty: it has neither's


class Leftover(Record):
    """A file or folder that an interrupted pip left."""

    path: str  # absolute
    folder: bool
    name: str = ""  # of the distribution, if it is its metadata
    version: str = ""
    installed: str = ""  # the version that is installed now; empty: none is, or the name is not known


class Astray(Record):
    """An editable installation that leads to where nothing is."""

    name: str  # of the distribution
    key: str
    file: str  # what names the place, in site-packages: "__editable__.shop-1.0.pth"
    target: str  # the place, absolute


class Overwritten(Record):
    """A package of conda that pip replaced behind its back."""

    name: str  # as the metadata of what pip installed writes it
    key: str
    version: str  # that pip installed
    package: str  # conda's name for it
    believed: str  # the version that conda believes to be there


class Altered(Record):
    """A distribution some of whose source files are not as they were installed."""

    name: str
    key: str
    version: str
    files: int
    sample: str  # one of them, relative to its site-packages with `/`
    url: str = ""  # where it was installed from, if that was no index
