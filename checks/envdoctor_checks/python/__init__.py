"""Which Python the project is for, and which one it is run with."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts import Snapshot


def concerns(snap: Snapshot) -> bool:
    """Say whether any check of this family may have something to say."""
    seen, declared = snap.environments, snap.declared
    if seen.judged is None or seen.judged.problem or declared.unread or declared.floats:
        return True
    if not (declared.declarations or declared.wider) and ".py" not in snap.files.names:
        return snap.today.nears(seen.python)  # nothing is declared, and there is nothing to declare it for
    # a Python that all declarations let in is proof that they agree, and that each of them can be read
    versions = {seen.python, *(one.python for one in (seen.project, seen.active) if one)}
    return not declared.plain(versions) or snap.today.nears(seen.python)
