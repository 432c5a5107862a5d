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

    from envdoctor.facts.activation import Activation
    from envdoctor.facts.alterations import Alterations
    from envdoctor.facts.commands import Commands
    from envdoctor.facts.demands import Demands
    from envdoctor.facts.distributions import Distributions
    from envdoctor.facts.doubles import Doubles
    from envdoctor.facts.git import Git
    from envdoctor.facts.health import Health
    from envdoctor.facts.installed import Installed
    from envdoctor.facts.interpreters import Interpreters
    from envdoctor.facts.kept import Kept
    from envdoctor.facts.machine import Environments, Host, Shell, Today
    from envdoctor.facts.managing import Managing
    from envdoctor.facts.packages import Packages
    from envdoctor.facts.pins import Pins
    from envdoctor.facts.pip_config import PipConfig
    from envdoctor.facts.platform import Platform
    from envdoctor.facts.project import Aim, Files, Project
    from envdoctor.facts.python import Declared, Unquoted
    from envdoctor.facts.records import Records
    from envdoctor.facts.requirements import Requirements
    from envdoctor.facts.shortfall import Shortfall
    from envdoctor.facts.wanted import WantedNames


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
    commands: Commands
    declared: Declared
    declared_everywhere: Declared
    unquoted: Unquoted
    git: Git
    pip_config: PipConfig
    requirements: Requirements
    pins: Pins
    packages: Packages
    installed: Installed
    activation: Activation
    health: Health
    distributions: Distributions
    records: Records
    alterations: Alterations
    kept: Kept
    shortfall: Shortfall
    wanted: WantedNames
    interpreters: Interpreters
    managing: Managing
    doubles: Doubles
    demands: Demands
    platform: Platform
    today: Today

    def __init__(self, look: Callable[[str, Snapshot], Any] | None = None, **facts: Any) -> None:
        self._look = look
        for name, fact in facts.items():
            self._keep(name, fact)

    def _keep(self, name: str, fact: Any) -> None:
        """Keep a fact where reading finds it at once, and what cannot be known where reading does not."""
        self.__dict__["?" + name if isinstance(fact, Unknown) else name] = fact

    if not TYPE_CHECKING:  # so that a misspelt name is still found by the type checker

        def __getattr__(self, name: str) -> Any:
            if name not in FACTS:
                raise AttributeError(name)
            if "?" + name not in self.__dict__:
                if self._look is None:
                    raise CannotKnow(f"the snapshot does not say what {name} is")
                try:
                    self._keep(name, self._look(name, self))
                except CannotKnow as reason:
                    self._keep(name, Unknown(str(reason)))
                return getattr(self, name)
            raise CannotKnow(self.__dict__["?" + name].reason)


FACTS = tuple(name for name in Snapshot.__annotations__ if not name.startswith("_"))
