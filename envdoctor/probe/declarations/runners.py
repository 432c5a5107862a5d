"""tox and nox: the Pythons that the tests are run with."""

from __future__ import annotations

import re

from envdoctor.probe.declarations import toml
from envdoctor.probe.declarations.place import declare
from envdoctor.probe.declarations.setuptools import parse
from envdoctor.probe.declarations.words import factor
from envdoctor.versions import OR

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from envdoctor.facts.python import Declaration

_SECTION = re.compile(r"^\[([^\]\n]+)\][^\n]*$", re.MULTILINE)
_SETTING = re.compile(
    r"^(env_?list|base_?python)[ \t]*[=:][ \t]*([^\n]*(?:\n(?:[ \t]+[^\n]*|[ \t]*(?=\n[ \t])))*)", re.MULTILINE
)
_BRACES = re.compile(r"\{([^{}]*)\}")
_MOST = 200  # environments that a list in braces may stand for


def read_tox(text: str, path: str) -> list[Declaration]:
    """Read tox.ini, or what setup.cfg says to tox."""
    found = []
    for section, setting in _settings(text):
        bare = section.removeprefix("tox:")
        if bare == "tox" and section in {"tox", "tox:tox"} and setting[1].startswith("env"):
            found += _declare(text, path, _first(setting), _factors(setting[2]))
        elif bare.startswith("testenv") and setting[1].startswith("base"):
            found += _declare(text, path, _first(setting), setting[2].replace(",", " ").split())
    return found


def read_tox_toml(text: str, path: str, above: tuple[str, ...] = ()) -> list[Declaration]:
    """Read tox.toml, or `[tool.tox]` of pyproject.toml."""
    tox = toml.at(toml.load(text), *above) if above else toml.load(text)
    if not isinstance(tox, dict):
        return []
    found = []
    legacy = tox.get("legacy_tox_ini")
    if isinstance(legacy, str):
        found += [
            one.replace(location=one.location.replace(line=1, column=0), source="") for one in read_tox(legacy, path)
        ]
    names = tox.get("env_list")
    if isinstance(names, list):
        words = [word for name in names if isinstance(name, str) for word in _factors(name)]
        found += _declare(text, path, toml.find(text, *above, "env_list", 0), words)
    for keys in (("env_run_base",), ("env",)):
        table = toml.at(tox, *keys)
        tables = [table] if keys == ("env_run_base",) else list(table.values()) if isinstance(table, dict) else []
        for one in tables:
            base = toml.at(one, "base_python")
            words = [base] if isinstance(base, str) else [word for word in base or () if isinstance(word, str)]
            found += _declare(text, path, None, words)
    return found


def read_nox(text: str, path: str) -> list[Declaration]:
    """Read `@nox.session(python=…)` of a noxfile, as far as it stands there as plain text."""
    import ast

    found = []
    for node in ast.walk(parse(text)):
        if not isinstance(node, ast.Call) or not ast.unparse(node.func).endswith("session"):
            continue
        for word in node.keywords:
            if word.arg == "python":
                values = word.value.elts if isinstance(word.value, (ast.List, ast.Tuple)) else [word.value]
                said = [one.value for one in values if isinstance(one, ast.Constant) and isinstance(one.value, str)]
                line = text.split("\n")[word.value.lineno - 1]
                start = (
                    sum(len(one) + 1 for one in text.split("\n")[: word.value.lineno - 1])
                    + len(line)
                    - len(line.lstrip())
                )
                found += _declare(text, path, (start, start + len(line.strip())), said, what="nox")
    return found


def _settings(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    heads = list(_SECTION.finditer(text))
    ends = [*(head.start() for head in heads[1:]), len(text)]
    for head, end in zip(heads, ends, strict=False):
        for setting in _SETTING.finditer(text, head.end(), end):
            yield head[1].strip(), setting


def _factors(text: str) -> list[str]:
    """Give the factors of a list of environments: `py{39,310}-django{4,5}` holds py39 and py310."""
    lines = (line.partition("#")[0] for line in text.split("\n"))
    names: list[str] = []
    for one in re.split(r"[,\s]+(?![^{]*\})", " ".join(lines)):
        names += _expanded(one)
    return [factor for name in names for factor in name.split("-")]


def _expanded(name: str) -> list[str]:
    todo, done = [name], list[str]()
    while todo and len(todo) + len(done) < _MOST:
        one = todo.pop(0)
        braces = _BRACES.search(one)
        if braces is None:
            done.append(one)
            continue
        before, behind = one[: braces.start()], one[braces.end() :]
        todo += [before + part.strip() + behind for part in braces[1].split(",")]
    return done


def _first(setting: re.Match[str]) -> tuple[int, int]:
    """Give the span of the first line of a setting that says something."""
    found = re.search(r"^[ \t]*([^#\s][^\n]*)", setting[2], re.MULTILINE)
    start = setting.start(2)
    return (start + found.start(1), start + found.end(1)) if found else setting.span(2)


def _declare(
    text: str, path: str, span: tuple[int, int] | None, words: Iterable[str], what: str = "tox"
) -> list[Declaration]:
    """Make one declaration of all the Pythons in a list; `docs` and `lint` in it are none."""
    known = {word: specifier for word in words if (specifier := factor(word))}
    if not known:
        return []
    said = {
        "what": what,
        "kind": "tried",
        "text": ", ".join(known),
        "specifier": OR.join(dict.fromkeys(known.values())),
    }
    return [declare(text, path, span, **said)]
