from __future__ import annotations

from envdoctor.check import Finding, Fix, Tell, anchor, check

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Verdicts
    from envdoctor.facts import Snapshot


@check("warning", fixable="tell", machine=True)
def environment_shared(snap: Snapshot) -> Verdicts:
    """Other projects are installed in the environment as they stand in their folders."""
    for one in snap.health.whole():
        if not one.others:
            continue  # nothing but this project, and what it needs
        from envdoctor import words
        from envdoctor.cures import again, installing

        names = [other.name for other in one.others]
        line = installing.uninstall(snap, one.environment, *names)
        places = [words.path(snap, other.folder) for other in one.others]
        yield Finding(
            message=f"{one.environment.name} is shared with {again.listed(places)}, installed as it stands there"
            if not places[1:]
            else f"{one.environment.name} is shared with {again.listed(places)}, installed as they stand there",
            detail="Nothing in this project asks for it, and what one project installs or upgrades changes the other.",
            location=anchor(snap),
            subject=one.environment.name,
            # what was installed as it stands in its folder stays there: only the link to it is taken away
            fixes=(Fix(f"takes {again.listed(names)} out", (Tell(line),)),),
        )
