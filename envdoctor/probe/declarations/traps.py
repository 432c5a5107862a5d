"""Which files may hold what deserves a closer look: a search in their bytes, no more.

That is a version such as `3.10` without quotes in YAML, and one that the project does not work with.
"""

from __future__ import annotations

from envdoctor.probe.scope import in_scope

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from envdoctor.facts import Snapshot
    from envdoctor.facts.python import Declaration
    from envdoctor.system import System

ROOTS = frozenset({".readthedocs.yaml", ".readthedocs.yml", ".gitlab-ci.yml", ".travis.yml"})
LIMIT = 1024 * 1024
# what the environment need not meet, and yet may be contradicted
WIDER = (".devcontainer/devcontainer.json", ".devcontainer.json", ".readthedocs.yaml", ".readthedocs.yml")
# what may name a Python beside those that decide
TOLD = frozenset(
    {
        "pyproject.toml", "setup.cfg", "tox.ini", "tox.toml", "noxfile.py", "hatch.toml", "ruff.toml", ".ruff.toml",
        "mypy.ini", "azure-pipelines.yml",
    }
)  # fmt: skip
_NUMBERS = (b"3.10", b"3.20")
_BEFORE = b" \t[,:-{\n"
_BEHIND = b" \t\r\n,]}#"


def floats(system: System, snap: Snapshot, names: frozenset[str]) -> tuple[str, ...]:
    """Give the YAML files in which a version may stand without quotes."""
    found = candidates(system, snap.aim.root, names)
    return tuple(name for name in in_scope(snap, found) if suspicious(system, snap.aim.root, name)) if found else ()


def wider(system: System, snap: Snapshot, names: frozenset[str], declared: tuple[Declaration, ...]) -> tuple[str, ...]:
    """Give the files beside those declarations that name a Python which a declared range does not plainly let in."""
    ranges = [one.specifier for one in declared if one.kind == "range"]
    if not ranges:
        return ()
    if "pixi" in snap.project.managers:
        return ("pixi.toml" if "pixi.toml" in names else "pyproject.toml",)
    found = [name for name in WIDER if name.partition("/")[0] in names]
    return (
        tuple(name for name in in_scope(snap, found) if names_another(system, snap.aim.root, name, ranges))
        if found
        else ()
    )


def candidates(system: System, root: str, names: Iterable[str]) -> list[str]:
    """Give the YAML files to search: those at the root, and GitHub's, which are only there what they are named."""
    join = system.path.join
    found = sorted(name for name in names if name in ROOTS)
    if ".github" in names:
        inside = system.inside(join(root, ".github"))
        if "workflows" in inside:
            workflows = system.inside(join(root, ".github", "workflows"))
            found += [f".github/workflows/{one}" for one in workflows if one.endswith((".yml", ".yaml"))]
        if "actions" in inside:
            for action in system.inside(join(root, ".github", "actions")):
                held = system.inside(join(root, ".github", "actions", action))
                found += [f".github/actions/{action}/{one}" for one in held if one in {"action.yml", "action.yaml"}]
    return found


def suspicious(system: System, root: str, name: str) -> bool:
    """Say whether a file may hold such a number; one that cannot be read holds nothing that anybody would read."""
    try:
        data = system.read(system.path.join(root, *name.split("/")), LIMIT)
    except OSError:
        return False
    return any(_stands(data, number) for number in _NUMBERS)


def names_another(system: System, root: str, name: str, ranges: list[str]) -> bool:
    """Say whether a file names a Python that is not plainly in all ranges."""
    import re

    from envdoctor.versions import plainly_within

    try:
        data = system.read(system.path.join(root, *name.split("/")), LIMIT)
    except OSError:
        return False
    numbers = {number.decode() for number in re.findall(rb"(?<![0-9.])[23]\.[0-9]{1,2}(?![0-9])", data)}
    return any(not plainly_within(number, one) for number in numbers for one in ranges)


def some_python(system: System, root: str, names: Iterable[str]) -> bool:
    """Say whether one of the usual files seems to name a Python: `py312`, `python-version: "3.12"`, `Python :: 3`."""
    for name in (*candidates(system, root, names), *(name for name in names if name in TOLD)):
        try:
            data = system.read(system.path.join(root, *name.split("/")), LIMIT).lower()
        except OSError:
            continue
        if b"py" in data or b"requires" in data:
            import re

            version = rb"(?<![0-9.])[23](?:[0-9]{1,2}|\.[0-9]{1,2}|\.x)\b"
            if re.search(rb"py(?:thon)?[^\n]{0,40}?" + version + rb"|requires.python", data):
                return True
    return False


def _stands(data: bytes, number: bytes) -> bool:
    """Say whether a number stands somewhere on its own, neither in quotes nor as a part of something else."""
    at = data.find(number)
    while at >= 0:
        end = at + len(number)
        if data[at - 1 : at] in _BEFORE and (end == len(data) or data[end] in _BEHIND):
            return True
        at = data.find(number, end)
    return False
