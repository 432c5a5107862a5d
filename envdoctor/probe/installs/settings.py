"""What commands change in their shell: variables, and the environment in use."""

from __future__ import annotations

import re

from envdoctor.lex.commands import assignment
from envdoctor.probe.installs.session import BETWEEN, ENVIRONMENT, EXPORTED, UNKNOWN, written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.lex.commands import Assignment
    from envdoctor.probe.installs.options import Field
    from envdoctor.probe.installs.session import Session

_CONDA = re.compile("conda|mamba|forge", re.IGNORECASE)
_DECLARE = frozenset({"export", "declare", "typeset", "local", "readonly"})
# what acts on the shell it runs in, and so does nothing in a pipe or behind another program
SHELL = _DECLARE | {"unset", "read", "source", ".", "deactivate", "conda", "mamba", "micromamba", "pyenv", "workon"}
NAMES = SHELL | {"virtualenv", "uv"}


def assign(session: Session, assigned: Assignment, text: str, *, weak: bool, exported: bool = False) -> None:
    """Do what `name=value` does; `text` is what the offsets of its words are of."""
    name, word = assigned.name, assigned.value
    if word.array is not None:
        elements = [field for one in word.array for field in session.fields(one)[0]]
        session.put(f"{name}[@]", (BETWEEN.join(elements),), weak=weak)
        return
    values = session.value(word)
    raw = text[word.start : word.end]
    if assigned.adds:
        values = tuple(before + value for before in session.get(name) for value in values)
    if name == "PATH":
        found = [first for value in values for first in session.path_first(value, raw)]
        session.put(ENVIRONMENT, tuple(found), weak=weak)
    session.put(name, values, weak=weak)
    if exported or session.get(EXPORTED + name) != (UNKNOWN,):
        session.put(EXPORTED + name, values, weak=weak)


def change(session: Session, fields: list[Field], text: str, *, weak: bool) -> None:
    """Do what a command does to its shell, as far as that matters here."""
    name, words = fields[0].text.rpartition("/")[2], [field.text for field in fields[1:]]
    if name in _DECLARE:
        _declare(session, fields, text, weak=weak, exported=name == "export" or "-x" in words)
    elif name in {"unset", "read"}:
        for word in words:
            session.put(word, (UNKNOWN,), weak=weak)
            session.put(EXPORTED + word, (UNKNOWN,), weak=weak)
    elif name in {"source", "."}:
        _source(session, fields, text, weak=weak)
    elif name == "deactivate":
        session.put(ENVIRONMENT, ("",), weak=weak)
    elif name in {"conda", "mamba", "micromamba", "pyenv"}:
        if words[:1] == ["activate"]:
            _conda(session, words[1:], weak=weak, ours=name != "pyenv")
        elif words[:1] == ["deactivate"]:
            session.put(ENVIRONMENT, ("",), weak=weak)
    elif name == "workon":
        session.put(ENVIRONMENT, (words[-1] if words else UNKNOWN,), weak=weak)
    else:
        _make(session, name, words)


def _declare(session: Session, fields: list[Field], text: str, *, weak: bool, exported: bool) -> None:
    taken_back = exported and any(field.text == "-n" for field in fields)
    for field in fields[1:]:
        assigned = assignment(field.word)
        if assigned and assigned.name:
            assign(session, assigned, text, weak=weak, exported=exported)
        elif exported and field.literal:
            values = (UNKNOWN,) if taken_back else session.get(field.text)
            session.put(EXPORTED + field.text, values, weak=weak)


def _source(session: Session, fields: list[Field], text: str, *, weak: bool) -> None:
    if len(fields) < 2:  # noqa: PLR2004 - the command and its file
        return
    path = fields[1].text
    for end in ("/bin/activate", "/Scripts/activate"):
        if path.endswith(end):
            raw = text[fields[1].start : fields[1].end]
            folder = path.removesuffix(end)
            if len(fields) > 2 or _CONDA.search(raw + folder):  # noqa: PLR2004 - venv's takes no words
                break
            known = folder.rpartition("/")[2] != UNKNOWN or "env" in raw.lower()
            session.put(ENVIRONMENT, (written(folder, raw) if known else UNKNOWN,), weak=weak)
            return
    if path.endswith("deactivate"):
        session.put(ENVIRONMENT, ("",), weak=weak)
    elif path.endswith("activate"):  # conda's
        _conda(session, [field.text for field in fields[2:]], weak=weak, ours=True)


def _conda(session: Session, words: list[str], *, weak: bool, ours: bool) -> None:
    names = [word for word in words if not word.startswith("-")]
    name = names[0] if names else ""
    known = name not in {"", "base"} and UNKNOWN not in name
    session.put(ENVIRONMENT, (("conda " if ours else "") + name if known else UNKNOWN,), weak=weak)


def _make(session: Session, name: str, words: list[str]) -> None:
    """Note the folders that `python -m venv`, `virtualenv` and `uv venv` make."""
    if name == "virtualenv":
        given = words
    elif words[:2] in (["-m", "venv"], ["-m", "virtualenv"]):
        given = words[2:]
    elif name == "uv" and words[:1] == ["venv"]:
        given = words[1:] or [".venv"]
    else:
        return
    session.made |= {word.rstrip("/") for word in given if not word.startswith("-") and word != UNKNOWN}
