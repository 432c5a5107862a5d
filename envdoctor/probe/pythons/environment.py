"""One environment on disk: who made it, its Python, and whether that can start at all."""

from __future__ import annotations

from envdoctor.facts.machine import Environment
from envdoctor.probe.project import short
from envdoctor.probe.pythons import interpreter, pyvenv_cfg
from envdoctor.probe.pythons.names import library

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.system import System

ACTIVATORS = (
    "activate", "activate.fish", "activate.csh", "Activate.ps1", "activate.ps1", "activate.nu", "activate.xsh",
    "activate.bat",
)  # fmt: skip
USUAL = frozenset({".venv", "venv"})
_KINDS = ("python", "pypy")


def read(system: System, folder: str, root: str, maker: str = "") -> Environment | None:
    """Read an environment; None: the folder is none. `root` is the project's, `maker` who is known to have made it."""
    join = system.path.join
    keys = pyvenv_cfg.read(system, folder)
    if keys is None:
        if system.kind(join(folder, "conda-meta")) == "folder":
            return _conda(system, folder, root)
        if not _looks_like_one(system, folder):
            return None
    scripts, python = _scripts(system, folder)
    libraries = _libraries(system, folder)
    made_by = maker or pyvenv_cfg.maker(keys or {})
    pip = any(system.kind(join(library, "pip")) == "folder" for _, library in libraries)
    base = interpreter.base(system, python, folder, keys or {})
    version = interpreter.version_of_base(system, base)
    activators = _activators(system, scripts)
    fault, problem = _problem(system, python, keys, version, [minor for minor, _ in libraries])
    if not fault and "activate" in activators and not _here(system, folder, scripts):
        from envdoctor.probe.healthy import recorded

        fault, problem = recorded.verdict(system, folder, scripts, keys or {})
        if not fault and recorded.astray(system, folder, scripts):
            activators = ()  # they would activate another place
    elif not (fault or activators or pip) and made_by == "venv" and libraries and _without_packages(system, libraries):
        fault, problem = "unfinished", "it was never finished: it has neither pip nor a script that activates it"
    return Environment(
        path=folder,
        identity=system.identity(folder),
        name=named(system, folder, root),
        kind="venv",
        maker=made_by,
        python=version or pyvenv_cfg.version(keys or {}),
        base=base,
        system_packages=pyvenv_cfg.system_packages(keys or {}),
        pip=pip,
        scripts=scripts,
        activators=activators,
        problem=problem,
        fault=fault,
        # only venv always means to put pip into an environment; it may have failed, or pip was taken away
        seedless=not pip and (made_by not in {"venv", ""} or "--without-pip" in (keys or {}).get("command", "")),
    )


def named(system: System, folder: str, root: str) -> str:
    """Write an environment's path as a person would: relative to the project, or from `~`."""
    inside = root + system.path.sep  # below the top folder of all, a path is written whole
    return folder[len(inside) :] if folder.startswith(inside) else short(system, folder)


def _conda(system: System, folder: str, root: str) -> Environment:
    windows = system.name == "windows"
    python = system.path.join(folder, "python.exe") if windows else system.path.join(folder, "bin", "python")
    pixi = bool(system.kind(system.path.join(folder, "conda-meta", "pixi")))
    return Environment(
        path=folder,
        identity=system.identity(folder),
        name=named(system, folder, root),
        kind="conda",
        maker="pixi" if pixi else "conda",
        python=interpreter.version_of_base(system, system.real(python)),
        base="",
        system_packages=False,
        pip=any(system.kind(system.path.join(library, "pip")) == "folder" for _, library in _libraries(system, folder)),
        scripts=system.path.join(folder, "Scripts" if windows else "bin"),
        activators=(),
        root=not pixi
        and (system.env.get("_CONDA_ROOT") == folder or bool(system.kind(system.path.join(folder, "condabin")))),
    )


def _looks_like_one(system: System, folder: str) -> bool:
    """Say whether a folder without pyvenv.cfg was an environment: it can be activated, and holds packages."""
    scripts, _ = _scripts(system, folder)
    return bool(_activators(system, scripts) and _libraries(system, folder))


