"""The project's requirements files, as pip reads them.

A line that is plainly pinned (`name==version`, with or without extras, marker and hashes) is not in `Requirements`: a
lock of ten thousand of them costs one regex. Whoever needs those too asks for `Pins`, which is looked for on its own.
"""

from __future__ import annotations

from envdoctor.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Location
    from envdoctor.facts.project import Unread


class Requirement(Record):
    """One requirement that is not plainly a pin. Secrets in URLs are starred out."""

    location: Location  # name, extras and specifier; or the URL or path
    source: str  # text of the line that it begins in
    text: str  # what stands at `location`
    kind: str  # "index", "url", "vcs", "path", "editable"
    name: str = ""  # as written; empty: only the thing itself would say
    extras: tuple[str, ...] = ()
    specifier: str = ""
    version: str = ""  # the only version that the specifier allows; empty: it allows others too
    marker: str = ""
    url: str = ""  # URL or path, for every kind but "index"
    hashes: tuple[str, ...] = ()  # "sha256:…"
    # of kind "index": where the specifier stands, or would stand, and what stands there; None: not in one piece
    specifier_at: Location | None = None
    specifier_text: str = ""


class RefusedLine(Record):
    """A line that pip refuses."""

    location: Location
    source: str
    message: str  # what pip would say
    whole: bool  # pip refuses the whole file for it


class Include(Record):
    """A line `-r FILE` or `-c FILE`."""

    location: Location
    source: str
    target: str  # as written
    path: str  # as `RequirementsFile.path`; empty: it is a URL
    constraint: bool
    problem: str = ""  # why it was not read: "there is no such file"


class RequirementsFile(Record):
    """One requirements or constraints file."""

    path: str  # relative to the project's root with `/`; absolute outside of it
    role: str  # "application", "development", "tests", "docs", "ci", "examples", "constraints", "source" (*.in)
    judged: bool  # it belongs to the project, and not to its tests' data or to what was copied into it
    encoding: str  # "utf-8", "utf-8-sig", "utf-16-le" …
    requirements: tuple[Requirement, ...] = ()  # those that are not plainly pinned
    lines_refused: tuple[RefusedLine, ...] = ()
    includes: tuple[Include, ...] = ()
    generated: str = ""  # the tool that its first comments say it was made by: "pip-compile"
    uninstalled: bool = False  # the project's scripts only give it to `pip uninstall`
    compiled: str = ""  # the lock file beside it that is made from it; not looked for where there are no requirements


class Requirements(Record):
    """The project's requirements files by path, and those they include."""

    files: tuple[RequirementsFile, ...]
    unread: tuple[Unread, ...] = ()

    def closure(self, path: str) -> list[RequirementsFile]:
        """Give a file and what it includes, each once; constraints are not installed from. Empty: it was not read."""
        files = {file.path: file for file in self.files}
        found: dict[str, RequirementsFile] = {}
        todo = [path]
        while todo:
            one = files.get(todo.pop())
            if one and one.path not in found:
                found[one.path] = one
                todo += [include.path for include in one.includes if not include.constraint]
        return list(found.values())
