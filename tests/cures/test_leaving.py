"""The command that takes an activation back, in each shell."""

from __future__ import annotations

import shutil
import subprocess
from typing import Any

import pytest

from envdoctor.cures.leaving import leave
from envdoctor.facts.activation import Claim
from envdoctor.testing import snapshot

GONE = Claim("VIRTUAL_ENV", "/e", "/e", None, gone=True, scripts="/e/bin")
LEFT = Claim("VIRTUAL_ENV", "/e", "/e", None, scripts="/e/bin", leftover="/e/bin/python")
CONDA = Claim("CONDA_PREFIX", "/e", "/e", None, gone=True)
POSIX = "deactivate 2>/dev/null || unset VIRTUAL_ENV; hash -r"
CUT = "deactivate 2>/dev/null || { unset VIRTUAL_ENV; PATH=${PATH#/e/bin:}; }; hash -r"


def said(claim: Claim, kind: str, *path: str) -> str:
    snap = snapshot({})
    snap.__dict__["shell"] = snap.shell.replace(kind=kind, path=path)
    return leave(snap, claim)


@pytest.mark.parametrize(
    ("claim", "kind", "path", "expected"),
    [
        (GONE, "bash", ("/e/bin", "/bin"), POSIX),
        (GONE, "zsh", (), POSIX),
        (GONE, "sh", (), POSIX),
        (LEFT, "bash", ("/e/bin", "/bin"), CUT),
        (LEFT, "bash", ("/bin", "/e/bin"), POSIX),
        (GONE, "fish", (), "functions -q deactivate; and deactivate; or set -e VIRTUAL_ENV"),
        (GONE, "csh", (), "deactivate; unsetenv VIRTUAL_ENV; rehash"),
        (GONE, "nushell", (), "hide-env VIRTUAL_ENV"),
        (GONE, "xonsh", (), "del $VIRTUAL_ENV"),
        (CONDA, "bash", (), "unset CONDA_PREFIX"),
    ],
)
def test_leave(claim: Claim, kind: str, path: tuple[str, ...], expected: str) -> None:
    assert said(claim, kind, *path) == expected


PRINT: dict[str, str] = {
    "bash": 'echo "[$VIRTUAL_ENV] $PATH"',
    "dash": 'echo "[$VIRTUAL_ENV] $PATH"',
    "zsh": 'echo "[$VIRTUAL_ENV] $PATH"',
    "fish": 'echo "[$VIRTUAL_ENV]" (string join : $PATH)',
}
# as the scripts of venv define it
FUNCTION = "deactivate () { PATH=/usr/bin:/bin; unset VIRTUAL_ENV; }; "


@pytest.mark.parametrize("shell", PRINT)
@pytest.mark.parametrize("function", [False, True])
def test_real_shells(shell: str, function: bool) -> None:
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"no {shell}")
    kind = "sh" if shell == "dash" else shell
    before = FUNCTION if function else ""
    if function and shell == "fish":
        before = "function deactivate; set -gx PATH /usr/bin /bin; set -e VIRTUAL_ENV; end; "
    claim = LEFT if shell != "fish" else GONE
    line = f"{before}{said(claim, kind, '/e/bin', '/usr/bin', '/bin')}; {PRINT[shell]}"
    env: dict[str, Any] = {"PATH": "/e/bin:/usr/bin:/bin", "VIRTUAL_ENV": "/e", "HOME": "/nonexistent"}
    options = ["-f"] if shell == "zsh" else ["--no-config"] if shell == "fish" else []
    done = subprocess.run([program, *options, "-c", line], env=env, capture_output=True, text=True, check=True)
    dead = "/e/bin:" if shell == "fish" and not function else ""  # what is gone does no harm there
    assert done.stdout.strip() == f"[] {dead}/usr/bin:/bin"
