"""Where one Python keeps its standard library and its packages, as it would work out when it starts."""

from __future__ import annotations

import re

from envdoctor.probe.pythons import interpreter as pythons
from envdoctor.probe.pythons import pyvenv_cfg
from envdoctor.probe.pythons.user_folders import expand, home
from envdoctor.record import CannotKnow, Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from envdoctor.facts.machine import Interpreter
    from envdoctor.system import System

_FRAMEWORK = re.compile(r"/(?:Python|Python3|PythonT)\.framework/Versions/")
# the frameworks of Apple's own developer tools, which see a folder of packages outside of them
_APPLE = re.compile(r"(?:/CommandLineTools|/Contents/Developer)/Library/Frameworks/Python3\.framework/Versions/")


class Layout(Record):
    """The folders of one Python."""

    python: str  # its executable, as it is started
    binary: str  # the executable of the base, all links followed
    version: str  # "3.12.4", "3.12"
    prefix: str
    base: str  # the prefix of the base; of a base, the same
    folder: str  # how its library is called: "python3.12", "python3.13t", "pypy3.10"; "Lib" on Windows
    library: str  # the folder of the standard library
    stdlib: tuple[str, ...]  # what stands for it on sys.path
    sites: tuple[str, ...]  # its own folders of packages
    beyond: tuple[str, ...]  # those of its base, where they are visible
    user: str  # the folder of packages of this user, whether visible or not; empty: there is no home
    isolated: str = ""  # why the user's packages are not visible; empty: they are
    pth: str = ""  # the python312._pth beside python.exe that says everything itself
    problem: str = ""  # why this Python cannot even start

    @property
    def minor(self) -> tuple[int, int]:
        """Its version as two numbers."""
        major, _, rest = self.version.partition(".")
        return int(major), int(rest.partition(".")[0])


def read(system: System, python: Interpreter, *, variables: bool = True) -> Layout:
    """Work out the folders; `variables`: as a program started from this shell, not as Python would be without it.

    Raises:
        CannotKnow: its version or its standard library cannot be found.
    """
    number = pythons.minor(python.version)
    if not number:
        raise CannotKnow(f"no file says which version {python.path} is")
    if number.startswith("2"):
        raise CannotKnow(f"{python.path} is Python {number}, which imports by other rules")
    keys = pyvenv_cfg.read(system, python.prefix) if python.kind == "environment" else None
    binary = python.real
    if keys is not None:
        binary = pythons.base(system, python.path, python.prefix, keys)
        if not binary:
            raise CannotKnow(f"the Python that {python.prefix} was made from is gone")
    base = _base(system, binary, number)
    said = system.env.get("PYTHONHOME", "") if variables else ""
    if said:
        base = said.split(";" if system.name == "windows" else ":")[0]
    folder, library = _library(system, base, binary, number)
    if not library:
        if said:
            return _unable(python, binary, base, f"PYTHONHOME is {said}, where no library of Python {number} is")
        raise CannotKnow(f"the standard library of {python.path} was not found below {base}")
    prefix = python.prefix if python.kind == "environment" else base
    outside = keys is None or pyvenv_cfg.system_packages(keys)
    sites = _sites(system, prefix, library, folder, number, environment=keys is not None)
    beyond = _sites(system, base, library, folder, number, environment=keys is not None) if keys and outside else ()
    isolated = "" if outside else "an environment does not see them"
    if variables and system.env.get("PYTHONNOUSERSITE"):
        isolated = "PYTHONNOUSERSITE is set"
    windows = system.name == "windows"
    return Layout(
        python=python.path,
        binary=binary,
        version=python.version,
        prefix=prefix,
        base=base,
        folder=folder,
        library=library,
        stdlib=tuple(_standard(system, base, library, number)),
        sites=tuple(sites),
        beyond=tuple(beyond),
        user=user_site(system, number, folder, framework=bool(_FRAMEWORK.search(base)), variables=variables),
        isolated=isolated,
        pth=_pth(system, system.path.dirname(binary), number) if windows and keys is None else "",
    )


