"""Which checks are run: what the configuration and the command line say about each of them."""

from __future__ import annotations

from envdoctor.config import BadConfig, Config
from envdoctor.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TypeVar

    from envdoctor.config import Choice
    from envdoctor.load import Source

    Chosen = TypeVar("Chosen", bound=Choice)

ALL = "ALL"


class Wanted(Record):
    """What the command line says; it beats the configuration."""

    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


class Verdict(Record):
    """Whether a check is run.

    `state`: "on"; "off"; "default", on unless the check itself is off by default; "aside", run, and its findings are
    set aside for the reason given. `why`: the option, or the file and line, that says so; empty: nothing does.
    """

    source: Source
    state: str
    why: str = ""
    reason: str = ""


def choose(sources: Iterable[Source], config: Config, wanted: Wanted, today: str) -> list[Verdict]:
    """Say of each check whether it is run, and because of what.

    Of two lines that disagree, the one that names the check beats the one that names its family, and that beats
    `ALL`; of equals, `ignore` wins. An ignore whose day is over (`today`, "2027-01-31") is none.
    """
    if config == _EMPTY and wanted == _NOTHING:
        return [Verdict(source, "default") for source in sources]
    return [_one(source, config, wanted, today) for source in sources]


def _one(source: Source, config: Config, wanted: Wanted, today: str) -> Verdict:
    selected, more = _rank(source, wanted.select or ()), _rank(source, wanted.extend_select)
    ignored = _rank(source, wanted.ignore)
    if wanted.select is not None and not selected and not more:
        return Verdict(source, "off", "--select")
    if ignored and ignored >= max(selected, more):
        return Verdict(source, "off", "--ignore")
    if selected or more:
        return Verdict(source, "on", "--select" if selected else "--extend-select")
    return _by_file(source, config, today)


def _by_file(source: Source, config: Config, today: str) -> Verdict:
    chosen = _best(source, (*(config.select or ()), *config.extend_select))
    ignores = [one for one in config.ignore if not over(one.until, today)]
    ignore = _best(source, ignores)
    if ignore and (not chosen or _fit(source, ignore.name) >= _fit(source, chosen.name)):
        return Verdict(source, "aside" if ignore.reason else "off", f"{config.path}:{ignore.line}", ignore.reason)
    if chosen:
        return Verdict(source, "on", f"{config.path}:{chosen.line}")
    if config.select is not None:
        return Verdict(source, "off", f"{config.path}:{config.line('select')}")
    return Verdict(source, "default")


def over(until: str, today: str) -> bool:
    """Say whether the last day of an ignore has passed."""
    return bool(until) and until < today


def severities(sources: Iterable[Source], config: Config) -> dict[str, str]:
    """Map the names of checks to the severity that the configuration gives them."""
    if not config.severity:
        return {}
    found = {source.name: _best(source, config.severity) for source in sources}
    return {name: level.severity for name, level in found.items() if level}


def validate(sources: Iterable[Source], config: Config, wanted: Wanted) -> None:
    """Look whether all names that are used are those of checks or families.

    Raises:
        BadConfig: with a line for each that is not.
    """
    named: list[tuple[str, str]] = []
    for option, names in (
        ("--select", wanted.select or ()),
        ("--extend-select", wanted.extend_select),
        ("--ignore", wanted.ignore),
    ):
        named += [(option, name) for name in names]
    choices: tuple[Choice, ...] = (*(config.select or ()), *config.extend_select, *config.ignore, *config.severity)
    named += [(f"{config.path}:{one.line}:{one.column}", one.name) for one in choices]
    if not named:
        return
    known = {ALL}
    for source in sources:
        known |= {source.name, source.family}
    if mistakes := [f"{where}: {unknown(name, known)}" for where, name in named if name not in known]:
        raise BadConfig("\n".join(mistakes))


def unknown(name: str, known: Iterable[str]) -> str:
    """Say that there is no check of a name, and which one was probably meant."""
    from envdoctor.near import meant

    return f"there is no check or family `{name}`{meant(name, known)}"


def _rank(source: Source, names: Iterable[str]) -> int:
    return max((_fit(source, name) for name in names), default=0)


def _best(source: Source, choices: Iterable[Chosen]) -> Chosen | None:
    """Give the choice that fits a check most closely; of equals, the last."""
    found = None
    for choice in choices:
        fit = _fit(source, choice.name)
        if fit and (found is None or fit >= _fit(source, found.name)):
            found = choice
    return found


def _fit(source: Source, name: str) -> int:
    """Say how closely a name fits a check: its own 3, its family's 2, `ALL` 1, another's 0."""
    if name == source.name:
        return 3
    return 2 if name == source.family else int(name == ALL)


_EMPTY, _NOTHING = Config(), Wanted()
