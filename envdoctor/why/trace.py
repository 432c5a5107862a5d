"""What a traceback says: which import failed and how, which Python ran, and where the program began."""

from __future__ import annotations

import re

from envdoctor.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    Problem = Literal["missing", "not-package", "name", "attribute", "library"]

_COLOUR = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_QUOTE = r"[\"'‘’`]?"
_MODULE = r"([^\W\d][\w.]*)"
_ERRORS: tuple[tuple[Problem, re.Pattern[str]], ...] = (
    (
        "not-package",
        re.compile(rf"No module named {_QUOTE}{_MODULE}{_QUOTE}; {_QUOTE}{_MODULE}{_QUOTE} is not a package"),
    ),
    ("missing", re.compile(rf"(?:^|\s)(?:(\S*python[\w.]*|\S*pypy[\w.]*): )?No module named {_QUOTE}{_MODULE}")),
    (
        "name",
        re.compile(
            rf"cannot import name {_QUOTE}(\w+){_QUOTE} from "
            rf"(?:partially initialized module )?{_QUOTE}{_MODULE}{_QUOTE}"
            r"(?: \(most likely due to a circular import\))?(?: \((?:consider renaming ')?([^()\n']*)'?[^()\n]*\))?"
        ),
    ),
    (
        "attribute",
        re.compile(
            rf"(?:partially initialized )?module {_QUOTE}{_MODULE}{_QUOTE} has no attribute {_QUOTE}(\w+){_QUOTE}"
            r"(?: \(most likely due to a circular import\))?(?: \((?:consider renaming ')?([^()\n']*)'?[^()\n]*\))?"
        ),
    ),
    ("library", re.compile(r"ImportError: ([\w.+-]+\.(?:so[\d.]*|dylib)): cannot open shared object file")),
)
_HANDLED = re.compile(r"\A[^\n]*\n\s*\n(?:During handling of|The above exception was the direct cause)")
_FRAME = re.compile(
    r"^(?:[^\n|]*\| ?)?\s*"
    r"(?:File \"([^\"\n]+)\", line \d+|File (\S+?\.py):\d+|(\S+?\.py):\d+: |(\S+?\.py) in <module>)",
    re.MULTILINE,
)
_PREFIX = re.compile(
    r"^(.*?)[/\\](?:lib(?:64)?[/\\](?:python|pypy)(\d\.\d+)t?|Lib)(?:[/\\]|$)((?:site|dist)-packages)?"
)


class Trace(Record):
    """The last failure in a traceback."""

    problem: Problem
    module: str  # that was to be imported; for "library": that could not be loaded, or empty
    name: str = ""  # that it does not have
    origin: str = ""  # the file that Python says it took the module from
    library: str = ""  # of the system, that is missing
    script: str = ""  # the first file of the program that is no library; empty: it was typed in
    prefix: str = ""  # of the Python or environment that the frames lie in; empty: they do not say
    minor: str = ""  # of that Python
    python: str = ""  # the executable, where Python itself says it
    others: tuple[str, ...] = ()  # further modules that the text says are missing


def read(text: str) -> Trace | None:
    """Read the last failed import of a text; None: there is none in it."""
    text = _COLOUR.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
    last: tuple[int, Problem, re.Match[str]] | None = None
    for problem, pattern in _ERRORS:
        for match in pattern.finditer(text):
            end = match.end()
            if last is None or end > last[0]:
                last = (end, problem, match)
    if last is None:
        return None
    _, problem, match = last
    frames = [next(filter(None, found)) for found in _FRAME.findall(_relevant(text, match.start()))]
    prefix, minor = _ran(frames)
    script = next((frame for frame in frames if not _PREFIX.match(frame) and not frame.startswith("<")), "")
    asked = match[2].partition(".")[0] if problem in {"missing", "name"} else ""
    trace = Trace(problem, "", script=script, prefix=prefix, minor=minor, others=_others(text, asked))
    if problem == "not-package":
        return trace.replace(module=match[1], name=match[2])
    if problem == "missing":
        return trace.replace(module=match[2].rstrip(".").removesuffix(".__main__"), python=match[1] or "")
    if problem == "library":
        return trace.replace(library=match[1], module=_importing(frames))
    module, name = (match[2], match[1]) if problem == "name" else (match[1], match[2])
    origin = match[3] or ""
    return trace.replace(module=module, name=name, origin="" if origin == "unknown location" else origin)


def _others(text: str, asked: str) -> tuple[str, ...]:
    """Give the top names of other modules that are missing, but for those whose failure the program went on from."""
    found: dict[str, None] = {}
    for match in dict(_ERRORS)["missing"].finditer(text):
        after = text[match.end() :].partition("Traceback")[0]
        top = match[2].partition(".")[0]
        if top != asked and not _HANDLED.search(after):
            found[top] = None
    return tuple(found)


def _relevant(text: str, at: int) -> str:
    """Give the traceback that ends in the failure; of several one after the other, the last that began before it."""
    begin = text.rfind("Traceback (most recent call last)", 0, at)
    return text[max(begin, 0) : at] or text


def _ran(frames: list[str]) -> tuple[str, str]:
    """Say which Python the frames lie in: the environment of packages rather than its base."""
    base = ("", "")
    for frame in frames:
        match = _PREFIX.match(frame)
        if match and match[3]:
            return match[1], match[2] or ""
        if match and not base[0]:
            base = match[1], match[2] or ""
    return base


def _importing(frames: list[str]) -> str:
    """Give the package whose code was being imported last."""
    for frame in reversed(frames):
        parts = re.split(r"[/\\]", frame)
        for folder in ("site-packages", "dist-packages"):
            if folder in parts:
                return parts[parts.index(folder) + 1].partition(".")[0]
    return ""
