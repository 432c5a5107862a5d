"""What is installed in the project's environment, sound or not, and the lists it may have been installed from."""

from __future__ import annotations

from envdoctor.facts.distributions import normal
from envdoctor.facts.kept import Kept, Part
from envdoctor.probe.dists import reading
from envdoctor.probe.dists.sites import sites
from envdoctor.probe.wants.exact import parts
from envdoctor.record import CannotKnow

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from envdoctor.facts import Snapshot
    from envdoctor.system import System


def look(system: System, snap: Snapshot) -> Kept:
    """Read names and origins alone; what cannot be read is not known to be there."""
    own = snap.environments.project or snap.environments.judged
    if own is None or own.kind == "conda":
        return Kept()
    keys: set[str] = set()
    folders: dict[str, list[str]] = {}
    links: dict[str, str] = {}
    for site in sites(system, own):
        try:
            for one in reading.read_all(system, site, reading.entries(system, site)):
                keys.add(one.key)
                folders.setdefault(one.key, []).append(one.folder)
            links |= {name: site for name in system.names(site) if name.endswith(".egg-link")}
        except OSError as error:
            raise CannotKnow(f"{site} cannot be read: {error.strerror}") from None
    if not keys:
        return Kept(identity=own.identity)
    data = _project(system, snap)
    called = snap.wanted.project
    return Kept(
        identity=own.identity,
        keys=tuple(sorted(keys)),
        itself=_itself(system, snap, called, folders, links),
        required=_keys(_at(data, "project", "dependencies")),
        extras=_extras(data, called),
        groups=_groups(_at(data, "dependency-groups")),
    )


def _itself(system: System, snap: Snapshot, called: str, folders: dict[str, list[str]], links: dict[str, str]) -> bool:
    """Say whether the project is installed as it stands: the address may still name the place it was moved from."""
    from envdoctor.probe.dists.origin import origin
    from envdoctor.probe.healthy.file_url import folder

    if any(normal(name.removesuffix(".egg-link")) == called for name in links):
        return True
    root = system.identity(snap.aim.root)
    for key, several in folders.items():
        for one in several:
            source = origin(system, one)
            if not source.editable:
                continue
            place = folder(system, source.url)
            if key == called or (place and system.identity(place) == root):
                return True
            if not called and place and snap.project.package and not system.kind(place):
                return True  # its name is known to its setup.py alone
    return False


def _extras(data: dict[str, Any], called: str) -> tuple[Part, ...]:
    """Read the extras; one may be made of others, as `shop[dev,docs]`."""
    several = _at(data, "project", "optional-dependencies")
    lists = {str(name): said for name, said in several.items()} if isinstance(several, dict) else {}

    def keys(name: str, chain: tuple[str, ...]) -> set[str]:
        from packaging.requirements import Requirement

        found = set(_keys(lists[name]))
        if called not in found:
            return found
        found.discard(called)
        for text in lists[name]:
            if _keys([text]) == (called,):
                asked = {normal(one) for one in Requirement(text).extras}
                for other in lists:
                    if normal(other) in asked and other not in chain:
                        found |= keys(other, (*chain, other))
        return found

    return tuple(Part(name, tuple(sorted(keys(name, (name,))))) for name in lists)


def _groups(several: Any) -> tuple[Part, ...]:
    """Read the dependency groups; one may include others."""
    lists = (
        {normal(str(name)): (str(name), said) for name, said in several.items()} if isinstance(several, dict) else {}
    )

    def keys(name: str, chain: tuple[str, ...]) -> set[str]:
        said = lists[name][1]
        found = set(_keys(said))
        for one in said if isinstance(said, list) else ():
            other = normal(str(one.get("include-group", ""))) if isinstance(one, dict) else ""
            if other in lists and other not in chain:
                found |= keys(other, (*chain, other))
        return found

    return tuple(Part(said[0], tuple(sorted(keys(name, (name,))))) for name, said in lists.items())


def _keys(several: Any) -> tuple[str, ...]:
    """Give the names that a list requires under no condition."""
    found: dict[str, None] = {}
    for text in several if isinstance(several, list) else ():
        read = parts(text) if isinstance(text, str) else None
        if read and not read[2]:
            found[normal(read[0])] = None
    return tuple(found)


def _at(data: dict[str, Any], *keys: str) -> Any:
    from envdoctor.probe.declarations.toml import at

    return at(data, *keys)


def _project(system: System, snap: Snapshot) -> dict[str, Any]:
    from envdoctor.probe.declarations import toml

    try:
        return toml.load(system.read(system.path.join(snap.aim.root, "pyproject.toml")).decode())
    except OSError:
        return {}
    except ValueError as error:
        raise CannotKnow(f"pyproject.toml: {error}") from None
