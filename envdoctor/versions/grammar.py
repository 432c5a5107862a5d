"""What is wrong with a specifier that its reader refuses, and what was meant where that is beyond doubt."""

from __future__ import annotations

import re

from envdoctor.record import Record
from envdoctor.versions import accepted

_NUMBERS = r"[0-9]+(?:\.[0-9]+)*"
_SWAPPED = re.compile(r"=([<>])")
_QUOTED = re.compile(r"([\"'])(.*)\1", re.DOTALL)
_NAMED = re.compile(r"python[ \t]*(?=[<>=!~])")
_CLAUSE = re.compile(r"([<>=!~^]*)[ \t]*(.*)", re.DOTALL)
# blanks in front of an operator that follows a version: a comma is missing there
_GAP = re.compile(r"(?<=[0-9*])[ \t]+(?=[<>=!~])")


class Fault(Record):
    """What is wrong with a specifier, as the end of a sentence, and what should stand there; empty: it is not plain."""

    why: str
    cure: str = ""
    hint: str = ""  # what may be meant, where that is not plain


def fault(text: str) -> Fault | None:
    """Say what PEP 440, and with it pip, does not accept in a specifier; None: it is valid."""
    if accepted(text):
        return None
    bare = text.strip()
    quoted = _QUOTED.fullmatch(bare)
    if quoted:
        return _told("the quotes are part of it", quoted[2])
    if _NAMED.match(bare):
        return _told("the name `python` does not belong to it", _NAMED.sub("", bare, count=1))
    whole = _GAP.sub(",", bare)
    if "||" in whole:
        return Fault("`||` is known to Poetry and conda alone")
    judged = [_clause(one) for one in whole.split(",")]
    wrong = [one for one in judged if one.why]
    if not wrong:
        return _told("a comma is missing in it" if whole != bare else "it is no version specifier", whole)
    cure = ",".join(one.cure for one in judged) if all(one.cure for one in judged) else ""
    return _told(wrong[0].why, cure, wrong[0].hint)


def poetry(text: str) -> Fault | None:
    """Say what Poetry does not accept in a constraint, where that is plain; None: it is not known to be wrong."""
    if _SWAPPED.search(text):
        return Fault(_swapped(text), _SWAPPED.sub(r"\1=", text))
    if re.fullmatch(_NUMBERS + r"\+", text.strip()):
        return Fault("`+` is no operator", ">=" + text.strip()[:-1])
    if re.search(rf"[\^~] ?{_NUMBERS}\.\*", text):
        return Fault("`.*` does not go with `^` and `~`", re.sub(rf"([\^~] ?{_NUMBERS})\.\*", r"\1", text))
    return None


def conda(text: str) -> Fault | None:
    """Say what conda does not accept in a version, where that is plain; None: it is not known to be wrong.

    It takes `=>3.8` for `>3.8`, and `>=3.8.*` for `>=3.8`.
    """
    if re.match(r"\^[0-9]|~[0-9]", text):
        return Fault(f"`{text[0]}` is known to Poetry alone")
    if re.fullmatch(_NUMBERS + r"\+", text):
        return Fault("`+` is no operator", f">={text[:-1]}")
    return None


def no_such(word: str) -> Fault | None:
    """Say that a version has a second number as no Python ever will: a full stop is missing in `3.910`."""
    if re.fullmatch(r"(?:python-)?3\.[1-9][0-9]{2,}(?:\.[0-9]+)?", word):
        return Fault("there is no such Python; a full stop may be missing")
    return None


def _clause(text: str) -> Fault:
    """Judge one comparison; where nothing is wrong with it, it is its own cure."""
    bare = text.strip()
    if accepted(bare):
        return Fault("", bare)
    found = _CLAUSE.fullmatch(bare)
    assert found  # noqa: S101 - it matches everything
    operator, version = found[1], found[2].strip()
    numbers, star = version.removesuffix(".*"), version.endswith(".*")
    if not re.fullmatch(_NUMBERS, numbers.removesuffix("+")):
        return Fault("it is no version specifier")
    if operator in {"=>", "=<"}:
        return Fault(_swapped(operator), f"{operator[::-1]}{version}")
    if numbers.endswith("+"):
        return Fault("`+` is no operator", "" if operator or star else f">={numbers[:-1]}")
    if not operator:
        any_of = numbers if numbers.count(".") > 1 else f"{numbers}.*"
        hint = f"`>={numbers}` is {numbers} and all later ones, `=={any_of}` is {numbers} alone."
        return Fault("it has no operator", hint=hint)
    if operator == "^":
        first = int(numbers.partition(".")[0])
        return Fault("`^` is known to Poetry alone", f">={numbers},<{first + 1}" if first and not star else "")
    if operator in {"~", "="}:
        return Fault(f"`{operator}` is no operator in it")
    if star:
        return Fault("`.*` goes only with `==` and `!=`", operator + numbers if operator in {">=", "<"} else "")
    if operator == "~=":
        return Fault("`~=` takes two numbers or more")
    return Fault("it is no version specifier")


def _swapped(text: str) -> str:
    found = _SWAPPED.search(text)
    return f"`={found[1]}` is written `{found[1]}=`" if found else ""


def _told(why: str, cure: str, hint: str = "") -> Fault:
    """Give a cure only where it is accepted."""
    return Fault(why, cure if cure and accepted(cure) else "", hint)
