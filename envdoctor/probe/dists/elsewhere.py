"""What an environment's Python can import though it lies outside of its site-packages, or in an egg.

Asked only about what seems to be missing: an old editable install has its metadata in its own project, an overlay
shows another environment's packages, and `include-system-site-packages` shows the base's and the user's.
"""

from __future__ import annotations

from envdoctor.facts.distributions import normal
from envdoctor.probe.dists import naming, reading

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from envdoctor.facts import Snapshot
    from envdoctor.facts.machine import Environment
    from envdoctor.system import System

LONGEST = 1 << 16  # bytes of a .pth file


def versions(system: System, snap: Snapshot, environment: Environment, sites: tuple[str, ...]) -> dict[str, str]:
    """Give the versions of what lies elsewhere, by normal name; empty where one does not say its version."""
    found: dict[str, str] = {}
    for folder in _folders(system, snap, environment, sites):
        for name, version in _inside(system, folder):
            found.setdefault(normal(name), version)
    if environment.kind == "conda":
        for name, version in _conda(system, environment):
            found.setdefault(normal(name), version)
    return found


def _folders(system: System, snap: Snapshot, environment: Environment, sites: tuple[str, ...]) -> Iterator[str]:
    """Give the folders in the order in which Python looks into them; the sites themselves for their eggs."""
    places = [*sites]
    if environment.system_packages:
        places += _of_the_base(system, snap, environment)
    for site in places:
        yield site
        yield from _from_pth(system, site)


def _from_pth(system: System, site: str) -> Iterator[str]:
    """Read the folders that a site's .pth files and egg-links add."""
    try:
        names = system.names(site)
    except OSError:
        return
    for name in names:
        if not name.endswith((".pth", ".egg-link")):
            continue
        try:
            text = system.head(system.path.join(site, name), LONGEST).decode("utf-8", "replace")
        except OSError:
            continue
        for line in text.splitlines():
            said = line.strip()
            if said and not said.startswith(("#", "import ", "import\t")) and "\0" not in said:
                yield system.path.normpath(system.path.join(site, said))


def _inside(system: System, folder: str) -> Iterator[tuple[str, str]]:
    """Give name and version of each distribution in a folder, or of the egg that it is."""
    path = system.path
    if folder.endswith(".egg"):
        yield _egg(path.basename(folder))
    try:
        names = system.names(folder)
    except OSError:  # a zipped egg, or nothing
        return
    for name in names:
        if name.endswith(".egg"):
            yield _egg(name)
        elif name.endswith(reading.ENDS) and name[0] != "~":
            called = naming.called(name)
            yield called if called[0] else reading.name_and_version(system, folder, name)


def _egg(name: str) -> tuple[str, str]:
    """Read `name-1.0-py3.11.egg`, in which dashes of the name are underscores."""
    parts = name.removesuffix(".egg").split("-")
    return parts[0], parts[1] if len(parts) > 1 else ""


def _of_the_base(system: System, snap: Snapshot, environment: Environment) -> Iterator[str]:
    """Give the folders of packages that an environment shares with its base, and the user's own."""
    join = system.path.join
    minor = ".".join(environment.python.split(".")[:2])
    if system.name == "windows":
        yield join(system.path.dirname(environment.base), "Lib", "site-packages")
        roaming = system.env.get("APPDATA", "")
        if roaming:
            yield join(roaming, "Python", "Python" + minor.replace(".", ""), "site-packages")
        return
    prefix = system.path.dirname(system.path.dirname(environment.base))
    home = snap.host.home or ""
    for top in (join(prefix, "local"), prefix, "/usr/local", join(home, ".local")):
        for library in ("lib", "lib64"):
            for name in (f"python{minor}", f"python{minor}t", "python3"):
                for kind in ("site-packages", "dist-packages"):
                    yield join(top, library, name, kind)
    if system.name == "macos":
        yield join(home, "Library", "Python", minor, "lib", "python", "site-packages")
        yield f"/Library/Python/{minor}/site-packages"
        yield join(system.path.dirname(system.path.dirname(prefix)), "lib", f"python{minor}", "site-packages")


def _conda(system: System, environment: Environment) -> Iterator[tuple[str, str]]:
    """Give conda's packages: some bring a distribution without its metadata, under its own name or a longer one."""
    try:
        names = system.names(system.path.join(environment.path, "conda-meta"))
    except OSError:
        return
    for file in names:
        parts = file.removesuffix(".json").rsplit("-", 2)
        if len(parts) == 3:  # noqa: PLR2004 - name, version, build
            name = parts[0]
            for known in (name, name.removeprefix("py-"), name.removeprefix("python-"), f"{name}-python"):
                yield known, ""
