"""Files that name the Python to run in words: .python-version, .tool-versions and runtime.txt."""

from __future__ import annotations

from envdoctor.probe.declarations.place import declare
from envdoctor.versions import OR, accepted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts.python import Declaration

# text, not compiled: the usual `3.12` has no need of them
_CPYTHON = (
    r"(?:c?python[-@]?)?(?P<version>[23](?:\.[0-9]{1,2}(?:\.[0-9]{1,2})?)?)(?P<loose>(?:a|b|rc)[0-9]+|-dev|t|\+freethreaded)?"
    r"(?:-(?:linux|macos|windows)-[\w.-]+)?"
)
_SHORT = r"cp3([0-9]{1,2})"
_OTHER = r"(?:pypy|graalpy)@?(?P<version>[23]\.[0-9]{1,2})(?:\.[0-9]+)?(?:-v?[0-9][0-9.]*)?(?:-src)?"
_FULL = 3  # numbers in a full version
_DIGITS = 2  # at most, in each of them


def pin(word: str) -> str:
    """Say what a version manager makes of a word; empty: no version of Python (an environment's name, `system`).

    `3.12` is any 3.12; of prereleases and free-threaded builds only the minor version can be compared.
    `pypy3.10-7.3.12` is Python 3.10, but `pypy-2.6.1` is a release of PyPy; `38`, `3.910` and `agent-3.10.13` are
    nothing.
    """
    numbers = word.split(".")
    loose = False
    if not _plain(numbers):
        import re

        if short := re.fullmatch(_SHORT, word):
            return f"==3.{short[1]}.*"
        found = re.fullmatch(_CPYTHON, word)
        if found is None:
            other = re.fullmatch(_OTHER, word)
            return f"=={other['version']}.*" if other else ""
        numbers, loose = found["version"].split("."), bool(found["loose"])
    if len(numbers) == _FULL and not loose:
        return f"=={'.'.join(numbers)}"
    return f"=={'.'.join(numbers[:2])}.*"


def _plain(numbers: list[str]) -> bool:
    return (
        len(numbers) <= _FULL
        and numbers[0] in {"2", "3"}
        and all(number.isascii() and number.isdigit() and len(number) <= _DIGITS for number in numbers)
    )


def pins(words: list[str]) -> str:
    """Join the versions that several words name, any of which will do; one that is no version leaves no verdict."""
    specifiers = [pin(word) for word in words]
    return OR.join(specifiers) if all(specifiers) else ""


def read_python_version(text: str, path: str, *, uv: bool) -> list[Declaration]:
    """Read what pyenv and uv read: a version on each line, the first is the default and the others do as well.

    pyenv takes the first word of a line; `>=3.10` is read by uv alone, and a name may be that of an environment.
    """
    words = []
    offset = 0
    for line in text.split("\n"):
        bare = line.partition("#")[0].strip()
        if bare:
            words.append((offset + line.index(bare), bare if uv and bare[0] in "<>=~!" else bare.split()[0]))
        offset += len(line) + 1
    if not words:
        return []
    start, first = words[0]
    if uv and first[0] in "<>=~!":
        kind, specifier = "range", first if len(words) == 1 and accepted(first) else ""
    else:
        kind, specifier = "pin", pins([word for _, word in words])
    said = " or ".join(word for _, word in words)
    span = (start, start + len(first))
    return [declare(text, path, span, what=".python-version", kind=kind, text=said, specifier=specifier)]


def read_tool_versions(text: str, path: str) -> list[Declaration]:
    """Read the line of asdf or mise about Python: several versions are fallbacks, any of them will do."""
    import re

    found = list(re.finditer(r"^[ \t]*python[ \t]+([^#\s][^#\r\n]*)", text, re.MULTILINE))
    if len(found) != 1:
        return []  # absent; or twice, where asdf and mise differ in which of them counts
    words = found[0][1].split()
    specifier = pins([word.removeprefix("prefix:") for word in words])
    start = found[0].start(1)
    span = (start, start + len(found[0][1].rstrip()))
    said = " or ".join(words)
    return [declare(text, path, span, what=".tool-versions", kind="pin", text=said, specifier=specifier)]


def read_runtime(text: str, path: str) -> list[Declaration]:
    """Read Heroku's `python-3.11.4`, and Netlify's older bare `3.8`; R has a runtime.txt too."""
    import re

    found = re.fullmatch(r"\s*((?:python-)?([0-9]+\.[0-9]+(?:\.[0-9]+)?))\s*", text)
    if not found:
        return []
    words = {"what": "runtime.txt", "kind": "pin", "deployment": True}
    return [declare(text, path, found.span(1), text=found[1], specifier=pin(found[2]), **words)]
