"""What a shell knows while it runs: its variables, with every value they may have, and the environment in use."""

from __future__ import annotations

import re

from envdoctor.lex.commands import Command

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.lex.parts import Part, Word

    Values = tuple[str, ...]

UNKNOWN = "\0"  # stands in a text for what is known only when it runs
BETWEEN = "\x1f"  # between the elements of an array
ENVIRONMENT = "(environment)"  # the variable that holds the environment in use, written as its script writes it
EXPORTED = "export "  # in front of the name of a variable: its value is handed on to programs
ON_PATH = "path "  # in front of a folder that ENVIRONMENT holds: it is first on PATH, what is in it is not known
_MOST = 8  # values that a variable may have
_LONGEST = 2000  # characters of such a value
_WHICH = frozenset({"which", "command", "type"})
_SURE = re.compile(r"(?:^|[-_.])(?:venv|virtualenv)(?:$|[-_.\d])", re.IGNORECASE)
_BIN = re.compile(r"(.*[^/])/+(?:bin|Scripts)/?")
# folders of a PATH that hold no Python of their own: the system's, and those of a user's own programs
_PLAIN = re.compile(
    r"/(?:usr/|snap/)?(?:local/)?s?bin/?|(?:~|\$\{?HOME\}?|/root|/home/[^/]+)?/*(?:\.[\w-]+/)*bin/?|\.?"
)


class _Block:
    __slots__ = ("begun", "ends", "kind", "other", "weak")

    def __init__(self, kind: str, *, weak: bool) -> None:
        self.kind = kind
        self.weak = weak  # it may not run at all
        self.begun = kind != "case"  # the first alternative of a case has a mark of its own
        self.other = False  # one of its alternatives always runs
        self.ends: list[dict[str, Values]] = []


