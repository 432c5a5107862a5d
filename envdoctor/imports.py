"""Import envdoctor's own modules in half the time that Python takes.

A clean run imports ninety small modules, and Python's finder takes longer for them than envdoctor for all that it looks
at: it is made for folders that change and files of many kinds. Here, a module is where its package is, and its bytecode
where Python keeps it. Where that is not so, or the bytecode is not of the source as it is now, Python does as always.
"""

from __future__ import annotations

import _imp
import marshal
import os
import sys
from _frozen_importlib import ModuleSpec
from _frozen_importlib_external import MAGIC_NUMBER, SourceFileLoader

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import CodeType, ModuleType

PACKAGES = ("envdoctor.", "envdoctor_checks.")
HEADER = 16  # bytes of a .pyc before the code: magic number, flags, time and size of the source
LARGEST = 1 << 16  # bytes of a .pyc; the largest of these has a third, and for twice as many memory is mapped each time
_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0)


def quicken() -> None:
    """Have envdoctor's modules imported this way from now on, if Python keeps bytecode beside its sources."""
    tag = sys.implementation.cache_tag
    if tag and not sys.pycache_prefix and not sys.flags.optimize:  # the bytecode of -O has another name
        sys.meta_path.insert(0, _Finder(f".{tag}.pyc"))


class _Finder:
    """Finds modules, as `importlib.abc.MetaPathFinder` says; importing that would take what is to be saved."""

    def __init__(self, ending: str) -> None:
        self._ending = ending

    def find_spec(self, name: str, path: Sequence[str] | None, _: ModuleType | None = None) -> ModuleSpec | None:
        """Give the spec that Python would give; None: it may be there all the same."""
        if path is None or not name.startswith(PACKAGES) or len(path) != 1:
            return None
        place = path[0] + os.sep + name.rpartition(".")[2]
        source = f"{place}{os.sep}__init__.py"
        cached = f"{place}{os.sep}__pycache__{os.sep}__init__{self._ending}"
        data, package = _read(cached), True
        if data is None:
            folder, source = path[0], place + ".py"
            cached = f"{folder}{os.sep}__pycache__{place[len(folder) :]}{self._ending}"
            data, package = _read(cached), False
        if data is None or not _is_of(data, source):
            return None
        spec = ModuleSpec(name, _Loader(name, source, data), origin=source, is_package=package)
        spec.has_location = True  # so that the module gets its `__file__`
        spec.cached = cached
        if package:
            spec.submodule_search_locations = [place]
        return spec


class _Loader(SourceFileLoader):
    """Python's own, but for the code, which was read already."""

    def __init__(self, name: str, source: str, data: bytes) -> None:
        super().__init__(name, source)
        self._data: bytes | None = data

    def get_code(self, fullname: str) -> CodeType | None:
        """Give the code of the module."""
        data, self._data = self._data, None
        if data is None:  # somebody asks once more, long after
            return super().get_code(fullname)
        code: CodeType = marshal.loads(memoryview(data)[HEADER:])  # noqa: S302 - what Python itself would do with it
        _imp._fix_co_filename(code, self.path)  # type: ignore[attr-defined]  # noqa: SLF001 - as Python does, where a folder was moved
        return code


def _read(path: str) -> bytes | None:
    try:
        descriptor = os.open(path, _READ)
    except OSError:
        return None
    try:
        return os.read(descriptor, LARGEST)
    except OSError:  # a folder
        return None
    finally:
        os.close(descriptor)


def _is_of(data: bytes, source: str) -> bool:
    """Say whether bytecode is that of a source, as Python does where it goes by time and size."""
    if data[:8] != MAGIC_NUMBER + bytes(4) or not HEADER < len(data) < LARGEST:
        return False
    try:
        status = os.stat(source)
    except OSError:
        return False
    said = int.from_bytes(data[8:12], "little"), int.from_bytes(data[12:16], "little")
    return said == (int(status.st_mtime) & 0xFFFFFFFF, status.st_size & 0xFFFFFFFF)
