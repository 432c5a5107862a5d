from __future__ import annotations

import re

from envdoctor.check import Finding, Fix, Tell, anchor, check

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Verdicts
    from envdoctor.facts import Snapshot
    from envdoctor.facts.machine import Environment
    from envdoctor.facts.python import Declaration

# a distribution and Apple mend what they ship, and have days of their own; so has PyPy
OTHERS = re.compile(r"/usr/(?:bin|libexec)/|/Library/Developer/|.*/Xcode[^/]*\.app/|.*[/\\](?:pypy|graalpy)[^/\\]*$")


@check("warning", fixable="tell", machine=True)
def python_end_of_life(snap: Snapshot) -> Verdicts:
    """The environment's Python gets no security fixes any more, or will not three months from now."""
    if snap.host.ci or snap.host.hook:
        return  # nothing that was right yesterday may break a build or a commit because a day has passed
    environments = snap.environments
    environment = environments.judged
    if environment is None or environment.problem or environment.root or environments.launcher in {"tox", "nox"}:
        return  # there is none; or it does not run, or is no project's; or it is there to try old versions
    if not snap.today.nears(environment.python):
        return  # it is years away, or no file tells its version
    from envdoctor import lifetimes

    end, day = lifetimes.end(environment.python), snap.today.date
    if not end or snap.today.ahead(3) < end:
        return  # the table knows nothing of it, or its time is not near
    if OTHERS.match(environment.base):
        return  # whoever ships it mends it, for how long is not known here
    declarations = [one for one in snap.declared.declarations if one.decides]
    if snap.project.package and any(one.kind == "range" and one.near(environment.python) for one in declarations):
        return  # a package that still supports it has to be tried with it
    number = ".".join(environment.python.split(".")[:2])
    pin = next((one for one in declarations if one.kind == "pin" and one.near(environment.python)), None)
    what = f"which has had no security fixes since {end}" if end < day else f"which gets security fixes until {end}"
    fixes, detail = _cure(snap, environment, pin, [one.specifier for one in declarations])
    yield Finding(
        message=f"{environment.name} runs Python {number}, {what}",
        detail=detail,
        location=pin.location if pin else anchor(snap),
        source=pin.source if pin else "",
        fixes=fixes,
        subject=f"{environment.name} {number}",
    )


def _cure(
    snap: Snapshot, environment: Environment, pin: Declaration | None, specifiers: list[str]
) -> tuple[tuple[Fix, ...], str]:
    """Tell how to make it with a Python that is looked after, or why that cannot be told."""
    from envdoctor.cures.recreate import ABOVE, recreate, shared
    from envdoctor.cures.starting import here, known
    from envdoctor.lifetimes import maintained
    from envdoctor.versions import within

    if pin:
        return (), f"{pin.location.path} asks for it, so that has to be changed first."
    numbers = [
        number
        for number in maintained(snap.today.ahead(6))
        if all(within(number, specifier) is not False for specifier in specifiers)
    ]
    if not numbers:
        return (), "No Python that is looked after suits what the project's files ask for."
    installed = [number for number in numbers if known(snap) and here(snap, number)]
    # of those to be fetched, the newest may still have to wait for packages
    for number in [*installed, *numbers[1:], *numbers[:1]]:
        command = recreate(snap, environment, number)
        if command:
            return (Fix(f"makes the environment with Python {number}", (Tell(command),)),), ""
    if environment and shared(snap, environment):
        return (), ABOVE
    several = " and ".join(filter(None, (", ".join(numbers[:0:-1]), numbers[0])))
    return (), f"Python {several} would do, of which none is on this machine yet."
