from __future__ import annotations

import re

from envdoctor.check import Finding, Fix, Tell, anchor, check

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Severity, Verdicts
    from envdoctor.facts import Snapshot
    from envdoctor.facts.machine import Interpreter

# what they install they install themselves; their environments often have no pip
INSTALLERS = frozenset({"uv", "poetry", "pdm", "hatch", "pipenv", "pixi"})


@check("error", fixable="tell", machine=True)
def pip_of_another_python(snap: Snapshot) -> Verdicts:
    """`pip` installs for another Python than the one that `python` starts."""
    shell, active = snap.shell, snap.environments.active
    pairs = [(shell.python, shell.pip)] if shell.pip else []
    # Windows' environments have no `python3`: the one behind them says nothing about their `pip3`
    python3 = shell.python if snap.host.system == "windows" else shell.python3 or shell.python
    for python, pip in (*pairs, (python3, shell.pip3)):
        if python is None or pip is None or python.identity == pip.python.identity:
            continue  # one of them is not there, or they agree
        if any(one.kind == "base" and not one.version for one in (python, pip.python)):
            continue  # two Pythons may share one folder: without their versions they cannot be told apart
        if shell.interactive and not snap.host.sudo_user and (snap.activation.stale or snap.activation.shadowed(shell)):
            return  # an environment is active that PATH does not lead to: another check says so, and mends both
        from envdoctor import words  # a shell in order needs none of it

        word, starts = words.command(pip.path), words.command(python.path)
        owner = words.python(snap, pip.python)
        message = f"`{word}` installs for {owner}, but `{starts}` is {words.python(snap, python)}"
        severity: Severity = "error"
        mend = f"{starts} -m pip"
        instead = f" Write `{mend}` in place of `{word}`."
        if active is not None and active.identity == python.identity and not active.pip:
            message = f"{active.name} has no pip: `{word}` installs for {owner}"
            if active.seedless or not INSTALLERS.isdisjoint(snap.project.managers):
                if not _somebodys(pip.python):
                    return  # its own tool installs into it, and every system has a pip: so it is meant to be
                severity = "warning"
            from envdoctor.cures import installing, pips

            mend, instead = installing.line(snap, pips.bring(snap, active)), ""
        elif active is not None and active.identity == python.identity:
            from envdoctor.cures.pips import restore

            mend = restore(snap, active, pip) or mend
        # of two installations neither is to be changed: only a change of PATH, in a file that nobody can name from
        # here, would give the short word to the other one; so what to write in its place is all there is to say
        yield Finding(
            message=message,
            detail=f"The first `{word}` on PATH is {words.path(snap, pip.path)}, which starts "
            f"{words.path(snap, pip.python.path)}; the first `{starts}` is {words.path(snap, python.path)}.{instead}",
            severity=severity,
            location=anchor(snap),
            fixes=(Fix(f"installs for the Python that `{starts}` starts", (Tell(mend),)),),
            subject=word,
        )
        return  # the other pair would only say the same again


def _somebodys(python: Interpreter) -> bool:
    """Say whether a Python is of an environment that was made for something, not of an installation."""
    return python.kind == "environment" or re.search(r"[/\\]envs[/\\]", python.prefix) is not None
