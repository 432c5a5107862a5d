from __future__ import annotations

from envdoctor.check import Finding, Fix, Tell, anchor, check

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Verdicts
    from envdoctor.facts import Snapshot


@check("warning", fixable="tell", machine=True)
def project_on_windows_drive(snap: Snapshot) -> Verdicts:
    """Inside WSL, the project lies on a drive of Windows."""
    drive = snap.platform.drive
    if not drive:
        return  # it lies on a drive of Linux; or this is no WSL, or nobody is there to move it
    yield Finding(
        message=f"the project lies on a drive of Windows, {drive}: inside WSL, installs and git are slow there",
        detail="Every file is fetched from Windows. Permissions and links do not work as on Linux either.",
        location=anchor(snap),
        fixes=_below_home(snap),
        subject=drive,
    )


def _below_home(snap: Snapshot) -> tuple[Fix, ...]:
    from envdoctor import shells

    root, home = snap.project.root, snap.host.home
    if not home or root.startswith(home.rstrip("/") + "/"):
        return ()  # the home directory itself lies there
    target = f"{home.rstrip('/')}/{root.rpartition('/')[2]}"
    words = ("git", "clone", root, target) if snap.files.git else ("cp", "-r", root, target)
    return (Fix("copies the project to a drive of Linux", (Tell(shells.command(snap.shell.kind, words)),)),)
