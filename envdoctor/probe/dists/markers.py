"""Does a marker hold in the environment? Plain ones are answered here; the rest, and only that, by `packaging`."""

from __future__ import annotations

from envdoctor.probe.dists.versions import meets

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from envdoctor.probe.dists.target import Target

_OPERATORS = ("==", "!=", "<=", ">=")
_LETTERS = "abcdefghijklmnopqrstuvwxyz_"
_VALUE = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-"
_VERSIONS = ("python_version", "python_full_version")
_TEXTS = (
    "sys_platform", "platform_system", "os_name", "platform_machine", "implementation_name",
    "platform_python_implementation",
)  # fmt: skip
_NAMES = {*_VERSIONS, *_TEXTS, "platform_release", "platform_version", "implementation_version", "extra"}
_WORDS = {"T": True, "F": False, "N": None}


class Markers:
    """The markers of one environment, each judged once."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._verdicts: dict[tuple[str, str], bool | None] = {}

    def hold(self, marker: str, extra: str = "") -> bool | None:
        """Say whether a marker holds, with an extra or none; None: something that it asks about is not known."""
        asked = (marker, extra)
        if asked not in self._verdicts:
            known = {**self._target.variables(marker), "extra": extra}
            verdict = plainly(marker, known)
            if verdict is None:
                from envdoctor.requirements.markers import evaluate

                verdict = evaluate(marker, known)
            self._verdicts[asked] = verdict
        return self._verdicts[asked]


def plainly(marker: str, known: Mapping[str, str]) -> bool | None:
    """Judge a marker that is written plainly; None: it is not, or a variable that would decide is not known."""
    text, at = "", 0
    while quotes := [begin for begin in (marker.find('"', at), marker.find("'", at)) if begin >= 0]:
        begin = min(quotes)
        end = marker.find(marker[begin], begin + 1)
        if end < 0:
            return None
        text += _replaced(marker[at:begin].rstrip(), marker[begin + 1 : end], known)
        at = end + 1
    text += marker[at:]
    while "(" in text:
        close = text.find(")")
        begin = text.rfind("(", 0, close)
        if begin < 0 or close < 0:
            return None
        text = text[:begin] + _joined(text[begin + 1 : close]) + text[close + 1 :]
    return _WORDS.get(_joined(text))


def _replaced(code: str, value: str, known: Mapping[str, str]) -> str:
    """Put a verdict in the place of the comparison that ends here, with a value."""
    operator = code[-2:] if code.endswith(_OPERATORS) else code[-1:]
    before = code[: len(code) - len(operator)].rstrip()
    rest = before.rstrip(_LETTERS)
    name = before[len(rest) :]
    if name not in _NAMES or operator not in {*_OPERATORS, "<", ">"} or value.strip(_VALUE):
        return "?"
    verdict = _compare(name, operator, value, known)
    return rest + ("N" if verdict is None else "FT"[verdict])


def _compare(name: str, operator: str, value: str, known: Mapping[str, str]) -> bool | None:
    have = known.get(name)
    if have is None:
        return None
    if name in _VERSIONS:
        return meets(have, operator + value)
    if operator not in {"==", "!="}:
        return None
    if name == "extra":
        from envdoctor.facts.distributions import normal

        return (normal(have) == normal(value)) is (operator == "==")
    # what could be a version would be compared as one
    if name not in _TEXTS or not value.replace("_", "").isalnum() or not value[0].isalpha() or value[0] in "vV":
        return None
    return (have == value) is (operator == "==")


def _joined(text: str) -> str:
    """Join verdicts by `and` and `or`; what is no verdict makes the whole one unknown, and more than that: invalid."""
    alternatives = [[word.strip() for word in part.split(" and ")] for part in text.strip().split(" or ")]
    words = {word for part in alternatives for word in part}
    if not words <= set(_WORDS):
        return "?"
    verdicts = ["F" if "F" in part else "N" if "N" in part else "T" for part in alternatives]
    return "T" if "T" in verdicts else "N" if "N" in verdicts else "F"
