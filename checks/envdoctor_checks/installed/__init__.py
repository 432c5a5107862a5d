"""The packages in the environment: what they say of themselves, and whether their files are there. Nothing is run."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts import Snapshot

OLD_PIP = 21  # of the older ones, pip-too-old wants to know more


def concerns(snap: Snapshot) -> bool:
    """Say whether any check of the family may have something to say."""
    if not (snap.distributions.sound and snap.records.sound and snap.shortfall.sound):
        return True
    pip = snap.distributions.find("pip")
    major = pip.version.partition(".")[0] if pip else ""
    return pip is not None and not (major.isdecimal() and int(major) > OLD_PIP)
