"""The versions of Python that the project's files declare: those at its root that decide which one it is run with.

CI matrices, classifiers and tools' target versions say what else it is tried with, and are not looked at.
"""

from __future__ import annotations

from envdoctor.facts.project import unreadable
from envdoctor.facts.python import Declared
from envdoctor.probe.declarations import traps
from envdoctor.probe.scope import in_scope
from envdoctor.record import CannotKnow
from envdoctor.versions import plainly_within

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from envdoctor.facts import Snapshot
    from envdoctor.facts.project import Unread
    from envdoctor.facts.python import Declaration
    from envdoctor.system import System

    Reader = Callable[[str, str], list[Declaration]]

LIMIT = 1024 * 1024  # bytes; whoever writes more into such a file means something else
# of one folder, the one that wins first
MISE = (
    "mise.local.toml", ".mise.local.toml", "mise.toml", ".mise.toml", "mise/config.toml", ".mise/config.toml",
    ".config/mise.toml", ".config/mise/config.toml",
)  # fmt: skip
# variables that these are overridden by
OVERRIDES = {
    ".python-version": ("PYENV_VERSION", "UV_PYTHON"),
    ".tool-versions": ("ASDF_PYTHON_VERSION", "MISE_PYTHON_VERSION"),
    "mise": ("MISE_PYTHON_VERSION",),
}


def look(system: System, snap: Snapshot) -> Declared:
    """Read the files that are there."""
    root = snap.aim.root
    try:
        names = in_scope(snap, system.names(root))
    except OSError as error:
        raise CannotKnow(f"{root} cannot be read: {error.strerror}") from None
    files = _Files(system, root, frozenset(names))
    found = [*_packaging(files, snap), *_pins(files, snap), *_mise(files), *_images(files)]
    workspace = _workspace(files, snap)
    # uv runs a member with the workspace's environment, made by the workspace's pin: it does not read the member's
    found = [one.replace(aside=True) if workspace and one.what == ".python-version" else one for one in found]
    declarations = tuple(_overridden(system, one) for one in found)
    return Declared(
        declarations,
        tuple(files.unread),
        floats=traps.floats(system, snap, files.names),
        workspace=workspace,
        wider=traps.wider(system, snap, files.names, declarations),
        named=not declarations and traps.some_python(system, root, files.names),
    )


def _workspace(files: _Files, snap: Snapshot) -> str:
    """Give the folder of the uv workspace that the project is a member of, unless it has an environment of its own."""
    if "pyproject.toml" not in files.names:
        return ""
    try:
        own = snap.environments.project
    except CannotKnow:
        own = None
    join, root = files.system.path.join, snap.aim.root
    if own and own.path.startswith(join(root, "")):
        return ""
    from envdoctor.probe.pythons.places import upward

    above = list(upward(files.system, root))[1:]
    if not any(files.system.kind(join(folder, "pyproject.toml")) for folder in above):
        return ""
    from envdoctor.probe.pythons import uv_workspace

    found = uv_workspace.root(files.system, root)
    return found if found != root else ""


class _Files:
    """The files at the root, and what is wrong with those that were read."""

    def __init__(self, system: System, root: str, names: frozenset[str]) -> None:
        self.system, self.root, self.names = system, root, names
        self.unread: list[Unread] = []

    def text(self, name: str) -> str:
        """Read a file; empty where it is not there, or cannot be read."""
        if name.partition("/")[0] not in self.names:
            return ""
        path = self.system.path.join(self.root, *name.split("/"))
        if "/" in name and not self.system.kind(path):
            return ""
        try:
            return self.system.read(path, LIMIT).decode()
        except (OSError, UnicodeDecodeError) as error:
            self.unread.append(unreadable(name, error))
        return ""

    def read(self, name: str, reader: Reader, text: str | None = None) -> list[Declaration]:
        """Read the declarations of a file."""
        text = self.text(name) if text is None else text
        try:
            return reader(text, name) if text else []
        except ValueError as error:
            self.unread.append(unreadable(name, error))
            return []


