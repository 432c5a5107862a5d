"""Does a Python version satisfy a specifier? Plain ones are answered here at once, all others by `packaging`.

A specifier is a set of PEP 440, or several of them joined by ` || `, any of which will do. A version is that of an
interpreter: "3.12.4", or "3.12" where no file says more. What follows its numbers (`rc1`, `+`) is left out, as pip
does when it compares an interpreter with `requires-python`.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Release = tuple[int, int, int]

OR = " || "
MINORS = range(60)  # of Python 3: more than there will be
OPERATORS = (">=", "<=", "==", "!=", "~=", ">", "<")  # the longer ones first
LONGEST = 3  # numbers of a version of Python


def within(version: str, specifier: str) -> bool | None:
    """Say whether a version satisfies a specifier; None: it is not known well enough, or one is no such thing."""
    quick = plainly_within(version, specifier)
    if quick is not None:
        return quick
    try:
        return _any_set(version, specifier, _asked)
    except ValueError:
        return None


def plainly_within(version: str, specifier: str) -> bool | None:
    """As `within`, without importing anything; None also where only `packaging` can tell."""
    return _any_set(version, specifier, _plain)


def valid(specifier: str) -> bool:
    """Say whether PEP 440 accepts a specifier."""
    for one in specifier.split(OR):
        if _plain((3, 0, 0), one) is None:
            try:
                _asked((3, 0, 0), one)
            except ValueError:
                return False
    return True


def accepted(text: str) -> bool:
    """Say whether PEP 440 accepts a text as it stands in a file, where ` || ` does not join anything."""
    return OR.strip() not in text and valid(text)


def violated(version: str, specifier: str) -> str:
    """Give the part of a specifier that a version outside of it violates: `<3.12` of `>=3.10,<3.12`."""
    if OR in specifier:
        return specifier
    parts = [part.strip() for part in specifier.split(",")]
    return ",".join(part for part in parts if within(version, part) is not True)


def minor(version: str) -> str:
    """Give the version of the language, `3.12` of `3.12.4`; empty where there is none."""
    return ".".join(map(str, _release(version)[:2]))


def fitting(specifiers: Iterable[str]) -> str:
    """Give the Python 3 that suits all specifiers; empty where none does.

    With an upper bound it is the newest that does; else the oldest, the only one that they name for certain.
    """
    wanted = list(specifiers)
    suits = [number for number in MINORS if all(within(f"3.{number}", one) is not False for one in wanted)]
    if not suits:
        return ""
    return f"3.{suits[0] if suits[-1] == MINORS[-1] else suits[-1]}"


def _any_set(version: str, specifier: str, judge: Callable[[Release, str], bool | None]) -> bool | None:
    release = _release(version)
    if not release:
        return None
    verdicts = []
    for one in specifier.split(OR):
        verdict = {judge(stands_for, one) for stands_for in _releases(release, one)}
        verdicts.append(verdict.pop() if len(verdict) == 1 else None)
    if True in verdicts:
        return True
    return None if None in verdicts else False


def _release(version: str) -> tuple[int, ...]:
    """Read the two or three numbers of a version; empty where there are none."""
    plain = _numbers(version)
    if not plain:  # what follows the numbers is rare
        import re

        found = re.match(r"[0-9]+\.[0-9]+(?:\.[0-9]+)?", version)
        plain = _numbers(found[0]) if found else ()
    return plain[:LONGEST] if len(plain) > 1 else ()


def _numbers(text: str) -> tuple[int, ...]:
    """Read numbers that are joined by full stops; empty where anything else stands in the text."""
    parts = text.split(".")
    return tuple(map(int, parts)) if text.isascii() and all(map(str.isdigit, parts)) else ()


def _releases(release: tuple[int, ...], specifier: str) -> list[Release]:
    """Give the versions that a version without a patch number may stand for: one on each side of every bound."""
    first, second, *rest = release
    if rest:
        return [(first, second, rest[0])]
    import re

    bounds = {int(number) for number in re.findall(r"[0-9]+", specifier)}
    patches = {0, *bounds, *(bound + 1 for bound in bounds), *(bound - 1 for bound in bounds if bound)}
    return [(first, second, patch) for patch in sorted(patches)]


def _plain(release: Release, specifier: str) -> bool | None:
    """Judge a set of plain clauses. None: a clause is not plain, so whether the whole is valid is not known here."""
    if not specifier.strip(" \t"):
        return True
    verdict = True
    for clause in specifier.split(","):
        bare = clause.strip(" \t")
        operator = next((one for one in OPERATORS if bare.startswith(one)), "")
        version = bare[len(operator) :].lstrip(" \t")
        wildcard = version.endswith(".*")
        given = _numbers(version[:-2] if wildcard else version)
        if not operator or not given or len(given) > LONGEST:
            return None
        if (wildcard and operator not in {"==", "!="}) or (operator == "~=" and len(given) == 1):
            return None  # PEP 440 has no such clause; packaging will say so
        bound = (*given, 0, 0)[:LONGEST]
        if operator == "~=":
            holds = release >= bound and release[: len(given) - 1] == given[:-1]
        elif wildcard:
            holds = (release[: len(given)] == given) is (operator == "==")
        else:
            holds = _COMPARE[operator](release, bound)
        verdict = verdict and holds
    return verdict


_COMPARE: dict[str, Callable[[tuple[int, ...], tuple[int, ...]], bool]] = {
    ">=": lambda release, bound: release >= bound,
    "<=": lambda release, bound: release <= bound,
    "==": lambda release, bound: release == bound,
    "!=": lambda release, bound: release != bound,
    ">": lambda release, bound: release > bound,
    "<": lambda release, bound: release < bound,
}


def _asked(release: Release, specifier: str) -> bool:
    """Ask `packaging`.

    Raises:
        ValueError: PEP 440 does not accept the specifier.
    """
    from packaging.specifiers import SpecifierSet

    return SpecifierSet(specifier).contains(".".join(map(str, release)), prereleases=True)
