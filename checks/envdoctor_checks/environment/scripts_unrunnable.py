from __future__ import annotations

from envdoctor.check import Finding, Fix, Tell, anchor, check

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Verdicts
    from envdoctor.facts import Snapshot
    from envdoctor.facts.conditions import Condition, Script


@check("error", fixable="tell", machine=True)
def scripts_unrunnable(snap: Snapshot) -> Verdicts:
    """Commands in the environment cannot be started, because of their first line."""
    for one in snap.health.whole():
        if not one.scripts:
            continue  # all of its commands start
        from envdoctor.cures import again

        names = [script.name for script in one.scripts]
        count = f"{len(names)} commands in {one.environment.name} cannot be started: "
        single = f"{names[0]} in {one.environment.name} cannot be started"
        yield Finding(
            message=count + again.listed(names) if names[1:] else single,
            detail=_because(snap, one.scripts[0]),
            location=anchor(snap),
            fixes=_reinstall(snap, one) or again.cure(snap, one.environment),
            subject=one.environment.name,
        )


def _because(snap: Snapshot, script: Script) -> str:
    """Say what is wrong with a first line."""
    from envdoctor import words

    line = f"The first line of {script.name}"
    if script.fault == "gone":
        return f"{line} names {words.path(snap, script.python)}, which does not exist."
    if script.fault == "return":
        return f"{line} ends as lines do on Windows, so that what it names is not found."
    if script.fault == "bare":
        return f"{line} is the one in its wheel, `#!python`: it was copied, and not installed."
    if script.fault == "space":
        return f"{line} names a Python with a space in its path, and the system reads no further than that."
    return f"{line} is longer than the system reads."


def _reinstall(snap: Snapshot, one: Condition) -> tuple[Fix, ...]:
    """Tell how the distributions are installed again that these commands belong to."""
    from envdoctor import shells
    from envdoctor.cures import again, starting

    environment = one.environment
    wanted = {script.wanted: script.key for script in one.scripts}
    if () in wanted:
        return ()
    requirements = [word for words in wanted for word in words]
    known = starting.known(snap)
    uv = known.tool("uv") if known else ""
    if "uv" in snap.project.managers and again.ours(snap, environment):
        command = ["uv", "sync", *(word for key in wanted.values() for word in ("--reinstall-package", key))]
    elif environment.pip:
        python = shells.python(snap.shell, environment)
        command = [python, "-m", "pip", "install", "--force-reinstall", "--no-deps", *requirements]
    elif uv or environment.maker == "uv":
        folder = environment.path if environment.name.startswith("~") else environment.name
        command = [uv or "uv", "pip", "install", "--python", folder, "--reinstall", "--no-deps", *requirements]
    else:
        return ()
    return (Fix("installs what they belong to again", (Tell(shells.command(snap.shell.kind, command)),)),)
