"""Packages of a conda environment that pip replaced: conda's own books still name what it installed."""

from __future__ import annotations

from envdoctor.facts.damage import Overwritten
from envdoctor.facts.installed import normal
from envdoctor.probe.dists.origin import installer
from envdoctor.probe.dists.recorded import OTHERS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts.distributions import Distributions, Metadata
    from envdoctor.system import System

BIGGEST = 1 << 26  # bytes of the file on one package
PARTS = 3  # of such a file's name: name, version, build


def overwritten(system: System, environment: str, found: Distributions) -> tuple[Overwritten, ...]:
    """Compare what conda-meta says with the metadata that is there."""
    books = system.path.join(environment, "conda-meta")
    try:
        names = system.names(books)
    except OSError:
        return ()
    packages = {}
    for name in names:
        parts = name.removesuffix(".json").rsplit("-", PARTS - 1)
        if name.endswith(".json") and len(parts) == PARTS:
            packages[normal(parts[0])] = (name, parts[0], parts[1])
    result = []
    for one in found.distributions:
        # what has the same name and version is the same thing, however it came there
        if one.key in packages and one.version != packages[one.key][2] and installer(system, one.folder) not in OTHERS:
            book, package, version = packages[one.key]
            if _replaced(system, system.path.join(books, book), one):
                result.append(Overwritten(one.name, one.key, one.version, package, version))
    return tuple(result)


def _replaced(system: System, book: str, one: Metadata) -> bool:
    """Say whether conda installed other metadata of the same distribution: some packages are but named alike."""
    import json

    try:
        said = json.loads(system.read(book, BIGGEST))
    except (OSError, ValueError):
        return False
    files = said.get("files") if isinstance(said, dict) else None
    if not isinstance(files, list):
        return False
    mine = system.path.basename(one.folder)
    infos = {part for path in files for part in str(path).split("/") if part.endswith((".dist-info", ".egg-info"))}
    return mine not in infos and any(normal(info.partition("-")[0]) == one.key for info in infos)
