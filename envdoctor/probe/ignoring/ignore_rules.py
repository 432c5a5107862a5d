"""Which rule decides about a path, as git says, and whether it is one that everybody who clones has."""

from __future__ import annotations

from envdoctor.probe.files import IGNORED
from envdoctor.record import CannotKnow, Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.probe.ignoring.ignorable import Candidate
    from envdoctor.system import System


class Rule(Record):
    """The line that decides about a path."""

    source: str  # the file it stands in, relative to the repository's root
    pattern: str

    @property
    def shared(self) -> bool:
        """It stands in a .gitignore, which all who clone have; not in a file of this user's alone."""
        return self.source == ".gitignore" or self.source.endswith("/.gitignore")


def ask(system: System, root: str, paths: list[str]) -> dict[str, Rule | None] | None:
    """Ask git which rule decides about each path; None: there is no work tree here.

    Raises:
        CannotKnow: git does not answer, and says why.
    """
    if not paths:
        return {}
    question = "".join(path + "\0" for path in paths).encode("utf-8", "surrogateescape")
    answer = system.git(IGNORED, root, question)
    if answer.status not in {0, 1}:
        said = answer.err.decode("utf-8", "replace").strip().partition("\n")[0].removeprefix("fatal: ")
        if "not a git repository" in said or "must be run in a work tree" in said:
            return None
        raise CannotKnow(f"git says: {said}")
    words = answer.out.decode("utf-8", "surrogateescape").split("\0")
    parts = zip(words[0::4], words[2::4], words[3::4], strict=False)
    return {path: Rule(source, pattern) if source else None for source, pattern, path in parts}


class Judge:
    """Says of each candidate whether the rules that everybody shares ignore it."""

    def __init__(self, system: System, root: str, top: str, rules: dict[str, Rule | None]) -> None:
        self.system, self.root, self.rules = system, root, rules
        self.prefix = root[len(top) :].strip(system.path.sep).replace(system.path.sep, "/")
        self.again: frozenset[str] | None = None

    def ignored(self, one: Candidate) -> bool:
        """Say whether all of it is ignored, or somebody decided that it shall not be."""
        name = one.path.rstrip("/")
        asked = [path for path in one.asked if not self._meant(path, path)]
        if any(self._meant(path, name) for path in (name, *asked)):
            return True
        return all(map(self._covered if one.real else self.hidden, asked))

    def hidden(self, path: str) -> bool:
        """Say whether a shared rule ignores a path that does not exist.

        Where a private rule decides, git cannot be asked what the others would say: to name it will do.
        """
        rule = self.rules.get(path)
        if rule and not rule.shared:
            return self._mentions(b"py" if "__pycache__" in path else b"env")
        return rule is not None and not rule.pattern.startswith("!")

    def _covered(self, path: str) -> bool:
        rule = self.rules.get(path)
        if rule and not rule.shared:
            self.again = self._without_private() if self.again is None else self.again
            return path in self.again
        return rule is not None and not rule.pattern.startswith("!")

    def _meant(self, path: str, name: str) -> bool:
        """Say whether a rule takes a path back on purpose: by its very name, or below the project's own .gitignore.

        Another line at the root would go against the first, and do nothing about the second.
        """
        rule = self.rules.get(path)
        if rule is None or not rule.shared or not rule.pattern.startswith("!"):
            return False
        named = rule.pattern[1:].removeprefix("**/").strip("/").removesuffix("/**").removesuffix("/*")
        return named == name or len(rule.source.rpartition("/")[0]) > len(self.prefix)

    def _without_private(self) -> frozenset[str]:
        """Ask again with .gitignore files alone: a line of .git/info/exclude hides what they say further down."""
        paths = [path for path, rule in self.rules.items() if rule and not rule.shared]
        words = ["--literal-pathspecs", "ls-files", "-c", "-o", "-i", "--exclude-per-directory=.gitignore", "-z", "--"]
        answer = self.system.git([*words, *paths], self.root)
        return frozenset(answer.out.decode("utf-8", "surrogateescape").split("\0"))

    def _mentions(self, word: bytes) -> bool:
        """Say whether .gitignore has a word at all: where git cannot be asked about it, that must do."""
        try:
            return bool(self.prefix) or word in self.system.read(self.system.path.join(self.root, ".gitignore"))
        except OSError:
            return False


def readable(system: System, root: str, top: str) -> None:
    """Look at the .gitignore files above: git waits for ever on a pipe, and passes over what it cannot read.

    Raises:
        CannotKnow: one of them is such a file.
    """
    here = root
    while True:
        path = system.path.join(here, ".gitignore")
        if system.kind(path) == "other":
            raise CannotKnow(".gitignore is no regular file: asking git about it may never end")
        if here == root and system.kind(path, follow=False) == "link":
            raise CannotKnow(".gitignore is a symbolic link, which git does not follow")
        if system.kind(path) == "file":
            try:
                system.head(path, 1)
            except OSError as error:
                raise CannotKnow(f".gitignore cannot be read: {error.strerror}") from None
        if here == top:
            return
        here = system.path.dirname(here)


def obstacle(system: System, root: str, paths: tuple[str, ...]) -> str:
    """Say why git cannot be asked about some paths: a .gitignore on the way to them is a pipe or a device."""
    folders = {path[:end] for path in paths for end in range(len(path)) if path[end] == "/"}
    for folder in sorted(folders):
        if system.kind(system.path.join(root, *folder.split("/"), ".gitignore")) == "other":
            return f"{folder}/.gitignore is no regular file: asking git about it may never end"
    return ""
