"""The answer of `envdoctor why`, for a person and as JSON."""

from __future__ import annotations

from envdoctor.render import safe
from envdoctor.render.cells import cells, pad, wrap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from envdoctor.render.layout import Line
    from envdoctor.why.answer import Answer, Spot

MOST = 12  # places shown
_KINDS = {
    "namespace": "a namespace package: folders without an __init__.py",
    "built-in": "compiled into the interpreter",
    "frozen": "part of the interpreter itself",
    "program": "the program itself that is run: every Python has one",
    "bytecode": "compiled, without its source",
    "editable": "installed to be edited",
}


def lines(answer: Answer, width: int, *, quiet: bool = False) -> Iterator[Line]:
    """Give the lines; `width` 0: nothing is wrapped."""
    yield from _paragraph(_headline(answer), width, "", "bold" if answer.importable else "error")
    if answer.importable:
        yield from _block(_source(answer), width)
    if answer.cause:
        yield []
        yield from _paragraph(safe.text(answer.cause.message), width, "  ", "")
        if not quiet:
            yield from _block([safe.text(one) for one in answer.cause.evidence], width, indent="    ", style="dim")
    if not quiet:
        yield from _spots(answer.spots)
        yield from _namings(answer)
        if answer.doubts:
            yield []
            said = "Files alone cannot tell for certain: code that is run when Python starts may change what it finds."
            if answer.importable:
                said = "This holds unless code that is run when Python starts changes it:"
            elif any("changes what it offers" in one or "may offer" in one for one in answer.doubts):
                said = "Files alone cannot tell for certain: what the code of a package does is known when it is run."
            yield from _paragraph(said, width, "  ", "")
            for one in answer.doubts:
                yield from _paragraph(safe.text(one), width, "    ", "dim")
        yield from _block([safe.text(one) for one in answer.notes], width)
    if answer.remedy:
        yield []
        yield [("  do  ", "fix"), (safe.text(answer.remedy.command), "command")]
        if answer.remedy.then and not quiet:
            yield from _paragraph(safe.text(answer.remedy.then), width, "      ", "")


def _headline(answer: Answer) -> str:
    verb = {True: "works", False: "fails", None: "probably fails"}[answer.importable]
    if answer.importable and answer.cause:
        verb = "finds something"
    asked = answer.asked
    statement = answer.statement or f"import {answer.module}"
    if not asked.path:
        return f"`{safe.text(statement)}` fails: there is no Python that starts"
    # a path or a name that ends in the version says it already
    said = asked.version in asked.shown or asked.version in asked.what
    version = f" ({asked.version})" if asked.version and not said else ""
    return safe.text(f"`{statement}` {verb} in {asked.what}: {asked.shown}{version}")


def _source(answer: Answer) -> list[str]:
    said = [safe.text(answer.shown)] if answer.origin not in {"built-in", "frozen"} else []
    if answer.kind in _KINDS:
        said.append(_KINDS[answer.kind])
    if answer.distribution:
        said.append(safe.text(f"of the distribution {answer.distribution} {answer.release}".rstrip()))
    return said


def _paragraph(text: str, width: int, indent: str, style: str) -> Iterator[Line]:
    for line in wrap(text, width - len(indent)) if width else [text]:
        yield [(indent + line, style)]


def _block(texts: list[str], width: int, indent: str = "  ", style: str = "") -> Iterator[Line]:
    if texts:
        yield []
    for text in texts:
        yield from _paragraph(text, width, indent, style)


def _spots(spots: tuple[Spot, ...]) -> Iterator[Line]:
    if not spots:
        return
    yield []
    yield [("  It is installed in", "")]
    yield []
    rows = [tuple(map(safe.text, (one.shown, one.release, f"Python {one.version}", one.note))) for one in spots[:MOST]]
    sizes = [max(cells(row[column]) for row in rows) for column in range(3)]
    for row in rows:
        first, *rest = [pad(text, size) for text, size in zip(row[:3], sizes, strict=True) if size]
        yield [("    ", ""), (first, "place"), ("  " + "  ".join([*rest, row[3]]).rstrip(), "")]
    if len(spots) > MOST:
        yield [(f"    and in {len(spots) - MOST} other places", "dim")]


def _namings(answer: Answer) -> Iterator[Line]:
    if not answer.namings:
        return
    yield []
    yield [("  The project declares it:", "")]
    for one in answer.namings[:MOST]:
        place = safe.text(f"{one.path}:{one.line}")
        yield [("    ", ""), (place, "place"), ("  " + safe.text(one.text), "")]


def as_json(answer: Answer) -> str:
    """Give the object, as the documentation describes it."""
    from envdoctor.render.json import SCHEMA_VERSION, dump

    asked, cause, remedy = answer.asked, answer.cause, answer.remedy
    data: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "module": answer.module,
        "importable": answer.importable,
        "origin": answer.origin or None,
        "kind": answer.kind or None,
        "distribution": {"name": answer.distribution, "version": answer.release or None}
        if answer.distribution
        else None,
        "python": {"path": asked.path, "version": asked.version, "prefix": asked.prefix, "what": asked.what}
        if asked.path
        else None,
        "cause": {"name": cause.name, "message": cause.message, "evidence": list(cause.evidence)} if cause else None,
        "places": [
            {
                "place": one.shown,
                "python": one.python or None,
                "python_version": one.version,
                "distribution": one.distribution or None,
                "version": one.release or None,
                "origin": one.origin,
                "note": one.note,
            }
            for one in answer.spots
        ],
        "declared": [
            {"path": one.path, "line": one.line, "text": one.text, "name": one.name} for one in answer.namings
        ],
        "fix": {"command": remedy.command, "note": remedy.then} if remedy else None,
        "doubts": list(answer.doubts),
        "notes": list(answer.notes),
    }
    return dump(data)
