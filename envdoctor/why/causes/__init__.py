"""Why an import fails: each cause is a small function, asked in the order in which it would still break it.

What would not be mended by activating the project's environment is looked for in that environment.
"""

from __future__ import annotations

from envdoctor.why.causes import absent, elsewhere, environments, files, hiding, library, traced

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.why.answer import Cause, Remedy
    from envdoctor.why.case import Case

CAUSES = (
    traced.library_missing,
    traced.name_missing,
    environments.cannot_start,
    hiding.hidden,
    environments.not_active,
    library.removed,
    library.incomplete,
    library.newer,
    environments.broken,
    absent.wrong_case,
    files.editable_without,
    files.damaged,
    files.no_such_submodule,
    files.project_not_installed,
    absent.own_name,
    absent.other_release,
    elsewhere.pip_of_another,
    elsewhere.installed_elsewhere,
    absent.not_installed,
    library.python2,
    absent.distribution_name,
    absent.part_of_shared,
    absent.misspelt,
)


def explain(case: Case) -> tuple[Cause, Remedy | None]:
    """Give the cause, and the one command that mends it."""
    for cause in CAUSES:
        found = cause(case)
        if found is not None:
            return found
    return absent.unknown(case)
