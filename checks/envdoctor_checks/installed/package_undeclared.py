from __future__ import annotations

import re

from envdoctor.check import Finding, Fix, Tell, anchor, check

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Verdicts
    from envdoctor.facts import Snapshot

SEEDS = frozenset({"pip", "setuptools", "wheel", "distribute", "pkg-resources"})  # they come with the environment
_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")


@check(
    "note", fixable="tell", together="{count} packages are installed that nothing asks for", default=False, machine=True
)
def package_undeclared(snap: Snapshot) -> Verdicts:
    """A package is installed that no file of the project asks for, and no other package needs."""
    environment = snap.environments.judged
    if environment is None or not snap.shortfall.identity:
        return  # there is no environment, or it is not this project's alone
    if not snap.wanted.names:
        return  # nothing is declared at all, which is another matter
    from envdoctor.cures.installing import uninstall
    from envdoctor.facts.distributions import normal

    found = snap.distributions.distributions
    needed = {
        normal(name[0])
        for one in found
        for requirement in one.requires
        if (name := _NAME.match(requirement)) and normal(name[0]) != one.key
    }
    expected = needed | SEEDS | {snap.wanted.project, *snap.wanted.names}
    # what does not say what it is, another check speaks of
    unasked = [one for one in found if one.key not in expected and not one.problem]
    for one in unasked:
        yield Finding(
            message=f"{one.name} {one.version} is installed in {environment.name}, but nothing asks for it",
            detail="Who installs the project from its files does not get it.",
            location=anchor(snap),
            subject=one.key,
            row=(f"{one.name} {one.version}", "asked for by no file, needed by no package"),
            fixes=(
                Fix(
                    "takes out what nothing asks for",
                    (Tell(uninstall(snap, environment, *[each.name for each in unasked])),),
                ),
            ),
        )
