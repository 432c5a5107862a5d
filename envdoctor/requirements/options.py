"""The options of a line, as pip knows them: those of pip-requirements-parser, with corrections 5 and 6 of `pip`."""

from __future__ import annotations

import functools

from envdoctor.requirements.answers import Refusal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# gone from pip, or never there; the option for includes is taken away because `--requirements` sits on it
GONE = (
    "--install-option", "--global-option", "--allow-all-external", "--allow-external", "--allow-unverified",
    "--always-unzip", "--no-use-wheel", "--requirements",
)  # fmt: skip
HASHES = ("sha256", "sha384", "sha512")


def options(line: str) -> tuple[str, Any]:
    """Split a line into the requirement it begins with and the values of its options.

    Raises:
        Refusal: pip knows no such option; it refuses the whole file then.
    """
    import shlex

    import pip_requirements_parser as library  # type: ignore[import-untyped]

    words, text = library.break_args_options(line)
    parser = _parser()
    values = parser.get_default_values()
    for name, value in vars(values).items():
        if isinstance(value, list):
            setattr(values, name, list(value))  # or else they would grow from line to line
    try:
        parser.parse_args(shlex.split(text), values)
    except ValueError:
        raise Refusal(f"Could not split options: {text}", whole=True) from None
    except library.OptionParsingError as error:
        raise Refusal(error.msg.strip().partition("error: ")[2], whole=True) from None
    for value in values.hashes:
        algorithm, colon, _ = value.partition(":")
        if not colon:
            message = "Arguments to --hash must be a hash name followed by a value, like --hash=sha256:abcde..."
            raise Refusal(message, whole=True)
        if algorithm not in HASHES:
            raise Refusal(f"Allowed hash algorithms for --hash are {', '.join(HASHES)}.", whole=True)
    if any("=" not in value for value in values.settings):
        raise Refusal("Arguments to --config-settings must be of the form KEY=VAL", whole=True)
    return words, values


@functools.cache
def _parser() -> Any:
    import pip_requirements_parser as library

    parser = library.build_parser()
    for gone in GONE:
        parser.remove_option(gone)
    parser.add_option("-r", "--requirement", dest="requirements", action="append", default=[])
    parser.add_option("-C", "--config-settings", dest="settings", action="append", default=[])
    parser.add_option("--no-require-hashes", action="store_true")
    parser.add_option("--all-releases", action="append")
    parser.add_option("--only-final", action="append")
    return parser
