from __future__ import annotations

import re

from envdoctor.check import Finding, anchor, check

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Verdicts
    from envdoctor.facts import Snapshot


@check("warning", fixable="tell", machine=True)
def project_in_synced_folder(snap: Snapshot) -> Verdicts:
    """The project's environment lies in a folder that a service synchronises."""
    synced = snap.platform.synced
    if synced is None:
        return  # no such service is known here, or the project lies elsewhere
    environment = snap.environments.project
    if environment is None:
        return  # the project's own files are what such a folder is for
    if not environment.identity.startswith((f"{synced.identity}/", f"{synced.identity}\\")):
        return  # the environment lies elsewhere
    if re.search(r"\.nosync(?:[/\\]|$)", environment.identity):
        return  # iCloud leaves out what is named so
    from envdoctor import words
    from envdoctor.cures.elsewhere import move

    fixes, advice = move(snap, environment, synced)
    yield Finding(
        message=f"{environment.name} lies in a folder that {synced.service} synchronises: installs are slow, or break",
        detail=f"{synced.service} uploads the thousands of files in it, and may lock or replace them while pip writes. "
        f"On another machine a copy of an environment does not work. {advice}".rstrip(),
        location=anchor(snap),
        subject=words.path(snap, synced.folder),
        fixes=fixes,
    )