def _scripts(system: System, folder: str) -> tuple[str, str]:
    """Give the folder of the scripts, and the interpreter in it."""
    join = system.path.join
    if system.name == "windows":
        # Pythons of MSYS2 make bin, as on POSIX
        bin_only = system.kind(join(folder, "Scripts")) != "folder" and system.kind(join(folder, "bin")) == "folder"
        scripts = join(folder, "bin" if bin_only else "Scripts")
        return scripts, join(scripts, "python.exe")
    return join(folder, "bin"), join(folder, "bin", "python")


def _activators(system: System, scripts: str) -> tuple[str, ...]:
    return tuple(name for name in ACTIVATORS if system.kind(system.path.join(scripts, name)) == "file")


def _libraries(system: System, folder: str) -> list[tuple[str, str]]:
    """Give the folders of packages, each with the minor version it is for (empty on Windows, which has but one)."""
    join = system.path.join
    if system.name == "windows":
        packages = join(folder, "Lib", "site-packages")
        return [("", packages)] if system.kind(packages) == "folder" else []
    try:
        names = system.names(join(folder, "lib"))
    except OSError:
        return []
    versions = [(library(name), join(folder, "lib", name, "site-packages")) for name in names if library(name)]
    return [(minor, packages) for minor, packages in versions if system.kind(packages) == "folder"]


def _problem(
    system: System, python: str, keys: dict[str, str] | None, version: str, minors: list[str]
) -> tuple[str, str]:
    """Say why its Python cannot start, or starts as another: the kind of fault, and a sentence; empty: it starts."""
    path = system.path
    folder = path.dirname(path.dirname(python))
    if keys is None:
        if system.kind(python):
            return _unmarked(system, folder, minors)
        keys = {}
    home = keys.get("home", "")
    windows = system.name == "windows"
    if not system.kind(python, follow=False):
        if windows and home.startswith("/"):
            return "foreign", "it was made on another system, not on Windows"
        if not windows and (home[1:3] in {":\\", ":/"} or system.kind(path.join(folder, "Scripts")) == "folder"):
            return "foreign", "it was made on Windows"
        # somewhere below the project, a lone pyvenv.cfg may be a template or data of a test
        sure = minors or path.basename(folder) in USUAL or system.kind(path.dirname(python)) == "folder"
        return "missing" if sure else "", f"it has no {path.basename(python)}"
    if windows:
        gone = home and system.kind(path.join(home, "python.exe")) != "file"
        return ("missing", f"the Python it was made from, {home}, is gone") if gone else ("", "")
    for name in ("python", "python3"):
        link = path.join(path.dirname(python), name)
        if not system.kind(link) and system.link(link):
            return "missing", f"the Python it was made from, {_end(system, link)}, is gone"
    minor = interpreter.minor(version)
    if minor and minors and minor not in minors:
        made = f"it was made with Python {minors[-1]} and now starts Python {minor}"
        return "upgraded", f"{made}, which does not see its packages"
    return "", ""


def _unmarked(system: System, folder: str, minors: list[str]) -> tuple[str, str]:
    """Judge what can be activated and has no pyvenv.cfg; where the standard library is inside, it needs none."""
    join = system.path.join
    homes = [join(folder, "Lib"), *(join(folder, "lib", kind + minor) for minor in minors for kind in _KINDS)]
    if any(system.kind(join(home, "os.py")) for home in homes):
        return "", ""  # a whole Python, or an environment of virtualenv before version 20
    return "unmarked", "its pyvenv.cfg is missing: its Python runs as the one it was made from"


def _here(system: System, folder: str, scripts: str) -> bool:
    """Say whether its activation script leads to the folder it lies in, as far as a glance can tell."""
    try:
        text = system.head(system.path.join(scripts, "activate"))
    except OSError:
        return True  # it cannot be read: nothing is known against it
    mark, place = b"VIRTUAL_ENV=", folder.encode("utf-8", "surrogateescape")
    return mark not in text or any(mark + quote + place + quote + b"\n" in text for quote in (b'"', b"'", b""))


def _without_packages(system: System, libraries: list[tuple[str, str]]) -> bool:
    """Say whether nothing was ever installed into it, as far as its folders of packages can be read."""
    try:
        return not any(name.endswith(".dist-info") for _, library in libraries for name in system.names(library))
    except OSError:
        return False


def _end(system: System, link: str) -> str:
    """Follow a chain of links to where it breaks."""
    for _ in range(40):
        said = system.link(link)
        if not said:
            break
        link = system.path.normpath(system.path.join(system.path.dirname(link), said))
    return link
