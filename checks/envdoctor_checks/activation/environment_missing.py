from __future__ import annotations

from envdoctor.check import Finding, Fix, Location, Tell, check

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Verdicts
    from envdoctor.facts import Snapshot

# whatever they run, they make the environment for it first
MAKERS = {"uv", "hatch", "pixi"}


@check("warning", fixable="tell", machine=True)
def environment_missing(snap: Snapshot) -> Verdicts:
    """The project declares dependencies, and there is no environment for them."""
    if not snap.shell.interactive:
        return  # CI, hooks, editors and image builds arrange where packages go
    if snap.host.sudo_user or snap.host.container:
        return  # root's shell is the question then; a container is an environment itself
    if MAKERS.intersection(snap.project.managers):
        return  # `uv run`, `hatch run` and `pixi run` make it when it is first needed
    seen = snap.environments
    if seen.project is not None or (seen.active is not None and not seen.active.root):
        return  # there is one, or one is in use that may be meant for it
    if snap.activation.stale or snap.activation.conda:
        return  # it was deleted, or conda's base is in use in its place, which is what other checks say
    python = snap.shell.python
    if python is None:
        return  # without a Python nothing makes one
    declared = snap.activation.dependencies
    if not declared:
        return  # nothing is asked for, all of it is installed, or there are signs of an environment elsewhere
    from envdoctor import words
    from envdoctor.cures.create import create

    yield Finding(
        message=f"the project has no environment for the packages that {declared[0]} asks for",
        detail=f"What you run and install now uses {words.python(snap, python)}, which is not for one project alone.",
        location=Location(declared[0]),
        fixes=(Fix("makes one and installs them", (Tell(create(snap, declared)),)),),
        subject=declared[0],
    )