class Session:
    """A shell's variables. Blocks lie above each other; what one of them changes counts as far as it surely runs."""

    def __init__(self) -> None:
        self.layers: list[dict[str, Values]] = [{}]
        self.blocks: list[_Block] = []
        self.functions: dict[str, tuple[str, ...]] = {}  # what stands in front of `"$@"` in their body
        self.made: set[str] = set()  # folders that were made environments

    def copy(self) -> Session:
        """Give a shell that begins with what this one knows."""
        other = Session()
        for layer in self.layers:
            other.layers[0].update(layer)
        other.functions = dict(self.functions)
        other.made = set(self.made)
        return other

    def get(self, name: str) -> Values:
        """Give the values that a variable may have."""
        for layer in reversed(self.layers):
            if name in layer:
                return layer[name]
        return ("",) if name == ENVIRONMENT else (UNKNOWN,)

    def put(self, name: str, values: Values, *, weak: bool = False) -> None:
        """Set a variable; `weak`: it may be that this does not happen."""
        if weak:
            values = (*self.get(name), *values)
        values = tuple(value if len(value) <= _LONGEST else UNKNOWN for value in values)
        self.layers[-1][name] = tuple(dict.fromkeys(values))[:_MOST]

    def export(self, name: str, value: str) -> None:
        """Set a variable of the environment that the shell was started with."""
        self.put(name, (value,))
        self.put(EXPORTED + name, (value,))

    # blocks

    def open(self, kind: str, *, weak: bool = False) -> None:
        """Begin a block."""
        self.blocks.append(_Block(kind, weak=weak or kind in {"loop", "function"}))
        self.layers.append({})

    def branch(self, *, other: bool) -> None:
        """Begin the next alternative of a block."""
        block = self.blocks[-1]
        if block.begun:
            block.ends.append(self.layers[-1])
        block.begun = True
        self.layers[-1] = {}
        block.other = block.other or other

    def close(self) -> None:
        """End a block, and join what its alternatives set."""
        block = self.blocks.pop()
        last = self.layers.pop()
        if block.kind == "subshell":
            return
        ends = [*block.ends, last]
        always = block.other if block.kind in {"if", "case"} else not block.weak
        for name in dict.fromkeys(name for end in ends for name in end):
            before = self.get(name)
            values = [value for end in ends for value in end.get(name, before)]
            self.put(name, tuple(values if always else [*before, *values]))

    # what words become

    def value(self, word: Word) -> Values:
        """Give the values that `name=word` may set."""
        return (word.text or "",) if word.parts is None else tuple(self._texts(word.parts))

    def fields(self, word: Word) -> list[list[str]]:
        """Give what a word of a command may become: none, one or several words."""
        if word.parts is None:
            return [[word.text or ""]]
        found: list[list[str | None]] = [[None]]
        for part in word.parts:
            choices = self._choices(part, quoted=part.quoted)
            found = [_join(fields, choice) for fields in found for choice in choices][:_MOST]
        return [[field for field in fields if field is not None] for fields in found]

    def _texts(self, parts: list[Part]) -> list[str]:
        """Give what parts may say between quotes; what gets too long (`x=$x$x`) is not followed."""
        found = [""]
        for part in parts:
            choices = ["".join(choice) for choice in self._choices(part, quoted=True)]
            found = [text + choice for text in found for choice in choices][:_MOST]
            found = [text if len(text) <= _LONGEST else UNKNOWN for text in found]
        return found

    def _choices(self, part: Part, *, quoted: bool) -> list[list[str]]:
        if part.text is not None:
            return [[part.text]]
        if part.name == "$(":
            return [[_program(part)]]
        values: list[str] = []
        for value in self.get(part.name) if part.name else (UNKNOWN,):
            if part.default is not None and value in {"", UNKNOWN}:
                values += self._texts(part.default)
            else:
                values.append(value)
        if part.name.endswith("[@]"):
            return [value.split(BETWEEN) for value in values]
        return [[value] if quoted else value.split() for value in dict.fromkeys(values)]

    # environments

    def environment_of(self, folder: str) -> bool:
        """Say whether a folder surely is a virtual environment: made by the script, or called like one."""
        tail = folder.rpartition("/")[2]
        if _SURE.search(tail):
            return True
        known = {*self.made, *self.get("VIRTUAL_ENV")} - {UNKNOWN, ""}
        return any(_same(folder, one) for one in known)

    def path_first(self, value: str, raw: str) -> Values:
        """Give the environment in use once PATH has a value; `raw` is how that value is written."""
        if re.match(r"""["']?\$\{?PATH\b""", raw):
            return self.get(ENVIRONMENT)
        first, first_raw = value.partition(":")[0], re.split(r":(?!-)", raw.strip("\"'"), maxsplit=1)[0]
        found = _BIN.fullmatch(first)
        if found is not None and self.environment_of(found[1]):
            return (written(found[1], raw.partition(":")[0]),)
        shown = first_raw if UNKNOWN in first else first
        return ("",) if _PLAIN.fullmatch(shown) else (ON_PATH + shown,)


def written(folder: str, raw: str) -> str:
    """Write a folder for a person: as it is, or as the script has it where only a run would tell."""
    if UNKNOWN in folder:
        found = _BIN.match(raw.strip("\"'"))
        folder = found[1].strip("\"'") if found else raw.strip("\"'")
    if folder in {"", "$?"}:  # filled in by make or just
        return "the environment"
    return folder.removeprefix("./").removeprefix("$PWD/").removeprefix("${PWD}/") or "."


def _join(fields: list[str | None], choice: list[str]) -> list[str | None]:
    return [*fields[:-1], (fields[-1] or "") + choice[0], *choice[1:]] if choice else fields


def _program(part: Part) -> str:
    """Read `$(which sudo)` as `sudo`; which pip or Python it would be is not known."""
    inside = part.inside or []
    if len(inside) != 1 or not isinstance(inside[0], Command):
        return UNKNOWN
    words = [word.text for word in inside[0].words]
    looks = bool(words) and words[0] in _WHICH and words[-1] in {"sudo", "doas"}
    return words[-1] or UNKNOWN if looks else UNKNOWN


def _same(one: str, other: str) -> bool:
    """Say whether two paths mean one folder, as far as a script tells: relative ones by their end."""
    one, other = one.rstrip("/").removeprefix("./"), other.rstrip("/").removeprefix("./")
    if one == other:
        return True
    absolute = one.startswith("/") and other.startswith("/")
    return not absolute and one.rpartition("/")[2] == other.rpartition("/")[2] != UNKNOWN
