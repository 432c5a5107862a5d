"""Distributions that put files into the same place."""

from __future__ import annotations

from envdoctor.facts.damage import Shared
from envdoctor.probe.dists.digest import agrees
from envdoctor.probe.dists.origin import origin
from envdoctor.probe.dists.recorded import OTHERS, files, foremost, needed, site_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from envdoctor.facts.distributions import Metadata
    from envdoctor.system import System

# how an `__init__.py` says that others may add to its package, so that whose it is does not matter
NAMESPACE = (b"extend_path", b"declare_namespace")
BIGGEST = 1 << 28  # bytes of a file that is hashed


def shared(system: System, pairs: Iterable[tuple[Metadata, Metadata]]) -> tuple[Shared, ...]:
    """Look at pairs that put files into one folder: most of them put other files there."""
    known: dict[str, dict[str, str]] = {}
    for pair in pairs:
        for one in pair:
            if one.folder not in known:
                known[one.folder] = files(system, one)
    found = (_shared(system, one, other, known[one.folder], known[other.folder]) for one, other in pairs)
    return tuple(one for one in found if one)


def _shared(
    system: System, one: Metadata, other: Metadata, mine: dict[str, str], others: dict[str, str]
) -> Shared | None:
    if one.key == other.key:
        return None  # the same distribution twice, which is another matter
    both = [path for path in mine if path in others]
    site = site_of(system, one)
    differ = [
        path
        for path in both
        if mine[path] and others[path] and mine[path] != others[path] and needed(path) and not _open(system, site, path)
    ]
    if not differ or any(_kept_otherwise(system, each) for each in (one, other)):
        return None
    sample = foremost(differ)
    return Shared(
        names=(one.name, other.name),
        versions=(one.version, other.version),
        files=len(both),
        differ=len(differ),
        sample=sample,
        now=_now(system, system.path.join(site, *sample.split("/")), (one, mine[sample]), (other, others[sample])),
    )


def _kept_otherwise(system: System, one: Metadata) -> bool:
    source = origin(system, one.folder)
    return source.editable or source.installer in OTHERS


def _open(system: System, site: str, path: str) -> bool:
    """Say whether a file is the `__init__.py` of a package that several distributions make up, or holds no code."""
    if not path.endswith("__init__.py"):
        return False
    try:
        data = system.read(system.path.join(site, *path.split("/")))
    except OSError:
        return True
    code = [line for line in data.splitlines() if line.strip() and not line.lstrip().startswith(b"#")]
    return not code or any(word in data for word in NAMESPACE)


def _now(system: System, path: str, *claims: tuple[Metadata, str]) -> str:
    """Say whose content a file has."""
    try:
        data = system.read(path, BIGGEST)
    except OSError:
        return ""
    return next((one.name for one, said in claims if agrees(data, said)), "")
