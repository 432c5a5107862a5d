"""Does an installed version satisfy a specifier? What two plain numbers decide is decided here, without `packaging`.

`2.1.0rc1` and `2.1.0.post2` lie between 2.0 and 2.2 whatever follows their numbers: only where the numbers are the
same does it matter what follows, and then this cannot tell. `re` is not imported: nothing else of a clean run needs it.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    Release = tuple[tuple[int, ...], bool]

# what may follow the numbers, each once and in this order; of words that begin alike, the longer stands first
_SUFFIXES = (("alpha", "a", "beta", "b", "preview", "pre", "c", "rc"), ("post", "rev", "r"), ("dev",))
_SEPARATORS = ("-", "_", ".")
_DIGITS = "0123456789"
_read: dict[str, Release | None] = {}
LONGEST = 100  # characters; int() refuses thousands of digits


def meets(version: str, specifier: str) -> bool | None:
    """Say whether a version satisfies all clauses of a specifier; None: this cannot tell.

    Pre-releases are allowed: what is installed is installed.
    """
    have = release(version)
    if have is None:
        return None
    if "," not in specifier:
        return _clause(version, have, specifier.strip())
    verdicts = [_clause(version, have, clause.strip()) for clause in specifier.split(",")]
    return None if None in verdicts else False not in verdicts


def release(text: str) -> Release | None:
    """Read the numbers of a version, and whether nothing follows them; None: it is not of a plain form."""
    try:
        return _read[text]
    except KeyError:
        found = _read[text] = _parse(text)
        return found


def _clause(version: str, have: Release, clause: str) -> bool | None:
    operator = clause[:2] if clause[1:2] == "=" else clause[:1]
    text = clause[len(operator) :].lstrip()
    if text[-2:] == ".*":
        return _family(have[0], operator, text[:-2])
    want = release(text)
    if want is None or ("+" in text and operator not in {"==", "!="}):
        return None
    mine, theirs = have[0], want[0]
    if len(mine) < len(theirs):
        mine += (0,) * (len(theirs) - len(mine))
    elif len(theirs) < len(mine):
        theirs += (0,) * (len(mine) - len(theirs))
    if mine == theirs and not (have[1] and want[1]) and version != text:
        return None
    if operator == ">=":
        return mine >= theirs
    if operator == "<":
        return mine < theirs
    if operator == "==":
        return mine == theirs
    if operator == "!=":
        return mine != theirs
    if operator == "<=":
        return mine <= theirs
    if operator == "~=":
        family = len(want[0]) - 1
        return mine >= theirs and mine[:family] == theirs[:family] if family else None
    return mine > theirs if operator == ">" else None


def _family(mine: tuple[int, ...], operator: str, text: str) -> bool | None:
    """Judge `==2.1.*`."""
    want = release(text)
    if want is None or not want[1] or operator not in {"==", "!="}:
        return None
    size = len(want[0])
    return ((mine + (0,) * size)[:size] == want[0]) is (operator == "==")


def _parse(text: str) -> Release | None:
    if len(text) > LONGEST or not text.isascii():
        return None
    plain = text.replace(".", "").isdecimal()
    if not plain:
        numbers = text[: len(text) - len(text.lstrip("0123456789."))].rstrip(".")
        if not _is_suffix(text[len(numbers) :]):
            return None
        text = numbers
    try:
        return tuple(map(int, text.split("."))), plain
    except ValueError:  # a full stop too many, or no number
        return None


def _is_suffix(text: str) -> bool:
    """Say whether this is what may follow the numbers of a version: `.post1`, `rc2.dev3+local.4`."""
    text, plus, local = text.partition("+")
    if plus and not (local.replace(".", "a").isalnum() and local == local.lower() and all(local.split("."))):
        return False
    for words in _SUFFIXES:
        bare = text[1:] if text.startswith(_SEPARATORS) else text
        for word in words:
            if bare.startswith(word):
                text = bare[len(word) :]
                text = (text[1:] if text.startswith(_SEPARATORS) else text).lstrip(_DIGITS)
                break
    return not text
