"""What pyproject.toml asks for, with the place of each requirement."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    Keys = tuple["str | int", ...]

POETRY = "poetry"


def required(data: dict[str, Any]) -> Iterator[tuple[Keys, str]]:
    """Give the requirements of the project, and of its dependency groups, each with its keys."""
    from envdoctor.probe.declarations.toml import at

    lists = {("project", "dependencies"): at(data, "project", "dependencies")}
    groups = at(data, "dependency-groups")
    if isinstance(groups, dict):
        lists |= {("dependency-groups", str(name)): group for name, group in groups.items()}
    for keys, several in lists.items():
        for number, one in enumerate(several if isinstance(several, list) else []):
            if isinstance(one, str):  # what includes another group is a table
                yield (*keys, number), one
    main = at(data, "tool", POETRY, "dependencies")
    for name, value in main.items() if isinstance(main, dict) else ():
        # a table may say that it is optional, or for some machines alone; a list says that it differs between them
        if isinstance(value, str) and name.lower() != "python":
            yield ("tool", POETRY, "dependencies", name), str(name)


def names(data: dict[str, Any]) -> Iterator[str]:
    """Give the names of everything that is asked for anywhere, under whatever condition."""
    from envdoctor.probe.declarations.toml import at

    lists: tuple[tuple[str, ...], ...] = (
        ("project", "dependencies"),
        ("build-system", "requires"),
        ("tool", "uv", "dev-dependencies"),
    )
    for keys in lists:
        yield from _names(at(data, *keys))
    groups: tuple[tuple[str, ...], ...] = (
        ("project", "optional-dependencies"),
        ("dependency-groups",),
        ("tool", "pdm", "dev-dependencies"),
        ("tool", "flit", "metadata", "requires-extra"),
    )
    for keys in groups:
        for group in _tables(at(data, *keys)):
            yield from _names(group)
    for key in ("dependencies", "dev-dependencies"):
        yield from _keys(at(data, "tool", POETRY, key))
    for group in _tables(at(data, "tool", POETRY, "group")):
        yield from _keys(at(group, "dependencies"))
    for environment in _tables(at(data, "tool", "hatch", "envs")):
        for key in ("dependencies", "extra-dependencies"):
            yield from _names(at(environment, key))


def _tables(data: Any) -> list[Any]:
    return list(data.values()) if isinstance(data, dict) else []


def _keys(data: Any) -> list[str]:
    return [str(name) for name in data] if isinstance(data, dict) else []


def _names(data: Any) -> Iterator[str]:
    from envdoctor.probe.wants.exact import name

    for one in data if isinstance(data, list) else ():
        if isinstance(one, str) and (found := name(one)):
            yield found
