"""Editable installations: site-packages holds no copy of the code, only the way to it."""

from __future__ import annotations

import re

from envdoctor.facts.damage import Astray
from envdoctor.facts.installed import normal
from envdoctor.probe.dists.origin import origin
from envdoctor.probe.dists.recorded import Looking, files, site_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from envdoctor.facts.distributions import Metadata
    from envdoctor.system import System

# a line of the module that setuptools writes where one folder alone would not say it
_MAPPING = re.compile(r"^MAPPING\b[^=\n]*= (\{.*\})$", re.MULTILINE)


def astray(system: System, direct: Iterable[Metadata], names: Mapping[str, Iterable[str]]) -> tuple[Astray, ...]:
    """Follow the ways; one leads astray if nothing at all is left where it leads."""
    looking = Looking(system)
    found = []
    for one in direct:
        source = origin(system, one.folder)
        if not source.editable:
            continue
        folder = local(source.url, windows=system.name == "windows")
        ways = list(_ways(system, one)) or ([("direct_url.json", folder)] if folder else [])
        if ways and all(_nothing(looking, target) for _, target in ways):
            file, target = ways[0]
            whole = bool(folder) and looking.gone(folder)
            found.append(Astray(one.name, one.key, file, folder if whole else target))
    for site, here in names.items():
        found += [
            one for name in sorted(here) if name.endswith(".egg-link") for one in _egg(system, looking, site, name)
        ]
    return tuple(found)


def _nothing(looking: Looking, target: str) -> bool:
    return looking.gone(target) and looking.gone(target + ".py")


def _ways(system: System, one: Metadata) -> Iterator[tuple[str, str]]:
    """Give the places that the files of an editable distribution name, each with the file."""
    site = site_of(system, one)
    for name in files(system, one):
        if "/" in name:
            continue
        if name.endswith(".pth"):
            for line in _text(system, site, name).splitlines():
                if line.strip() and not line.startswith(("#", "import ", "import\t")):
                    yield name, system.path.normpath(system.path.join(site, line.rstrip()))
        elif name.startswith("__editable__") and name.endswith("_finder.py"):
            for target in _mapped(_text(system, site, name)):
                yield name, target


def _mapped(text: str) -> list[str]:
    """Read where a finder looks for its packages; the module is not run."""
    found = _MAPPING.search(text)
    if not found:
        return []
    import ast

    try:
        mapping = ast.literal_eval(found[1])
    except (ValueError, SyntaxError):
        return []
    return [value for value in mapping.values() if isinstance(value, str)] if isinstance(mapping, dict) else []


def _egg(system: System, looking: Looking, site: str, name: str) -> Iterator[Astray]:
    """Follow what `setup.py develop` wrote: the folder of the metadata."""
    folder = _text(system, site, name).partition("\n")[0].strip()
    if folder and looking.gone(system.path.join(site, folder)):
        called = name.removesuffix(".egg-link")
        yield Astray(called, normal(called), name, folder)


def _text(system: System, site: str, name: str) -> str:
    try:
        return system.read(system.path.join(site, name)).decode("utf-8-sig", "replace")
    except OSError:
        return ""


def local(url: str, *, windows: bool) -> str:
    """Give the path that a `file:` URL names; empty where it names none on this system."""
    scheme, _, rest = url.partition("://")
    if scheme.lower() != "file":
        return ""
    host, slash, path = rest.partition("/")
    path = re.sub("(?:%[0-9A-Fa-f]{2})+", _unquoted, slash + path).rstrip("/") or slash
    if not windows:
        return path if host in {"", "localhost"} and not re.match("/[A-Za-z]:", path) else ""
    path = path.replace("/", "\\")
    if host in {"", "localhost"}:
        return path[1:] if re.match(r"\\[A-Za-z]:", path) else ""
    return f"\\\\{host}{path}"


def _unquoted(found: re.Match[str]) -> str:
    return bytes.fromhex(found[0].replace("%", "")).decode("utf-8", "surrogateescape")
