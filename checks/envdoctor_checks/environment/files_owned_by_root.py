from __future__ import annotations

from envdoctor.check import Finding, Fix, Tell, anchor, check

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Verdicts
    from envdoctor.facts import Snapshot

# how each shell writes what `id` says; in the others the number itself is surer
WHOSE = {
    "bash": "$(id -u):$(id -g)", "zsh": "$(id -u):$(id -g)", "sh": "$(id -u):$(id -g)", "fish": "(id -u):(id -g)",
    "csh": "`id -u`:`id -g`", "powershell": '"$(id -u):$(id -g)"',
}  # fmt: skip


@check("error", fixable="tell", machine=True)
def files_owned_by_root(snap: Snapshot) -> Verdicts:
    """Files that should be yours belong to root: the trace of an installation through `sudo`."""
    health = snap.health
    for one in health.conditions:
        if not one.owned:
            continue  # all of it is the user's
        from envdoctor.cures import again

        environment = one.environment
        names = [name.removesuffix(".dist-info").partition("-")[0] for name in one.owned]
        subject = f"{environment.name} belongs"
        if names != [""]:
            subject = f"{again.listed(names)} in {environment.name} belong{'' if names[1:] else 's'}"
        yield _finding(snap, f"{subject} to root", environment.path, environment.name)
    for folder in health.owned:
        from envdoctor import words

        name = words.path(snap, folder)
        yield _finding(snap, f"{name} holds files that belong to root", folder, name)


def _finding(snap: Snapshot, what: str, folder: str, name: str) -> Finding:
    from envdoctor import shells

    kind = snap.shell.kind
    whose = WHOSE.get(kind, str(snap.health.user))
    command = f"sudo chown -R {whose} {shells.quote(kind, folder)}"
    return Finding(
        message=f"{what}: your user cannot change or remove what `sudo` put there",
        detail="Installing and uninstalling stops there with `Permission denied`.",
        location=anchor(snap),
        fixes=(Fix("gives them back to your user", (Tell(command),)),),
        subject=name,
    )
