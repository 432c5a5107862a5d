"""The command that takes back what activating an environment did, where that environment is there no more."""

from __future__ import annotations

from envdoctor import shells

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts import Snapshot
    from envdoctor.facts.activation import Claim

# `deactivate` is a function of the one shell that the script was read in: it mends PATH and the prompt as well. A shell
# started from that one has only inherited the variables. Nothing tells them apart from outside, so each line serves
# both. Shells that remember where a command was found are told to forget it.
_LINES = {
    "fish": "functions -q deactivate; and deactivate; or {unset}",
    "csh": "deactivate; {unset}; rehash",
    "powershell": "if (Get-Command deactivate -ErrorAction Ignore) {{ deactivate }} else {{ {unset} }}",
}
_POSIX = "deactivate 2>/dev/null || {unset}; hash -r"
# cmd's `deactivate` was a file of the environment: what activating keeps is in variables, which are inherited
_CMD = (
    "{unset} & (if defined _OLD_VIRTUAL_PROMPT set "
    '"PROMPT=%_OLD_VIRTUAL_PROMPT%") & if defined _OLD_VIRTUAL_PATH set "PATH=%_OLD_VIRTUAL_PATH%"'
)
_WITHOUT = frozenset({"nushell", "xonsh"})  # a word that is not known stops the whole line there


def leave(snap: Snapshot, claim: Claim) -> str:
    """Write that command for this shell."""
    kind = snap.shell.kind
    unset = shells.unset_variable(kind, claim.variable)
    if claim.variable != "VIRTUAL_ENV" or kind in _WITHOUT:
        return unset
    if kind == "cmd":
        return _CMD.format(unset=unset)
    if kind in {"bash", "zsh", "sh"}:
        if claim.leftover and snap.shell.path[:1] == (claim.scripts,):
            entry = shells.quote(kind, claim.scripts + ":")
            unset = f"{{ {unset}; PATH=${{PATH#{entry}}}; }}"
        return _POSIX.format(unset=unset)
    return _LINES[kind].format(unset=unset)
