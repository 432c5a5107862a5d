"""Write envdoctor/why/releases.py: which modules each release of Python has, asked of the Pythons themselves.

python docs/standard_library.py PYTHON [PYTHON ...]    from the oldest release to the newest
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

TARGET = Path(__file__).parent.parent / "envdoctor" / "why" / "releases.py"
# -S: what environments and their .pth files import at the start is no part of Python
ASK = """
import sys
started = {name for name in sys.modules if "." not in name}
started |= {"site", "_sitebuiltins", "os", "stat", "posixpath", "genericpath", "_collections_abc"}  # what site imports
import importlib.machinery, _imp, json, os
folder = os.path.dirname(os.__file__)
here = set(getattr(sys, "stdlib_module_names", ())) | set(sys.builtin_module_names)
if not hasattr(sys, "stdlib_module_names"):
    for place in (folder, os.path.join(folder, "lib-dynload")):
        here |= {name.split(".")[0] for name in os.listdir(place)}
    here = {name for name in here if name.isidentifier()} - {"test", "LICENSE", "__phello__", "__pycache__"}
compiled = {name.split(".")[0] for name in os.listdir(os.path.join(folder, "lib-dynload"))}
json.dump({
    "version": "%d.%d" % sys.version_info[:2],
    "all": sorted(name for name in here if not name.startswith(("_test", "xx", "_xx", "_sysconfigdata"))),
    "built_in": sorted(sys.builtin_module_names),
    "compiled": sorted(name for name in compiled & here if not name.startswith(("_test", "xx", "_xx"))),
    "frozen": sorted(name for name in here if _imp.is_frozen(name)),
    "started": sorted(started),
}, sys.stdout)
"""
HEAD = '''"""Which modules each release of Python has. Written by docs/standard_library.py, which asked the Pythons."""

from __future__ import annotations

'''


def ask(python: str) -> dict[str, list[str]]:
    """Ask one Python."""
    done = subprocess.run([python, "-I", "-S", "-c", ASK], capture_output=True, check=True, text=True)  # noqa: S603
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


def words(names: set[str]) -> str:
    """Write names as one text, wrapped."""
    if not names:
        return '    ""\n'
    lines = [""]
    for name in sorted(names):
        if lines[-1] and len(lines[-1]) + 1 + len(name) > 100:  # noqa: PLR2004 - fits the width of our lines
            lines.append("")
        lines[-1] += (" " if lines[-1] else "") + name
    return "".join(f"    {json.dumps(line + ' ')}\n" for line in lines)


def table(name: str, about: str, releases: list[dict[str, list[str]]], key: str) -> str:
    """Write what the first release has, and what each later one adds and takes away."""
    first, *later = releases
    known = set(first[key])
    parts = [f"# {about}\n{name} = (\n", f'    ({json.dumps(first["version"])}, (\n{words(known)}    ), ""),\n']
    for release in later:
        now = set(release[key])
        added, gone = words(now - known), words(known - now)
        parts.append(f"    ({json.dumps(release['version'])}, (\n{added}    ), (\n{gone}    )),\n")
        known = now
    return "".join([*parts, ")\n\n"])


def main(pythons: list[str]) -> None:
    """Write the module."""
    releases = [ask(python) for python in pythons]
    text = HEAD + "".join(
        table(name, about, releases, key)
        for name, about, key in (
            ("ALL", "the standard library: release, what it adds, what it takes away", "all"),
            ("BUILT_IN", "compiled into the interpreter in a usual build for POSIX", "built_in"),
            ("COMPILED", "compiled, and files of their own in a usual build for POSIX", "compiled"),
            ("FROZEN", "found in the interpreter before any file is looked for", "frozen"),
            ("STARTED", "imported before the first line of a program is run", "started"),
        )
    )
    TARGET.write_text(text.rstrip("\n") + "\n", "utf-8")
    subprocess.run([sys.executable, "-m", "ruff", "format", "-q", TARGET], check=True)  # noqa: S603


if __name__ == "__main__":
    main(sys.argv[1:])
