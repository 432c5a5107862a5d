"""Ask about a machine made of text."""

from __future__ import annotations

from typing import Any

from envdoctor.config import load
from envdoctor.probe import look
from envdoctor.probe.project import aim
from envdoctor.testing import Machine
from envdoctor.why import subject
from envdoctor.why.answer import Answer
from envdoctor.why.asking import answer
from envdoctor.why.folders import Folders
from envdoctor.why.trace import read

SITE = ".venv/lib/python3.12/site-packages"
LIBRARY = "/usr/local/lib/python3.12"
DEBIAN = "/usr/lib/python3.11"
# the environment is there, but this shell uses Debian's Python
INACTIVE: dict[str, Any] = {
    "env": {"VIRTUAL_ENV": False, "PATH": "/home/me/.local/bin:/usr/bin:/bin"},
    "files": {"/usr/lib/python3/dist-packages/six.py": "", "/etc/os-release": "ID=debian\n"},
}


def merged(*tables: dict[str, Any]) -> dict[str, Any]:
    """Put changes of a machine together."""
    found: dict[str, Any] = {}
    for table in tables:
        for name, values in table.items():
            found[name] = {**found.get(name, {}), **values}
    return found


def installed(name: str, release: str, *files: str, site: str = SITE) -> dict[str, str]:
    """Give the files of a distribution, with their RECORD; one that ends in `!` is named there and gone."""
    sep = "\\" if "\\" in site else "/"
    folder = f"{site}{sep}{name.replace('-', '_')}-{release}.dist-info{sep}"
    found = {site + sep + one.replace("/", sep): "" for one in files if not one.endswith("!")}
    record = "".join(f"{one.rstrip('!')},,\n" for one in files)
    return {
        **found,
        folder + "METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {release}\n\n",
        folder + "RECORD": record,
    }


def ask(module: str, *changes: dict[str, Any], python: str = "", kernel: str = "", traceback: str = "") -> Answer:
    """Ask, as the command line would."""
    machine = Machine(merged(*changes))
    target = aim(machine, ())
    settings = load(machine, target.root)
    snap = look(machine, target.replace(exclude=settings.exclude, environment=settings.environment))
    folders = Folders(machine)
    start, trace = machine.cwd, None
    if traceback:
        trace = read(traceback)
        assert trace is not None
        module = trace.module
        if trace.script and machine.kind(trace.script) == "file":
            start = machine.path.dirname(trace.script)
    if python:
        asked = subject.named(folders, snap, python)
    elif kernel:
        asked = subject.kernel(folders, snap, kernel)
    else:
        asked = subject.traced(folders, snap, trace) if trace else subject.first(folders, snap)
    return answer(folders, snap, module, asked, start=start, trace=trace)
