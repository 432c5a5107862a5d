"""Follow shell text from command to command, and give the pip installs that it would run."""

from __future__ import annotations

from envdoctor.lex.commands import Command, Mark
from envdoctor.lex.excerpt import Excerpt
from envdoctor.lex.shell import parse
from envdoctor.probe.installs import pips, settings, wrappers
from envdoctor.probe.installs.caller import NOBODY, changed, through
from envdoctor.probe.installs.options import Field
from envdoctor.probe.installs.reach import Reach, unused
from envdoctor.probe.installs.session import ENVIRONMENT, UNKNOWN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from envdoctor.lex.commands import Event, HereDocument
    from envdoctor.lex.parts import Word
    from envdoctor.probe.installs.caller import Caller
    from envdoctor.probe.installs.session import Session
    from envdoctor.probe.installs.sighting import Sightings

SHELLS = frozenset({"sh", "bash", "dash", "zsh", "ksh", "mksh", "ash"})
_RUNNERS = SHELLS | wrappers.NAMES | {"eval", "find", "uv"}
_DEEPEST = 5  # `bash -c "bash -c …"`
_MOST = 8  # readings of one command
_MOST_WORDS = 400  # of it that are looked at
_MOST_TEXTS = 1000  # such texts in one file


class Walk:
    """Runs through the commands of one text."""

    def __init__(self, excerpt: Excerpt, session: Session, seen: Sightings, depth: int = 0) -> None:
        self.excerpt = excerpt
        self.session = session
        self.seen = seen
        self.depth = depth
        self.reach = Reach(excerpt.text, session)
        self.code_without_command = False  # `RUN <<EOF`: what stands there is run
        self._doubt = False  # this command may not run: `[ … ] && it`
        self._tested = False  # the command before was a test
        self._piped: list[HereDocument] = []  # what `cat <<EOF |` hands on
        self._functions: list[str] = []  # those whose body this is

    def run(self, caller: Caller = NOBODY) -> None:
        """Run through the whole text."""
        events, whole = parse(self.excerpt.text)
        if not whole:
            self.seen.give_up("it is nested too deeply")
        blocks = len(self.session.blocks)
        if not self.depth and self.seen.kind == "script":
            self.reach.unused = unused(self.excerpt.text, events)
        self._events(events, caller)
        while len(self.session.blocks) > blocks:
            self.session.close()

    def _events(self, events: Iterable[Event], caller: Caller) -> None:
        for event in events:
            if self.reach.passes(event):
                continue
            if isinstance(event, Command):
                self._command(event, caller)
            else:
                self._mark(event, caller)

    def _mark(self, mark: Mark, caller: Caller) -> None:
        session = self.session
        if mark.kind == "inside":
            doubt, tested, reach = self._doubt, self._tested, self.reach
            self.reach = Reach(self.excerpt.text, session)
            session.open("subshell")
            self._events(mark.inside, caller)
            session.close()
            self._doubt, self._tested, self.reach = doubt, tested, reach
        elif mark.kind == "each":
            values = [value for word in mark.words for fields in session.fields(word) for value in fields]
            session.put(mark.label, tuple(values) or (UNKNOWN,))
        elif mark.kind == "test":
            self._weigh(mark.before)
            self._tested = True
        elif mark.kind == "branch":
            session.branch(other=mark.name == "other")
        elif mark.kind == "close":
            session.close()
            if mark.name == "function":
                self._functions.pop()
        else:
            self._weigh(mark.before)
            session.open(mark.name, weak=self._doubt)
            if mark.name == "function":
                session.functions.setdefault(mark.label, ())
                self._functions.append(mark.label)

    def _weigh(self, before: str) -> None:
        """Work out whether what comes now surely runs."""
        if before == "&&":
            self._doubt = self._doubt or self._tested
        else:
            self._doubt = before == "||"
        self._tested = False

    def _command(self, command: Command, caller: Caller) -> None:
        self._weigh(command.before)
        piped, self._piped = self._piped if command.before == "|" else [], []
        words = command.words
        for assigned in command.assigned:
            if assigned.name and not words and "|" not in {command.before, command.after}:
                settings.assign(self.session, assigned, self.excerpt.text, weak=self._doubt)
        if not words:
            if command.documents and self.code_without_command:
                self._documents(command.documents, caller)
            return
        name = words[0].text
        self._tested = name in {"[", "test"}
        if self._functions:
            self._passes_on(words)
        fed = [*piped, *command.documents]
        if name == "cat" and command.after == "|" and len(words) == 1:
            self._piped = fed
        if name is not None and not self._matters(name):
            return
        inner = caller
        if command.assigned:
            inner = changed(caller, assigned=caller.assigned | {one.name for one in command.assigned})
        changes = "|" not in {command.before, command.after}
        for fields in self._readings(words):
            if fields:
                self._fields(fields, inner, fed, changes=changes)

    def _matters(self, name: str) -> bool:
        if name in self.session.functions:
            return True
        tail = name.rpartition("/")[2]
        return (
            tail in _RUNNERS or tail in settings.NAMES or bool(pips.PIP.fullmatch(tail) or pips.PYTHON.fullmatch(tail))
        )

    def _passes_on(self, words: list[Word]) -> None:
        """Note what a function puts in front of the words that it is called with."""
        parts = words[-1].parts or []
        if [part.name for part in parts if part.text != ""] != ["@"]:
            return
        front = tuple(word.text or UNKNOWN for word in words[:-1])
        for name in self._functions:
            if front[:1] in {("sudo",), ("doas",)} or not self.session.functions.get(name):
                self.session.functions[name] = front

    def _readings(self, words: list[Word]) -> Iterator[list[Field]]:
        """Give what a command may be, for every value of the variables in it."""
        found: list[list[Field]] = [[]]
        for word in words[:_MOST_WORDS]:
            literal = word.text is not None
            more = [[Field(text, word, literal=literal) for text in fields] for fields in self.session.fields(word)]
            if len(more) > 1:
                found = [[*one, *other] for one in found for other in more][:_MOST]
            else:
                for one in found:
                    one.extend(more[0])
        yield from found

    def _fields(self, fields: list[Field], caller: Caller, fed: list[HereDocument], *, changes: bool) -> None:
        """Look at what one command runs, through all the programs in front of it."""
        called = set()
        while fields:
            text = fields[0].text
            name = text.rpartition("/")[2]
            if UNKNOWN in name:
                return
            if text in self.session.functions and text not in called:
                called.add(text)
                front = self.session.functions[name]
                if not front:  # it does something of its own
                    return
                fields = [*(Field(word, fields[0].word, literal=False) for word in front), *fields[1:]]
                continue
            if name not in wrappers.NAMES:
                break
            wrapped = wrappers.unwrap(name, fields)
            if wrapped is None:
                return
            caller = through(name, fields[0], wrapped, caller, self.excerpt)
            if wrapped.code:
                self._code(wrapped.code.word, caller)
                return
            if wrapped.stdin:
                self._documents(fed, caller)
            fields, changes = wrapped.rest, False
        if fields:
            self._last(fields[0].text.rpartition("/")[2], fields, caller, fed, changes=changes)

    def _last(self, name: str, fields: list[Field], caller: Caller, fed: list[HereDocument], *, changes: bool) -> None:
        """Look at a command that has nothing in front of it any more."""
        if name in SHELLS:
            self._shell(fields, caller, fed)
        elif name == "eval":
            if len(fields) == 2:  # noqa: PLR2004 - one word: all of its text
                self._code(fields[1].word, caller)
            else:
                self._fields(fields[1:], caller, fed, changes=changes)
        elif name == "find":
            for command in wrappers.executed(fields):
                self._fields(command, caller, [], changes=False)
        elif pip := pips.read(fields):
            self.seen.pip(self, pip, fields, caller)
        elif changes or name not in settings.SHELL:
            settings.change(self.session, fields, self.excerpt.text, weak=self._doubt)

    def _shell(self, fields: list[Field], caller: Caller, fed: list[HereDocument]) -> None:
        """Look at what a shell is given: `-c` and text, or what it is fed."""
        at = 1
        while at < len(fields) and fields[at].text[:1] in {"-", "+"} and fields[at].text != "-":
            text = fields[at].text
            if UNKNOWN in text:
                return
            at += 1
            if not text.startswith(("--", "+")) and "n" in text:
                return  # it only reads
            if text in {"--rcfile", "--init-file"} or (not text.startswith("--") and text[-1] in "oO"):
                at += 1
            elif not text.startswith("--") and "c" in text:
                if at < len(fields):
                    self._code(fields[at].word, caller)
                return
            elif "s" in text and not text.startswith("--"):
                at = len(fields)
        if at >= len(fields) or fields[at].text == "-":
            self._documents(fed, caller)

    def _code(self, word: Word, caller: Caller) -> None:
        """Run through the text of a word: its quotes and escapes are taken away, its expansions stay."""
        code = Excerpt()
        if word.parts is None:
            code.take(self.excerpt, word.start, word.end)
        for part in word.parts or ():
            code.take(self.excerpt, part.start, part.end, part.text)
        self._nested(code, caller)

    def _documents(self, documents: list[HereDocument], caller: Caller) -> None:
        for document in documents:
            code = Excerpt()
            code.take(self.excerpt, document.start, document.end)
            self._nested(code, caller)

    def _nested(self, code: Excerpt, caller: Caller) -> None:
        self.seen.texts += 1
        if self.depth >= _DEEPEST or self.seen.texts > _MOST_TEXTS:
            self.seen.give_up("it is nested too deeply")
            return
        session = self.session
        session.open("subshell")
        first = (caller.path or "").partition(":")[0]
        if caller.path is not None and first != UNKNOWN:
            session.put(ENVIRONMENT, session.path_first(caller.path, caller.path))
        elif caller.path is None and (not caller.clean or "PATH" in caller.assigned):
            session.put(ENVIRONMENT, ("",))
        # from here on PATH is the inner shell's own: what that activates is what it uses
        own = changed(caller, clean=True, path=None, assigned=caller.assigned - {"PATH"})
        Walk(code, session, self.seen, self.depth + 1).run(own)
        session.close()
