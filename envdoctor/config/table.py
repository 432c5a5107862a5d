"""What stands in a table of configuration: each key and value is judged, and what is wrong is said with its place."""

from __future__ import annotations

import re
import sys

from envdoctor.check import SEVERITIES
from envdoctor.config import BadConfig, Choice, Config, Ignore, Level
from envdoctor.near import meant
from envdoctor.toml_places import line_and_column, places

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from envdoctor.toml_places import Path

KEYS = ("select", "extend-select", "ignore", "severity", "fail-on", "exclude", "environment")
FAIL_ON = (*SEVERITIES, "never")
_WHERE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


def read(shown: str, data: bytes, where: tuple[str, ...]) -> Config:
    """Read the table `where` of a file; `shown` is the file's name in messages.

    Raises:
        BadConfig: with a line for each mistake.
    """
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    text = _text(shown, data)
    try:
        table: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _WHERE.search(str(error))
        what = str(error)[: place.start()] if place else str(error)
        end = line_and_column(text, len(text.rstrip()))
        line, column = (int(place[1]), int(place[2])) if place and place[1] else end
        raise BadConfig(f"{shown}:{line}:{column}: this is no valid TOML: {what[:1].lower()}{what[1:]}") from None
    except RecursionError:
        raise BadConfig(f"{shown}: this is no valid TOML: it is nested too deeply") from None
    for name in where:
        table = table.get(name) if isinstance(table, dict) else None
    if table is None:
        return Config()
    return _Table(shown, text, where).config(table)


def _text(shown: str, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadConfig(f"{shown}:{line}: this is no valid TOML: it is not UTF-8") from None


class _Table:
    """The table of one file, and the mistakes found in it."""

    def __init__(self, shown: str, text: str, where: tuple[str, ...]) -> None:
        self.shown, self.text, self.where = shown, text, where
        self.places = places(text)
        self.mistakes: list[str] = []

    def config(self, table: Any) -> Config:
        if not isinstance(table, dict):
            self.wrong(("",), "tool.envdoctor is a table: [tool.envdoctor]")
            table = {}
        for key in table:
            if key not in KEYS:
                hint = meant(key, KEYS)
                if key == "tool" and not self.where:
                    hint = f"; in {self.shown} the keys stand at the top, in no table"
                self.wrong((key,), f"there is no key `{key}`{hint}")
        select = table.get("select")
        config = Config(
            path=self.shown,
            select=None if select is None else self.choices("select", select),
            extend_select=self.choices("extend-select", table.get("extend-select", [])),
            ignore=self.ignores(table.get("ignore", [])),
            severity=self.levels(table.get("severity", {})),
            fail_on=self.word(("fail-on",), table.get("fail-on", "warning"), FAIL_ON),
            exclude=tuple(one for _, one in self.strings("exclude", table.get("exclude", []))),
            environment=self.environment(table.get("environment", "")),
            lines=tuple((key, self.place((key,))[0]) for key in KEYS if key in table),
        )
        if self.mistakes:
            raise BadConfig("\n".join(self.mistakes))
        return config

    def place(self, path: Path) -> tuple[int, int]:
        return line_and_column(self.text, self.places.get((*self.where, *path), 0))

    def wrong(self, path: Path, what: str) -> None:
        line, column = self.place(path)
        self.mistakes.append(f"{self.shown}:{line}:{column}: {what}")

    def strings(self, key: str, value: Any) -> list[tuple[tuple[int, int], str]]:
        """Read an array of strings, each with its place."""
        found = []
        if not isinstance(value, list):
            self.wrong((key, ""), f'`{key}` is a list: {key} = ["…"]')
            return []
        for number, one in enumerate(value):
            if isinstance(one, str) and one:
                found.append((self.place((key, number)), one))
            else:
                self.wrong((key, number), f"`{key}` holds strings, in quotes")
        return found

    def choices(self, key: str, value: Any) -> tuple[Choice, ...]:
        return tuple(Choice(name, *place) for place, name in self.strings(key, value))

    def ignores(self, value: Any) -> tuple[Ignore, ...]:
        if not isinstance(value, dict):
            return tuple(Ignore(name, *place) for place, name in self.strings("ignore", value))
        found = []
        for name, why in value.items():
            parts = why if isinstance(why, dict) else {"reason": why}
            for key in parts:
                if key not in {"reason", "until"}:
                    self.wrong(("ignore", name, key), f"there is no key `{key}` here{meant(key, ['reason', 'until'])}")
            reason, until = parts.get("reason"), parts.get("until")
            if not isinstance(reason, str) or not reason.strip():
                self.wrong(("ignore", name), f'say why, in quotes: {name} = "…"')
            elif until is not None and type(until).__name__ != "date":
                self.wrong(("ignore", name, "until", ""), "`until` is a date without quotes: until = 2027-01-31")
            else:
                found.append(Ignore(name, *self.place(("ignore", name)), reason, str(until or "")))
        return tuple(found)

    def levels(self, value: Any) -> tuple[Level, ...]:
        if not isinstance(value, dict):
            self.wrong(("severity", ""), '`severity` is a table: severity = {name = "note"}')
            return ()
        return tuple(
            Level(name, *self.place(("severity", name)), self.word(("severity", name), level, SEVERITIES))
            for name, level in value.items()
        )

    def word(self, path: tuple[str, ...], value: Any, known: tuple[str, ...]) -> str:
        if value in known:
            return str(value)
        hint = meant(value, known) if isinstance(value, str) else ""
        words = ", ".join(f'"{one}"' for one in known)
        self.wrong((*path, ""), f"`{path[-1]}` is one of {words}{hint}")
        return ""

    def environment(self, value: Any) -> str:
        if not isinstance(value, str):
            self.wrong(("environment", ""), '`environment` is the path of a folder, in quotes: environment = ".venv"')
            return ""
        return value
