from __future__ import annotations

from envdoctor.check import Finding, Fix, Tell, anchor, check

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Verdicts
    from envdoctor.facts import Snapshot
    from envdoctor.facts.conditions import Intruder


@check("warning", fixable="tell", machine=True)
def system_python_modified(snap: Snapshot) -> Verdicts:
    """Packages of the system's own Python were installed by pip or uv, past the system's package manager."""
    sites: dict[str, list[Intruder]] = {}
    for one in snap.health.intruders:
        sites.setdefault(one.site, []).append(one)
    for site, found in sites.items():
        from envdoctor import shells
        from envdoctor.cures import again

        first = found[0]
        names = again.listed([f"{one.name} {one.version}" for one in found])
        hidden = [f"{one.name} {one.hides}" for one in found if one.hides]
        detail = "The system's own tools are run by that Python; its updates may overwrite them, or break on them."
        if hidden:
            detail = f"The system's own tools now get these, and not its {again.listed(hidden)}."
        allowed = ["--break-system-packages"] if first.managed else []
        words = ["sudo", first.python, "-m", "pip", "uninstall", *allowed, *(one.name for one in found)]
        line = shells.command(snap.shell.kind, words)
        packages = sorted({one.package for one in found if one.package and not one.hides})
        if packages:  # the same files may have been overwritten
            back = shells.command(snap.shell.kind, ["sudo", "apt", "install", "--reinstall", *packages])
            line = shells.join(snap.shell.kind, line, back)
        yield Finding(
            message=f"{first.installer} installed {names} into {site}, among the packages of the system's Python",
            detail=detail,
            location=anchor(snap),
            fixes=(Fix("takes them away, and what the system has of them comes back", (Tell(line),)),),
            subject=site,
        )
