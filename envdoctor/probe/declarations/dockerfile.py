"""Dockerfile: the Python of the image that the last stage is built from."""

from __future__ import annotations

from envdoctor.probe.declarations.place import declare
from envdoctor.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from envdoctor.facts.python import Declaration

# text, not compiled: the usual file has no need of them
_HEREDOC = r"(?<!\S)[0-9]*<<-?[\"']?([A-Za-z_]\w*)"
_ESCAPE = r"(?i:(?:#[^\n]*\n)*#[ \t]*escape[ \t]*=[ \t]*`)"
_FROM = r"(?i:(?:--\S+\s+)*(\S+)(?:\s+as\s+(\S+))?\s*)"
_ARG = r"(\w+)=(\"[^\"]*\"|'[^']*'|\S*)"
_VARIABLE = r"\$(?:\{(\w+)(?::?-([^}]*))?\}|(\w+))"

# what the image brings is not what runs where the file fetches another Python
_OTHER = r"\b(?:uv\s+python|pyenv|conda|mamba|mise|asdf|deadsnakes)\b|--python\b|\bUV_PYTHON="
_UV = r"\buv\s+(?:sync|run|venv)\b"
_SUSPECT = ("uv", "UV_", "pyenv", "conda", "mamba", "mise", "asdf", "deadsnakes", "--python")


def quickly(text: str, path: str) -> list[Declaration] | None:
    """Read a file of one stage whose first instruction is `FROM python:3.12-slim`; None: it is not that plain."""
    if any(word in text for word in _SUSPECT) or text.upper().count("FROM") != 1:
        return None
    start = text.find("FROM python:") + len("FROM python:")
    if start < len("FROM python:") or text[:start].strip() != "FROM python:":
        return None  # below comments and ARGs: a directive may stand there
    tag = text[start:].partition("\n")[0].rstrip()
    version = tag.partition("-")[0]
    numbers = version.split(".")
    plain = len(numbers) in {2, 3} and numbers[0] == "3" and all(one.isascii() and one.isdigit() for one in numbers)
    if not plain or not tag.replace(".", "").replace("-", "").isalnum() or max(map(len, numbers)) > 2:  # noqa: PLR2004
        return None
    return [_found(text, path, version, (start, start + len(version)))]


class _Argument(Record):
    """A build argument's default: as it is used, as it is written, and where."""

    value: str
    written: str
    start: int


class _Image(Record):
    """An image as a FROM names it, and where."""

    written: str
    start: int


def read(text: str, path: str, *, pinned: bool) -> list[Declaration]:
    """Read the last stage. `pinned`: the project has a .python-version, which uv would follow inside the image."""
    import re

    if re.search(_OTHER, text) or (pinned and re.search(_UV, text)):
        return []
    arguments: dict[str, _Argument] = {}
    stages: dict[str, _Image] = {}
    last = None
    for word, rest, start in _instructions(text):
        if word == "ARG" and last is None:  # only those above the first FROM count in a FROM
            for given in re.finditer(_ARG, rest):
                written = given[2].strip("\"'")
                value = _substitute(written, arguments)
                arguments[given[1]] = _Argument(value, written, start + given.start(2) + given[2].find(written))
        elif word == "FROM":
            found = re.fullmatch(_FROM, rest)
            if found is None:
                return []  # continued over lines, or nothing that Docker would take
            last = stages.get(found[1].lower()) or _Image(found[1], start + found.start(1))
            if found[2]:
                stages[found[2].lower()] = last
        elif not word:
            return []  # a heredoc that never ends: which stage is the last cannot be told
    return _declare(text, path, last, arguments) if last else []


def _declare(text: str, path: str, image: _Image, arguments: dict[str, _Argument]) -> list[Declaration]:
    from envdoctor.probe.declarations import images

    version = images.python(_substitute(image.written, arguments))
    if not version:
        return []
    # the place is where the version is written: in the FROM, or else in an ARG
    span = (image.start, image.start + len(image.written))
    for written, start in [(one.written, one.start) for one in arguments.values()] + [(image.written, image.start)]:
        at = written.rfind(version)
        if at >= 0:
            span = (start + at, start + at + len(version))
    return [_found(text, path, version, span)]


def _found(text: str, path: str, version: str, span: tuple[int, int]) -> Declaration:
    specifier = f"=={version}" if version.count(".") > 1 else f"=={version}.*"
    words = {"what": "Dockerfile", "kind": "pin", "deployment": True}
    return declare(text, path, span, text=version, specifier=specifier, **words)


def _substitute(text: str, arguments: dict[str, _Argument]) -> str:
    """Put in the arguments' defaults; one without any becomes a character that fits no image."""
    import re

    def value(found: re.Match[str]) -> str:
        known = arguments.get(found[1] or found[3])
        return (known.value if known else "") or found[2] or "\0"

    return re.sub(_VARIABLE, value, text)


def _instructions(text: str) -> Iterator[tuple[str, str, int]]:
    """Give the instructions' first lines: word, rest, and the rest's offset; comments and heredocs are passed over.

    A word that is empty says that a heredoc has no end.
    """
    import re

    escape = "`" if re.match(_ESCAPE, text) else "\\"
    ends: list[str] = []
    continued = False
    word = ""
    offset = 0
    for line in text.split("\n"):
        begin = offset
        offset += len(line) + 1
        bare = line.strip()
        if ends and not continued:
            if bare == ends[0]:
                del ends[0]
            continue
        if not bare or bare[0] == "#":
            continue
        starts = not continued
        continued = bare.endswith(escape)
        if starts:
            word = bare.split(None, 1)[0].upper()
        if word in {"RUN", "COPY", "ADD"}:
            ends += re.findall(_HEREDOC, line)
        elif starts:
            rest = bare[len(word) :]
            yield word, rest.strip(), begin + line.index(bare) + len(word) + len(rest) - len(rest.lstrip())
    if ends:
        yield "", "", 0
