"""sudo, doas and pkexec: who is behind this process, and whether the project is that person's."""

from __future__ import annotations

from envdoctor.facts.activation import Elevation

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts import Snapshot
    from envdoctor.system import System

_USERS = "/etc/passwd"


def look(system: System, snap: Snapshot) -> Elevation:
    """Read the variables that these programs leave, and the owner of the project's folder."""
    env = system.env
    if env.get("SUDO_USER"):
        program, person, number = "sudo", env["SUDO_USER"], env.get("SUDO_UID", "")
    elif env.get("DOAS_USER"):
        program, person, number = "doas", env["DOAS_USER"], ""
    else:
        program, person, number = "pkexec", "", env["PKEXEC_UID"]
    if not person or not number:
        for name, user in _users(system):
            if name == person or user == number:
                person, number = name, user
                break
    owner = system.owner(snap.aim.root)
    return Elevation(
        program=program,
        person=person or f"user {number}",
        owns=owner is not None and number not in {"", "0"} and str(owner) == number,
        command=system.path.basename(env.get("SUDO_COMMAND", "").partition(" ")[0]) if program == "sudo" else "",
    )


def _users(system: System) -> list[tuple[str, str]]:
    """Give the names and numbers of this machine's users, as far as they stand in a file."""
    try:
        lines = system.read(_USERS).decode("utf-8", "replace").splitlines()
    except OSError:
        return []
    parts = [line.split(":") for line in lines]
    return [(one[0], one[2]) for one in parts if len(one) > 2]  # noqa: PLR2004 - name, password, number
