"""A result for a person: which environment is judged, what was found, and a last line that fits the exit status."""

from __future__ import annotations

from envdoctor.render import safe
from envdoctor.render.summary import summary
from envdoctor.version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from envdoctor.render.layout import Line
    from envdoctor.result import Result, Standing

NAME = "envdoctor " + __version__


def report(
    result: Result, *, width: int = 80, wrapped: bool = False, quiet: bool = False, verbose: bool = False
) -> Iterator[Line]:
    """Give the lines of a whole report; `quiet`: only what was found, and what failed."""
    found = result.report.found
    told = list(_told(result, quiet=quiet, verbose=verbose))
    room = width if wrapped else 0
    if not quiet:
        yield from header(result.standing, room, short=not found and not told)
    if found:
        from envdoctor.render.layout import FIRST, MANY, lay_out

        most = FIRST if len(found) > MANY and not verbose else 0
        if not quiet:
            yield []
        checks = {check.name: check for check in result.checks}
        yield from lay_out(found, checks, width, wrapped=wrapped, most=most)
    first = quiet and not found
    for section in told:
        if not first:
            yield []
        first = False
        yield from section
    if not quiet:
        if found or told:
            yield []
        yield from _flow(summary(result, verbose=verbose), room)


def _flow(segments: Iterable[Line], width: int) -> Iterator[Line]:
    """Join what belongs on one line with dots; on a terminal, as much as there is room for. `width` 0: all."""
    line: Line = []
    used = 0
    for segment in segments:
        size = sum(len(text) for text, _ in segment)
        if width and line and used + 3 + size > width:
            yield line
            line, used = [], 0
        if line:
            line, used = [*line, (" · ", "dim")], used + 3
        if width and size > width:  # a text of one piece: the others are short
            from envdoctor.render.cells import wrap

            text, style = segment[0]
            *above, text = wrap(text, width)
            yield from ([(one, style)] for one in above)
            line, used = [(text, style)], len(text)
            continue
        line, used = line + segment, used + size
    yield line


def header(standing: Standing, width: int, *, short: bool) -> Iterator[Line]:
    """Say which tool, project and environment this is about: two lines, or one for a run that found nothing."""
    first: list[Line] = [[(NAME, "bold")], [(safe.text(standing.project), "")]]
    second: list[Line] = [[(safe.text(part), "")] for part in _where(standing, short=short)]
    if short:
        yield from _flow([*first, *second], width)
    else:
        yield from _flow(first, width)
        yield from _flow(second, width)


def _where(standing: Standing, *, short: bool) -> list[str]:
    """Say which environment is judged, and why that one."""
    if standing.reason:
        return [f"environment not known: {standing.reason}"]
    python = f"Python {standing.python}" if standing.python else "Python"
    if not standing.path:
        if standing.name:
            python += f" at {standing.name}"
        return [one for one in (python, standing.why) if one and one != "Python"]
    if short:
        return [f"{python} in {standing.name}" + (", active" if standing.active else "")]
    return [f"{python} in {standing.name}", *([standing.why] if standing.why else [])]


def _told(result: Result, *, quiet: bool, verbose: bool) -> list[list[Line]]:
    if not (verbose or result.report.failed or result.mending or result.notes):
        return []  # most runs have nothing to tell, and need not import how
    from envdoctor.render.sections import sections

    return list(sections(result, quiet=quiet, verbose=verbose))
