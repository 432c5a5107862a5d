"""A text file that is about to be edited: its encoding, its line ends, and edits that stay out of each other's way.

Nothing here touches the disk: bytes come in, bytes go out, and what no edit touches stays as it was to the byte.
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.check import Append, Create, Replace

_END = re.compile(r"\r\n|\n|\r")
_CODING = re.compile(rb"\A(?:[^\n]*\n)?[ \t\f]*#[^\n]*?coding[:=][ \t]*([-\w.]+)")  # PEP 263, which pip follows too
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


class CannotMend(Exception):  # noqa: N818 - it is an answer ("this is not mended, for this reason")
    """Raised where a step cannot be applied; its text is the reason."""


class Edit:
    """One edit of a document: what stands from `begin` to `end` becomes `new`; behind the end, `lines` are added."""

    __slots__ = ("begin", "create", "end", "lines", "new")

    def __init__(
        self, begin: int = 0, end: int = 0, new: str = "", *, lines: tuple[str, ...] = (), create: str | None = None
    ) -> None:
        self.begin, self.end, self.new, self.lines, self.create = begin, end, new, lines, create

    def same(self, other: Edit) -> bool:
        """Say whether both do the same thing."""
        return (self.begin, self.end, self.new) == (other.begin, other.end, other.new)

    def overlaps(self, other: Edit) -> bool:
        """Say whether the two cannot both be applied, or not in an order that is plain."""
        if self.begin == other.begin:
            return True
        return self.begin < other.end and other.begin < self.end


class Document:
    """The text of a file, and the edits that were accepted so far."""

    def __init__(self, path: str, before: bytes | None) -> None:
        self.path, self.before = path, before
        self.mark, self.codec, self.text = b"", "utf-8", ""
        if before is not None:
            self._decode(before)
        ends = _END.findall(self.text)
        self.newline = max(("\n", "\r\n", "\r"), key=ends.count)  # of equals, the first
        self.created: str | None = None
        self.spans: list[Edit] = []
        self.lines: list[str] = []

    def _decode(self, before: bytes) -> None:
        for mark, codec in _MARKS:
            if before.startswith(mark):
                self.mark, self.codec = mark, codec
                break
        else:
            declared = _CODING.match(before)
            self.codec = declared[1].decode() if declared else "utf-8"
        try:
            self.text = before[len(self.mark) :].decode(self.codec, self._errors)
            back = self.mark + self.text.encode(self.codec, self._errors)
        except (UnicodeError, LookupError):
            back = b""
        if back != before:
            raise CannotMend(f"{self.path} is not valid {self.codec}")
        if "\0" in self.text:
            raise CannotMend(f"{self.path} is no text")

    @property
    def _errors(self) -> str:
        # bytes that are no UTF-8 are kept as they are; UTF-16 has no such way
        return "strict" if self.codec.startswith("utf-16") else "surrogateescape"

    def replace(self, step: Replace) -> Edit:
        """Find the place of a `Replace`.

        Raises:
            CannotMend: the text does not read as it did, or another fix changes the same place.
        """
        if self.before is None:
            raise CannotMend(f"{self.path} is not there any more")
        start = 0
        newline = self.newline
        for _ in range(step.line - 1):
            end = _END.search(self.text, start)
            if end is None:
                raise CannotMend(f"{self.path} has no line {step.line} any more")
            start, newline = end.end(), end[0]
        begin = start + step.column - 1
        here = _END.search(self.text, start)
        newline = here[0] if here else newline
        old = step.old.replace("\n", newline)
        if old.endswith(newline) and begin + len(old) == len(self.text) + len(newline):
            old = old[: -len(newline)]  # the last line of a file may have no end
        end_of_old = begin + len(old)
        beyond = begin > (here.start() if here else len(self.text))
        if step.column < 1 or beyond or self.text[begin:end_of_old] != old:
            raise CannotMend(f"{self.path}:{step.line} does not read as it did")
        edit = Edit(begin, end_of_old, step.new.replace("\n", newline))
        self._writable(edit.new)
        if any(edit.overlaps(other) and not edit.same(other) for other in self.spans):
            raise CannotMend(f"another fix changes {self.path}:{step.line} too")
        return edit

    def append(self, step: Append) -> Edit:
        """Prepare an `Append`.

        Raises:
            CannotMend: the encoding of the file cannot hold the lines.
        """
        self._writable("".join(step.lines))
        return Edit(lines=step.lines)

    def create(self, step: Create) -> Edit:
        """Prepare a `Create`.

        Raises:
            CannotMend: the file is there already.
        """
        if self.before is not None:
            raise CannotMend(f"{self.path} is there already")
        if self.created not in (None, step.text):
            raise CannotMend(f"another fix creates {self.path} too")
        return Edit(create=step.text)

    def _writable(self, text: str) -> None:
        foreign = any("\udc80" <= character <= "\udcff" for character in self.text) and not text.isascii()
        try:
            text.encode(self.codec)
        except UnicodeError:
            foreign = True
        if foreign:
            raise CannotMend(f"the encoding of {self.path} cannot hold the new text")

    def accept(self, edit: Edit) -> None:
        """Take an edit in; one that is there already is not applied twice."""
        if edit.create is not None:
            self.created = edit.create
        elif edit.lines:
            self.lines += [line for line in edit.lines if line not in self.lines]
        elif not any(edit.same(other) for other in self.spans):
            self.spans.append(edit)

    @property
    def touched(self) -> bool:
        """Some edit was accepted."""
        return self.created is not None or bool(self.spans or self.lines)

    def after(self) -> bytes:
        """Give the file with all accepted edits."""
        text = self.text if self.created is None else self.created
        for edit in sorted(self.spans, key=lambda edit: edit.begin, reverse=True):
            text = text[: edit.begin] + edit.new + text[edit.end :]
        if self.lines:
            if text and not text.endswith(("\n", "\r")):
                text += self.newline
            text += "".join(line + self.newline for line in self.lines)
        return self.mark + text.encode(self.codec, self._errors)
