"""Inside WSL: the drives of Windows, which Linux mounts as if they were its own."""

from __future__ import annotations

import re

from envdoctor.record import CannotKnow

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts import Snapshot
    from envdoctor.system import System


def look(system: System, snap: Snapshot) -> str:
    """Give where the drive of Windows is mounted that the project lies on; empty: it lies on none."""
    return mounted(system, snap.project.root)


def mounted(system: System, folder: str) -> str:
    """Give where the drive of Windows is mounted that a folder lies on; empty: it lies on none.

    The list of mounts knows it, wherever the automount of /etc/wsl.conf or a person has put them.
    """
    try:
        text = system.read("/proc/mounts").decode("utf-8", "surrogateescape")
    except OSError as error:
        raise CannotKnow(f"/proc/mounts cannot be read: {error.strerror}") from None
    deepest, drive = "", False
    for line in text.splitlines():
        _, place, kind, options, *_ = [*line.split(" "), "", "", "", ""]
        place = re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), place)  # a blank is written \040
        inside = folder == place or folder.startswith(place.rstrip("/") + "/")
        if inside and len(place) >= len(deepest):  # of two at one place, the later one covers the other
            # WSL 1 has a kind of its own; WSL 2 asks Windows for it, under this name
            drive = kind == "drvfs" or (kind == "9p" and "aname=drvfs" in re.split("[,;]", options))
            deepest = place
    return deepest if drive else ""
