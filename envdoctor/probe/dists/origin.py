"""Where an installed distribution came from: INSTALLER, REQUESTED and direct_url.json."""

from __future__ import annotations

from envdoctor.facts.unfit import Origin

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from envdoctor.system import System


def origin(system: System, folder: str) -> Origin:
    """Read what the installer noted in a metadata folder."""
    join = system.path.join
    direct = _direct(system, join(folder, "direct_url.json"))
    info = direct.get("dir_info")
    return Origin(
        installer=installer(system, folder),
        requested=system.kind(join(folder, "REQUESTED")) == "file",
        url=direct["url"] if isinstance(direct.get("url"), str) else "",
        editable=isinstance(info, dict) and info.get("editable") is True,
    )


def installer(system: System, folder: str) -> str:
    """Read which program installed it, in lower case; empty: it is not noted."""
    try:
        return system.head(system.path.join(folder, "INSTALLER"), 256).decode("utf-8", "replace").strip().lower()
    except OSError:
        return ""


def _direct(system: System, path: str) -> dict[str, Any]:
    try:
        data = system.head(path, 1 << 16)
    except OSError:  # it came from an index
        return {}
    import json

    try:
        found = json.loads(data)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
