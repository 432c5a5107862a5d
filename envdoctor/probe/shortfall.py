"""What the project's files ask for, held against what its environment has.

A requirements file says what is wanted somewhere, and not that it is wanted here: which files count is decided by how
much of them is installed. The usual project is read without a parser; what is not met is then looked at closely.
"""

from __future__ import annotations

from envdoctor.facts.distributions import normal
from envdoctor.facts.shortfall import Shortfall
from envdoctor.record import CannotKnow

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts import Snapshot
    from envdoctor.facts.machine import Environment
    from envdoctor.facts.requirements import RequirementsFile
    from envdoctor.system import System

    Place = int | tuple[str | int, ...]
    Ask = tuple[str, str, str, Place]  # name, specifier, marker, and its line or its keys

ROOT = "requirements.txt"
# the lists that the project itself requires
PROJECT = ("pyproject.toml project ", "pyproject.toml tool ", "Pipfile ")
FEWEST = 3  # requirements that a list must have of its own, to say by what is installed of it that it is meant
# managers that fill the environment with exactly what the project's files ask for
FILLERS = frozenset({"uv", "poetry", "pdm", "pipenv"})


def look(system: System, snap: Snapshot) -> Shortfall:
    """Read the files at the root, and ask of each requirement whether it is met."""
    environment = _own(system, snap)
    if environment is None:
        return Shortfall()
    found = snap.distributions
    have: dict[str, str] = {}
    for one in found.distributions:
        have[one.key] = one.version if one.key not in have else ""  # of two, nobody knows which is meant
    asking: dict[str, list[Ask]] = {}
    if FILLERS.isdisjoint(snap.project.managers):  # else a requirements file is for somebody else
        for file in snap.requirements.files:
            if _installed_from(file):
                asking[file.path] = _asks(system, snap, file)
    if "pipenv" in snap.project.managers:
        from envdoctor.probe.wants import pipfile

        asking |= pipfile.asking(system, snap, have)  # it installs from nothing else
    else:
        asking |= _project(system, snap)
    everything = tuple(asking.items())
    if snap.environments.project is None:
        for path in _too_many(snap, asking, have):
            del asking[path]
    unmet = {path: [ask for ask in asks if not _met(ask, have)] for path, asks in asking.items()}
    root = together(snap) if any(unmet.values()) else []
    instead = _instead(snap, root, asking, unmet)
    for path in [path for path in root if instead and path not in instead]:
        asking.pop(path, None)
        unmet.pop(path, None)
        root.remove(path)
    if root and snap.environments.project is None and not _half(root, asking, unmet, have):
        for path in root:  # an environment from elsewhere, which was not filled with these
            asking.pop(path, None)
            unmet.pop(path, None)
    for path in [path for path, asks in unmet.items() if asks and path not in root]:
        if not _meant(snap, path, asking[path], unmet[path], have):
            del asking[path], unmet[path]
    if not any(unmet.values()):
        return Shortfall(identity=found.identity)
    for file in snap.requirements.files:
        if unmet.get(file.path) and not unmet[file.path][0][3]:  # read at a glance, without its lines
            asking[file.path] = _closely(snap, file)
            unmet[file.path] = [ask for ask in asking[file.path] if not _met(ask, have)]
    from envdoctor.probe.wants.unmet import Judging

    return Judging(system, snap, environment).judge(asking, unmet, everything)


def together(snap: Snapshot, start: str = ROOT) -> list[str]:
    """Give a requirements file and what it includes; the application's own, where no other is named."""
    return [file.path for file in snap.requirements.closure(start)]


def _instead(snap: Snapshot, root: list[str], asking: dict[str, list[Ask]], unmet: dict[str, list[Ask]]) -> list[str]:
    """Give the file that the environment was installed from in place of the application's own, with what it includes.

    Where requirements.txt is what is deployed, developers install another that shares its base, and has all of it.
    """
    if not any(unmet.get(path) for path in root):
        return []
    for path, asks in asking.items():
        whole = together(snap, path) if asks and path not in root and not path.startswith(PROJECT) else []
        if not set(root).isdisjoint(whole) and not any(unmet.get(one) for one in whole):
            return whole
    return []


def _meant(snap: Snapshot, path: str, asks: list[Ask], unmet: list[Ask], have: dict[str, str]) -> bool:
    """Say at a glance whether enough of a list is installed for it to be meant; what asks closely is slow."""
    lacks = sum(not marker and normal(name) not in have for name, _, marker, _ in unmet)
    if path.startswith(PROJECT):
        if snap.environments.project and snap.shell.interactive and not any(normal(one[0]) in have for one in asks):
            return True  # perhaps the environment was never filled
        return lacks * 2 <= len(asks) or not FILLERS.isdisjoint(snap.project.managers)
    return len(asks) >= FEWEST and lacks * FEWEST <= len(asks)


