"""Which checks are run, and because of what."""

from __future__ import annotations

import pytest

from envdoctor.config import BadConfig, Choice, Config, Ignore, Level
from envdoctor.config.selection import Wanted, choose, severities, validate
from envdoctor.load import Source

SUDO = Source("sudo-pip", "install", "m", "p")
LOOSE = Source("requirement-unpinned", "requirements", "m", "p")
SOURCES = [SUDO, LOOSE]
TODAY = "2026-06-01"


def file(**words: object) -> Config:
    return Config(path="pyproject.toml", lines=(("select", 9),)).replace(**words)


def names(*given: str) -> tuple[Choice, ...]:
    return tuple(Choice(name, number + 1) for number, name in enumerate(given))


def ignores(*given: str, reason: str = "", until: str = "") -> tuple[Ignore, ...]:
    return tuple(Ignore(name, number + 1, 0, reason, until) for number, name in enumerate(given))


NOTHING = Wanted()


@pytest.mark.parametrize(
    ("config", "wanted", "verdicts"),
    [
        (Config(), NOTHING, "default  | default "),
        (file(), NOTHING, "default  | default "),
        (file(select=names("install")), NOTHING, "on pyproject.toml:1 | off pyproject.toml:9"),
        (file(select=()), NOTHING, "off pyproject.toml:9 | off pyproject.toml:9"),
        (file(select=names("ALL")), NOTHING, "on pyproject.toml:1 | on pyproject.toml:1"),
        (file(extend_select=names("sudo-pip")), NOTHING, "on pyproject.toml:1 | default "),
        (file(select=(), extend_select=names("sudo-pip")), NOTHING, "on pyproject.toml:1 | off pyproject.toml:9"),
        (file(ignore=ignores("install")), NOTHING, "off pyproject.toml:1 | default "),
        (file(ignore=ignores("ALL")), NOTHING, "off pyproject.toml:1 | off pyproject.toml:1"),
        (file(ignore=ignores("install", reason="why")), NOTHING, "aside pyproject.toml:1 why | default "),
        # what names the check beats what names its family; of equals, ignore wins
        (file(select=names("sudo-pip"), ignore=ignores("install")), NOTHING,
         "on pyproject.toml:1 | off pyproject.toml:9"),
        (file(select=names("install"), ignore=ignores("x", "sudo-pip")), NOTHING,
         "off pyproject.toml:2 | off pyproject.toml:9"),
        (file(select=names("sudo-pip"), ignore=ignores("sudo-pip")), NOTHING,
         "off pyproject.toml:1 | off pyproject.toml:9"),
        (file(ignore=ignores("ALL"), extend_select=names("install")), NOTHING,
         "on pyproject.toml:1 | off pyproject.toml:1"),
        # days
        (file(ignore=ignores("ALL", reason="w", until="2026-05-31")), NOTHING, "default  | default "),
        (file(ignore=ignores("sudo-pip", reason="w", until=TODAY)), NOTHING, "aside pyproject.toml:1 w | default "),
        # the command line
        (Config(), Wanted(select=("install",)), "on --select | off --select"),
        (Config(), Wanted(select=()), "off --select | off --select"),
        (Config(), Wanted(select=("ALL",), ignore=("install",)), "off --ignore | on --select"),
        (Config(), Wanted(select=("sudo-pip",), ignore=("ALL",)), "on --select | off --select"),
        (Config(), Wanted(extend_select=("install",)), "on --extend-select | default "),
        (Config(), Wanted(select=(), extend_select=("install",)), "on --extend-select | off --select"),
        (Config(), Wanted(ignore=("requirements",)), "default  | off --ignore"),
        # the command line beats the file
        (file(ignore=ignores("sudo-pip", reason="w")), Wanted(select=("install",)), "on --select | off --select"),
        (file(ignore=ignores("sudo-pip")), Wanted(extend_select=("ALL",)), "on --extend-select | on --extend-select"),
        (file(select=names("sudo-pip")), Wanted(ignore=("ALL",)), "off --ignore | off --ignore"),
        (file(select=names("sudo-pip")), Wanted(ignore=("requirements",)), "on pyproject.toml:1 | off --ignore"),
    ],
)  # fmt: skip
def test_choose(config: Config, wanted: Wanted, verdicts: str) -> None:
    found = choose(SOURCES, config, wanted, TODAY)
    assert [one.source for one in found] == SOURCES
    texts = [f"{one.state} {one.why}" + (f" {one.reason}" if one.reason else "") for one in found]
    assert " | ".join(texts) == verdicts


def test_severities() -> None:
    levels = (Level("ALL", severity="note"), Level("sudo-pip", severity="error"), Level("install", severity="warning"))
    assert severities(SOURCES, file()) == {}
    assert severities(SOURCES, file(severity=levels)) == {"sudo-pip": "error", "requirement-unpinned": "note"}
    assert severities(SOURCES, file(severity=levels[1:])) == {"sudo-pip": "error"}


def test_known_names_are_fine() -> None:
    validate(SOURCES, Config(), NOTHING)
    good = names("ALL", "sudo-pip", "requirements")
    validate(SOURCES, file(select=good, extend_select=good), Wanted(("ALL",), ("install",), ("sudo-pip",)))


def test_unknown_names_are_said_all_at_once() -> None:
    config = file(
        select=names("sudo_pip"),
        extend_select=names("nonsense"),
        ignore=(Ignore("requirement", 7, 3),),
        severity=(Level("instal", 8, 1, "note"),),
    )
    with pytest.raises(BadConfig) as error:
        validate(SOURCES, config, Wanted(("all",), ("gti",), ("sudo-pi",)))
    assert str(error.value).split("\n") == [
        "--select: there is no check or family `all`; did you mean `ALL`?",
        "--extend-select: there is no check or family `gti`",
        "--ignore: there is no check or family `sudo-pi`; did you mean `sudo-pip`?",
        "pyproject.toml:1:0: there is no check or family `sudo_pip`; did you mean `sudo-pip`?",
        "pyproject.toml:1:0: there is no check or family `nonsense`",
        "pyproject.toml:7:3: there is no check or family `requirement`; did you mean `requirements`?",
        "pyproject.toml:8:1: there is no check or family `instal`; did you mean `install`?",
    ]
