from __future__ import annotations

from envdoctor.check import Finding, Fix, Tell, anchor, check

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Severity, Verdicts
    from envdoctor.facts import Snapshot
    from envdoctor.facts.pip_config import PipSetting


@check("error", fixable="tell", machine=True)
def user_install_in_environment(snap: Snapshot) -> Verdicts:
    """A setting makes pip install into the home directory while an environment is in use."""
    if not snap.shell.interactive:
        return  # tox, hooks and CI arrange pip's variables themselves, and a refusal shows in their log
    active = snap.environments.active
    if active is None or active.kind != "venv":
        return  # outside of an environment it is a choice that works; conda's environments are none to pip
    python = snap.shell.python
    if not active.pip or python is None or python.identity != active.identity:
        return  # the pip that would run is not this environment's; uv reads none of pip's settings
    setting = snap.pip_config.get("user")
    if setting is None or not setting.truth:
        return  # not set, set to no, or to what pip refuses whatever is installed
    from envdoctor import words  # pip that is left as it is needs none of it

    said = f"{setting.variable}={setting.value}" if not setting.path else f"user = {setting.value}"
    place = "" if not setting.path else f" ({words.path(snap, setting.path)}:{setting.line})"
    severity: Severity = "error"
    if active.system_packages:
        severity = "warning"
        message = f"`pip install` misses {active.name}: `{said}`{place} sends packages to the home directory"
        detail = (
            "Every environment that sees the system's packages then sees them too, and so does the system's Python."
        )
    else:
        message = f"`pip install` fails in {active.name}: `{said}`{place} asks for the home directory"
        detail = (
            "pip will say: Can not perform a '--user' install. User site-packages are not visible in this virtualenv."
        )
    yield Finding(
        message=message,
        detail=detail,
        severity=severity,
        location=anchor(snap),
        fixes=(Fix("installs into the environment", (Tell(_mend(snap, setting)),)),),
        subject="user",
    )


def _mend(snap: Snapshot, setting: PipSetting) -> str:
    from envdoctor import shells

    kind = snap.shell.kind
    if setting.origin in {"user", "site"}:
        key = f"{setting.section}.{setting.name}"
        return shells.command(kind, [*shells.pip(snap.shell), "config", f"--{setting.origin}", "unset", key])
    files = snap.pip_config.replace(settings=tuple(one for one in snap.pip_config.settings if one.path))
    still = files.get(setting.name)
    if setting.path or (still is not None and still.truth):
        return shells.set_variable(kind, setting.variable, "0")  # the file is others' too: this shell alone says no
    return shells.unset_variable(kind, setting.variable)
