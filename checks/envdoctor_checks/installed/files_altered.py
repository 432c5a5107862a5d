from __future__ import annotations

from envdoctor.check import Finding, Fix, Tell, anchor, check

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Verdicts
    from envdoctor.facts import Snapshot
    from envdoctor.facts.damage import Altered


@check("note", fixable="tell", together="the code of {count} packages was changed", machine=True, default=False)
def files_altered(snap: Snapshot) -> Verdicts:
    """The source files of an installed package are not as they were installed."""
    environment = snap.environments.judged
    if environment is None:
        return  # there is none to look into
    from envdoctor.cures.installing import reinstall

    for one in snap.alterations.altered:
        known = not one.url and one.version
        command = reinstall(snap, environment, [f"{one.name}=={one.version}"])
        yield Finding(
            message=_said(environment.name, one),
            detail="The next install or upgrade overwrites the change, and no other machine has it.",
            location=anchor(snap),
            subject=one.key,
            row=(f"{one.name} {one.version}", f"{one.files} changed", one.sample),
            fixes=(Fix("installs the same version anew", (Tell(command),)),) if known else (),
        )


def _said(environment: str, one: Altered) -> str:
    what = f"{one.name} {one.version} in {environment}"
    if one.files == 1:
        return f"{one.sample} of {what} was changed after it was installed"
    return f"{one.files} source files of {what} were changed after they were installed, among them {one.sample}"
