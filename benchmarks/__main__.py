"""How fast a run is, as a ratio to `python -I -c pass` of the same environment, pair by pair.

    python -m benchmarks [--runs 21] [--folder DIR]

run with the Python that envdoctor is installed in. Ratios hold between machines to about ten percent; milliseconds do
not. What starts the installed command counts too: one written by a pip older than 26 costs half a ratio more.
"""

from __future__ import annotations

import argparse
import os
import pty
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from pathlib import Path

from benchmarks.workloads import w1, w2, w4

ASKED = {"--version": 1.25, "W1": 3.0, "W1 on a terminal": 8.0, "W2": 4.5, "W4": 3.0}
DOUBLING = 2.0


def main() -> int:
    """Build the workloads, measure, print; the exit status says whether every figure is within what is asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=21, help="pairs of each figure (default: 21)")
    parser.add_argument("--folder", type=Path, help="where the workloads are built (default: a temporary folder)")
    options = parser.parse_args()
    script = Path(sysconfig.get_path("scripts"), "envdoctor")
    if not script.exists():
        sys.exit(f"{script} does not exist: install envdoctor into the environment of {sys.executable}")
    with tempfile.TemporaryDirectory() as temporary:
        return measure(str(script), options.folder or Path(temporary), options.runs)


def measure(script: str, folder: Path, runs: int) -> int:
    """Print every figure."""
    bare = [sys.executable, "-I", "-c", "pass"]
    small, many, large, double = w1(folder), w2(folder), w4(folder), w4(folder, 20_000)
    inside = shell(folder, small)
    print(f"python {sys.version.split()[0]}, {runs} pairs, x = {' '.join(bare[1:])}")
    late = False
    for name, command, cwd, terminal in (
        ("--version", [script, "--version"], small, False),
        ("W1", [script], small, False),
        ("W1 on a terminal", [script], small, True),
        ("W2", [script], many, False),
        ("W4", [script], large, False),
    ):
        inside = shell(folder, many if cwd == many else small)
        status, text = told(command, cwd, inside)
        if status != 0:
            print(text)
            sys.exit(f"{name}: the workload is not healthy (exit {status}); its figure would mean nothing")
        pairs = []
        for _ in range(runs):
            base = once(bare, cwd, inside, terminal=False)
            pairs.append((once(command, cwd, inside, terminal=terminal) / base, base))
        ratio = statistics.median(ratio for ratio, _ in pairs)
        base = statistics.median(base for _, base in pairs)
        low, high = min(ratio for ratio, _ in pairs), max(ratio for ratio, _ in pairs)
        late |= ratio > ASKED[name]
        print(f"{name:18} {ratio:5.2f} x  ({low:.2f} to {high:.2f}; asked {ASKED[name]}; x = {base * 1000:.1f} ms)")
    grown = [
        once([script], double, inside, terminal=False) / once([script], large, inside, terminal=False)
        for _ in range(runs)
    ]
    growth = statistics.median(grown)
    late |= growth > DOUBLING
    print(f"{'W4 doubled':18} {growth:5.2f} times W4  (asked {DOUBLING})")
    return int(late)


def shell(home: Path, project: Path) -> dict[str, str]:
    """Give a shell in order, the same on every machine: its variables and PATH entries are part of what is judged."""
    return {
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "PATH": f"{project}/.venv/bin:/usr/local/bin:/usr/bin:/bin",
        "SHELL": "/bin/bash",
        "VIRTUAL_ENV": str(project / ".venv"),
    }


def told(command: list[str], cwd: Path, environ: dict[str, str]) -> tuple[int, str]:
    """Run a command once and give its exit status and what it printed."""
    done = subprocess.run(
        command, cwd=cwd, env=environ, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


def once(command: list[str], cwd: Path, environ: dict[str, str], *, terminal: bool) -> float:
    """Run a command as a whole process; give the seconds it took."""
    if not terminal:
        begin = time.perf_counter()
        subprocess.run(command, cwd=cwd, env=environ, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False)
        return time.perf_counter() - begin
    ours, theirs = pty.openpty()
    begin = time.perf_counter()
    process = subprocess.Popen(command, cwd=cwd, env={**environ, "TERM": "xterm-256color"}, stdin=theirs, stdout=theirs)
    os.close(theirs)
    try:
        while os.read(ours, 65536):
            pass
    except OSError:  # the other end is closed: the process is done
        pass
    process.wait()
    taken = time.perf_counter() - begin
    os.close(ours)
    return taken


if __name__ == "__main__":
    sys.exit(main())
