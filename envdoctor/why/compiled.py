"""Compiled modules: which files a Python takes for one, and which are inside of the interpreter itself."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.why.folders import Folders
    from envdoctor.why.layout import Layout


def suffixes(folders: Folders, layout: Layout) -> tuple[list[str], list[str]]:
    """Give the endings of compiled modules that a Python takes, and patterns where a part is not known."""
    number = layout.folder.lstrip("abcdefghijklmnopqrstuvwxyz").replace(".", "")
    if layout.folder == "Lib":
        number = "".join(str(part) for part in layout.minor)
        machine = _machine(folders, layout.binary)
        return [".pyd"], [rf"\.cp{number}-{machine}\.pyd$"]
    if layout.folder.startswith("pypy"):
        return [], [rf"\.pypy{number}-.*\.so$"]
    if folders.system.name == "macos":
        return [f".cpython-{number}-darwin.so", ".abi3.so", ".so"], []
    # the name of this file is what the Python says of its system
    for name in folders.names(layout.library):
        said = re.match(r"_sysconfigdata_(\w*?)_linux_([\w-]+)\.py$", name)
        if said:
            flags = "" if number.endswith("t") else said[1]
            return [f".cpython-{number}{flags}-{said[2]}.so", ".abi3.so", ".so"], []
    return [".abi3.so", ".so"], [rf"\.cpython-{number}m?(?:-[\w-]+)?\.so$"]


def _machine(folders: Folders, binary: str) -> str:
    """Say which kind of Windows a program is for, as its head does."""
    try:
        head = folders.system.head(binary, 4096)
    except OSError:
        head = b""
    at = int.from_bytes(head[60:64], "little")
    code = int.from_bytes(head[at + 4 : at + 6], "little") if head[at : at + 4] == b"PE\0\0" else 0
    return {0x8664: "win_amd64", 0x14C: "win32", 0xAA64: "win_arm64"}.get(code, r"win\w+")


def inside(folders: Folders, layout: Layout, name: str) -> bool | None:
    """Say whether a module is compiled into an interpreter; None: its program and its libraries do not say.

    On POSIX each such module is a symbol of its own; on Windows its name stands in a table.
    """
    system = folders.system
    places = [layout.binary]
    pattern = r"libpython3\.\d+t?m?\.(?:so[.\d]*|dylib)$|python3\d+t?\.dll$|Python3?$"
    for folder in (system.path.join(layout.base, "lib"), layout.base):
        places += [system.path.join(folder, one) for one in sorted(folders.names(folder)) if re.match(pattern, one)]
    start = b"\0" if layout.folder == "Lib" else b"\0PyInit_"
    said = None
    for place in dict.fromkeys(map(system.real, places)):
        data = folders.binary(place)
        if start + name.encode() + b"\0" in data:
            return True
        if start + b"marshal\0" in data or start + b"_imp\0" in data:
            said = False
    return said
