from __future__ import annotations

import re

from envdoctor.check import Finding, anchor, check

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Verdicts
    from envdoctor.facts import Snapshot


@check("error", fixable="tell", together="{count} packages are recorded twice", machine=True)
def metadata_duplicated(snap: Snapshot) -> Verdicts:
    """One package has several metadata folders, so it depends on the tool which version of it is installed."""
    environment = snap.environments.judged
    doubled = snap.distributions.doubled
    if environment is None or not doubled:
        return  # there is no environment to look into, or each package is there once
    from envdoctor.cures.misfits import once

    for key in doubled:
        mine = [one for one in snap.distributions.distributions if one.key == key and not one.problem]
        folders = " and ".join(re.split(r"[/\\]", one.folder)[-1] for one in mine)
        yield Finding(
            message=f"{mine[0].name} has {len(mine)} metadata folders in {environment.name}: {folders}",
            detail="At most one of them is true of the files; an install that was cut short leaves the other behind.",
            location=anchor(snap),
            subject=key,
            row=(mine[0].name, folders),
            fixes=once(snap, environment, mine),
        )
