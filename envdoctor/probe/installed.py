"""What is installed in the judged environment, and in the project's own."""

from __future__ import annotations

import re

from envdoctor.facts.installed import Contents, Distribution, Installed, normal
from envdoctor.record import CannotKnow

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from envdoctor.facts import Snapshot
    from envdoctor.facts.machine import Environment
    from envdoctor.system import System

SEEDS = frozenset({"pip", "setuptools", "wheel"})  # what virtualenv puts into an environment unasked
_LIBRARY = re.compile(r"(?:python|pypy)([0-9]+\.[0-9]+)t?")
# a name that says it all: dashes and underscores in names are one underscore here, so there is exactly one dash
_PLAIN = re.compile(r"([A-Za-z0-9][A-Za-z0-9_.]*)-([0-9][A-Za-z0-9.+!]*)\.dist-info")
_FIELD = re.compile(rb"^(Name|Version):[ \t]*([^\r\n]*?)[ \t]*\r?$", re.MULTILINE)


def look(system: System, snap: Snapshot) -> Installed:
    """List the folders of metadata; only one whose name is not plain is opened."""
    wanted = {one.identity: one for one in (snap.environments.judged, snap.environments.project) if one}
    if not wanted:
        raise CannotKnow("there is no environment to look into")
    return Installed(
        environments=tuple(Contents(identity, tuple(_distributions(system, one))) for identity, one in wanted.items())
    )


def _distributions(system: System, environment: Environment) -> Iterator[Distribution]:
    site = _site_packages(system, environment)
    try:
        entries = system.names(site) if site else []
    except OSError as error:
        raise CannotKnow(f"{site} cannot be read: {error.strerror}") from None
    for entry in entries:
        if not entry.endswith((".dist-info", ".egg-info")) or entry.startswith("~"):
            continue
        folder = system.path.join(site, entry)
        plain = _PLAIN.fullmatch(entry)
        name, version = (plain[1], plain[2]) if plain else _read(system, folder, entry)
        if not name or not version:
            continue  # a distribution that does not say what it is: nothing can be said of it either
        direct = system.kind(system.path.join(folder, "direct_url.json")) == "file" or _developed(entry)
        seed = normal(name) in SEEDS and not system.kind(system.path.join(folder, "REQUESTED"))
        yield Distribution(name, normal(name), version, folder, seed=seed, direct=direct)


def _site_packages(system: System, environment: Environment) -> str:
    """Find the folder of an environment's packages; empty where it has none, or several and none for its Python."""
    path = system.path
    if system.name == "windows":
        folder = path.join(environment.path, "Lib", "site-packages")
        return folder if system.kind(folder) == "folder" else ""
    library = path.join(environment.path, "lib")
    try:
        entries = system.names(library)
    except OSError:
        return ""
    found = {}
    for entry in entries:
        folder = path.join(library, entry, "site-packages")
        if (version := _LIBRARY.fullmatch(entry)) and system.kind(folder) == "folder":
            found[version[1]] = folder
    if len(found) == 1:
        return next(iter(found.values()))
    return found.get(".".join(environment.python.split(".")[:2]), "")


def _read(system: System, folder: str, entry: str) -> tuple[str, str]:
    """Read name and version; an .egg-info can be a file, and is its own metadata then."""
    place = folder
    if system.kind(folder) == "folder":
        place = system.path.join(folder, "METADATA" if entry.endswith(".dist-info") else "PKG-INFO")
    try:
        head = system.read(place).partition(b"\n\n")[0]
    except OSError:
        return "", ""
    fields = dict(reversed(_FIELD.findall(head)))  # of several, the first
    name, version = (fields.get(field, b"").decode("utf-8", "replace") for field in (b"Name", b"Version"))
    return name, version


def _developed(entry: str) -> bool:
    """Say whether this is a folder that `setup.py develop` left: it has no version in its name."""
    return entry.endswith(".egg-info") and "-" not in entry.removesuffix(".egg-info")
