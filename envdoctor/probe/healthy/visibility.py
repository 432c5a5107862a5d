"""Whether the base's packages are visible in an environment, by what is written where, and whether that is meant."""

from __future__ import annotations

import re

from envdoctor.facts.conditions import Setting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts import Snapshot
    from envdoctor.facts.machine import Environment
    from envdoctor.system import System

_KEY = re.compile(r"([ \t]*include-system-site-packages[ \t]*=[ \t]*)([^\r\n]*?)[ \t]*\r?$", re.IGNORECASE)
# how makers of environments are told so: virtualenv's and venv's option, poetry, tox, hatch, pipenv
_MEANT = re.compile(
    rb"""--system-site-packages|(?:system[-_]site[-_]packages|system-packages|site_?packages)["']?\s*[=:]\s*["']?true""",
    re.IGNORECASE,
)
_VARIABLES = (
    "VIRTUALENV_SYSTEM_SITE_PACKAGES", "POETRY_VIRTUALENVS_OPTIONS_SYSTEM_SITE_PACKAGES", "PIPENV_SITE_PACKAGES",
)  # fmt: skip
# files in which people write how the environment is made
_TOLD = re.compile(
    r"(?:^|\0)((?:[^\0/]+/)*(?:README|CONTRIBUTING|INSTALL|Makefile|GNUmakefile|[Jj]ustfile|Dockerfile|Pipfile"
    r"|(?:poetry|hatch|pyproject|tox|mise|\.mise)\.(?:toml|ini)|[^\0/]+\.(?:sh|ya?ml|md|rst))[^\0/]*)(?=\0|$)"
)
MANY = 60


def setting(system: System, snap: Snapshot, environment: Environment) -> Setting | None:
    """Find the line in pyvenv.cfg; None: the packages are meant to be visible, or the file cannot be read."""
    outside = environment.path == environment.name or environment.name.startswith("~")
    if snap.host.container and outside:
        return None  # it is part of the image, and there to add to what the image brings
    if any(_true(system.env.get(name, "")) for name in _VARIABLES):
        return None
    if _meant(system, snap):
        return None
    try:
        text = system.head(system.path.join(environment.path, "pyvenv.cfg"), 1 << 16).decode("utf-8", "replace")
    except OSError:
        return None
    found = Setting(0, 0, "", "")
    for number, line in enumerate(text.split("\n"), 1):  # of several, Python takes the last
        if match := _KEY.match(line):
            found = Setting(number, len(match[1]) + 1, match[2], line.rstrip("\r"))
    return found


def _meant(system: System, snap: Snapshot) -> bool:
    """Say whether the project's files say that its environment is made like this."""
    root = snap.project.root
    for name in snap.files.matching(_TOLD)[:MANY]:
        try:
            data = system.head(system.path.join(root, *name.split("/")), 1 << 17)
        except OSError:
            continue
        if _MEANT.search(data):
            return True
    return False


def _true(value: str) -> bool:
    return value.lower() in {"1", "true", "yes", "on", "t", "y"}
