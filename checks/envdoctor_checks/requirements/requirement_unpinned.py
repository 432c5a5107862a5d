from __future__ import annotations

from envdoctor.check import Finding, check
from envdoctor.record import Unknown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from envdoctor.check import Severity
    from envdoctor.facts import Snapshot
    from envdoctor.facts.requirements import Requirement, RequirementsFile
    from envdoctor.requirements.pinning import Constraints


@check("warning", fixable="safe", together="{count} requirements may install other versions tomorrow")
def requirement_unpinned(snap: Snapshot) -> Iterator[Finding | Unknown]:
    """A requirement lets in several versions, so tomorrow's install may bring another than today's."""
    for unread in snap.requirements.unread:
        yield Unknown(f"{unread.path}: {unread.reason}")
    constraints: Constraints | None = None
    for file in snap.requirements.files:
        # a URL, a repository or a path has no version to pin; what does not come from an index is judged elsewhere
        loose = [one for one in file.requirements if one.kind == "index" and not one.version]
        if not loose or not file.judged:
            continue  # everything is pinned; or the file is not the project's own
        if file.role in {"source", "constraints"}:
            continue  # ranges are what such a file is for: the file compiled from it, or the requirements, say which
        if file.uninstalled:
            continue  # whatever the version, it is to go away
        if file.generated or file.compiled:
            continue  # a tool wrote it, or makes the file that is installed from: pinning here would be undone
        if whole := [line for line in file.lines_refused if line.whole]:
            yield Unknown(f"{file.path}:{whole[0].location.line}: pip refuses the file: {whole[0].message}")
            continue  # what pip would make of the other lines is not known
        if len(file.lines_refused) >= len(loose):
            continue  # notes, or a list for another program: pip could not install from it
        if not constraints:
            from envdoctor.facts.installed import normal
            from envdoctor.requirements.pinning import Constraints

            constraints = Constraints(snap)
        if constraints.source(file.path, {normal(one.name) for one in loose}):
            continue  # another file has the versions of all these: that is the one to install from
        yield from _judge(snap, file, loose, constraints)


def _judge(
    snap: Snapshot, file: RequirementsFile, loose: list[Requirement], constraints: Constraints
) -> Iterator[Finding]:
    from envdoctor.facts.installed import normal
    from envdoctor.requirements.coming import may_come, satisfiable
    from envdoctor.requirements.pinning import pin

    pinned = constraints.pinned(file.path)
    # others will install what a package requires, and choose the versions: its files are for those who work on it
    mild = file.role != "application" or snap.packages.around(file.path)
    severity: Severity = "note" if mild else "warning"
    for one in loose:
        if normal(one.name) in pinned or one.name == "python":
            continue  # constraints say which version; and pip installs no Python, so the line is wrong in another way
        if not satisfiable(one.specifier):
            continue  # no version at all may come
        coming = may_come(one.specifier)
        found = pin(snap, one, constraints.limits(file.path, one.name))
        yield Finding(
            message=f"`{one.text}` may install another version tomorrow: {coming}",
            location=one.location,
            source=one.source,
            subject=f"{one.name}; {one.marker}" if one.marker else one.name,
            severity=severity,
            row=(one.text, coming, *([f"→ {found[0]}"] if found else [])),
            fixes=(found[1],) if found else (),
        )