def _packaging(files: _Files, snap: Snapshot) -> list[Declaration]:
    """Read what the project says as a package: pyproject.toml, and where that says nothing, setuptools' older files."""
    text = files.text("pyproject.toml")
    if text:
        from envdoctor.probe.declarations import pyproject

        found = pyproject.quickly(text, "pyproject.toml")
        # only a real parser may say what a finding stands on: the quick reading does not see a broken file; nor may
        # anything but that say that a project declares nothing
        silent = not found and "[project" in text
        if found is None or silent or not all(one.specifier and _fits(snap, one.specifier) for one in found):
            found = files.read("pyproject.toml", pyproject.read, text)
        # a [project] table makes setuptools ignore the older files, unless it leaves the version to them
        if found or ("[project]" in text and "requires-python" not in text):
            return found
    if files.names.isdisjoint({"setup.py", "setup.cfg"}):
        return []
    from envdoctor.probe.declarations import setuptools

    script = files.text("setup.py")
    if "python_requires" in script:  # it wins over setup.cfg, also where it is computed
        return files.read("setup.py", setuptools.read_py, script)
    return files.read("setup.cfg", setuptools.read_cfg)


def _fits(snap: Snapshot, specifier: str) -> bool:
    """Say whether every Python that a check may judge plainly satisfies a specifier."""
    try:
        seen = snap.environments
    except CannotKnow:
        return False
    versions = {seen.python, *(one.python for one in (seen.project, seen.active) if one)}
    return all(plainly_within(version, specifier) for version in versions)


def _pins(files: _Files, snap: Snapshot) -> list[Declaration]:
    """Read the files that name the one Python to run."""
    found = []
    if not files.names.isdisjoint({".python-version", ".tool-versions", "runtime.txt"}):
        from envdoctor.probe.declarations import pins

        def python_version(text: str, path: str) -> list[Declaration]:
            return pins.read_python_version(text, path, uv="uv" in snap.project.managers)

        found += files.read(".python-version", python_version)
        found += files.read(".tool-versions", pins.read_tool_versions)
        found += files.read("runtime.txt", pins.read_runtime)
    if "Pipfile" in files.names:
        from envdoctor.probe.declarations import manifests

        found += files.read("Pipfile", manifests.read_pipfile)
    if not files.names.isdisjoint({"environment.yml", "environment.yaml"}):
        from envdoctor.probe.declarations import conda

        found += files.read("environment.yml", conda.read) or files.read("environment.yaml", conda.read)
    return found


def _mise(files: _Files) -> list[Declaration]:
    """Read mise's configuration: of several files, the one that wins."""
    environment = files.system.env.get("MISE_ENV", "")
    profiles = tuple(f"{dot}mise.{environment}{local}.toml" for local in (".local", "") for dot in ("", "."))
    for name in (*(profiles if environment else ()), *MISE):
        if name.partition("/")[0] in files.names:
            from envdoctor.probe.declarations import manifests

            found = files.read(name, manifests.read_mise)
            if found:
                return found
    return []


def _images(files: _Files) -> list[Declaration]:
    """Read the image that the project is built into; files of other names build others, which are set aside."""
    found: list[Declaration] = []
    others = sorted(name for name in files.names if name.startswith(("Dockerfile.", "Containerfile.")))
    for name in ("Dockerfile", "Containerfile", *others):
        if name in others and not found:
            break  # nothing that they could contradict
        text = files.text(name)
        if "python" in text:
            from envdoctor.probe.declarations import dockerfile

            quick = dockerfile.quickly(text, name)
            read = dockerfile.read(text, name, pinned=".python-version" in files.names) if quick is None else quick
            found += [one.replace(aside=True) for one in read] if name in others else read
    return found


def _overridden(system: System, declared: Declaration) -> Declaration:
    variables = OVERRIDES.get(declared.what, ())
    return declared.replace(overridden=next((one for one in variables if system.env.get(one)), ""))
