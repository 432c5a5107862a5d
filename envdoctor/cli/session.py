"""One call of envdoctor: its options, its machine, and the streams it answers on."""

from __future__ import annotations

from envdoctor.cli.output import write
from envdoctor.cli.screen import fitted, screen_of
from envdoctor.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import TextIO

    from envdoctor.cli.arguments import Options
    from envdoctor.cli.screen import Screen
    from envdoctor.render.layout import Line
    from envdoctor.system import System


class Session(Record):
    """What every command is given."""

    options: Options
    system: System  # the machine that is judged
    own: System  # the machine that envdoctor itself is installed on; another one only in tests
    stdout: TextIO | None
    stderr: TextIO | None
    clock: Callable[[], float]
    begin: float
    today: str  # "2027-01-31"

    def screen(self) -> Screen:
        """Look at standard output."""
        return screen_of(self.stdout, self.system, self.options.color)

    def debug(self) -> bool:
        """Say whether a failure is shown with all its details."""
        return self.options.verbose > 1 or bool(self.system.env.get("ENVDOCTOR_DEBUG"))

    def show(self, lines: Iterable[Line], *, links: Mapping[str, str] | None = None, plain: bool = False) -> None:
        """Write lines to standard output, in colour where that is wanted; `plain`: in none, for two lines are few."""
        screen = self.screen()
        if screen.colour and not plain:
            from envdoctor.render import terminal

            if not (screen.windows and terminal.unable()):
                text = terminal.render(lines, screen.runner, links if screen.terminal else None)
                write(self.stdout, fitted(text, screen.encoding))
                return
        from envdoctor.render import plain as without

        write(self.stdout, fitted(without.render(lines, screen.runner), screen.encoding))

    def complain(self, text: str) -> None:
        """Write a message to standard error."""
        complain(self.stderr, text, self.system.env)


def complain(stream: TextIO | None, text: str, env: Mapping[str, str]) -> None:
    """Write each line of a message to a stream, with the name of the tool in front."""
    from envdoctor.render import safe

    lines = ["envdoctor: " + safe.text(line) for line in text.split("\n")]
    if safe.runner(env):
        lines = [safe.defused(line) for line in lines]
    write(stream, fitted("\n".join(lines) + "\n", getattr(stream, "encoding", None) or "utf-8"))
