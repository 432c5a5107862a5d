"""Distributions among those of the system's Python that the system's package manager knows nothing of."""

from __future__ import annotations

from envdoctor.facts.conditions import Intruder
from envdoctor.facts.installed import normal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from envdoctor.system import System

DEBIAN = "/usr/lib/python3/dist-packages"
DPKG = "/var/lib/dpkg/info"


def judge(system: System, folders: Iterable[str]) -> tuple[Intruder, ...]:
    """Judge metadata folders: who installed them, and whether a package of the system's is the same or lists them."""
    path = system.path
    packages = system.inside(DPKG)
    apt = {normal(name.partition("-")[0]): name for name in system.inside(DEBIAN) if _metadata(name)}
    found = []
    for folder in folders:
        site, entry = path.split(folder)
        name, _, version = entry.removesuffix(".dist-info").partition("-")
        installer = _text(system, path.join(folder, "INSTALLER")).strip()
        if installer not in {"pip", "uv"}:
            continue
        lists = [one for one in packages if one.endswith(".list") and normal(name) in normal(one)]
        if any(f"{folder}/" in _text(system, path.join(DPKG, one)) for one in lists):
            continue  # somebody built a package of the system with pip, and it is that
        package = next((one.removesuffix(".list") for one in lists if one == f"python3-{normal(name)}.list"), "")
        python = path.basename(path.dirname(site))
        hides = ""
        if site.startswith("/usr/local/"):
            # the place is meant for the machine's owner; only what takes the place of apt's own does harm
            other = apt.get(normal(name), "")
            hides = other.rpartition(".")[0].partition("-")[2].partition("-")[0]
            if not hides or not package:
                continue
        command = f"/usr/bin/{python}"
        library = path.join("/usr/lib", path.basename(system.real(command)))
        managed = system.kind(path.join(library, "EXTERNALLY-MANAGED")) == "file"
        found.append(Intruder(name, version, installer, site, command, managed=managed, package=package, hides=hides))
    return tuple(found)


def _metadata(name: str) -> bool:
    return name.endswith((".dist-info", ".egg-info"))


def _text(system: System, path: str) -> str:
    return system.content(path).decode("utf-8", "replace")
