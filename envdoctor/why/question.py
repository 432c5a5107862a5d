"""What the user typed behind `envdoctor why`: a module's name, or something near to one."""

from __future__ import annotations

import keyword
import re

from envdoctor.facts.installed import normal
from envdoctor.record import CannotKnow
from envdoctor.why import owners, well_known

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts import Snapshot
    from envdoctor.why.folders import Folders

_STATEMENT = re.compile(r"(?:import\s+([\w.]+)|from\s+([\w.]+)\s+import\s+.*)$")
_REQUIREMENT = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[.*)?(?:[=<>!~].*)?$")


def problem(folders: Folders, snap: Snapshot, said: str) -> str:
    """Say why a text is no module's name, and what was probably meant; empty: it is one."""
    parts = said.split(".")
    file = len(parts) > 1 and parts[-1] == "py"  # but `py` alone is a module, which pytest brings
    if all(part.isidentifier() and not keyword.iskeyword(part) for part in parts) and not file:
        return ""
    statement = _STATEMENT.match(said.strip())
    if statement:
        return f"name the module alone: `envdoctor why {statement[1] or statement[2]}`"
    if not said.strip():
        return "name a module, as `envdoctor why yaml`"
    if "/" in said or "\\" in said or said.endswith(".py"):
        stem = re.split(r"[/\\]", said)[-1].removesuffix(".py")
        hint = f"; did you mean `envdoctor why {stem}`?" if stem.isidentifier() else ""
        return f"{said} is a file's name, and no module's{hint}"
    if said.startswith("."):
        return f"{said} is a relative import, which depends on the package that it stands in: name the whole module"
    if "" in parts:
        return f"{said} is no module's name: between two dots, or at the end, a name is missing"
    word = next((part for part in parts if keyword.iskeyword(part)), "")
    if word:
        return f"`{word}` is a word of the language: no import statement can name it"
    return _distribution(folders, snap, said)


def _distribution(folders: Folders, snap: Snapshot, said: str) -> str:
    """Explain that a distribution and its modules have names of their own."""
    match = _REQUIREMENT.match(said)
    if match is None or said[0].isdigit():
        return f"{said} is no module's name: one is made of letters, digits and underscores, and begins with no digit"
    name = match[1]
    modules = _modules(folders, snap, name) or well_known.imports(name)
    if modules:
        one = modules[0]
        others = f" (and {', '.join(modules[1:4])})" if modules[1:] else ""
        return f"{name} is a distribution; it is imported as `{one}`{others}: `envdoctor why {one}`"
    guess = normal(name).replace("-", "_")
    return (
        f"{said} is no module's name, but could be a distribution's, which is what `pip install` takes; "
        f"did you mean `envdoctor why {guess}`?"
    )


def _modules(folders: Folders, snap: Snapshot, name: str) -> list[str]:
    """Give the modules of an installed distribution."""
    try:
        sites = snap.distributions.sites
    except CannotKnow:
        return []
    for site in sites:
        metadata = owners.called(folders, site, name)
        if metadata:
            return owners.modules(folders, metadata)
    return []
