"""What pip makes of one line that is not plainly a pin.

Option strings and links are read by pip-requirements-parser, names, specifiers and markers by packaging. The former
differs from pip in ways that are corrected here, in `options` and in `links` (a test holds each against pip's own
parser):

1. it follows includes into endless cycles — it never gets to see a file; the probe follows `-r` and `-c`
2. its `is_pinned` takes `==1.*` for a pin and knows nothing of URLs — packaging is asked, in `coming.only_version`
3. its `from_string` raises NameError — its parts are called with single lines
4. it never expands `${VAR}` — `expand`; a line with a variable that is not set is not judged
5. it rejects options that pip accepts on a line, and global ones behind a requirement — `options`
6. it accepts options, hashes, fragments and editable constraints that pip refuses — `options`, `links.egg`, `read`
7. a missing, remote or undecodable file is an exception — the probe reads the files
8. it knows no columns, and a joined line has lost its end — `lines.Line` keeps them
9. it reads some names and paths in another way than pip — `_plain` and `links` follow pip's order of questions
"""

from __future__ import annotations

import re

from envdoctor.requirements.answers import Asked, Included, Refusal
from envdoctor.requirements.coming import only_version
from envdoctor.requirements.links import Places, editable, egg, from_url, kind, library, link
from envdoctor.requirements.options import options

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_VARIABLE = re.compile(r"\$\{([A-Z0-9_]+)\}")
# nothing in it could be a URL or a path: unless it is an archive, packaging alone reads it, as pip would have it do
_NAMED = re.compile(r"[^.@:/\\][^@:/\\]*")
_ARCHIVE = re.compile(r"\.(?:zip|whl|tbz|tgz|txz|tlz|tar(?:\.(?:gz|bz2|xz|lz|lzma))?)(?:\[[^\]]*\])?$", re.IGNORECASE)
# the specifier, in parentheses or not
_PARTS = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?(?:\s*\[[^\]]*\])?\s*(?:\(\s*([^)]*?)\s*\)|([^()]*))")


def expand(line: str, environ: Mapping[str, str]) -> str | None:
    """Put the values of `${VAR}` in; None: one is not set, so that nobody knows what the line says."""
    for name in set(_VARIABLE.findall(line)):
        value = environ.get(name)
        if not value:
            return None
        line = line.replace("${" + name + "}", value)
    return line


def read(line: str, places: Places, *, constraint: bool) -> Asked | Included | None:
    """Read a line; None: it holds options that ask for nothing to be installed.

    Raises:
        Refusal: pip refuses it.
    """
    words, values = line, None
    if line.startswith("-") or " -" in line:
        words, values = options(line)
    try:
        if values and values.editables:
            if constraint:
                raise Refusal("Editable requirements are not allowed as constraints")
            return editable(words or values.editables[0], places).replace(end=len(line))
        if words:
            asked = _plain(words, places)
            return asked.replace(hashes=tuple(values.hashes)) if values else asked
    except ValueError as error:  # a URL that is none
        raise _refused(words, error) from None
    if values and (values.requirements or values.constraints):
        return Included((values.requirements or values.constraints)[0], constraint=not values.requirements)
    return None


def _plain(words: str, places: Places) -> Asked:
    """Read a requirement: first the marker goes, then it is a URL, a path, an archive or a name, in this order."""
    is_url = ":" in words and library().is_url(words)
    body, separator, marker = words.partition("; " if is_url else ";")
    if marker.strip():
        from packaging.markers import Marker

        offset = len(body) + len(separator) + len(marker) - len(marker.lstrip())
        try:
            marker = str(Marker(marker.strip()))
        except (ValueError, RecursionError) as error:
            raise _refused(body, error, offset) from None
    body = body.strip()
    if is_url:
        asked = from_url(body)
    elif _NAMED.fullmatch(body) and not _ARCHIVE.search(body):
        asked = _named(body)
    else:
        asked = link(body, places) or _named(body)
    return asked.replace(marker=marker.strip(), end=len(body))


def _named(body: str) -> Asked:
    """Read a name with extras and specifier, or with a URL behind an `@`."""
    from packaging.requirements import Requirement

    try:
        found = Requirement(body)
    except (ValueError, RecursionError) as error:
        raise _refused(body, error) from None
    extras = tuple(sorted(found.extras))
    if found.url:
        egg(found.url)
        return Asked(kind=kind(found.url), name=found.name, extras=extras, url=found.url)
    return Asked(
        kind="index",
        name=found.name,
        extras=extras,
        specifier=str(found.specifier),
        version=only_version(found.specifier),
        specifier_span=_span(body),
    )


def _span(body: str) -> tuple[int, int] | None:
    """Find the specifier in a requirement, or the place where it would stand; None: it is written in a strange way."""
    found = _PARTS.fullmatch(body)
    if not found or found[1] == "":  # `flask()`
        return None
    return found.span(1) if found[1] else found.span(2)


def _refused(text: str, error: Exception, offset: int = 0) -> Refusal:
    """Tell what packaging says, and where in the line it points to."""
    cause = error.__cause__
    span = getattr(cause, "span", None)
    message = getattr(cause, "message", None) or str(error).partition("\n")[0]
    if span:
        span = (offset + span[0], offset + max(span[1], span[0] + 1))
    return Refusal(f"Invalid requirement: {text.strip()!r}: {message}", span)
