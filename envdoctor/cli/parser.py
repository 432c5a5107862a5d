"""The command line's options, for argparse."""

from __future__ import annotations

import argparse

from envdoctor.cli.arguments import COMMANDS, Help, Options, Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any, NoReturn

ABOUT = "Says what is wrong with the Python environment and the project you are in, why it matters, and how to mend it."
PATH = "the project's folder; or files of it, and only they are spoken of"
STATUS = "exit status: 0 nothing wrong, 1 findings, 2 usage or configuration, 3 envdoctor itself failed"
WHY_STATUS = "exit status: 0 it can be imported, 1 it cannot, or that is not known, 2 usage, 3 envdoctor itself failed"
# the options that may also stand in front of the command, and whether a value follows
_EARLY = {"-q": 0, "--quiet": 0, "-v": 0, "-vv": 0, "--verbose": 0, "--isolated": 0, "--color": 1, "--config": 1}


def parse(argv: Sequence[str]) -> Options:
    """Read a command line; as `arguments.parse`."""
    command, words = split(argv)
    parser = make(command)
    end = words.index("--") if "--" in words else len(words)  # argparse forgets it where paths and options are mixed
    given = vars(parser.parse_intermixed_args(words[:end]))
    literal = words[end + 1 :]
    if command in {"explain", "why"} and literal:
        given["name"] = literal[0]
    for name in ("select", "extend_select", "ignore"):
        if given.get(name) is not None:
            given[name] = tuple(one.strip() for part in given[name] for one in part.split(",") if one.strip())
    if given.get("select") == ():  # a variable that is not set, and the gate would be open for ever
        parser.error("--select names no check")
    if "paths" in given:
        given["paths"] = (*given["paths"], *literal)
    options = Options(command=command or "check", **{name: value for name, value in given.items() if value is not None})
    _agree(parser, options)
    return options


def split(argv: Sequence[str]) -> tuple[str, list[str]]:
    """Find the command; options that all commands have may stand before it. Empty: none is named."""
    at = 0
    while at < len(argv):
        word = argv[at]
        if word in COMMANDS:
            return word, [*argv[:at], *argv[at + 1 :]]
        name, equals, _ = word.partition("=")
        if name not in _EARLY:
            break
        at += 1 + (_EARLY[name] and not equals)
    return "", list(argv)


def _agree(parser: argparse.ArgumentParser, options: Options) -> None:
    if options.config and options.isolated:
        parser.error("--config names a file, --isolated wants none: give one of them")
    if options.diff and options.output_format != "text":
        parser.error("--diff shows a unified diff, which has no other format")
    if options.snapshot and options.paths:
        parser.error("--snapshot judges the project it was made of: name no other path")
    if options.snapshot and (options.fix or options.diff):
        parser.error("--snapshot judges a machine that may be far away: there is nothing to mend")
    if options.command == "why" and not options.name:
        parser.error("name a module, as `envdoctor why yaml`; or `-`, to read a traceback from standard input")
    if options.python and options.kernel:
        parser.error("--python and --kernel exclude each other")
    if options.quiet and options.verbose:
        parser.error("--quiet and --verbose exclude each other")


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        _, unknown, words = message.partition("unrecognized arguments: ")
        if unknown:
            from envdoctor.near import meant

            word = words.split()[0].partition("=")[0]
            if not word.startswith("-"):
                raise Usage(f"{word} is one too many: name one at a time")
            known = [option for action in self._actions for option in action.option_strings]
            raise Usage(f"there is no option {word}{meant(word, known)}")
        raise Usage(message)


class _ShowHelp(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_given: Any) -> NoReturn:
        raise Help(parser.format_help())


class _ShowVersion(argparse.Action):
    def __call__(self, *_given: Any) -> NoReturn:
        from envdoctor.version import __version__

        raise Help(f"envdoctor {__version__}\n")


