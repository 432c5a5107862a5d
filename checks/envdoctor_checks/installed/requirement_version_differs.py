from __future__ import annotations

from envdoctor.check import Finding, Fix, Tell, check

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Verdicts
    from envdoctor.facts import Snapshot


@check("warning", fixable="tell", together="{count} requirements are installed in other versions")
def requirement_version_differs(snap: Snapshot) -> Verdicts:
    """The environment has another version of a package than the project's files ask for."""
    environment, short = snap.environments.judged, snap.shortfall
    if environment is None or short.sound:
        return  # the environment is not this project's, or it has all that is asked for
    from envdoctor.cures.installing import sync

    for asking in short.files:
        for one in asking.differing:
            yield Finding(
                message=f"{environment.name} has {one.name} {one.found}, but {asking.path} asks for `{one.text}`",
                location=one.location,
                source=one.source,
                subject=one.key,
                row=(one.text, f"{environment.name} has {one.found}"),
                fixes=(Fix("installs what the file asks for", (Tell(sync(snap, environment, asking)),)),),
            )
