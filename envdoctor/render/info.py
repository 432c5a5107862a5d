"""What `envdoctor info` found out, for a person: groups of facts, each with its name in front."""

from __future__ import annotations

from envdoctor.render import safe
from envdoctor.render.cells import cells, pad, wrap
from envdoctor.version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from envdoctor.render.layout import Line

    Row = tuple[str, ...]  # its name, or none where it goes on; what is known; and what belongs beside that
    Short = Callable[[str], str]  # writes a path as a person would

_COLUMN = 48  # cells of a text that others are aligned with
COMMANDS = ("python", "python3", "pip", "pip3")


def render(data: dict[str, Any], project: str, short: Short, width: int = 0) -> Iterator[Line]:
    """Give the lines; `width` is that of a terminal, or 0 where nothing is broken."""
    yield [("envdoctor " + __version__, "bold"), (" · ", "dim"), (safe.text(project), "")]
    for title, look in _GROUPS:
        found = [(*row, "")[:3] for row in look(data, short)]
        if found:
            yield []
            yield [(title, "heading")]
            yield from _group([(name, safe.text(text), safe.text(aside)) for name, text, aside in found], width)


def _group(found: list[tuple[str, str, str]], width: int) -> Iterator[Line]:
    size = max(cells(name) for name, _, _ in found)
    column = max((cells(text) for _, text, aside in found if aside and cells(text) <= _COLUMN), default=0)
    room = width - size - 4
    for name, text, aside in found:
        whole = f"{pad(text, column)}  {aside}" if aside else text
        lines = (
            [whole] if not width or cells(whole) <= room else [*wrap(text, room), *(wrap(aside, room) if aside else ())]
        )
        for number, line in enumerate(lines):
            label = name if number == 0 else ""
            yield [("  ", ""), (pad(label, size), "place"), ("  " + line, "")]


def _missing(data: dict[str, Any], name: str, label: str) -> list[Row]:
    """Say why a group is not known."""
    return [(label, f"not known: {data['unknown'][name]}")] if name in data["unknown"] else []


def _environment(data: dict[str, Any], short: Short) -> Iterator[Row]:
    found = data["environment"]
    if found is None:
        yield from _missing(data, "environment", "environment")
        return
    judged = found["judged"]
    if found["python"]:
        yield "version", found["python"]
    if judged:
        yield "environment", short(judged["path"])
    yield "because", _shortened(found["why"], short)
    if judged:
        yield from _made(judged, short)
    for name, label in (("active", "active here"), ("project", "the project's")):
        other = found[name]
        if other and (judged is None or other["path"] != judged["path"]):
            yield label, f"{short(other['path'])}, Python {other['python'] or 'not known'}" + _ill(other)


def _made(one: dict[str, Any], short: Short) -> Iterator[Row]:
    if one["problem"]:
        yield "problem", one["problem"]
    made = one["maker"] or one["kind"]
    yield "made by", made + (f", from {short(one['base'])}" if one["base"] else "")
    pip = "pip is installed in it" if one["pip"] else "without pip"
    yield "packages", pip + ("; the system's packages are visible" if one["system_packages"] else "")


def _ill(one: dict[str, Any]) -> str:
    return f"; it does not work: {one['problem']}" if one["problem"] else ""


def _shortened(text: str, short: Short) -> str:
    return " ".join(short(word) if word.startswith("/") else word for word in text.split(" "))


def _shell(data: dict[str, Any], short: Short) -> Iterator[Row]:
    shell = data["shell"]
    if shell is None:
        yield from _missing(data, "shell", "shell")
        return
    yield "shell", shell["kind"] + (", with a person at it" if shell["interactive"] else f": {shell['why_not']}")
    if data["commands"] is None:
        yield from _missing(data, "commands", "commands")
        return
    for name in COMMANDS:
        found = [one for one in data["commands"] if one["command"] == name]
        for number, one in enumerate(found):
            yield "" if number else name, short(one["path"]), _owner(one)
        if not found:
            yield name, "none on PATH"


def _owner(one: dict[str, Any]) -> str:
    python = one["python"]
    if python is None:
        return f"not known: {one['problem']}"
    owner: str = python["owner"]
    return owner if python["version"] in owner else f"{owner}, {python['version']}"


def _project(data: dict[str, Any], short: Short) -> Iterator[Row]:
    project = data["project"]
    if project is None:
        yield from _missing(data, "project", "project")
        return
    yield "folder", short(project["root"]) or project["root"]
    yield "managers", ", ".join(project["managers"]) or "none that its files name"
    yield from _missing(data, "locks", "lock files")
    if data["locks"] is not None:
        yield "lock files", ", ".join(data["locks"]) or "none"
    yield from _missing(data, "declared", "Python")
    for number, one in enumerate(data["declared"] or ()):
        yield "" if number else "Python", f"{one['path']}:{one['line']}", _declares(one)
    if data["declared"] == []:
        yield "Python", "no file says which"


def _declares(one: dict[str, Any]) -> str:
    verb = {"range": "requires", "pin": "pins"}.get(one["kind"], one["kind"])
    aside = f" (not here: {one['overridden_by']} is set)" if one["overridden_by"] else ""
    return f"{verb} {one['text']}{aside}"


def _pip(data: dict[str, Any], short: Short) -> Iterator[Row]:
    yield from _missing(data, "pip_config", "settings")
    for one in data["pip_config"] or ():
        place = f"{short(one['path'])}:{one['line']}" if one["path"] else "a variable"
        section = f"[{one['section']}] " if one["section"] not in {"global", "env"} else ""
        yield one["name"], one["value"].replace("\n", " "), section + place


def _others(data: dict[str, Any], short: Short) -> Iterator[Row]:
    yield from _missing(data, "interpreters", "Pythons")
    kept: dict[str, int] = {}
    for one in data["interpreters"] or ():
        if one["kind"] == "environment":
            kept[one["manager"]] = kept.get(one["manager"], 0) + 1
            continue
        by = "" if one["manager"] in {"PATH", "/usr/local"} else one["manager"]
        yield one["version"] or "?", short(one["python"]), by
    for manager, number in kept.items():
        if manager != "PATH":
            yield "kept", f"{number} environment{'s' if number > 1 else ''} of {manager}"
    if tools := data["tools"]:
        texts = [one["name"] if one["on_path"] else f"{short(one['path'])} (not on PATH)" for one in tools]
        yield "tools", ", ".join(texts)


def _machine(data: dict[str, Any], short: Short) -> Iterator[Row]:
    del short
    machine = data["machine"]
    if machine is None:
        yield from _missing(data, "machine", "system")
        return
    yield "system", machine["system"] + (" in WSL" if machine["wsl"] else "")
    for name, label in (("ci", "CI"), ("container", "container"), ("notebook", "notebook"), ("hook", "hook")):
        if machine[name]:
            yield label, machine[name]
    if machine["superuser"]:
        yield "user", "root"
    yield (
        "envdoctor",
        f"{__version__}, run "
        + {"base": "by the base Python", "venv": "in an environment"}.get(
            (data["environment"] or {}).get("launcher", ""), "by " + (data["environment"] or {}).get("launcher", "?")
        ),
    )


_GROUPS = (
    ("Python", _environment),
    ("This shell", _shell),
    ("The project", _project),
    ("What pip is told", _pip),
    ("Pythons of this machine", _others),
    ("The machine", _machine),
)
