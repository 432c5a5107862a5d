"""All that names a Python anywhere in the project, also where the environment need not meet it.

It costs a hundred times what `declared` does: whoever asks has a reason to.
"""

from __future__ import annotations

import re

from envdoctor.facts.project import unreadable
from envdoctor.facts.python import Declared
from envdoctor.probe.declarations import devcontainer, inline, locks, pins, runners, services, tools, traps
from envdoctor.probe.declared import LIMIT, OVERRIDES
from envdoctor.probe.scope import in_scope

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from envdoctor.facts import Snapshot
    from envdoctor.facts.python import Declaration
    from envdoctor.system import System

    Reader = Callable[[str, str], list[Declaration]]

SCRIPTS = 200  # at most, whose first lines are looked at
LOCK = 64 * 1024 * 1024
_HEAD = 4096
_PIPELINE = re.compile(
    r"(?:^|(?<=\0))(?:\.circleci/config\.ya?ml|azure-pipelines[^\0/]*\.ya?ml|\.azure[^\0]*\.ya?ml)(?=\0|$)"
)
_SCRIPT = re.compile(r"(?:^|(?<=\0))(?:(?:scripts|bin|tools)/)?[^\0/]+\.py(?=\0|$)")
_READERS: dict[str, tuple[Reader, ...]] = {
    "pyproject.toml": (tools.read_pyproject, lambda text, path: runners.read_tox_toml(text, path, ("tool", "tox"))),
    "hatch.toml": (tools.read_hatch,),
    "pixi.toml": (tools.read_pixi,),
    "ruff.toml": (tools.read_ruff,),
    ".ruff.toml": (tools.read_ruff,),
    "mypy.ini": (tools.read_settings,),
    ".mypy.ini": (tools.read_settings,),
    "pyrightconfig.json": (tools.read_settings,),
    "setup.cfg": (tools.read_settings, runners.read_tox),
    "tox.ini": (runners.read_tox,),
    "tox.toml": (runners.read_tox_toml,),
    "noxfile.py": (runners.read_nox,),
    "netlify.toml": (services.read_netlify,),
    ".readthedocs.yaml": (services.read_the_docs,),
    ".readthedocs.yml": (services.read_the_docs,),
    ".gitlab-ci.yml": (services.read_ci,),
    ".travis.yml": (services.read_ci,),
    ".devcontainer.json": (devcontainer.read,),
    ".devcontainer/devcontainer.json": (devcontainer.read,),
    ".python-versions": (lambda text, path: pins.read_python_version(text, path, uv=True),),
}


def look(system: System, snap: Snapshot) -> Declared:
    """Read them: what decides comes first."""
    first = snap.declared
    found = list(first.declarations)
    unread = list(first.unread)
    for name, reader in _sources(system, snap):
        try:
            text = system.read(system.path.join(snap.aim.root, *name.split("/")), LOCK).decode("utf-8-sig")
            found += reader(text, name)
        except (FileNotFoundError, NotADirectoryError):
            continue
        except (OSError, ValueError) as error:
            unread.append(unreadable(name, error))
    found += _above(system, snap)
    return first.replace(declarations=tuple(found), unread=tuple(dict.fromkeys(unread)))


def _sources(system: System, snap: Snapshot) -> Iterator[tuple[str, Reader]]:
    """Give the files that are there, and how each is read."""
    root = snap.aim.root
    names = system.names(root)
    for name, readers in _READERS.items():
        if name.partition("/")[0] in names and in_scope(snap, [name]):
            yield from ((name, reader) for reader in readers)
    for name in in_scope(snap, names):
        if locks.kind_of(name):
            yield name, locks.read
    for name in in_scope(snap, traps.candidates(system, root, [name for name in names if name == ".github"])):
        yield name, services.read_ci
    for name in in_scope(snap, snap.files.matching(_PIPELINE)):
        yield name, services.read_ci
    for name in in_scope(snap, snap.files.matching(_SCRIPT))[:SCRIPTS]:
        try:
            marked = inline.MARK in system.head(system.path.join(root, *name.split("/")), _HEAD)
        except OSError:
            continue
        if marked:
            yield name, inline.read


def _above(system: System, snap: Snapshot) -> Iterator[Declaration]:
    """Read the pins of the folders above, up to the repository's root: pyenv, asdf and mise look there, and so does uv.

    They are set aside: whether one of them reaches into this folder, its own files decide.
    """
    from envdoctor.probe.declarations import manifests

    here, prefix = snap.aim.root, ""
    readers: dict[str, Reader] = {
        ".python-version": lambda text, path: pins.read_python_version(text, path, uv="uv" in snap.project.managers),
        ".tool-versions": pins.read_tool_versions,
        "mise.toml": manifests.read_mise,
        ".mise.toml": manifests.read_mise,
    }
    while True:
        for name in _settings(system, here):
            yield from _read(system, here, prefix, name, manifests.read_mise)
        if prefix:
            for name, reader in readers.items():
                yield from _read(system, here, prefix, name, reader)
        above = system.path.dirname(here)
        if above == here or system.kind(system.path.join(here, ".git")):
            return
        here, prefix = above, "../" + prefix


def _settings(system: System, folder: str) -> list[str]:
    """Give the parts of mise's configuration that lie in a folder of their own."""
    found = []
    for place in (".mise/conf.d", ".config/mise/conf.d", "mise/conf.d"):
        try:
            names = system.names(system.path.join(folder, *place.split("/")))
        except OSError:
            continue
        found += [f"{place}/{name}" for name in names if name.endswith(".toml")]
    return found


def _read(system: System, folder: str, prefix: str, name: str, reader: Reader) -> list[Declaration]:
    try:
        text = system.read(system.path.join(folder, *name.split("/")), LIMIT).decode()
        found = reader(text, prefix + name)
    except (OSError, ValueError):
        return []  # it is another project's, or nobody's
    variables = {one: next((name for name in names if system.env.get(name)), "") for one, names in OVERRIDES.items()}
    return [one.replace(aside=True, overridden=variables.get(one.what, "")) for one in found]