def make(command: str) -> argparse.ArgumentParser:
    """Give the parser of a command; of `check`, and with the list of commands, where none is named."""
    about = COMMANDS[command][:1].upper() + COMMANDS[command][1:] + "." if command else ABOUT
    parser = _Parser(
        prog="envdoctor " + command if command else "envdoctor",
        usage=None if command else "envdoctor [check] [OPTIONS] [PATH ...]\n       envdoctor COMMAND [OPTIONS] ...",
        description=about if command else f"{about}\n\ncommands:\n{_commands()}",
        epilog=STATUS if command in {"", "check"} else WHY_STATUS if command == "why" else None,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        add_help=False,
        allow_abbrev=False,
    )
    if command in {"", "check"}:
        _check(parser)
    elif command == "explain":
        what = parser.add_argument_group("what is explained")
        what.add_argument("name", metavar="NAME", nargs="?", help="a check or a family; without one, all are listed")
    elif command == "why":
        _why(parser)
    else:
        what = parser.add_argument_group("what is looked at")
        what.add_argument("paths", metavar="PATH", nargs="*", help=PATH)
        if command == "checks":
            _selection(parser)
            _format(parser)
        elif command == "info":
            what.add_argument("--snapshot", metavar="FILE", help="what `envdoctor snapshot` wrote on another machine")
            _format(parser)
        else:
            what.add_argument("--output", metavar="FILE", help="write there instead of to standard output")
    _everywhere(parser, version=not command)
    return parser


def _why(parser: argparse.ArgumentParser) -> None:
    what = parser.add_argument_group("what is asked")
    what.add_argument(
        "name",
        metavar="MODULE",
        nargs="?",
        help="as it stands behind `import`; `-` reads a traceback from standard input",
    )
    what.add_argument(
        "--python", metavar="PYTHON", help="a Python, an environment or a version (the first python on PATH)"
    )
    what.add_argument("--kernel", metavar="NAME", help="the Python of a kernel of Jupyter")
    _format(parser)


def _commands() -> str:
    return "\n".join(f"  {name:<10}{about}" for name, about in COMMANDS.items())


def _check(parser: argparse.ArgumentParser) -> None:
    what = parser.add_argument_group("what is judged")
    what.add_argument(
        "paths", metavar="PATH", nargs="*", help="the project's folder, or files of it (the project here)"
    )
    what.add_argument("--snapshot", metavar="FILE", help="what `envdoctor snapshot` wrote on another machine")
    _selection(parser)
    fixes = parser.add_argument_group("mending")
    fixes.add_argument("--fix", action="store_true", default=None, help="apply the safe fixes, then look again")
    fixes.add_argument("--unsafe-fixes", action="store_true", default=None, help="with --fix or --diff: the others too")
    fixes.add_argument("--diff", action="store_true", default=None, help="show what --fix would change; write nothing")
    output = _format(parser)
    output.add_argument("--statistics", action="store_true", default=None, help="count the findings of each check")
    status = parser.add_argument_group("exit status")
    status.add_argument(
        "--fail-on",
        choices=("error", "warning", "note", "never"),
        help="the least severity that makes the exit status 1 (warning)",
    )
    status.add_argument("--exit-zero", action="store_true", default=None, help="exit with 0 whatever was found")
    status.add_argument(
        "--exit-non-zero-on-fix", action="store_true", default=None, help="exit with 1 if a file was changed"
    )


def _selection(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("which checks (NAMES: checks, families or ALL, with commas between)")
    group.add_argument("--select", metavar="NAMES", action="append", help="run these and no others")
    group.add_argument("--extend-select", metavar="NAMES", action="append", help="run these too")
    group.add_argument("--ignore", metavar="NAMES", action="append", help="do not run these")


def _format(parser: argparse.ArgumentParser) -> argparse._ArgumentGroup:
    group = parser.add_argument_group("output")
    group.add_argument("--output-format", choices=("text", "json"), help="how the answer is written (text)")
    return group


def _everywhere(parser: argparse.ArgumentParser, *, version: bool) -> None:
    group = parser.add_argument_group("of all commands")
    group.add_argument("--config", metavar="FILE", help="read the configuration from there")
    group.add_argument("--isolated", action="store_true", default=None, help="read no configuration")
    group.add_argument("--color", choices=("auto", "always", "never"), help="whether to use colour (auto)")
    group.add_argument("-q", "--quiet", action="store_true", default=None, help="nothing but the findings")
    group.add_argument(
        "-v",
        "--verbose",
        action="count",
        default=None,
        help="also what was skipped and why, and the time of each check",
    )
    if version:
        group.add_argument("--version", action=_ShowVersion, nargs=0, help="show the version")
    group.add_argument("-h", "--help", action=_ShowHelp, nargs=0, help="show this help")
