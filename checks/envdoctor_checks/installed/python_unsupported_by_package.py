from __future__ import annotations

from envdoctor.check import Finding, anchor, check

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Verdicts
    from envdoctor.facts import Snapshot


@check("error", fixable="tell", together="{count} packages do not support the environment's Python", machine=True)
def python_unsupported_by_package(snap: Snapshot) -> Verdicts:
    """An installed package says that it does not work with the environment's Python."""
    environment = snap.environments.judged
    wrong = snap.distributions.other_python
    if environment is None or not wrong:
        return  # there is no environment to look into, or all packages support its Python
    from envdoctor.cures.misfits import fitting, pinned

    fixes = fitting(snap, environment, wrong)
    for one in wrong:
        place = pinned(snap, one)
        change = f" {place}{'.' if fixes else ': that has to be changed first.'}" if place else ""
        yield Finding(
            message=f"{one.name} {one.version} requires Python {one.wants}, but {environment.name} runs "
            f"Python {environment.python}",
            detail="Installers refuse that: it was put there with the check turned off, or for another Python."
            + change,
            location=anchor(snap),
            subject=one.name,
            row=(f"{one.name} {one.version}", f"requires Python {one.wants}"),
            fixes=fixes,
        )
