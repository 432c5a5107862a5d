from __future__ import annotations

from envdoctor.check import Finding, Fix, Location, Tell, check

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Verdicts
    from envdoctor.facts import Snapshot


@check("warning", fixable="tell", together="{count} requirements are not installed")
def requirement_not_installed(snap: Snapshot) -> Verdicts:
    """Something that the project's files ask for is not installed in its environment."""
    environment, short = snap.environments.judged, snap.shortfall
    if environment is None or short.sound:
        return  # the environment is not this project's, or it has all that is asked for
    from envdoctor.cures.installing import sync

    if short.empty:
        file, count = short.empty.path, short.empty.asks
        yield Finding(
            message=f"none of the {count} requirements of {file} is installed in {environment.name}",
            location=Location(file),
            subject=file,
            fixes=(Fix("installs them", (Tell(sync(snap, environment, short.empty)),)),),
        )
    for asking in short.files:
        for one in asking.absent:
            yield Finding(
                message=f"`{one.text}` is not installed in {environment.name}",
                location=one.location,
                source=one.source,
                subject=one.key,
                row=(one.text, f"not in {environment.name}"),
                fixes=(Fix("installs what the file asks for", (Tell(sync(snap, environment, asking)),)),),
            )
