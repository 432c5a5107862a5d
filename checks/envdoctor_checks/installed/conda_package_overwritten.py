from __future__ import annotations

from envdoctor import shells
from envdoctor.check import Finding, Fix, Tell, anchor, check

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Verdicts
    from envdoctor.facts import Snapshot


@check("warning", fixable="tell", together="pip has replaced {count} packages of conda", machine=True)
def conda_package_overwritten(snap: Snapshot) -> Verdicts:
    """In a conda environment, pip has replaced a package that conda installed and still keeps books on."""
    environment = snap.environments.judged
    if environment is None:
        return  # there is none to look into
    for one in snap.records.overwritten:
        words = ["conda", "install", "--prefix", environment.path, "--force-reinstall", f"{one.package}={one.believed}"]
        yield Finding(
            message=f"pip installed {one.name} {one.version} over conda's {one.package} {one.believed}"
            f" in {environment.name}",
            detail="conda still counts on its own version, and its next update may leave a mixture of both.",
            location=anchor(snap),
            subject=one.key,
            row=(f"{one.name} {one.version}", f"conda believes {one.believed}"),
            fixes=(Fix("puts conda's version back", (Tell(shells.command(snap.shell.kind, words)),)),),
        )
