"""Which findings are told together, and how many of very many are shown."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from envdoctor.check import Check, Finding


def fold(findings: Iterable[Finding], checks: dict[str, Check]) -> list[list[Finding]]:
    """Group the findings of one check, file and severity that have rows; the first one's place is the group's."""
    groups: dict[object, list[Finding]] = {}
    for number, finding in enumerate(findings):
        folds = finding.row and finding.location and checks[finding.check].together
        path = finding.location.path if finding.location else ""
        key = (finding.check, path, finding.severity) if folds else number
        groups.setdefault(key, []).append(finding)
    return list(groups.values())


def budget(groups: list[list[Finding]], most: int) -> tuple[list[int], dict[int, tuple[int, int]]]:
    """Say how many findings of each group are shown, and after which group how many are left in how many files."""
    shown: list[int] = []
    spent: dict[str, int] = {}
    last: dict[str, int] = {}
    hidden: dict[str, list[Finding]] = {}
    for number, group in enumerate(groups):
        check = group[0].check
        now = min(len(group), most - spent.get(check, 0)) if most else len(group)
        spent[check] = spent.get(check, 0) + now
        if now:
            last[check] = number
        hidden.setdefault(check, []).extend(group[now:])
        shown.append(now)
    left = {}
    for check, findings in hidden.items():
        files = {one.location.path for one in findings if one.location}
        if findings:
            left[last[check]] = (len(findings), len(files))
    return shown, left