def _unable(python: Interpreter, binary: str, base: str, problem: str) -> Layout:
    return Layout(
        python=python.path, binary=binary, version=python.version, prefix=python.prefix, base=base, folder="",
        library="", stdlib=(), sites=(), beyond=(), user="", problem=problem,
    )  # fmt: skip


def _base(system: System, binary: str, number: str) -> str:
    """Give the prefix of a base: the nearest folder upward that holds its library, as Python looks for it."""
    prefix = here = pythons.prefix_of_base(system, binary)
    while not _library(system, here, binary, number)[1]:
        above = system.path.dirname(here)
        if above == here:
            return prefix
        here = above
    return here


def _library(system: System, base: str, binary: str, number: str) -> tuple[str, str]:
    """Find the standard library below a prefix: what it is called, and where it is; empty: not there."""
    join = system.path.join
    if system.name == "windows" and system.kind(join(base, "Lib", "os.py")) == "file":
        return "Lib", join(base, "Lib")
    free = system.path.basename(binary).removesuffix(".exe").endswith("t")
    names = [f"python{number}t", f"python{number}"] if free else [f"python{number}", f"python{number}t"]
    if "pypy" in system.path.basename(binary):
        names = [f"pypy{number}"]
    for name in (*names, f"pypy{number}"):
        for folder in ("lib", "lib64"):
            place = join(base, folder, name)
            if any(system.kind(join(place, mark)) == "file" for mark in ("os.py", "os.pyc")):
                return name, place
    return "", ""


def _standard(system: System, base: str, library: str, number: str) -> Iterator[str]:
    join = system.path.join
    zipped = f"python{number.replace('.', '')}.zip"
    if system.path.basename(library) == "Lib":
        yield from (join(base, zipped), join(base, "DLLs"), library, base)
        return
    yield join(system.path.dirname(library), zipped)
    yield library
    yield join(library, "lib-dynload")


def _sites(system: System, prefix: str, library: str, folder: str, number: str, *, environment: bool) -> Iterator[str]:
    """Give the folders of packages below a prefix, in the order of sys.path."""
    join = system.path.join
    if folder == "Lib":
        yield from (prefix, join(prefix, "Lib", "site-packages"))
        return
    above = system.path.dirname(library)
    lib = system.path.basename(above)  # lib64 on Fedora and openSUSE
    if above == "/usr/lib" and system.kind("/usr/lib/python3/dist-packages") == "folder":
        if environment:  # Debian
            yield join(prefix, "lib", folder, "site-packages")
        yield join(prefix, "local", "lib", folder, "dist-packages")
        yield join(prefix, "lib", "python3", "dist-packages")
        yield join(prefix, "lib", folder, "dist-packages")
        return
    prefixes = [prefix]
    if prefix == "/usr" and lib == "lib64":
        prefixes.insert(0, "/usr/local")
    for one in prefixes:
        for name in dict.fromkeys((lib, "lib")):
            yield join(one, name, folder, "site-packages")
    if _APPLE.search(prefix + "/"):
        yield f"/Library/Python/{number}/site-packages"


def user_site(system: System, number: str, folder: str, *, framework: bool, variables: bool = True) -> str:
    """Give the folder of this user's packages for one minor version; empty: nothing says where it is."""
    join = system.path.join
    said = system.env.get("PYTHONUSERBASE", "") if variables else ""
    base = expand(system, said) if said else ""
    if folder == "Lib":
        roaming = system.env.get("APPDATA", "")
        base = base or (join(roaming, "Python") if roaming else "")
        return join(base, f"Python{number.replace('.', '')}", "site-packages") if base else ""
    if not base and not home(system):
        return ""
    if framework:
        base = base or join(home(system), "Library", "Python", number)
        return join(base, "lib", "python", "site-packages")
    return join(base or join(home(system), ".local"), "lib", folder, "site-packages")


def _pth(system: System, folder: str, number: str) -> str:
    for name in (f"python{number.replace('.', '')}._pth", "python._pth"):
        place = system.path.join(folder, name)
        if system.kind(place) == "file":
            return place
    return ""
