from __future__ import annotations

from envdoctor.check import Finding, Fix, Replace, check
from envdoctor.record import Unknown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Verdicts
    from envdoctor.facts import Snapshot


@check("error", fixable="safe", together="{count} versions of Python without quotes are read as numbers")
def python_version_unquoted(snap: Snapshot) -> Verdicts:
    """A YAML file names a Python without quotes, so that `3.10` is read as the number 3.1."""
    for file in snap.unquoted.unread:
        yield Unknown(f"{file.path}: {file.reason}")
    for one in snap.unquoted.numbers:
        place, quoted = one.location, f"{one.quote}{one.text}{one.quote}"
        yield Finding(
            message=f"{one.reader} reads `{one.text}` without quotes as Python {one.read}",
            location=place,
            source=one.source,
            subject=one.text,
            row=(one.text, f"read as {one.read}", f"→ {quoted}"),
            fixes=(Fix(f"writes `{quoted}`", (Replace(place.path, place.line, place.column, one.text, quoted),)),),
        )
