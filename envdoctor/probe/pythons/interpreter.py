"""A Python, known by its files: which installation or environment it belongs to, and its version. It is never run."""

from __future__ import annotations

from envdoctor.facts.machine import Interpreter
from envdoctor.probe.pythons import names, pyvenv_cfg

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from envdoctor.system import System

# a usual run has no need of these: compiling one costs more than most probes, and importing `re` more than all
_DLL = r"(?i:python3(\d+)t?\.dll$)"
_CONDA = r"python-(3\.\d+\.\d+)-\w+\.json$"
_FULL = 3  # numbers of a version
# uv: cpython-3.14.3-linux…; Homebrew: Cellar/python@3.12/3.12.4; Nix: …-python3-3.12.4; the Store: Python.3.12_…;
# pyenv: versions/3.12.4; asdf and mise: installs/python/3.12.4
_FOLDER = (
    r"cpython-(3\.\d+\.\d+)|python@3\.\d+[/\\](3\.\d+\.\d+)|-python3?-(3\.\d+\.\d+)"
    r"|SoftwareFoundation\.Python\.(3\.\d+)|[/\\](?:versions|python)[/\\](3\.\d+\.\d+)[/\\]"
)
_IN_FOLDER = (
    "cpython-3",
    "python@3",
    "-python",
    "SoftwareFoundation",
    "versions",
    "/python/",
    "\\python\\",
)  # one is in each


def identify(system: System, path: str, real: str) -> Interpreter:
    """Say what the executable of a Python belongs to; `real` is what stands behind its links.

    Python looks for pyvenv.cfg beside the path it was started by, before links are followed; so does this.
    """
    folder = system.path.dirname(path)
    above = system.path.dirname(folder)
    for prefix in (folder, above):
        keys = pyvenv_cfg.read(system, prefix)
        if keys is not None:
            version = version_of_base(system, base(system, path, prefix, keys)) or pyvenv_cfg.version(keys)
            return Interpreter(path, real, prefix, system.identity(prefix), "environment", version)
    for prefix in (folder, above):
        if system.kind(system.path.join(prefix, "conda-meta")) == "folder":
            return Interpreter(path, real, prefix, system.identity(prefix), "conda", version_of_base(system, real))
    version = version_of_base(system, real)
    prefix = prefix_of_base(system, real)
    # several Pythons share /usr and /usr/local, each with packages of its own
    identity = f"{system.identity(prefix)} {minor(version)}"
    return Interpreter(path, real, prefix, identity, "base", version)


def minor(version: str) -> str:
    """Shorten a version: "3.12.4" is "3.12"."""
    return ".".join(version.split(".")[:2])


def base(system: System, path: str, prefix: str, keys: dict[str, str]) -> str:
    """Give the executable of the Python that an environment was made from; empty: it cannot be found."""
    join = system.path.join
    real = system.real(path)
    inside = system.real(prefix) + system.path.sep
    if not real.startswith(inside):
        return real if system.kind(real) == "file" else ""
    # a copy, as always on Windows: only pyvenv.cfg says what it is a copy of
    home = keys.get("home", "")
    names = ("python.exe",) if system.name == "windows" else (system.path.basename(real), "python3", "python")
    for candidate in (keys.get("base-executable", ""), keys.get("executable", ""), *(join(home, one) for one in names)):
        if candidate and system.kind(candidate) == "file":
            return system.real(candidate)
    return ""


def prefix_of_base(system: System, real: str) -> str:
    """Give the folder of a base installation: above its bin; on Windows, where its executable lies."""
    folder, above = system.path.dirname(real), system.path.dirname(system.path.dirname(real))
    return folder if system.name == "windows" else above


def version_of_base(system: System, real: str) -> str:
    """Give the version of a base installation from what is written down in it; empty: nothing is."""
    if not real:
        return ""
    prefix = prefix_of_base(system, real)
    for place in _written(system, prefix, real):
        try:
            data = system.head(place)
        except OSError:
            continue
        version = _defined(data) if place.endswith(".h") else _details(data)
        if version:
            return version
    known = names.executable(system.path.basename(real))[1]
    version = _in_folder(real)
    if version:
        return version if minor(version) == (known or minor(version)) else known
    return known or _listed(system, prefix)


def _in_folder(real: str) -> str:
    """Read the version in the name of a folder, as many installers write it; empty where there is none."""
    if not any(word in real for word in _IN_FOLDER):
        return ""
    import re

    folder = re.search(_FOLDER, real)
    return next(filter(None, folder.groups())) if folder else ""


def _defined(data: bytes) -> str:
    """Read PY_VERSION in patchlevel.h: `#define PY_VERSION "3.12.4"`; `+` or `rc1` behind it is left out."""
    for line in data.splitlines():
        words = line.replace(b"#", b"", 1).split()
        if words[:2] == [b"define", b"PY_VERSION"] and line.startswith(b"#"):
            said = words[-1].strip(b'"').decode("ascii", "replace")
            numbers = said[: len(said) - len(said.lstrip("0123456789."))].split(".")
            return ".".join(numbers) if len(numbers) == _FULL and all(numbers) else ""
    return ""


def _written(system: System, prefix: str, real: str) -> Iterator[str]:
    """Give the files that name the exact version: build-details.json (3.14 on), and the headers."""
    join = system.path.join
    if system.name == "windows":
        yield join(prefix, "Lib", "build-details.json")
        yield join(prefix, "include", "patchlevel.h")
        return
    kind, number, free = names.executable(system.path.basename(real))
    if kind == "python":
        name = f"python{number}{free}"
        yield join(prefix, "lib", name, "build-details.json")
        # until 3.7 the name of the folder had an `m`
        yield join(prefix, "include", f"{name}m" if number in {"3.6", "3.7"} else name, "patchlevel.h")
        yield join(prefix, "Headers", "patchlevel.h")  # a framework build of macOS


def _details(data: bytes) -> str:
    """Read the version of the language from build-details.json, of which no more is looked at (schema 1.x)."""
    import re

    if not re.search(rb'"schema_version"\s*:\s*"1\.', data):
        return ""
    found = re.search(rb'"version_info"\s*:\s*\{([^}]*)\}', data)
    if found is None:
        return ""
    parts = dict(re.findall(rb'"(major|minor|micro)"\s*:\s*(\d+)', found[1]))
    return ".".join(parts[key].decode() for key in (b"major", b"minor", b"micro")) if len(parts) == 3 else ""  # noqa: PLR2004


def _listed(system: System, prefix: str) -> str:
    """Find the version in names of files: of conda's package, of the DLL; a lone lib/python3.X says the minor."""
    import re

    def listed(folder: str) -> list[str]:
        return system.inside(system.path.join(prefix, folder))

    def matches(folder: str, pattern: str) -> list[str]:
        return [match[1] for match in (re.match(pattern, name) for name in listed(folder)) if match]

    for version in matches("conda-meta", _CONDA):
        return version
    for number in matches("", _DLL):
        return "3." + number
    minors = list(filter(None, map(names.library, listed("lib"))))
    return minors[0] if len(minors) == 1 else ""
