"""What can be true of a machine and a project; `Snapshot` holds it, a module each says what a fact is made of.

Paths are text in the flavour of the machine they were read on. Two of them are compared through the `identity` that
the probe gave (links resolved, case folded where the machine does so), never as text.
"""

from __future__ import annotations

from envdoctor.record import CannotKnow, Unknown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from envdoctor.facts.machine import Environments, Host, Shell
    from envdoctor.facts.project import Aim, Files, Project


class Snapshot:
    """All facts about one machine and project; each is looked for once, when it is first asked for.

    An attribute that cannot be had here raises `CannotKnow`.
    """

    aim: Aim
    host: Host
    shell: Shell
    project: Project
    files: Files
    environments: Environments

    def __init__(self, look: Callable[[str, Snapshot], Any] | None = None, **facts: Any) -> None:
        self._look = look
        self.__dict__.update(facts)

    def __getattr__(self, name: str) -> Any:
        if name not in FACTS:
            raise AttributeError(name)
        known = self.__dict__.get("?" + name)
        if known is None:
            if self._look is None:
                raise CannotKnow(f"the snapshot does not say what {name} is")
            try:
                fact = self._look(name, self)
            except CannotKnow as reason:
                known = Unknown(str(reason))
            else:
                self.__dict__[name] = fact
                return fact
            self.__dict__["?" + name] = known
        raise CannotKnow(known.reason)


FACTS = tuple(name for name in Snapshot.__annotations__ if not name.startswith("_"))
