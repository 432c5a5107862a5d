from __future__ import annotations

from envdoctor.check import Finding, Fix, Tell, anchor, check

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Verdicts
    from envdoctor.facts import Snapshot

SHELLS = {"ash", "bash", "csh", "dash", "fish", "ksh", "mksh", "sh", "su", "tcsh", "zsh"}


@check("error", fixable="tell", machine=True)
def sudo_session(snap: Snapshot) -> Verdicts:
    """This shell is root's, through sudo, doas or pkexec, in a project of the person behind it."""
    if not snap.shell.interactive:
        return  # CI and hooks are run as whoever they are run as
    if snap.host.container or not snap.host.superuser:
        return  # in a container root is usual; another user than root is chosen for a reason
    root = snap.activation.elevation
    if root is None or not root.owns:
        return  # root by itself, or the project is root's or somebody else's, or it cannot be told whose
    from envdoctor import words

    python, claim = snap.shell.python, snap.activation.claim
    detail = f"What is written now belongs to root: from {root.person}'s own shell it cannot be changed later."
    if python is not None and python.kind == "base":
        detail += f" Packages go to {words.python(snap, python)}"
        detail += f", though {claim.variable} names {claim.name}." if claim and claim.environment else "."
    elif python is not None:
        detail += f" So it is with what is installed into {words.path(snap, python.prefix)}."
    fixes: tuple[Fix, ...] = ()
    if root.command in SHELLS:
        fixes = (Fix("goes back to your own shell", (Tell("exit"),)),)
    elif root.command.removesuffix(".exe") == "envdoctor":
        fixes = (Fix(f"looks again without {root.program}", (Tell("envdoctor"),)),)
    else:
        detail += f" Go on without `{root.program}`."
    yield Finding(
        message=f"`{root.program}` makes this root's session, but the project belongs to {root.person}",
        detail=detail,
        location=anchor(snap),
        fixes=fixes,
        subject=root.program,
    )
