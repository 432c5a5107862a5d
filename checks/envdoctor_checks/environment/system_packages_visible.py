from __future__ import annotations

from envdoctor.check import Append, Finding, Fix, Location, Replace, anchor, check

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Verdicts
    from envdoctor.facts import Snapshot

KEY = "include-system-site-packages"


@check("warning", fixable="unsafe", machine=True)
def system_packages_visible(snap: Snapshot) -> Verdicts:
    """The environment also sees the packages of the Python it was made from."""
    for one in snap.health.whole():
        setting, environment = one.visible, one.environment
        if setting is None:
            continue  # it sees its own packages alone, or the project's files say that it is meant to see more
        from envdoctor import words
        from envdoctor.cures import again

        base = words.path(snap, environment.base) if environment.base else "the Python it was made from"
        step: Append | Replace
        file = f"{environment.name}/pyvenv.cfg".replace("\\", "/")
        if setting.line:
            detail = "What is missing in it may be found there, on this machine and on no other."
            step = Replace(file, setting.line, setting.column, setting.value, "false")
        else:
            detail = f"Its pyvenv.cfg does not say `{KEY} = false`; where nothing is said, they are visible."
            step = Append(file, (f"{KEY} = false",))
        inside = environment.path.startswith((snap.project.root + "/", snap.project.root + "\\"))
        column, end = (setting.column, setting.column + len(setting.value)) if setting.line else (0, 0)
        yield Finding(
            message=f"{environment.name} also sees the packages of {base}",
            detail=detail,
            location=Location(file, max(setting.line, 1), column, setting.line, end) if inside else anchor(snap),
            source=setting.source if inside else "",
            fixes=(Fix("hides them from it", (step,), safe=False),) if inside else again.cure(snap, environment),
            subject=environment.name,
        )
