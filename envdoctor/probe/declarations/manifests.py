"""TOML files of managers: mise's configuration and the Pipfile."""

from __future__ import annotations

from envdoctor.probe.declarations import toml
from envdoctor.probe.declarations.pins import pin, pins
from envdoctor.probe.declarations.place import declare

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts.python import Declaration


def read_mise(text: str, path: str) -> list[Declaration]:
    """Read `[tools] python`: a version, a table with one, or a list of either; several are all installed."""
    if "python" not in text:
        return []
    value = toml.at(toml.load(text), "tools", "python")
    values = value if isinstance(value, list) else [value]
    words = [toml.at(one, "version") if isinstance(one, dict) else one for one in values]
    given = [word for word in words if isinstance(word, str)]
    if not given or len(given) != len(words):
        return []  # absent, or a shape that mise would refuse
    specifier = pins([word.removeprefix("prefix:") for word in given])
    element = (0,) if isinstance(value, list) else ()
    span = toml.find(text, "tools", "python", *element, *(("version",) if isinstance(values[0], dict) else ()))
    return [declare(text, path, span, what="mise", kind="pin", text=" or ".join(given), specifier=specifier)]


def read_pipfile(text: str, path: str) -> list[Declaration]:
    """Read `[requires]`: the full version counts where both are given, as it does for Pipenv."""
    if "python_version" not in text and "python_full_version" not in text:
        return []
    requires = toml.at(toml.load(text), "requires")
    for key in ("python_full_version", "python_version"):
        value = toml.at(requires, key)
        if isinstance(value, str) and value not in {"", "*"}:
            span = toml.find(text, "requires", key)
            return [declare(text, path, span, what="Pipfile", kind="pin", text=value, specifier=pin(value))]
    return []
