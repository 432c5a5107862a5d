"""Poetry's version constraints (`^3.9`, `~3.9`, `3.9.*`, `||`), told in the words of PEP 440."""

from __future__ import annotations

import re

from envdoctor.versions import OR

_PART = re.compile(r"(\^|~=|~|>=|<=|!=|==|=|>|<)?v?([0-9]+(?:\.[0-9]+){0,2})(\.\*)?")
_OPERATOR = re.compile(r"(?<=[\^~=<>])[ \t]+")


def specifier(constraint: str) -> str:
    """Translate a constraint; empty where it allows everything, or is none that Poetry would take."""
    sets = [_conjunction(one) for one in re.split(r"[ \t]*\|\|?[ \t]*", constraint.strip())]
    return OR.join(sets) if all(sets) else ""


def _conjunction(text: str) -> str:
    """Translate what is joined by commas or blanks: every part must hold."""
    parts = [_part(one) for one in re.split(r"[ \t]*,[ \t]*|[ \t]+", _OPERATOR.sub("", text).rstrip(", \t"))]
    return ",".join(parts) if all(parts) else ""


def _part(text: str) -> str:
    found = _PART.fullmatch(text)
    if not found:
        return ""  # prereleases and what is no constraint: no verdict
    operator, version, wildcard = found[1] or "==", found[2], found[3] or ""
    numbers = [int(number) for number in version.split(".")]
    if operator == "=":
        operator = "=="
    if wildcard and operator in {"==", "!="}:
        return f"{operator}{version}.*"
    if wildcard and operator in {"^", "~", "~="}:
        return ""
    if operator == "^":
        # the first number may not change; there is no Python 0, for which another would count
        return f">={version},<{numbers[0] + 1}" if numbers[0] else ""
    if operator == "~":
        upper = f"{numbers[0]}.{numbers[1] + 1}" if len(numbers) > 1 else str(numbers[0] + 1)
        return f">={version},<{upper}"
    if operator == "~=" and len(numbers) == 1:
        return f">={version},<{numbers[0] + 1}"
    # a bare `3.9` is exactly 3.9.0 to Poetry, as `==3.9` is to pip; and `>=3.8.*` is `>=3.8`
    return operator + version