def _too_many(snap: Snapshot, asking: dict[str, list[Ask]], have: dict[str, str]) -> list[str]:
    """Give the application's own files, if the environment has not half as many packages as they ask for."""
    root = [path for path in together(snap) if path in asking]
    asks = [ask for path in root for ask in asking[path]]
    return root if len(asks) > 2 * len(have) and not any(marker for _, _, marker, _ in asks) else []


def _half(root: list[str], asking: dict[str, list[Ask]], unmet: dict[str, list[Ask]], have: dict[str, str]) -> bool:
    """Say at a glance whether half of what the application's own files ask for may be installed."""
    lacks = sum(not ask[2] and normal(ask[0]) not in have for path in root for ask in unmet.get(path, ()))
    return lacks * 2 <= sum(len(asking.get(path, ())) for path in root)


def _own(system: System, snap: Snapshot) -> Environment | None:
    """Give the judged environment, unless it is that of another project, or one that has to be made anew."""
    seen = snap.environments
    one = seen.judged
    if one is None or one.problem or one.root or one.kind == "conda":
        return None  # conda has other names for many of them, and other books
    if seen.project and seen.project.identity != one.identity:
        return None
    if seen.project is None and _anothers(system, snap.aim.root, one):
        return None
    return one if snap.distributions.sites else None


def _anothers(system: System, root: str, one: Environment) -> bool:
    """Say whether an environment lies in the folder of another project, and not in one around this."""
    from envdoctor.probe.project import is_project

    folder = system.path.dirname(one.path)
    around = f"{root}{system.path.sep}".startswith(folder.rstrip(system.path.sep) + system.path.sep)
    return not around and is_project(system, folder)


def _installed_from(file: RequirementsFile) -> bool:
    """Say whether an environment of the whole project may be installed from a file."""
    if not file.judged or file.role in {"source", "constraints", "examples"} or file.uninstalled:
        return False
    folder = file.path.rpartition("/")[0]
    return folder in {"", "requirements"} and not any(line.whole for line in file.lines_refused)


def _asks(system: System, snap: Snapshot, file: RequirementsFile) -> list[Ask]:
    """Read what a file asks for; line 0: it was not counted."""
    if file.requirements or file.includes:
        return _closely(snap, file)
    from envdoctor.requirements.lines import evident, locked

    try:
        data = system.read(system.path.join(snap.aim.root, file.path))
    except OSError:
        return _closely(snap, file)
    quick = evident(data)
    if quick is not None:
        return [(name, "==" + version, "", line) for line, name, version in quick]
    pins = locked(data)
    return _closely(snap, file) if pins is None else [(name, "==" + version, "", 0) for name, version in pins]


def _closely(snap: Snapshot, file: RequirementsFile) -> list[Ask]:
    asks: list[Ask] = [(pin.name, "==" + pin.version, pin.marker, pin.line) for pin in snap.pins.of(file.path)]
    asks += [
        (one.name, one.specifier if one.kind == "index" else "", one.marker, one.location.line)
        for one in file.requirements  # the name is known of a link too, but not its version
        if one.name and one.name.lower() != "python" and not (one.version and one.kind == "index")
    ]
    return sorted(asks, key=lambda ask: str(ask[3]).zfill(9))


def _project(system: System, snap: Snapshot) -> dict[str, list[Ask]]:
    """Read pyproject.toml, each of its lists as if it were a file."""
    try:
        data = system.read(system.path.join(snap.aim.root, "pyproject.toml"))
    except OSError:
        return {}
    if b"dependencies" not in data and b"[dependency-groups]" not in data:
        return {}
    from envdoctor.probe.wants.plain import arrays, parts

    text = data.decode("utf-8", "replace").replace("\r\n", "\n")
    quick = arrays(text) if b"[tool.poetry" not in data else None
    if quick is None:
        from envdoctor.probe.declarations.toml import load
        from envdoctor.probe.wants.project import required

        try:
            said = list(required(load(text)))
        except ValueError as error:
            raise CannotKnow(f"pyproject.toml: {error}") from None
    else:
        said = [((*keys, number), one) for keys, several in quick.items() for number, one in enumerate(several)]
    asking: dict[str, list[Ask]] = {}
    for keys, requirement in said:
        read = parts(requirement)
        if read is None:
            from envdoctor.probe.wants.exact import parts as exactly

            read = exactly(requirement)
        if read:
            # the keys stand behind the path, which holds no blank
            asking.setdefault(f"pyproject.toml {keys[0]} {keys[1]}", []).append((*read, keys))
    return asking


def _met(ask: Ask, have: dict[str, str]) -> bool:
    """Say whether something that suits is installed; where that cannot be told, it is."""
    name, specifier, _, _ = ask
    version = have.get(normal(name))
    if version is None:
        return False
    if not version or not specifier or specifier == "==" + version:
        return True
    from envdoctor.probe.dists.versions import meets

    verdict = meets(version, specifier)
    if verdict is None:
        from envdoctor.probe.wants.exact import meets as exactly

        verdict = exactly(version, specifier)
    return verdict is not False
