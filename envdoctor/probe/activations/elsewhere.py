"""Signs that a project without a known environment is run in one all the same: then nothing is said of it."""

from __future__ import annotations

import re

from envdoctor.facts.installed import normal
from envdoctor.probe.pythons import conda
from envdoctor.probe.pythons import user_folders as user
from envdoctor.probe.pythons.interpreter import minor
from envdoctor.record import CannotKnow

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from envdoctor.facts import Snapshot
    from envdoctor.facts.machine import Interpreter
    from envdoctor.system import System

# tools that bring the packages by themselves, or run the project somewhere else
MARKS = frozenset(
    {
        ".tox", ".nox", "__pypackages__", ".devcontainer", ".devcontainer.json", "compose.yml", "compose.yaml",
        "docker-compose.yml", "docker-compose.yaml", "Vagrantfile", "flake.nix", "shell.nix", "default.nix",
        "devenv.nix", "guix.scm", "manifest.scm", "pants.toml", "WORKSPACE", "WORKSPACE.bazel", "MODULE.bazel",
        "anaconda-project.yml", "requirements.lock",
    }
)  # fmt: skip
STORES = ("/nix/store/", "/gnu/store/")  # a shell of Nix or Guix is an environment, though it does not look like one
USUAL = (".venv", "venv", "env")
SHORTEST = 3  # letters of a name that means something
MOST = 2000  # names of a folder that are looked at
_METADATA = re.compile(r"([A-Za-z0-9][\w.]*?)-[0-9][^-]*(?:-py[\d.]+)?\.(?:dist-info|egg-info)$")


def likely(system: System, snap: Snapshot) -> bool:
    """Say whether an environment of the project may be where no rule finds it."""
    names = system.inside(snap.aim.root)
    python = _first(snap)
    return (
        not MARKS.isdisjoint(names)
        or (python is not None and python.prefix.startswith(STORES))
        or "IN_NIX_SHELL" in system.env
        or _poetry_makes_none(system, snap)
        or _editor(system, snap)
        or _around(system, snap, names)
        or _called_alike(system, snap)
    )


def _first(snap: Snapshot) -> Interpreter | None:
    try:
        return snap.shell.python
    except CannotKnow:
        return None


def _poetry_makes_none(system: System, snap: Snapshot) -> bool:
    """Say whether poetry is told to install into whichever Python it is run with."""
    if "poetry" not in snap.project.managers:
        return False
    from envdoctor.probe.declarations import toml
    from envdoctor.probe.pythons import poetry

    said = system.env.get("POETRY_VIRTUALENVS_CREATE")
    if said is not None:
        return said.lower() in {"false", "0"}
    return toml.at(poetry.settings(system, snap.aim.root), "virtualenvs", "create") is False


def _editor(system: System, snap: Snapshot) -> bool:
    """Say whether an editor was told which Python to use."""
    join, root = system.path.join, snap.aim.root
    code = user.text(system, join(root, ".vscode", "settings.json"))
    pycharm = user.text(system, join(root, ".idea", "misc.xml"))
    return "nterpreterPath" in code or '"python.pythonPath"' in code or "Python SDK" in pycharm


def _around(system: System, snap: Snapshot, names: list[str]) -> bool:
    """Say whether an environment lies in a folder of the project, or beside the project."""
    join, root = system.path.join, snap.aim.root
    above = system.path.dirname(root)
    inside = (join(root, name, usual) for name in names[:MOST] for usual in USUAL)
    beside = (join(above, name) for name in system.inside(above)[:MOST])
    return any(system.kind(join(one, "pyvenv.cfg")) == "file" for places in (inside, beside) for one in places)


def _called_alike(system: System, snap: Snapshot) -> bool:
    """Say whether an environment that is kept somewhere under a name has the project's."""
    path, home = system.path, user.home(system)
    wanted = _letters(path.basename(snap.aim.root))
    kept = [system.env.get("WORKON_HOME", ""), path.join(user.xdg(system, "data"), "virtualenvs")]
    kept += [path.join(home, name) for name in (".virtualenvs", "Envs", "envs", "venvs", ".venvs", "virtualenvs")]
    kept.append(path.join(system.env.get("PYENV_ROOT") or path.join(home, ".pyenv"), "versions"))
    names = [name for folder in (*kept, *conda.folders(system)) if folder for name in system.inside(folder)]
    names += map(path.basename, conda.listed(system))
    found = [one for one in map(_letters, names) if len(one) >= SHORTEST]
    return bool(wanted) and any(one.startswith(wanted) or wanted.startswith(one) for one in found)


def _letters(name: str) -> str:
    """Give what names of one thing have in common; a version is no name."""
    return re.sub(r"[^a-z]", "", re.sub(r"^(?:c?python|pypy)?[\d.]+.*$", "", name.casefold()))


def at_hand(system: System, snap: Snapshot, wanted: set[str]) -> bool:
    """Say whether the first Python on PATH has all that the project asks for: then that is where it is run."""
    python = _first(snap)
    if python is None:
        return False
    found: set[str] = set()
    for folder in _sites(system, python):
        for entry in system.inside(folder):
            metadata = _METADATA.match(entry)
            if metadata:
                found.add(normal(metadata[1]))
    return wanted <= found


def _sites(system: System, python: Interpreter) -> Iterator[str]:
    """Give the folders where a base installation finds packages; those that are not there do no harm."""
    join, number = system.path.join, minor(python.version)
    if system.name == "windows":
        short = "Python" + number.replace(".", "")
        yield join(python.prefix, "Lib", "site-packages")
        yield join(user.folder(system, "config"), "Python", short, "site-packages")
        return
    for packages in ("site-packages", "dist-packages"):
        for prefix in (python.prefix, join(python.prefix, "local"), "/opt/homebrew", join(user.home(system), ".local")):
            yield join(prefix, "lib", f"python{number}", packages)
        yield join(python.prefix, "lib", "python3", packages)
    yield join(user.home(system), "Library", "Python", number, "lib", "python", "site-packages")
