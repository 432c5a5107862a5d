from __future__ import annotations

from envdoctor.check import Finding, Fix, Tell, anchor, check
from envdoctor.record import CannotKnow

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Verdicts
    from envdoctor.facts import Snapshot

# these install without the environment's pip
INSTALLERS = frozenset({"uv", "poetry", "pdm", "hatch", "pixi", "conda"})
WHEELS = (20, 3)  # the first pip that knows manylinux_2_28 and macosx_11_0
EDITABLE = (21, 3)  # the first pip that makes an editable install of a project without setup.py


@check("warning", fixable="tell", machine=True)
def pip_too_old(snap: Snapshot) -> Verdicts:
    """The environment's pip is too old for what it has to install."""
    environment, pip = snap.environments.judged, snap.distributions.find("pip")
    if environment is None or pip is None:
        return  # there is none
    numbers = pip.version.split(".")[:2]
    release = tuple(int(number) for number in numbers if number.isdecimal())
    if len(release) < len(WHEELS) or release >= EDITABLE:
        return  # it is new enough; or its version is no plain one
    if INSTALLERS.intersection(snap.project.managers) or environment.maker == "uv" or environment.kind == "conda":
        return  # whatever has to be installed is installed by something else
    if release < WHEELS and snap.host.system != "windows" and _asks(snap):
        what, why = (
            "the wheels of today",
            "It passes them over, and builds packages from source or takes old versions instead.",
        )
    elif snap.project.package and snap.project.anchor == "pyproject.toml" and not _has_setup(snap):
        what, why = "this project", "It cannot make an editable install of a project that has no setup.py."
    else:
        return  # old, but nothing here needs a newer one
    from envdoctor.cures.installing import install

    yield Finding(
        message=f"{environment.name} has pip {pip.version}, which is too old for {what}",
        detail=why,
        location=anchor(snap),
        subject=environment.name,
        fixes=(Fix("brings pip up to date", (Tell(install(snap, environment, "--upgrade", "pip")),)),),
    )


def _asks(snap: Snapshot) -> bool:
    try:
        return bool(snap.wanted.names)
    except CannotKnow:
        return False  # a file that would say so cannot be read


def _has_setup(snap: Snapshot) -> bool:
    names = f"\0{snap.files.names}\0"
    return "\0setup.py\0" in names or "\0setup.cfg\0" in names
