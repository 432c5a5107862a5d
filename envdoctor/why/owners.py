"""Which distribution a module belongs to, as the metadata in a folder of packages says."""

from __future__ import annotations

import re

from envdoctor.facts.installed import normal
from envdoctor.probe.dists import naming, reading
from envdoctor.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts.distributions import Metadata
    from envdoctor.why.folders import Folders


class Ownership(Record):
    """A distribution that says it brought a module, and the files of it that it names."""

    metadata: Metadata
    files: tuple[str, ...] = ()  # relative to the folder of packages, with `/`; empty: its metadata names no files


def claims(folders: Folders, site: str, module: str, shared: frozenset[str] = frozenset()) -> list[Ownership]:
    """Give the distributions of a folder that claim a module, or else those that claim the package around it.

    That of a package which is `shared` by many is not the module's.
    """
    entries = _entries(folders, site)
    found: list[Ownership] = []
    name = module
    while name and not found and (name == module or name not in shared):
        found = [claim for entry in entries for claim in _claim(folders, site, entry, name)]
        name = name.rpartition(".")[0]
    return found


def _entries(folders: Folders, site: str) -> list[str]:
    """Give the metadata folders of a site, without what an interrupted pip left as `~`."""
    return sorted(name for name in folders.names(site) if name.endswith((".dist-info", ".egg-info")) and name[0] != "~")


def _claim(folders: Folders, site: str, entry: str, module: str) -> list[Ownership]:
    """Ask one distribution: its list of files, what it says of imports, then its list of top modules."""
    folder = folders.system.path.join(site, entry)
    path = module.replace(".", "/")
    files: tuple[str, ...] = ()
    for name in ("RECORD", "installed-files.txt"):
        text = folders.text(folders.system.path.join(folder, name))
        if path in text:
            pattern = rf"^(?:\.\./)?\"?({re.escape(path)}(?:/[^,\n]*|\.(?:py|pyc|[\w.-]*so|[\w.-]*pyd)))(?:\"?,.*)?$"
            files = tuple(re.findall(pattern, text, re.MULTILINE))
            if files:
                return [Ownership(reading.read(folders.system, site, entry), files)]
    if _announced(folders, folder, module):
        return [Ownership(reading.read(folders.system, site, entry))]
    return []


def _announced(folders: Folders, folder: str, module: str) -> bool:
    """Say whether it names the module without naming its files: as an editable install, an egg or PEP 794 does."""
    tops = folders.text(folders.system.path.join(folder, "top_level.txt")).split()
    if module in tops:
        return True
    head = folders.text(folders.system.path.join(folder, "METADATA")).partition("\n\n")[0]
    return any(module == name for name in re.findall(r"^Import-Name(?:space)?: ([\w.]+)", head, re.MULTILINE))


def of_file(folders: Folders, site: str, name: str) -> Metadata | None:
    """Find the distribution whose RECORD names a file of a folder of packages."""
    for entry in _entries(folders, site):
        record = folders.text(folders.system.path.join(site, entry, "RECORD"))
        if record.startswith(f"{name},") or f"\n{name}," in record:
            return reading.read(folders.system, site, entry)
    return None


def called(folders: Folders, site: str, name: str) -> Metadata | None:
    """Find an installed distribution by its name."""
    key = normal(name)
    for entry in _entries(folders, site):
        guess, _ = naming.guessed(entry)
        if normal(guess) == key:
            return reading.read(folders.system, site, entry)
    return None


def modules(folders: Folders, metadata: Metadata) -> list[str]:
    """Give the top modules of an installed distribution, the one that is called like it first."""
    found = list(metadata.imports)
    if not found:
        join = folders.system.path.join
        found = folders.text(join(metadata.folder, "top_level.txt")).split()
    if not found:
        record = folders.text(join(metadata.folder, "RECORD"))
        tops = re.findall(r"^([^\W\d]\w*)(?:/__init__)?\.(?:py|[\w.-]*so|[\w.-]*pyd),", record, re.MULTILINE)
        found = list(dict.fromkeys(tops))
    public = [one for one in found if not one.startswith("_")] or found
    return sorted(public, key=lambda one: (normal(one) != metadata.key, one))
