"""`envdoctor explain`: the page of a check, or the list of all."""

from __future__ import annotations

from envdoctor.cli.arguments import Usage
from envdoctor.cli.judge import known_checks

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from envdoctor.cli.session import Session
    from envdoctor.load import Source
    from envdoctor.render.layout import Line


def run(session: Session) -> int:
    """Show the page of a check, or a line for each check of a family, or of all."""
    name = session.options.name
    known = known_checks(session)
    screen = session.screen()
    width = screen.width if screen.terminal else 0
    if not name:
        session.show(_list(known, width))
        return 0
    family = [source for source in known if source.family == name]
    if family:
        session.show(_list(family, width))
        return 0
    source = next((source for source in known if source.name == name), None)
    if source is None:
        from envdoctor.config.selection import unknown

        raise Usage(unknown(name, {word for source in known for word in (source.name, source.family)}))
    try:
        page = session.own.read(source.page).decode("utf-8", "replace")
    except OSError as error:
        raise Usage(f"the page of {name} cannot be read: {error.strerror} ({source.page})") from None
    from envdoctor.render.page import render

    session.show(render(page, width, whole=session.options.verbose > 0))
    return 0


def _list(known: list[Source], width: int) -> Iterator[Line]:
    from envdoctor.render import safe
    from envdoctor.render.cells import wrap

    size = max((len(source.name) for source in known), default=0)
    family = ""
    for source in known:
        if source.family != family:
            if family:
                yield []
            family = source.family
            yield [(family, "heading")]
        summary = safe.text(source.load().summary)
        lines = wrap(summary, width - size - 4) if width else [summary]
        yield [("  ", ""), (source.name.ljust(size), "place"), ("  " + lines[0], "")]
        for line in lines[1:]:
            yield [(" " * (size + 4), ""), (line, "")]
