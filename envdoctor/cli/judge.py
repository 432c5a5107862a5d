"""Look at the machine and the project, and run the checks that are wanted."""

from __future__ import annotations

from envdoctor.cli.arguments import COMMANDS, Usage
from envdoctor.config import Config
from envdoctor.config import load as load_config
from envdoctor.config.selection import Wanted, choose, over, severities, validate
from envdoctor.engine import Failed, Skipped
from envdoctor.engine import run as run_checks
from envdoctor.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Check, Finding
    from envdoctor.cli.session import Session
    from envdoctor.config.selection import Verdict
    from envdoctor.engine import Report
    from envdoctor.facts import Snapshot
    from envdoctor.facts.project import Aim
    from envdoctor.load import Source


class Judged(Record):
    """A snapshot and what the checks say of it."""

    snap: Snapshot
    config: Config
    report: Report
    checks: tuple[Check, ...]
    sources: tuple[Source, ...]
    notes: tuple[str, ...] = ()

    def links(self) -> dict[str, str]:
        """Map the names of the checks to the addresses of their pages."""
        return {source.name: address(source.page) for source in self.sources}


def address(path: str) -> str:
    """Give the address of a file on this machine."""
    path = path.replace("\\", "/")
    quoted = "".join(
        character if character.isascii() and (character.isalnum() or character in "/-._~:") else _percent(character)
        for character in path
    )
    return "file://" + ("" if quoted.startswith("/") else "/") + quoted


def _percent(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "surrogateescape"))


def judge(session: Session) -> Judged:
    """Look, and run the checks.

    Raises:
        Usage: the command line names what is not there.
        BadConfig: the configuration cannot be followed.
    """
    from envdoctor.load import sources

    broken: dict[str, str] = {}
    known = sources(session.own, broken)
    if session.options.snapshot:
        from envdoctor.snapshot_file import read

        config, snap = _named_config(session), read(session.system, session.options.snapshot)
        verdicts = chosen(session, known, config)
    else:
        aim, config = target(session)
        verdicts = chosen(session, known, config)
        from envdoctor.probe import look
        from envdoctor.probe.ahead import begin

        snap = look(session.system, aim)
        begin(session.system, snap, {one.source.family for one in verdicts if one.state != "off"})
    return _run(session, snap, config, verdicts, [Failed(pack, error) for pack, error in broken.items()])


def known_checks(session: Session) -> list[Source]:
    """Find the checks for a command that runs none; a pack that cannot be imported is said."""
    from envdoctor.load import sources

    broken: dict[str, str] = {}
    known = sources(session.own, broken)
    for pack, error in broken.items():
        session.complain(f"the checks of {pack} cannot be imported: {error}")
    return known


def target(session: Session) -> tuple[Aim, Config]:
    """Say which project is meant, and read its configuration."""
    from envdoctor.probe.project import aim

    options = session.options
    try:
        found = aim(session.system, options.paths)
    except ValueError as error:
        raise Usage(f"{error}{_command(options.paths)}") from None
    config = load_config(session.system, found.root, file=options.config, isolated=options.isolated)
    return found.replace(exclude=config.exclude, environment=config.environment), config


def _command(paths: tuple[str, ...]) -> str:
    """Say which command was probably meant by the first path, if it looks like one."""
    from envdoctor.near import meant

    return meant(paths[0], COMMANDS)


def _named_config(session: Session) -> Config:
    """Read the configuration that the command line names; that of this folder says nothing about another machine."""
    if not session.options.config:
        return Config()
    return load_config(session.system, session.system.cwd, file=session.options.config)


def chosen(session: Session, known: list[Source], config: Config) -> list[Verdict]:
    """Say which of the checks are run."""
    options = session.options
    wanted = Wanted(options.select, options.extend_select, options.ignore)
    validate(known, config, wanted)
    return choose(known, config, wanted, session.today)


def _run(session: Session, snap: Snapshot, config: Config, verdicts: list[Verdict], broken: list[Failed]) -> Judged:
    from envdoctor.load import usual

    checks: list[Check] = []
    spared: list[str] = []  # of families that nothing here concerns
    families: dict[str, bool] = {}
    unasked: set[str] = set()
    for verdict in verdicts:
        if verdict.state == "off":
            continue
        try:
            family = verdict.source.module.rpartition(".")[0]
            if family not in families:
                families[family] = verdict.source.concerned(snap)
            if not families[family]:
                unasked = unasked or usual(session.own, [one.source for one in verdicts])
                if verdict.source.name in unasked:
                    spared.append(verdict.source.name)
                if verdict.source.name in unasked or verdict.state == "default":
                    continue  # one that is off unless it is selected was selected: no family speaks for those
            check = verdict.source.load()
        except Exception as error:  # noqa: BLE001 - a pack that cannot be imported does not disturb the others
            broken.append(Failed(verdict.source.name, f"{type(error).__name__}: {error}"))
            continue
        if verdict.state != "default" or check.default:
            checks.append(check)
    aside = {verdict.source.name: verdict.reason for verdict in verdicts if verdict.state == "aside"}
    named = tuple(verdict.source for verdict in verdicts)
    report = run_checks(snap, checks, clock=session.clock, severities=severities(named, config), ignore=aside)
    if spared:
        report = report.replace(checks=(*report.checks, *spared))
    if snap.aim.named:
        report = _narrowed(report, frozenset(snap.aim.named))
    if broken or aside:
        report = _settled(report, broken, aside)
    notes = [
        f"the ignore of {one.name} ended on {one.until} ({config.path}:{one.line})"
        for one in config.ignore
        if over(one.until, session.today)
    ]
    return Judged(snap, config, report, tuple(checks), named, tuple(notes))


def _narrowed(report: Report, named: frozenset[str]) -> Report:
    """Keep what is said of the files that the command line names; of the machine, nothing was asked."""

    def within(finding: Finding) -> bool:
        return finding.location is not None and finding.location.path in named

    return report.replace(
        found=tuple(one for one in report.found if within(one)),
        ignored=tuple(one for one in report.ignored if within(one.finding)),
    )


def _settled(report: Report, broken: list[Failed], aside: dict[str, str]) -> Report:
    """Count checks that cannot be imported as failed; one whose findings are set aside may fail without harm."""
    failed = [*report.failed, *broken]
    harmless = [Skipped(one.check, f"it crashed: {one.error}") for one in failed if one.check in aside]
    return report.replace(
        failed=tuple(one for one in failed if one.check not in aside), skipped=(*report.skipped, *harmless)
    )
