"""The .pth files of a folder of packages: each line is a path for sys.path, or code that is run when Python starts.

Code is never run here. What well-known tools write is read instead; of all other code nobody can know what it does.
"""

from __future__ import annotations

import re

from envdoctor.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from envdoctor.why.folders import Folders

_FINDER = re.compile(r"import (__editable___\w+_finder); ?\1\.install\(\)$")
_REDIRECTOR = re.compile(r"import (_\w+)$")
_MAP_MODULE = re.compile(r"""\.map_module\(\s*(?:'([^'\\]+)'|"([^"\\]+)")\s*,\s*('[^'\n]*'|"[^"\n]*")\s*\)""")
_LITERAL = re.compile(r"^(MAPPING|NAMESPACES)\b[^=\n]*= (\{.*?\})$", re.MULTILINE | re.DOTALL)
_NAMESPACE = re.compile(r"sys\._getframe\(1\)\.f_locals\['sitedir'\], \*\((['\w, ]+)\)\)")
_SITE_DIRECTORY = re.compile(r"""import site; ?site\.addsitedir\(\s*('[^'\n]*'|"[^"\n]*")\s*\);?$""")
_DISTUTILS = re.compile(
    r"os\.environ\.get\(var, '(local|stdlib)'\) == 'local'; enabled and __import__\('_distutils_hack'\)"
)
# code that is known to change nothing about what can be imported: it measures, patches or prints
_HARMLESS = re.compile(
    r"import (?:_virtualenv|pywin32_bootstrap|better_exceptions_hook|pip_system_certs\.\w+|certifi_win32\.\w+)\s*;?$"
    r"|import (?:os, )?sys; ?exec\('[^\"]*\"COV(?:_CORE_SOURCE|ERAGE_PROCESS_START|ERAGE_PROCESS_CONFIG)\""
    r"|import coverage; coverage\.process_startup\(\)$"
)


class PthPath(Record):
    """A path that a .pth file adds."""

    file: str
    line: int
    path: str
    front: bool = False  # easy_install puts it before everything


class Mapped(Record):
    """A module that an editable install says the place of: its folder, or its file without or with the ending."""

    name: str
    path: str
    file: str  # what says so


class PthFiles(Record):
    """What the .pth files of one folder do."""

    paths: tuple[PthPath, ...] = ()
    mapped: tuple[Mapped, ...] = ()  # asked after everything on sys.path
    namespaces: tuple[Mapped, ...] = ()  # folders that are parts of namespace packages
    sites: tuple[str, ...] = ()  # further folders of packages
    distutils: str = ""  # setuptools puts its own distutils in the place of Python's: "local", or "stdlib" if asked to
    doubts: tuple[str, ...] = ()  # what can change everything: "FILE:LINE runs `import x`"


class _Found:
    def __init__(self) -> None:
        self.paths: list[PthPath] = []
        self.mapped: list[Mapped] = []
        self.namespaces: list[Mapped] = []
        self.sites: list[str] = []
        self.distutils = ""
        self.doubts: list[str] = []


def read(folders: Folders, site: str) -> PthFiles:
    """Read all .pth files of a folder, by name as Python does."""
    found = _Found()
    for name in sorted(folders.names(site)):
        if not name.endswith(".pth") or name.startswith("."):
            continue
        file = folders.file(site, name)
        text = folders.text(file).removeprefix("\ufeff") if file else ""
        front = "sys.__plen" in text
        for number, line in enumerate(text.splitlines(), 1):
            line = line.rstrip()  # noqa: PLW2901 - as Python does
            if not line.strip() or line.startswith("#"):
                continue
            if not line.startswith(("import ", "import\t")):
                path = folders.system.path.normpath(folders.system.path.join(site, line))
                found.paths.append(PthPath(file, number, path, front=front))
            elif "sys.__plen" not in line and not _code(folders, site, file, line, found):
                shown = line if len(line) <= 60 else line[:57] + "..."  # noqa: PLR2004 - enough to know it by
                found.doubts.append(f"{file}:{number} runs `{shown}`")
    return PthFiles(
        paths=tuple(found.paths),
        mapped=tuple(found.mapped),
        namespaces=tuple(found.namespaces),
        sites=tuple(found.sites),
        distutils=found.distutils,
        doubts=tuple(found.doubts),
    )


def _code(folders: Folders, site: str, file: str, line: str, found: _Found) -> bool:
    """Read code that is known; False: it is not."""
    if match := _FINDER.match(line):
        return _finder(folders, folders.file(site, match[1] + ".py"), found)
    if match := _DISTUTILS.search(line):
        found.distutils = match[1]
    elif match := _SITE_DIRECTORY.match(line):
        found.sites.append(_string(match[1]))
    elif match := _NAMESPACE.search(line):
        parts = re.findall(r"'(\w+)'", match[1])
        found.namespaces.append(Mapped(".".join(parts), folders.system.path.join(site, *parts), file))
    elif _HARMLESS.match(line):
        pass
    elif match := _REDIRECTOR.match(line):
        return _redirector(folders, folders.file(site, match[1] + ".py"), found)
    else:
        return False
    return True


def _finder(folders: Folders, file: str, found: _Found) -> bool:
    """Read what setuptools writes: two literals, and code that is always the same."""
    import ast

    text = folders.text(file) if file else ""
    said = dict(_LITERAL.findall(text))
    try:
        mapping = ast.literal_eval(said["MAPPING"])
        namespaces = ast.literal_eval(said.get("NAMESPACES", "{}"))
        mapped = [Mapped(str(name), str(path), file) for name, path in mapping.items()]
        parts = [Mapped(str(name), str(path), file) for name, paths in namespaces.items() for path in paths]
    except (KeyError, ValueError, SyntaxError, AttributeError, TypeError):
        return False
    found.mapped += reversed(mapped)  # the last that fits is taken
    found.namespaces += parts
    return True


def _redirector(folders: Folders, file: str, found: _Found) -> bool:
    """Read what the library `editables` writes, which hatchling and others use."""
    text = folders.text(file) if file else ""
    if "RedirectingFinder" not in text:
        return False
    for single, double, path in _MAP_MODULE.findall(text):
        found.mapped.append(Mapped(single or double, _string(path), file))
    return True


def _string(literal: str) -> str:
    import ast

    try:
        return str(ast.literal_eval(literal))
    except (ValueError, SyntaxError):  # a backslash that is no escape
        return literal[1:-1]


def broken(folders: Folders, files: PthFiles) -> Iterator[tuple[str, str, str]]:
    """Give what points nowhere: (name or empty, the place that is gone, FILE or FILE:LINE)."""
    for one in files.paths:
        if not folders.system.kind(one.path):
            yield "", one.path, f"{one.file}:{one.line}"
    for mapped in (*files.mapped, *files.namespaces):
        endings = ("", ".py", ".pyc")
        if not any(folders.system.kind(mapped.path + ending) for ending in endings) and not _compiled(folders, mapped):
            yield mapped.name, mapped.path, mapped.file


def _compiled(folders: Folders, mapped: Mapped) -> bool:
    """Say whether the mapped module is a compiled one, whose ending the mapping leaves out."""
    folder, name = folders.system.path.split(mapped.path)
    return any(one.startswith(name + ".") and one.endswith((".so", ".pyd")) for one in folders.names(folder))
