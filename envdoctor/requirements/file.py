"""One requirements file, from its text to what its lines ask for."""

from __future__ import annotations

import re

from envdoctor.check import Location
from envdoctor.facts.requirements import Include, RefusedLine, Requirement
from envdoctor.requirements import pip
from envdoctor.requirements.answers import Included, Refusal
from envdoctor.requirements.lines import odd
from envdoctor.requirements.links import Places

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.requirements.answers import Asked
    from envdoctor.requirements.lines import Line
    from envdoctor.system import System

    Span = tuple[int, int]

_TEMPLATE = re.compile(r"\{\{|\{%|<%")
_CONFLICT = re.compile(r"<{7} |>{7} ")
_CONDA = re.compile(r"[\w.-]+::[\w.-]+|[\w.-]+=[^=<>!~ ]+=[\w.]+$")
# what stands between `://` and `@`, unless it is the user that everybody has, or a variable
_SECRET = re.compile(r"(?<=://)(?!\$\{|(?:git|hg|svn)@)[^/\s@]+(?=@)")


LONGEST = 100_000  # characters of a line: two hundred hashes need a fifth of that
MOST = 10_000  # lines that are not plainly pinned


class NotForPip(Exception):  # noqa: N818 - it is an answer: the file is something else
    """The text is no requirements file as it stands; the reason."""

    def __init__(self, reason: str, line: int) -> None:
        super().__init__(reason)
        self.line = line


class File:
    """The lines of a file that are not plainly pinned, sorted by what they are."""

    def __init__(self, path: str, text: str, system: System, folders: tuple[str, ...], *, constraint: bool) -> None:
        """Read a text that `lines_of` gave.

        Raises:
            NotForPip: it is a template, a merge that is not finished, a list for conda, or no text of any person.
        """
        self.path = path
        self._environ = system.env
        self._places = Places(system, folders)
        self.requirements: list[Requirement] = []
        self.refused: list[RefusedLine] = []
        self.includes: list[Include] = []
        self._lines: list[str] = []
        for count, line in enumerate(odd(text)):
            self._lines = self._lines or text.split("\n")
            if count == MOST or len(line.text) > LONGEST:
                raise NotForPip("it is too large to be judged line by line", line.number)
            if reason := _no_pip(line.text):
                raise NotForPip(reason, line.number)
            if line.text:
                self._read(line, constraint=constraint)

    def _read(self, line: Line, *, constraint: bool) -> None:
        text = pip.expand(line.text, self._environ)
        if text is None:
            return
        written = text == line.text  # no variable in it: offsets are those in the file, and nothing in it is secret
        try:
            found = pip.read(text, self._places, constraint=constraint)
        except Refusal as error:
            span = error.span if written else None
            if span and line.place(span[0])[0] != line.number:
                span = None  # pip names the line that it begins in
            message = starred(str(error)) if written else "Invalid requirement, once its variables are filled in"
            self.refused.append(RefusedLine(*self._at(line, span), message, whole=error.whole))
            return
        if isinstance(found, Included):
            # a path is needed as it is; a URL is only told, and may hold what is secret
            target = starred(found.target if written or "://" not in found.target else line.text)
            self.includes.append(Include(*self._at(line), target, "", constraint=found.constraint))
        elif found:
            self.requirements.append(self._requirement(line, found, written=written))

    def _requirement(self, line: Line, asked: Asked, *, written: bool) -> Requirement:
        end = asked.end if written else len(line.text)
        span = asked.specifier_span if written else None
        location, source = self._at(line, (0, end))
        return Requirement(
            location=location,
            source=source,
            text=starred(line.text[:end]),
            kind=asked.kind,
            name=asked.name,
            extras=asked.extras,
            specifier=asked.specifier,
            version=asked.version,
            marker=asked.marker,
            url=starred(asked.url) if written else "",
            hashes=asked.hashes,
            specifier_at=self._piece(line, span) if span else None,
            specifier_text=line.text[slice(*span)] if span else "",
        )

    def _at(self, line: Line, span: Span | None = None) -> tuple[Location, str]:
        """Give the location of a part of a line, and the text of the physical line it begins in."""
        begin, end = span or (0, len(line.text))
        first, column = line.place(min(begin, len(line.text) - 1))
        last, end_column = line.place(max(min(end, len(line.text)) - 1, 0))
        return Location(self.path, first, column, last, end_column + 1), starred(self._lines[first])

    def _piece(self, line: Line, span: Span) -> Location | None:
        """Give the location of a part that stands in the file just so: not broken by a backslash."""
        begin, end = span
        number, column = line.place(begin - 1)
        column += 1  # counted from what stands in front, since there may be nothing behind
        stands = self._lines[number][column - 1 : column - 1 + end - begin]
        if stands != line.text[begin:end]:
            return None
        return Location(self.path, number, column, number, column + end - begin)


def starred(text: str) -> str:
    """Put stars in the place of what is secret in URLs; columns stay as they are."""
    return _SECRET.sub(lambda found: "*" * len(found[0]), text)


def _no_pip(line: str) -> str:
    if _CONFLICT.match(line):
        return "it holds the marks of an unfinished merge"
    if _TEMPLATE.search(line):
        return "it is a template: what pip will see is not known here"
    if _CONDA.fullmatch(line):
        return "it is a list for conda, not for pip"
    return ""
