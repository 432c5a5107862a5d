"""A snapshot as a file: a user's bug report, a test, one machine judged on another."""

from __future__ import annotations

from envdoctor.cli.arguments import Usage
from envdoctor.facts import FACTS, Snapshot
from envdoctor.facts.project import Aim
from envdoctor.masking import Mask
from envdoctor.record import CannotKnow, Record, Unknown, from_data, to_data
from envdoctor.version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from envdoctor.system import System

SCHEMA_VERSION = 1


def facts_of(snap: Snapshot) -> dict[str, Any]:
    """Ask for every fact; one that cannot be had, or that its probe fails at, is an `Unknown`."""
    found: dict[str, Any] = {}
    for name in FACTS:
        try:
            found[name] = getattr(snap, name)
        except CannotKnow as reason:
            found[name] = Unknown(str(reason))
        except Exception as error:  # noqa: BLE001 - the one probe that fails may be what the report is about
            found[name] = Unknown(f"its probe failed: {type(error).__name__}: {error}")
    return found


def save(snap: Snapshot, system: System, *, masked: bool = True) -> str:
    """Write all facts as JSON; `masked`: without secrets, and without the names of people."""
    from envdoctor.render.json import dump

    data = {name: to_data(fact) for name, fact in facts_of(snap).items()}
    if masked:
        data = Mask(system).over(data)
    return dump(
        {
            "schema_version": SCHEMA_VERSION,
            "tool": {"name": "envdoctor", "version": __version__},
            "masked": masked,
            "facts": data,
        }
    )


def read(system: System, path: str) -> Snapshot:
    """Read a snapshot from a file.

    Raises:
        Usage: it cannot be read, or is no snapshot.
    """
    where = system.path.join(system.cwd, path)
    try:
        return load(system.read(where, 256 * 1024 * 1024))
    except OSError as error:
        raise Usage(f"{path}: {error.strerror}") from None
    except ValueError as error:
        raise Usage(f"{path}: {error}") from None


def load(data: bytes) -> Snapshot:
    """Read a snapshot.

    Raises:
        ValueError: it is no snapshot of this version.
    """
    import json

    try:
        whole = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"this is no JSON: {error}") from None
    if not isinstance(whole, dict) or not isinstance(whole.get("facts"), dict):
        raise ValueError("this is no snapshot: `envdoctor snapshot` writes one")  # noqa: TRY004 - the file is wrong
    version = whole.get("schema_version")
    if version != SCHEMA_VERSION:
        tool = whole.get("tool")
        by = tool.get("version", "?") if isinstance(tool, dict) else "?"
        raise ValueError(f"it is a snapshot of version {version}, of envdoctor {by}; this one reads {SCHEMA_VERSION}")
    _import_facts()
    facts: dict[str, Any] = {}
    for name, fact in whole["facts"].items():
        if name not in FACTS:
            raise ValueError(f"there is no fact {name!r}: the snapshot was made by another version of envdoctor")
        try:
            facts[name] = from_data(fact)
        except (ValueError, TypeError, RecursionError) as error:
            raise ValueError(f"the fact {name!r} cannot be read: {error}") from None
        if not isinstance(facts[name], Record):
            raise ValueError(f"the fact {name!r} cannot be read: it is no record")  # noqa: TRY004 - the file is wrong
    if not isinstance(facts.get("aim"), Aim):
        raise ValueError("it does not say which project was looked at")  # noqa: TRY004 - the file is wrong
    return Snapshot(None, **facts)


def _import_facts() -> None:
    """Import all modules of facts: each makes its types known."""
    import pkgutil

    from envdoctor import facts

    for module in pkgutil.iter_modules(facts.__path__, "envdoctor.facts."):
        __import__(module.name)
