from __future__ import annotations

from envdoctor.check import Create, Finding, Fix, anchor, check
from envdoctor.versions import minor

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Verdicts
    from envdoctor.facts import Snapshot


@check("note", fixable="unsafe")
def python_undeclared(snap: Snapshot) -> Verdicts:
    """Nothing in the project says which Python it is for."""
    if snap.declared.declarations or snap.declared.unread:
        return  # something does, or may do so in a file that cannot be read
    if not any(name.endswith(".py") for name in snap.files.containing(".py")):
        return  # there is no Python to be run
    listed = any(file.judged and "/" not in file.path for file in snap.requirements.files)
    if not (snap.project.managers or snap.project.package or listed):
        return  # it needs no packages, so most Pythons will do; or its parts are projects of their own
    if "setup.py" in snap.files.containing("setup.py"):
        return  # it may work out the version as it runs
    if snap.declared.named:
        return  # CI, the tests' configuration or a tool's target seems to tell it
    if snap.declared_everywhere.declarations or snap.declared_everywhere.unread:
        return  # a lock file, a script or a folder above tells it, or may
    environment = snap.environments.project
    number = minor(environment.python) if environment and not environment.problem else ""
    yield Finding(
        message="no file says which Python this project is for",
        detail=f"The next environment may be made with another than {number}." if number else "",
        location=anchor(snap),
        subject="python",
        fixes=(Fix(f"pins {number} in .python-version", (Create(".python-version", number + "\n"),), safe=False),)
        if number
        else (),
    )
