"""`[tool.envdoctor]`: what is selected, ignored with a reason, and what fails the run."""

from __future__ import annotations

from envdoctor.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.system import System


class Config(Record):
    """The configuration; every field has the value of an absent file."""

    path: str = ""
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[tuple[str, str], ...] = ()  # check or family, reason
    severity: tuple[tuple[str, str], ...] = ()  # check, severity
    fail_on: str = "warning"
    exclude: tuple[str, ...] = ()
    environment: str = ""


def load(system: System, root: str) -> Config:
    """Read the configuration of a project."""
    return Config()
