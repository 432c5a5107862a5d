"""How each kind of file is read; only the modules that are needed are imported."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from envdoctor.probe.installs.sighting import Sightings

    Reader = Callable[[str, Sightings], None]

CI = frozenset({"github", "gitlab", "travis", "steps"})


def called(kind: str) -> str:
    """Give what the fact calls a kind of file."""
    return "ci" if kind in CI else {"shebang": "script", "tox_toml": "tox"}.get(kind, kind)


def reader(kind: str) -> Reader:
    """Give what reads a kind of file, as `names.kind_of` says it."""
    if kind in CI:
        return _ci(kind)
    if kind == "dockerfile":
        from envdoctor.probe.scripts.dockerfile import read
    elif kind == "make":
        from envdoctor.probe.scripts.makefile import read
    elif kind == "just":
        from envdoctor.probe.scripts.justfile import read
    elif kind == "docs":
        from envdoctor.probe.scripts.docs import read
    elif kind == "ansible":
        from envdoctor.probe.scripts.ansible import read
    elif kind == "devcontainer":
        from envdoctor.probe.scripts.devcontainer import read
    elif kind == "tox":
        from envdoctor.probe.scripts.tox import read
    elif kind == "tox_toml":
        from envdoctor.probe.scripts.tox import read_toml as read
    else:
        from envdoctor.probe.scripts.shell_script import read
    return read


def _ci(kind: str) -> Reader:
    if kind == "github":
        from envdoctor.probe.scripts.github import read
    elif kind == "gitlab":
        from envdoctor.probe.scripts.gitlab import read
    elif kind == "travis":
        from envdoctor.probe.scripts.travis import read
    else:
        from envdoctor.probe.scripts.steps import read
    return read
