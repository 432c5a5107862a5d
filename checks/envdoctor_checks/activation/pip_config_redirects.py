from __future__ import annotations

from envdoctor.check import Finding, Fix, Tell, anchor, check

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Verdicts
    from envdoctor.facts import Snapshot
    from envdoctor.facts.pip_config import PipSetting


@check("warning", fixable="tell", machine=True)
def pip_config_redirects(snap: Snapshot) -> Verdicts:
    """A setting makes pip install into a folder outside of the environment that is in use."""
    if not snap.shell.interactive:
        return  # CI, image builds and packagers collect packages in a folder on purpose
    active = snap.environments.active
    if active is None or not active.pip or not snap.activation.redirected:
        return  # no environment is in use, or its packages do not come through pip; or nothing leads out of it
    if snap.host.sudo_user:
        return  # what pip is told under sudo matters less than that it runs as root
    python = snap.shell.python
    if python is None or python.identity != active.identity:
        return  # the pip that would run is not this environment's
    from envdoctor import words

    for setting in snap.activation.redirected:
        said = f"{setting.name} = {setting.value}" if setting.path else f"{setting.variable}={setting.value}"
        place = "" if not setting.path else f" ({words.path(snap, setting.path)}:{setting.line})"
        fixes = _mend(snap, setting)
        detail = "What is installed there is not found by `python`."
        yield Finding(
            message=f"`pip install` misses {active.name}: `{said}`{place} sends packages elsewhere",
            detail=detail if fixes else f"{detail} Nothing but a change of that file undoes it.",
            location=anchor(snap),
            fixes=fixes,
            subject=setting.name,
        )


def _mend(snap: Snapshot, setting: PipSetting) -> tuple[Fix, ...]:
    from envdoctor import shells

    kind = snap.shell.kind
    if not setting.path:
        command = shells.unset_variable(kind, setting.variable)
    elif setting.origin in {"user", "site"}:
        key = f"{setting.section}.{setting.name}"
        command = shells.command(kind, [*shells.pip(snap.shell), "config", f"--{setting.origin}", "unset", key])
    else:
        return ()  # the file is others' too, and no variable can say "nothing"
    return (Fix("installs into the environment", (Tell(command),)),)
