from __future__ import annotations

import re

from envdoctor.check import Finding, Fix, Tell, anchor, check

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Verdicts
    from envdoctor.facts import Snapshot
    from envdoctor.facts.activation import Claim

REMEMBER = {"bash", "zsh", "sh"}  # where they found a command, once it was used


@check("error", fixable="tell", machine=True)
def activation_stale(snap: Snapshot) -> Verdicts:
    """This shell says that an environment is active which is not there any more."""
    if not snap.shell.interactive:
        return  # hooks, editors and CI carry variables of shells that nobody types into
    if snap.host.sudo_user:
        return  # the variable is left from the shell behind sudo, which hears of it when envdoctor is run there
    claim = snap.activation.stale
    if claim is None:
        return  # no variable names an environment, or the one it names is there
    state = "it is gone" if claim.gone else "it is no environment"
    otherwise = " or fail where the shell remembers their old place," if snap.shell.kind in REMEMBER else ""
    detail = f"`python` and `pip` are whatever comes next on PATH,{otherwise} though the prompt may say otherwise."
    if claim.leftover:
        from envdoctor import words

        left = words.path(snap, claim.leftover)
        detail = f"`{words.command(claim.leftover)}` is still {left}, but nothing tells it where its packages are."
    if claim.moved:
        detail += " The environment of this project was made at that place and has been moved here."
    yield Finding(
        message=f"{claim.name} is active in this shell, but {state}",
        detail=detail,
        location=anchor(snap),
        fixes=(_mend(snap, claim),),
        subject=claim.variable,
    )


def _mend(snap: Snapshot, claim: Claim) -> Fix:
    from envdoctor import shells

    project = snap.environments.project
    if project and not project.problem and not claim.moved:  # one that was moved puts its old place on PATH again
        return Fix("activates the project's environment", (Tell(shells.activate(snap.shell, project)),))
    declared = snap.activation.dependencies
    inside = claim.name != claim.path and not claim.name.startswith("~")
    if project is None and declared and inside:
        from envdoctor.cures.create import create

        return Fix("makes the environment again", (*_left(snap, claim), Tell(create(snap, declared))))
    if claim.variable == "CONDA_PREFIX" and re.search(r"[/\\]envs[/\\]", claim.path):
        return Fix("takes it back", (Tell("conda deactivate"),))
    return Fix("takes it back", _left(snap, claim))


def _left(snap: Snapshot, claim: Claim) -> tuple[Tell, ...]:
    """Tell how the shell forgets it: first of all, or what follows would still meet what is remembered of it."""
    from envdoctor.cures.leaving import leave

    return (Tell(leave(snap, claim)),)
