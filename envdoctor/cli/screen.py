"""Where the words go: how wide it is, whether it has colour, and which characters it can hold."""

from __future__ import annotations

from envdoctor.record import Record
from envdoctor.render.safe import runner

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TextIO

    from envdoctor.system import System


NARROWEST, WIDEST, PIPED = 60, 120, 80
# what stands for our own symbols where the encoding does not have them
PLAINER = str.maketrans({"·": "-", "│": "|", "━": "^", "→": "->", "…": "...", "–": "-", "’": "'"})


class Screen(Record):
    """What a stream can show."""

    width: int = PIPED
    terminal: bool = False  # a person's: sentences are wrapped at its width, names are links
    colour: bool = False
    runner: str = ""  # the CI runner that reads along; empty: none
    encoding: str = "utf-8"
    windows: bool = False


def screen_of(stream: TextIO | None, system: System, colour: str) -> Screen:
    """Look at a stream; `colour` is what the command line wants: "auto", "always" or "never"."""
    terminal = bool(stream and not stream.closed and stream.isatty())
    return Screen(
        width=_width(system) if terminal else PIPED,
        terminal=terminal,
        colour=_colour(system.env, terminal=terminal) if colour == "auto" else colour == "always",
        runner=runner(system.env),
        encoding=getattr(stream, "encoding", None) or "utf-8",
        windows=system.name == "windows",
    )


def _width(system: System) -> int:
    columns = system.env.get("COLUMNS", "")
    wide = int(columns) if columns.isascii() and columns.isdigit() else system.columns()
    return min(WIDEST, max(NARROWEST, wide or PIPED))


def _colour(env: Mapping[str, str], *, terminal: bool) -> bool:
    """Follow what people agreed on: no-color.org, force-color.org, bixense.com/clicolors; "no" wins."""
    if env.get("NO_COLOR"):
        return False
    if env.get("FORCE_COLOR") or env.get("CLICOLOR_FORCE", "0") not in {"", "0"}:
        return True
    return terminal and env.get("CLICOLOR") != "0" and env.get("TERM") != "dumb"


def fitted(text: str, encoding: str) -> str:
    """Give the text as an encoding can hold it: with plainer symbols, and escapes for what is left."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        plainer = text.translate(PLAINER)
        return plainer.encode(encoding, "backslashreplace").decode(encoding)
    except LookupError:  # an encoding that Python does not know cannot be asked
        return text.translate(PLAINER).encode("ascii", "backslashreplace").decode()
    return text
