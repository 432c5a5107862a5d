"""`envdoctor snapshot`: what is known of this machine and project, as JSON without secrets."""

from __future__ import annotations

from envdoctor.cli.arguments import Usage
from envdoctor.cli.judge import target
from envdoctor.cli.output import write
from envdoctor.probe import look
from envdoctor.snapshot_file import save

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.cli.session import Session


def run(session: Session) -> int:
    """Look at everything, and write it down."""
    aim, _ = target(session)
    text = save(look(session.system, aim), session.system)
    path = session.options.output
    if not path:
        write(session.stdout, text, utf8=True)
        return 0
    from envdoctor import repair

    where = session.system.path.join(session.system.cwd, path)
    try:
        repair.save(where, text.encode())
    except OSError as error:
        raise Usage(f"{path} cannot be written: {error.strerror}") from None
    return 0
